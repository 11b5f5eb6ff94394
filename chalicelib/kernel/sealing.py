"""Sealed fields: names, ID numbers, phones, addresses are encrypted in the tables and found by keyed hash.

Envelope, version 1 (all parts of fixed order, lengths big-endian):
    1 byte version | 1 byte algorithm | 2 bytes length of the wrapped data key | wrapped data key | 12 bytes nonce | ciphertext and tag

The data key is wrapped by KMS under the context {purpose, table}; table, record and field are bound as additional
authenticated data, so that a ciphertext moved to another record or field does not open.
"""

import functools
import hashlib
import hmac
import os
import struct
import time
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel import aws, secrets
from chalicelib.kernel.settings import deployment

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

VERSION = 1
AES_256_GCM = 1
FIELDS_A_KEY, SECONDS_A_KEY = 500, 300  # how much one data key may serve
OPENED_KEYS = 256  # how many unwrapped data keys a process keeps


class SealBroken(Exception):
    """A sealed field does not open: cut, changed, moved from its place, or of an unknown version. A fault."""


class _DataKey(NamedTuple):
    plain: bytes
    wrapped: bytes
    until: float


_sealing: dict[str, tuple[_DataKey, int]] = {}
_opened: dict[bytes, tuple[bytes, float]] = {}


@functools.cache
def _kms() -> "KMSClient":
    import boto3

    client: KMSClient = boto3.client("kms", config=aws.limits())
    return client


def _context(table: str) -> dict[str, str]:
    return {"purpose": "field", "table": table}


def _place(table: str, record: str, field: str) -> bytes:
    return b"\x1f".join(part.encode() for part in ("xinglin-field-1", table, record, field))


def _key_for_sealing(table: str) -> _DataKey:
    known = _sealing.get(table)
    if known and known[1] < FIELDS_A_KEY and known[0].until > time.monotonic():
        _sealing[table] = (known[0], known[1] + 1)
        return known[0]
    made = _kms().generate_data_key(KeyId=deployment().fields_key, KeySpec="AES_256", EncryptionContext=_context(table))
    key = _DataKey(made["Plaintext"], made["CiphertextBlob"], time.monotonic() + SECONDS_A_KEY)
    _sealing[table] = (key, 1)
    return key


def _key_for_opening(table: str, wrapped: bytes) -> bytes:
    name = table.encode() + b"\x1f" + wrapped
    known = _opened.get(name)
    if known and known[1] > time.monotonic():
        return known[0]
    key_id = deployment().fields_key
    plain = _kms().decrypt(CiphertextBlob=wrapped, EncryptionContext=_context(table), KeyId=key_id)["Plaintext"]
    while len(_opened) >= OPENED_KEYS:
        _opened.pop(next(iter(_opened)))
    _opened[name] = (plain, time.monotonic() + SECONDS_A_KEY)
    return plain


def seal(table: str, record: str, field: str, text: str) -> bytes:
    """Encrypt one field of one record."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _key_for_sealing(table)
    nonce = os.urandom(12)
    head = struct.pack(">BBH", VERSION, AES_256_GCM, len(key.wrapped)) + key.wrapped + nonce
    return head + AESGCM(key.plain).encrypt(nonce, text.encode(), head + _place(table, record, field))


def unseal(table: str, record: str, field: str, sealed: bytes) -> str:
    """Decrypt what `seal` made for this very field of this very record. Raises SealBroken for anything else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        version, algorithm, length = struct.unpack_from(">BBH", sealed)
    except struct.error:
        raise SealBroken from None
    if (version, algorithm) != (VERSION, AES_256_GCM) or len(sealed) < 4 + length + 12 + 16:
        raise SealBroken
    wrapped, nonce = sealed[4 : 4 + length], sealed[4 + length : 16 + length]
    head, body = sealed[: 16 + length], sealed[16 + length :]
    try:
        return AESGCM(_key_for_opening(table, wrapped)).decrypt(nonce, body, head + _place(table, record, field)).decode()
    except InvalidTag:
        raise SealBroken from None


def forget_keys() -> None:
    """Drop every data key this process holds."""
    _sealing.clear()
    _opened.clear()


class LookupKeys(BaseModel):
    """The secret `lookup-keys`: ids and keys (hex), the current one first, then the previous one while rotating."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    keys: list[tuple[str, str]] = Field(min_length=1, max_length=2)


def fingerprints(kind: str, text: str) -> list[str]:
    """Keyed hashes by which a sealed value is found, `<key id>:<hash>`, the current key's first.

    Store the first; look under all; while two keys are in force write uniqueness items under all.
    """
    keys = secrets.read("lookup-keys", LookupKeys).keys
    content = f"{kind}\x1f{text}".encode()
    return [f"{key_id}:{hmac.new(bytes.fromhex(key), content, hashlib.sha256).hexdigest()}" for key_id, key in keys]


def fingerprint(kind: str, text: str) -> str:
    """The keyed hash under the current key."""
    return fingerprints(kind, text)[0]


def keys_in_force() -> list[str]:
    """The ids of the lookup keys, the current one first."""
    return [key_id for key_id, _ in secrets.read("lookup-keys", LookupKeys).keys]


def key_of(hashed: str) -> str:
    """The id of the key under which a fingerprint was made."""
    return hashed.partition(":")[0]
