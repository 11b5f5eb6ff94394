"""The keys of the played WeChat Pay and of its merchants, made once and kept in its folder."""

import base64
import datetime as dt
import functools
import json
import secrets
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509.oid import NameOID

Keys = dict[str, Any]


def kept(folder: Path, merchants: tuple[str, ...]) -> Keys:
    """The keys of that folder; those that are missing are made."""
    file = folder / "keys.json"
    keys: Keys = json.loads(file.read_text()) if file.exists() else _of_the_platform()
    for mchid in merchants:
        keys["merchants"].setdefault(mchid, _of_a_merchant())
    file.write_text(json.dumps(keys, indent=1))
    return keys


def _of_the_platform() -> Keys:
    platform, certified, stranger = (_private() for _ in range(3))
    serial, certificate = _certificate(certified)
    return {
        "public_key_id": f"PUB_KEY_ID_0{secrets.randbelow(10**31):031d}",
        "platform": platform,
        "certificate_key": certified,
        "certificate_serial": serial,
        "certificate": certificate,
        "stranger": stranger,
        "merchants": {},
    }


def _of_a_merchant() -> dict[str, str]:
    return {"private_key": _private(), "serial": secrets.token_hex(20).upper(), "apiv3_key": secrets.token_hex(16)}


def _private() -> str:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _certificate(private: str) -> tuple[str, str]:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "played Tenpay.com sign")])
    now = dt.datetime.now(dt.UTC)
    number = x509.random_serial_number() | 1 << 158  # 40 hexadecimal digits
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private_key(private).public_key())
        .serial_number(number)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=5 * 365))
        .sign(private_key(private), SHA256())
    )
    return f"{number:040X}", made.public_bytes(Encoding.PEM).decode()


@functools.lru_cache(maxsize=32)
def private_key(pem: str) -> rsa.RSAPrivateKey:
    """A key, loaded once."""
    key = load_pem_private_key(pem.encode(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def public_pem(private: str) -> str:
    """The public half."""
    return private_key(private).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign(private: str, content: bytes) -> str:
    """A signature, in base64."""
    return base64.b64encode(private_key(private).sign(content, PKCS1v15(), SHA256())).decode()


def fits(public: str, signature: str, content: bytes) -> bool:
    """Whether the signature is of that content."""
    key = load_pem_public_key(public.encode())
    assert isinstance(key, rsa.RSAPublicKey)
    try:
        key.verify(base64.b64decode(signature, validate=True), content, PKCS1v15(), SHA256())
    except Exception:
        return False
    return True
