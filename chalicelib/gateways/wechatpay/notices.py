"""What WeChat Pay calls us with: verified on the raw bytes, then opened. Nothing is fetched while it waits."""

import base64
import binascii
import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from chalicelib.gateways.wechatpay import verifying
from chalicelib.gateways.wechatpay.merchant import Merchant
from chalicelib.gateways.wechatpay.orders import Trade
from chalicelib.gateways.wechatpay.refunds import Refunded


class Undecryptable(verifying.Unverified):
    """Signed by the platform, but not sealed with our APIv3 key: the key in our secret is old, or the notice is not for us."""

    code, status = "undecryptable", 400


class Unreadable(verifying.Unverified):
    """Signed by the platform, but not of a shape that we know."""

    code, status = "unreadable", 400


class _Resource(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    original_type: str
    algorithm: Literal["AEAD_AES_256_GCM"]
    ciphertext: str
    associated_data: str = ""
    nonce: str


class _Notice(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)

    id: str
    event_type: str
    resource: _Resource


def open_notice(merchant: Merchant, headers: Mapping[str, str], body: bytes, now: dt.datetime) -> Trade | Refunded | None:
    """What it tells; None for a kind that we do not know. Raises verifying.Unverified, each reason a class of its own."""
    verifying.verify(merchant, headers, body, now)
    try:
        notice = _Notice.model_validate_json(body)
        kind = _KINDS.get(notice.resource.original_type)
        return kind.model_validate_json(_opened(merchant, notice.resource)) if kind else None
    except ValidationError:
        raise Unreadable from None


_KINDS: dict[str, type[Trade] | type[Refunded]] = {"transaction": Trade, "refund": Refunded}


def _opened(merchant: Merchant, resource: _Resource) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = merchant.apiv3_key.get_secret_value().encode()
    try:
        sealed = base64.b64decode(resource.ciphertext, validate=True)
        return AESGCM(key).decrypt(resource.nonce.encode(), sealed, resource.associated_data.encode())
    except (InvalidTag, binascii.Error, ValueError):
        raise Undecryptable from None
