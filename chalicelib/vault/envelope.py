"""A sealed paper's envelope, and the key that opens it.

Version 1: 1 byte version | 1 byte algorithm | 12 bytes nonce | ciphertext and tag.

Each paper has a data key of its own, wrapped by KMS under the context {purpose, paper, owner}; the wrapped key lies in the
paper's table item, never beside the object, so that removing it there is the end of every copy of the object. The context is
bound again as additional authenticated data: an object, a key or an owner of another paper opens nothing.
"""

import functools
import os
import struct
from typing import TYPE_CHECKING, NamedTuple

from chalicelib.kernel import aws
from chalicelib.kernel.deployment import deployment
from chalicelib.vault.models import Paper

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

VERSION = 1
AES_256_GCM = 1  # SM4-GCM can follow as 2
HEAD = struct.Struct(">BB12s")
TAG = 16


class EnvelopeBroken(Exception):
    """It does not open: cut, changed, of another paper, or of an unknown version. A fault."""


class DataKey(NamedTuple):
    """Plain for use now, wrapped for the table."""

    plain: bytes
    wrapped: bytes


@functools.cache
def _kms() -> "KMSClient":
    import boto3

    client: KMSClient = boto3.client("kms", config=aws.limits())
    return client


def _context(paper: Paper) -> dict[str, str]:
    return {"purpose": paper.paper_class, "paper": paper.id, "owner": paper.owner}


def _bound(paper: Paper, head: bytes) -> bytes:
    return b"\x1f".join([head, b"xinglin-paper-1", *(value.encode() for value in _context(paper).values())])


def new_key(paper: Paper) -> DataKey:
    """A fresh data key for that paper."""
    made = _kms().generate_data_key(KeyId=deployment().scans_key, KeySpec="AES_256", EncryptionContext=_context(paper))
    return DataKey(made["Plaintext"], made["CiphertextBlob"])


def open_key(paper: Paper) -> bytes:
    """The paper's own data key. Raises EnvelopeBroken when it has none, or one that was not made for it."""
    if not paper.key:
        raise EnvelopeBroken
    try:
        opened = _kms().decrypt(KeyId=deployment().scans_key, CiphertextBlob=paper.key, EncryptionContext=_context(paper))
    except _kms().exceptions.InvalidCiphertextException:
        raise EnvelopeBroken from None
    return opened["Plaintext"]


def seal(paper: Paper, key: bytes, content: bytes) -> bytes:
    """Encrypt."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    head = HEAD.pack(VERSION, AES_256_GCM, nonce)
    return head + AESGCM(key).encrypt(nonce, content, _bound(paper, head))


def unseal(paper: Paper, key: bytes, sealed: bytes) -> bytes:
    """Decrypt what `seal` made of this very paper. Raises EnvelopeBroken for anything else."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(sealed) < HEAD.size + TAG:
        raise EnvelopeBroken
    version, algorithm, nonce = HEAD.unpack_from(sealed)
    if (version, algorithm) != (VERSION, AES_256_GCM):
        raise EnvelopeBroken
    try:
        return AESGCM(key).decrypt(nonce, memoryview(sealed)[HEAD.size :], _bound(paper, sealed[: HEAD.size]))
    except InvalidTag:
        raise EnvelopeBroken from None
