"""Whether an answer or a notice is WeChat Pay's own: its signature over the raw bytes, and its moment."""

import base64
import binascii
import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from chalicelib.gateways.wechatpay.merchant import Merchant
from chalicelib.gateways.wechatpay.signing import lines

WINDOW = 300  # seconds
PROBE = "WECHATPAY/SIGNTEST/"
TIMESTAMP, NONCE, SIGNATURE, SERIAL = (f"wechatpay-{name}" for name in ("timestamp", "nonce", "signature", "serial"))


class Unverified(Exception):
    """Not shown to be WeChat Pay's; `code` says why, `status` is what a notice of this kind is answered with."""

    code: ClassVar[str] = "unverified"
    status: ClassVar[int] = 401


class Incomplete(Unverified):
    """A header is missing, or the timestamp is no number."""

    code = "incomplete"


class Stale(Unverified):
    """Signed too long ago (or ahead): perhaps somebody plays back what he overheard."""

    code = "stale"


class Probe(Unverified):
    """WeChat Pay tries whether we verify: the right answer is a refusal, and nothing is wrong."""

    code = "probe"


class UnknownSerial(Unverified):
    """Signed by a key that is neither the platform's public key nor a pinned certificate."""

    code = "unknown_serial"


class BadSignature(Unverified):
    """The signature does not fit the bytes."""

    code = "bad_signature"


def verify(merchant: Merchant, headers: Mapping[str, str], body: bytes, now: dt.datetime) -> None:
    """Return if these very bytes were signed by the platform within WINDOW; else raise what is wrong. Header names in lower case."""
    moment, once, signature, serial = (headers.get(name, "") for name in (TIMESTAMP, NONCE, SIGNATURE, SERIAL))
    if not (moment and once and signature and serial) or not (moment.isascii() and moment.isdigit()):
        raise Incomplete
    if abs(now.timestamp() - int(moment)) >= WINDOW:
        raise Stale
    if signature.startswith(PROBE):
        raise Probe
    _verify_signature(merchant, serial, signature, lines(moment, once) + body + b"\n")


def _verify_signature(merchant: Merchant, serial: str, signature: str, content: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    key = merchant.platform_key(serial)
    if key is None:
        raise UnknownSerial
    try:
        key.verify(base64.b64decode(signature, validate=True), content, PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        raise BadSignature from None
