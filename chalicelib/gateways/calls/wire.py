"""What docs/call-profile.md asks of the call device, signed."""

from chalicelib.kernel import secrets, signed
from chalicelib.kernel.settings import deployment


def call(method: str, path: str, document: dict[str, object] | None = None) -> bytes:
    """The verified body of its yes. Raises signed.No, or Unanswered: with `sent` the outcome is unknown."""
    here = deployment()
    ours = secrets.read("calls", signed.SharedKey)
    return signed.call(signed.Party("calls", here.calls_url, here.calls_timeout, ours), method, path, document)
