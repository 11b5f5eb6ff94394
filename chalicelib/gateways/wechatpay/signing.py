"""How we sign: every line ended by a line feed, RSA PKCS#1 v1.5 over SHA-256, base64."""

import base64
import datetime as dt
import secrets
from typing import NamedTuple
from urllib.parse import urlsplit

from chalicelib.gateways.wechatpay.merchant import Merchant

SCHEME = "WECHATPAY2-SHA256-RSA2048"


def lines(*parts: str) -> bytes:
    """The text that is signed."""
    return "".join(f"{part}\n" for part in parts).encode()


def sign(merchant: Merchant, content: bytes) -> str:
    """Our signature."""
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return base64.b64encode(merchant.signer().sign(content, PKCS1v15(), SHA256())).decode()


def nonce() -> str:
    """32 characters, used once."""
    return secrets.token_hex(16)


def authorization(merchant: Merchant, method: str, url: str, body: bytes, now: dt.datetime) -> str:
    """The Authorization header of one request, over the path and query of `url` and the very bytes of the body."""
    where = urlsplit(url)
    path = f"{where.path}?{where.query}" if where.query else where.path
    once, moment = nonce(), str(int(now.timestamp()))
    signature = sign(merchant, lines(method, path, moment, once) + body + b"\n")
    parts = {
        "mchid": merchant.mchid,
        "nonce_str": once,
        "signature": signature,
        "timestamp": moment,
        "serial_no": merchant.serial,
    }
    return f"{SCHEME} " + ",".join(f'{name}="{value}"' for name, value in parts.items())


class PayParameters(NamedTuple):
    """What `wx.requestPayment` is given, under its own names but for Python's case."""

    app_id: str
    time_stamp: str  # seconds, as text
    nonce_str: str
    package: str  # "prepay_id=…"
    sign_type: str
    pay_sign: str


def pay_parameters(merchant: Merchant, appid: str, prepay_id: str, now: dt.datetime) -> PayParameters:
    """Let the payer's WeChat pay that prepared order."""
    moment, once, package = str(int(now.timestamp())), nonce(), f"prepay_id={prepay_id}"
    return PayParameters(appid, moment, once, package, "RSA", sign(merchant, lines(appid, moment, once, package)))
