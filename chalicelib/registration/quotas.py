"""How many registrations one patient may have: one a doctor and half-day, ⚙ so many a day and a month of visit.

An item a patient and period holds the sessions themselves, so that what is counted can be checked, and giving a session
back twice gives it back once. Accounts and phones could be counted in the same way, under keys of their own.
"""

from collections.abc import Iterator

from pynamodb.expressions.condition import Condition, size

from chalicelib.kernel import refusals
from chalicelib.kernel.tables import Unit
from chalicelib.registration import refused
from chalicelib.registration.models import Quota
from chalicelib.registration.settings import RegistrationSettings


class Exceeded(Exception):
    """One of the conditions failed; `why` tells which."""


class Moved(Exception):
    """The patient's sessions changed since they were read."""


def _periods(session: str, chosen: RegistrationSettings) -> Iterator[tuple[str, int]]:
    yield session[:10], chosen.cap_a_day
    yield session[:7], chosen.cap_a_month


def _room(session: str, cap: int) -> Condition:
    few: Condition = size(Quota.taken) < cap  # type: ignore[no-untyped-call]
    possible: Condition = Quota.taken.does_not_exist() | (~Quota.taken.contains(session) & few)
    return possible


def take(unit: Unit, patient: str, session: str, chosen: RegistrationSettings) -> None:
    """Count a session, if the patient may have it; else the Unit fails with Exceeded."""
    for period, cap in _periods(session, chosen):
        unit.update(Quota(patient, period), [Quota.taken.add({session})], condition=_room(session, cap), otherwise=Exceeded)


def give_back(unit: Unit, patient: str, session: str) -> None:
    """Count it no longer."""
    for period in (session[:10], session[:7]):
        unit.update(Quota(patient, period), [Quota.taken.delete({session})])


def swap(unit: Unit, patient: str, old: str, new: str, chosen: RegistrationSettings | None) -> None:
    """Count the new session instead of the old one. Reads; the Unit fails with Moved when another deed was faster.

    Without `chosen` it is not asked whether the patient may.

    Raises SameSession, DayCapReached, MonthCapReached.
    """
    if old == new:
        return
    caps = dict(_periods(new, chosen)) if chosen else {}
    if chosen and new in _taken(patient, new[:10]):
        raise refused.SameSession
    for period in sorted({old[:10], old[:7], new[:10], new[:7]}):
        before = _taken(patient, period)
        after = before - {old} | ({new} if new.startswith(period) else set())
        if len(after) > max(caps.get(period, len(after)), len(before)):
            raise _too_many(period)
        unchanged = (Quota.taken == before) if before else Quota.taken.does_not_exist()
        change = Quota.taken.set(after) if after else Quota.taken.remove()
        unit.update(Quota(patient, period), [change], condition=unchanged, otherwise=Moved)


def why(patient: str, session: str, chosen: RegistrationSettings) -> refusals.Refusal:
    """Which limit a session met."""
    for period, cap in _periods(session, chosen):
        taken = _taken(patient, period)
        if session in taken:
            return refused.SameSession()
        if len(taken) >= cap:
            return _too_many(period)
    return refusals.Busy()  # what stood against it is gone


def _taken(patient: str, period: str) -> set[str]:
    found = Quota.find(patient, period)
    return set(found.taken or ()) if found else set()


def _too_many(period: str) -> refusals.Refusal:
    return refused.DayCapReached() if len(period) > len("2026-11") else refused.MonthCapReached()
