"""An account's applications, and how each came to where it stands."""

from chalicelib.copies import records
from chalicelib.copies.models import Application, Step
from chalicelib.kernel.ids import AccountId


def of(account: AccountId) -> list[Application]:
    """Every application of this account, the latest first."""
    return records.of_account(account)


def steps(application: str) -> list[Step]:
    """Every change, oldest first."""
    return list(Step.query(application, consistent_read=True))
