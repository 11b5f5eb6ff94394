"""Registering praise, complaints and suggestions, by whoever was here and by staff for a caller. Nothing of it leaves us."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.directory import catalogue, functions
from chalicelib.directory.settings import Function
from chalicelib.feedback import cases, refused, settings, transitions
from chalicelib.feedback.models import Case, Count
from chalicelib.feedback.states import CaseKind
from chalicelib.kernel import clock, ids, sealing, workdays
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.staff import acting
from chalicelib.staff.sessions import Staff


class Said(NamedTuple):
    """What somebody has to say, and about whom."""

    kind: CaseKind
    words: str
    campus: str
    department: str = ""
    doctor: str = ""
    patient: str = ""
    phone: str = ""


class Registered(NamedTuple):
    """The case, and the code that opens an anonymous one: shown this once, kept nowhere."""

    case: Case
    code: str = ""


def register(me: Patient, said: Said, once: Once, *, anonymous: bool) -> Registered:
    """Register it under my name, or under nobody's. The same request again is answered with the same case.

    Raises AnonymousHasNobody, TooManyCases, NotYours, NotInDirectory, SwitchedOff.
    """
    functions.require(Function.FEEDBACK, said.campus)
    _require_known(said)
    if anonymous and (said.patient or said.phone):
        raise refused.AnonymousHasNobody
    code = once.id("feedback code") if anonymous else ""
    made = _made(cases.id_of(code) if code else once.id("feedback"), said, anonymous=anonymous)
    unit = Unit()
    once.remember(unit, made.id)
    still_signed_in(unit, me)
    if anonymous:
        _count_unnamed(unit)
    else:
        made.account = me.account
        _count(unit, me.account)
        if said.patient:
            access.require(unit, me, PatientId(said.patient), Level.SEE)
    transitions.begin(unit, made)
    return Registered(_commit(unit, once, made), code)


def register_for(me: Staff, said: Said, once: Once) -> Case:
    """Register what a caller or somebody at the counter says. Raises NotInDirectory."""
    _require_known(said)
    made = _made(once.id("feedback"), said, anonymous=False)
    made.by_staff = me.id
    try:
        with acting.deed(me, "feedback.registered", made.id, once) as unit:
            transitions.begin(unit, made)
    except Repeated:
        pass
    return cases.known(made.id)


def _commit(unit: Unit, once: Once, made: Case) -> Case:
    try:
        once.commit(unit)
    except Repeated as again:
        return cases.known(again.subject)
    return made


def _require_known(said: Said) -> None:
    catalogue.campus(said.campus)
    if said.department:
        catalogue.department(said.department)
    if said.doctor:
        catalogue.doctor(said.doctor)


def _made(which: str, said: Said, *, anonymous: bool) -> Case:
    now, chosen = clock.now(), settings.chosen(said.campus)
    today = clock.local(now).date()
    made = Case(
        which,
        kind=said.kind.value,
        since=today.isoformat() if anonymous else clock.stamp(now),
        due=workdays.after(today, chosen.answer_within, chosen).isoformat(),
        campus=said.campus,
        department=said.department,
        doctor=said.doctor,
        patient=said.patient,
        anonymous=anonymous,
        words=sealing.seal(Case.noun, which, "words", said.words),
    )
    if said.phone:
        made.phone = sealing.seal(Case.noun, which, "phone", said.phone)
    return made


def _count(unit: Unit, account: str) -> None:
    day = clock.today().isoformat()
    _one_more(unit, f"{ids.derived('account', account)}#{day}", settings.chosen().most_a_day, dt.timedelta(days=2))


def _count_unnamed(unit: Unit) -> None:
    """Counted for all together: a count of one account would lead back to it."""
    _one_more(unit, f"unnamed#{clock.now():%Y-%m-%dT%H}", settings.chosen().most_unnamed_an_hour, dt.timedelta(hours=2))


def _one_more(unit: Unit, counted: str, most: int, kept: dt.timedelta) -> None:
    few = Count.times.does_not_exist() | (Count.times < most)
    actions: list[Action] = [Count.times.add(1), Count.until.set(clock.now() + kept)]
    unit.update(Count(counted), actions, condition=few, otherwise=refused.TooManyCases)
