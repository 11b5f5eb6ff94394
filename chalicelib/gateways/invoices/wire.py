"""What docs/invoice-profile.md asks of the invoice platform, signed."""

from chalicelib.kernel import secrets, signed
from chalicelib.kernel.settings import deployment


def call(method: str, path: str, document: dict[str, object] | None = None) -> bytes:
    """The verified body of its yes. Raises signed.No, or Unanswered: with `sent` the outcome is unknown."""
    here = deployment()
    ours = secrets.read("invoices", signed.SharedKey)
    return signed.call(signed.Party("invoices", here.invoices_url, here.invoices_timeout, ours), method, path, document)
