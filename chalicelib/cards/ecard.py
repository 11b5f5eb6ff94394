"""The electronic visit card: what its code carries, and our signed token, which a window or the HIS can verify alone.

The token, for whoever verifies it:
    X1.<key id>.<card id>.<HIS patient id>.<seconds since 1970 at which it ends>.<signature>
Five parts and a signature, separated by dots; ids are `[A-Za-z0-9_-]`. The signature is Ed25519 (RFC 8032) over the ASCII
text before the last dot, in unpadded base64url. The public key of each key id is given to the window's software and the HIS
by the hospital's engineers; `verify` is the whole check. A token says who is meant, not who holds the phone: the window looks
at the person's paper where it must.
"""

import base64
import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.cards import settings
from chalicelib.cards.access import NotYours, reaches
from chalicelib.cards.models import Card, CardState, Level, Link
from chalicelib.cards.settings import Content
from chalicelib.kernel import clock, refusals, sealing, secrets
from chalicelib.kernel.ids import AccountId, CardId, PatientId

PREFIX = "X1"
PARTS = 6


class Form(StrEnum):
    """How the code is drawn."""

    CODE_128 = "code128"
    QR = "qr"


class NotReady(refusals.Conflict):
    """The hospital has not given the card yet."""

    code, message = "card_not_ready", "就诊卡正在由医院办理，办好后会自动显示，请稍后再看"


class ToBeBound(refusals.Conflict):
    """The person had a card before."""

    code, message = "card_to_be_bound", "该就诊人在本院已有就诊卡，请先通过预留手机号完成绑定"


class NotUsable(refusals.Conflict):
    """Refused or withdrawn by the hospital."""

    code, message = "card_not_usable", "该就诊卡暂不可用，请携带证件原件到窗口办理"


class TokenInvalid(Exception):
    """Not a token of ours, changed, or over."""


class CardKeys(BaseModel):
    """The secret `card-keys`: ids and Ed25519 private keys (hex, 32 bytes), the signing one first, then the one before it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    keys: list[tuple[str, str]] = Field(min_length=1, max_length=2)


class Code(NamedTuple):
    """What to draw. `ends` is None where the content does not change."""

    content: Content
    form: Form
    text: str
    ends: dt.datetime | None

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


class Shown(NamedTuple):
    """What a valid token says."""

    card: CardId
    his_id: str
    ends: dt.datetime


_WHY = {CardState.REQUESTED: NotReady, CardState.EXISTS: ToBeBound, CardState.REFUSED: NotUsable, CardState.GONE: NotUsable}
_PLAIN = {Content.HEALTH_CODE: "health_code", Content.INSURANCE_CODE: "insurance_code", Content.HIS_CARD: "number"}


def show(account: AccountId, patient: PatientId, card_id: CardId) -> Code:
    """The code of one of my cards. Raises NotYours, NotReady, ToBeBound, NotUsable."""
    link = Link.find(account, patient)
    if link is None or card_id not in (link.cards or ()) or not reaches(link, Level.SEE):
        raise NotYours
    card = Card.find(card_id)
    if card is None:
        raise NotYours
    if card.state != CardState.ACTIVE:
        raise _WHY[CardState(card.state)]
    wanted = settings.chosen().ecard
    if wanted is not Content.TOKEN:
        for content in (wanted, Content.HIS_CARD):
            text = _plain(card, content)
            if text:
                return Code(content, Form.CODE_128 if content is Content.HIS_CARD else Form.QR, text, None)
    token, ends = sign(card)
    return Code(Content.TOKEN, Form.QR, token, ends)


def _plain(card: Card, content: Content) -> str:
    name = _PLAIN[content]
    sealed: bytes | None = getattr(card, name)
    return sealing.unseal(Card.noun, card.id, name, sealed) if sealed else ""


def sign(card: Card, now: dt.datetime | None = None) -> tuple[str, dt.datetime]:
    """A token for an active card, and when it ends."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key_id, key = secrets.read("card-keys", CardKeys).keys[0]
    ends = (now or clock.now()).replace(microsecond=0) + dt.timedelta(minutes=settings.chosen().token_minutes)
    text = ".".join((PREFIX, key_id, card.id, card.his_id or "", str(int(ends.timestamp()))))
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key)).sign(text.encode())
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}", ends


def public_keys() -> dict[str, str]:
    """Key id → Ed25519 public key (hex): what the window's software and the HIS are given."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    keys = secrets.read("card-keys", CardKeys).keys
    return {
        key_id: Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key)).public_key().public_bytes_raw().hex()
        for key_id, key in keys
    }


def verify(token: str, keys: dict[str, str], now: dt.datetime) -> Shown:
    """Check a scanned token with the public keys alone. Raises TokenInvalid for anything that is not ours, whole and in time."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    parts = token.split(".")
    if len(parts) != PARTS or parts[0] != PREFIX or parts[1] not in keys:
        raise TokenInvalid
    text, _, signature = token.rpartition(".")
    try:
        raw = base64.b64decode(signature + "=" * (-len(signature) % 4), altchars=b"-_", validate=True)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys[parts[1]])).verify(raw, text.encode())
        ends = dt.datetime.fromtimestamp(int(parts[4]), dt.UTC)
    except (ValueError, InvalidSignature):
        raise TokenInvalid from None
    if ends <= now:
        raise TokenInvalid
    return Shown(CardId(parts[2]), parts[3], ends)
