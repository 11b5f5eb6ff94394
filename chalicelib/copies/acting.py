"""What every deed of the desk shares: the application, whether it may be done now and by whom, and one transaction with its audit entry."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.copies import desk_words, refused
from chalicelib.copies.models import Application, Step
from chalicelib.copies.records import known
from chalicelib.copies.states import State
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff, StaffId, name_of, still_on_duty

__all__ = [
    "ClaimFirst",
    "ClaimedByAnother",
    "DoneMeanwhile",
    "ReasonNeeded",
    "as_read",
    "deed",
    "known",
    "meanwhile",
    "reason",
    "require",
]


class DoneMeanwhile(refused.ChangedMeanwhile):
    """Somebody else was quicker; the words say who, and where the application stands now."""


class ClaimedByAnother(refusals.Conflict):
    """A colleague works on it; the words say who and since when."""

    code, message = "copies_claimed", "该申请已由其他同事领取，请刷新列表"


class ClaimFirst(refusals.Conflict):
    """Nobody may look or decide without having claimed it, and not for longer than the claim lasts."""

    code, message = "copies_claim_first", "请先领取该申请；如领取已超时，请重新领取"


class ReasonNeeded(refusals.Invalid):
    """No reason was given, or only blanks."""

    code, message = "reason_needed", "请填写理由，申请人会看到这段文字"


def require(found: Application, *states: State) -> None:
    """Raises DoneMeanwhile unless it stands in one of these states."""
    if found.stands not in states:
        raise meanwhile(found)


def as_read(unit: Unit, found: Application) -> None:
    """Make the transaction fail with ClaimFirst when the application was moved, or its claim changed hands, since it was read."""
    same = (Application.state == found.state) & (Application.claimed_by == found.claimed_by)
    unit.check(Application, found.id, condition=same, otherwise=ClaimFirst)


def reason(words: str) -> str:
    """The words without blanks around them. Raises ReasonNeeded."""
    if not words.strip():
        raise ReasonNeeded
    return words.strip()


def meanwhile(found: Application) -> DoneMeanwhile:
    """The refusal that says who did what last."""
    last = next(iter(Step.query(found.id, scan_index_forward=False, limit=1, consistent_read=True)), None)
    by = name_of(StaffId(last.by)) if last and last.by else ""
    state = desk_words.STATES[State(last.state) if last else found.stands]
    when = f"{clock.local(clock.read(last.at)):%H:%M}" if last else ""
    happened = f"刚刚已由{by}于{when}处理" if by else "有了新进展"
    return DoneMeanwhile(f"该申请{happened}，现为“{state}”，请刷新后继续")


@contextmanager
def deed(me: Staff, found: Application, act: str, once: Once, why: str = "") -> Iterator[Unit]:
    """One deed of a member of staff in one transaction: on duty, what the block adds, the audit entry; done once.

    Raises Repeated when this very request was done before, OffDuty, and DoneMeanwhile when the application changed meanwhile.
    """
    unit = Unit()
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    yield unit
    audit.write(unit, me.id, f"copies.{act}", found.id, why)
    try:
        once.commit(unit)
    except refused.ChangedMeanwhile:
        raise meanwhile(found) from None
