"""KMS and Secrets Manager as far as we use them, with keys that stay on disk: one server, both JSON protocols, real cryptography.

The key of a call is its id, alias or ARN; a wrapped data key carries its key's id and is bound to the encryption context.
"""

import base64
import hashlib
import json
import os
import time
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, Party, answers

SYMMETRIC, SIGNING = "SYMMETRIC_DEFAULT", "ECC_NIST_P256"


class Refused(Exception):
    """An AWS error: its code goes into the answer."""


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


class Vaults(Party):
    """Keys `alias/fields`, `alias/audit` … made on first use; secrets put by the world."""

    name: ClassVar = "vaults"
    title: ClassVar = "密钥与机密（KMS / Secrets Manager）"

    def put_secret(self, name: str, value: dict[str, Any]) -> None:
        """Set a secret, as an engineer would; the next read gets it."""
        self.book("secrets")[name] = {"text": json.dumps(value), "version": str(uuid.uuid4()), "at": time.time()}

    def disable(self, key: str) -> None:
        """Disable a key: calls that need it fail with DisabledException."""
        self.book("keys")[key] = self._key(key, SYMMETRIC) | {"disabled": True}

    def enable(self, key: str) -> None:
        """Enable it again."""
        self.book("keys")[key] = self._key(key, SYMMETRIC, even_disabled=True) | {"disabled": False}

    @answers("POST", "/")
    def call(self, request: Request) -> Answer:
        """One call; the target header names it."""
        service, _, operation = request.headers.get("X-Amz-Target", "").partition(".")
        deeds: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "TrentService.GenerateDataKey": self._generate_data_key,
            "TrentService.Decrypt": self._decrypt,
            "TrentService.Sign": self._sign,
            "TrentService.Verify": self._verify,
            "secretsmanager.GetSecretValue": self._get_secret,
            "secretsmanager.PutSecretValue": self._put_secret,
        }
        deed = deeds.get(f"{service}.{operation}")
        try:
            if deed is None:
                raise Refused("UnknownOperationException")
            said = deed(json.loads(request.get_data()))
        except Refused as refused:
            return self._json(400, {"__type": str(refused), "message": str(refused)})
        return self._json(200, said)

    def _remember(self, request: Request, response: Response) -> None:
        """Nothing: what passes here is secret."""

    @staticmethod
    def _json(status: int, document: dict[str, Any]) -> Response:
        return Response(json.dumps(document), status, content_type="application/x-amz-json-1.1")

    def _key(self, name: str, kind: str, *, even_disabled: bool = False) -> dict[str, Any]:
        name = name.rsplit(":", 1)[-1]
        with self.lock:
            key: dict[str, Any] | None = self.book("keys").get(name)
            if key is None:
                key = {"kind": kind, "material": _b64(os.urandom(32)), "disabled": False}
                if kind == SIGNING:
                    private = ec.generate_private_key(ec.SECP256R1())
                    encoding = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                    key["material"] = _b64(private.private_bytes(*encoding))
                self.book("keys")[name] = key
        if key["disabled"] and not even_disabled:
            raise Refused("DisabledException")
        if key["kind"] != kind:
            raise Refused("InvalidKeyUsageException")
        return key

    def _wrap(self, key: str, context: dict[str, str]) -> tuple[AESGCM, bytes]:
        bound = json.dumps(context, sort_keys=True).encode()
        return AESGCM(base64.b64decode(self._key(key, SYMMETRIC)["material"])), bound

    def _generate_data_key(self, asked: dict[str, Any]) -> dict[str, Any]:
        plain, nonce, key = os.urandom(32), os.urandom(12), asked["KeyId"]
        cipher, bound = self._wrap(key, asked.get("EncryptionContext", {}))
        wrapped = json.dumps({"key": key, "nonce": _b64(nonce), "text": _b64(cipher.encrypt(nonce, plain, bound))}).encode()
        return {"KeyId": key, "Plaintext": _b64(plain), "CiphertextBlob": _b64(wrapped)}

    def _decrypt(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            wrapped = json.loads(base64.b64decode(asked["CiphertextBlob"]))
            if asked.get("KeyId", wrapped["key"]) != wrapped["key"]:
                raise Refused("IncorrectKeyException")
            cipher, bound = self._wrap(wrapped["key"], asked.get("EncryptionContext", {}))
            plain = cipher.decrypt(base64.b64decode(wrapped["nonce"]), base64.b64decode(wrapped["text"]), bound)
        except (ValueError, KeyError, InvalidTag):
            raise Refused("InvalidCiphertextException") from None
        return {"KeyId": wrapped["key"], "Plaintext": _b64(plain)}

    def _signing(self, key: str) -> ec.EllipticCurvePrivateKey:
        private = serialization.load_der_private_key(base64.b64decode(self._key(key, SIGNING)["material"]), None)
        assert isinstance(private, ec.EllipticCurvePrivateKey)
        return private

    def _sign(self, asked: dict[str, Any]) -> dict[str, Any]:
        signature = self._signing(asked["KeyId"]).sign(base64.b64decode(asked["Message"]), ec.ECDSA(hashes.SHA256()))
        return {"KeyId": asked["KeyId"], "Signature": _b64(signature), "SigningAlgorithm": "ECDSA_SHA_256"}

    def _verify(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            public = self._signing(asked["KeyId"]).public_key()
            public.verify(base64.b64decode(asked["Signature"]), base64.b64decode(asked["Message"]), ec.ECDSA(hashes.SHA256()))
        except Exception:
            raise Refused("KMSInvalidSignatureException") from None
        return {"KeyId": asked["KeyId"], "SignatureValid": True, "SigningAlgorithm": "ECDSA_SHA_256"}

    def _get_secret(self, asked: dict[str, Any]) -> dict[str, Any]:
        secret = self.book("secrets").get(asked["SecretId"])
        if secret is None:
            raise Refused("ResourceNotFoundException")
        arn = f"arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:{asked['SecretId']}"
        return {"ARN": arn, "Name": asked["SecretId"], "SecretString": secret["text"], "VersionId": secret["version"]}

    def _put_secret(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.put_secret(asked["SecretId"], json.loads(asked["SecretString"]))
        return {"Name": asked["SecretId"]}

    def front(self) -> str:
        """Names only."""
        names = "".join(
            f"<li>{name} <small>{hashlib.sha256(one['text'].encode()).hexdigest()[:8]}</small>"
            for name, one in self.book("secrets").items()
        )
        keys = "".join(f"<li>{name}" for name, _ in self.book("keys").items())
        return f"<h2>机密</h2><ul>{names}</ul><h2>密钥</h2><ul>{keys}</ul>"


def own_secrets() -> dict[str, dict[str, Any]]:
    """Fresh keys that the hospital makes itself: of tokens, of lookup hashes, of electronic cards."""
    return {
        "token-keys": {"keys": [["t1", os.urandom(32).hex()]]},
        "lookup-keys": {"keys": [["l1", os.urandom(32).hex()]]},
        "card-keys": {"keys": [["c1", os.urandom(32).hex()]]},
    }
