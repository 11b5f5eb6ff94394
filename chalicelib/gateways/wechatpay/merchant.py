"""What WeChat Pay and the hospital agreed for one merchant number: who signs, and with which keys."""

import functools
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from chalicelib.kernel import secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

KEY_CHARACTERS = 32  # of the APIv3 key, which is used as text


class Merchant(BaseModel):
    """The secret `wechatpay-<mchid>`. The platform signs with its public key, with a pinned certificate, or (while it moves) both."""

    model_config = ConfigDict(frozen=True, defer_build=True, hide_input_in_errors=True)

    mchid: str = Field(pattern=r"^[0-9]{8,12}$")
    serial: str = Field(pattern=r"^[0-9A-F]{40}$", description="serial of our API certificate")
    private_key: SecretStr = Field(description="PEM, of our API certificate")
    apiv3_key: SecretStr = Field(min_length=KEY_CHARACTERS, max_length=KEY_CHARACTERS)
    public_key_id: str = Field(default="", pattern=r"^(PUB_KEY_ID_[0-9A-Za-z]+)?$")
    public_key: str = Field(default="", description="PEM, of the platform")
    certificates: dict[str, str] = Field(default={}, description="serial → PEM, of the platform; pinned, never fetched")

    def signer(self) -> "RSAPrivateKey":
        """Our own key."""
        return _private_key(self.private_key.get_secret_value())

    def platform_key(self, serial: str) -> "RSAPublicKey | None":
        """The platform's key of exactly that serial, or None. Never asks anybody."""
        if self.public_key_id and serial == self.public_key_id:
            return _public_key(self.public_key)
        pinned = self.certificates.get(serial)
        return _certified_key(pinned) if pinned else None


def of(mchid: str) -> Merchant:
    """The merchant of that number; at most kernel.secrets' minutes old."""
    return secrets.read(f"wechatpay-{mchid}", Merchant)


class WrongKey(ValueError):
    """A key of the secret is none of RSA. A fault of the deployment."""


@functools.lru_cache(maxsize=16)
def _private_key(pem: str) -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise WrongKey
    return key


@functools.lru_cache(maxsize=16)
def _public_key(pem: str) -> "RSAPublicKey":
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return _rsa(load_pem_public_key(pem.encode()))


@functools.lru_cache(maxsize=16)
def _certified_key(pem: str) -> "RSAPublicKey":
    from cryptography.x509 import load_pem_x509_certificate

    return _rsa(load_pem_x509_certificate(pem.encode()).public_key())


def _rsa(key: object) -> "RSAPublicKey":
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if not isinstance(key, RSAPublicKey):
        raise WrongKey
    return key
