"""TC3-HMAC-SHA256, checked from the documentation's own description and not with the SDK."""

import hashlib
import hmac
import re
from datetime import UTC, datetime

from werkzeug.wrappers import Request

WINDOW = 300
_AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256 Credential=(?P<id>[^/]+)/(?P<day>\d{4}-\d\d-\d\d)/(?P<service>\w+)/tc3_request, "
    r"SignedHeaders=(?P<headers>[a-z0-9;-]+), Signature=(?P<signature>[0-9a-f]{64})"
)


def problem(request: Request, secret_id: str, secret_key: str, now: float) -> str:
    """The error code that this request deserves; empty when it is signed rightly."""
    found = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
    if found is None:
        return "AuthFailure.InvalidAuthorization"
    if found["id"] != secret_id:
        return "AuthFailure.SecretIdNotFound"
    timestamp = request.headers.get("X-TC-Timestamp", "0")
    if abs(now - int(timestamp)) > WINDOW or found["day"] != datetime.fromtimestamp(int(timestamp), UTC).date().isoformat():
        return "AuthFailure.SignatureExpire"
    names = found["headers"].split(";")
    if not {"content-type", "host"} <= set(names):
        return "AuthFailure.InvalidAuthorization"
    scope = f"{found['day']}/{found['service']}/tc3_request"
    text = "\n".join(["TC3-HMAC-SHA256", timestamp, scope, _digest(_canonical(request, names).encode())])
    key = b"TC3" + secret_key.encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    expected = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return "" if hmac.compare_digest(expected, found["signature"]) else "AuthFailure.SignatureFailure"


def _canonical(request: Request, names: list[str]) -> str:
    headers = "".join(f"{name}:{request.headers.get(name, '').strip().lower()}\n" for name in names)
    query = request.query_string.decode()
    return "\n".join([request.method, "/", query, headers, ";".join(names), _digest(request.get_data())])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
