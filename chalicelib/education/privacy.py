"""What this room holds of an account: what it wants to hear of."""

from chalicelib.education import choosing
from chalicelib.education.models import Reader
from chalicelib.kernel.ids import AccountId


def export(account: AccountId) -> dict[str, object]:
    """The choices."""
    return dict(choosing.of(account)._asdict())


def forget(account: AccountId) -> None:
    """None are left."""
    Reader.of(account).delete()
