"""One application: found, and the caller's own."""

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.copies.models import Application, Of
from chalicelib.kernel import clock, ids, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit

PURPOSE = "copies"  # of orders and papers


def known(application: str) -> Application:
    """The application of that id. Raises NotFound."""
    found = Application.find(application)
    if found is None:
        raise refusals.NotFound
    return found


def mine(me: Patient, application: str) -> Application:
    """The caller's own application. Raises NotFound: strangers learn nothing."""
    found = known(application)
    if not found.account or found.account != me.account:
        raise refusals.NotFound
    return found


def of_account(account: AccountId) -> list[Application]:
    """Every application of an account, the latest first."""
    return _listed(f"account#{account}")


def of_patient(patient: str) -> list[Application]:
    """Every application for a bound person's records, the latest first."""
    return _listed(f"patient#{patient}")


def touching(patient: str) -> list[Application]:
    """Every application for a person's records, bound or typed."""
    return [*_listed(f"patient#{patient}"), *_listed(f"person#{patient}")]


def of_stay(stay: str) -> list[Application]:
    """Every application for a stay of the HIS that came to be reviewed, the latest first."""
    return _listed(f"stay#{stay}")


def authorised_by(account: AccountId) -> list[Application]:
    """Every application to which the owner of this account said yes as the patient, the latest first."""
    return _listed(f"authoriser#{account}")


def _listed(owner: str) -> list[Application]:
    keys = [one.key.partition("#")[2] for one in Of.query(owner, consistent_read=True, scan_index_forward=False)]
    found = {one.id: one for one in Application.batch_get(keys, consistent_read=True)} if keys else {}
    return [found[key] for key in keys if key in found]


def require(unit: Unit, me: Patient) -> None:
    """What every deed of an applicant asks: signed in, and separate consents to the use of health and identity data."""
    still_signed_in(unit, me)
    for purpose in (Purpose.HEALTH, Purpose.IDENTITY):
        consents.require(unit, me, purpose)


def now() -> str:
    """Now, as it is written."""
    return clock.stamp(clock.now())


def number(application: str, tries: int = 0) -> str:
    """The number for people: the day and six digits that follow from the application."""
    digits = int(ids.derived("copies number", application, str(tries)), 36) % 1_000_000
    return f"{clock.today():%Y%m%d}{digits:06d}"
