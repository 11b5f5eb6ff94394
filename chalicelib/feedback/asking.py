"""Asking how it was: after a visit that was seen and after a discharge, once each, some hours later."""

import datetime as dt

from chalicelib.cards import patients
from chalicelib.cards.models import State as PersonState
from chalicelib.directory import called
from chalicelib.feedback import settings
from chalicelib.feedback.models import Listed, Rating
from chalicelib.feedback.states import Occasion, RatingState
from chalicelib.kernel import agenda, clock, facts, ids, refusals
from chalicelib.kernel.facts import AlreadySeen, Fact
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

CONSUMER = "feedback.asking"
ASK = "feedback.ask"
PAGE = "feedback/pages/rating/index?id={rating}"


def visited(fact: Fact) -> None:
    """A doctor has seen the patient."""
    _open(Occasion.VISIT, fact)


def discharged(fact: Fact) -> None:
    """A patient went home from a ward."""
    _open(Occasion.DISCHARGE, fact)


def _open(occasion: Occasion, fact: Fact) -> None:
    """Open one rating, and put the asking on the agenda. Told again it stays the one it was."""
    about, at = fact.about, clock.read(fact.at)
    if not about.get("patient"):
        return
    campus = about.get("campus") or called.campus_of(about.get("department", ""))
    chosen = settings.chosen(campus)
    made = Rating(
        ids.derived("rating", occasion, fact.subject),
        occasion=occasion.value,
        reference=fact.subject,
        patient=about["patient"],
        account=about.get("account", ""),
        campus=campus,
        department=about.get("department", ""),
        doctor=about.get("doctor", ""),
        day=about.get("day") or clock.local(at).date().isoformat(),
        asked=clock.stamp(at),
        ends=clock.stamp(at + dt.timedelta(days=chosen.ask_for_days)),
    )
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        unit.put(made, condition=Rating.id.does_not_exist(), otherwise=AlreadySeen)
        unit.put(Listed(of_patient(made.patient), made.key()))
        agenda.later(unit, ASK, made.id, at + dt.timedelta(hours=chosen.ask_after_hours))


def of_patient(patient: str) -> str:
    """The list of a patient's ratings."""
    return f"ratings#{patient}"


def ask(rating: str) -> None:
    """Tell the patient that it can be rated, unless it was, or the patient has died. Told twice it is one message."""
    found = Rating.find(rating)
    if found is None or found.state != RatingState.ASKED or found.ends <= clock.stamp(clock.now()):
        return
    try:
        person = patients.person(PatientId(found.patient))
    except refusals.NotFound:
        return
    if person.state is not PersonState.ACTIVE:
        return
    words = "请为本次住院服务评价" if found.occasion == Occasion.DISCHARGE else "请为本次就诊评价"
    with Unit() as unit:
        outbox.tell(
            unit,
            kind=Kind.VISIT_RATING,
            patient=person.id,
            account=AccountId(found.account) if found.account else None,
            reference=found.id,
            version=1,
            day=dt.date.fromisoformat(found.day),
            values=_values(found, person.name, words),
            sensitive=called.is_sensitive(found.department),
            page=PAGE.format(rating=found.id),
            expires=clock.read(found.ends),
        )


def _values(found: Rating, name: str, words: str) -> dict[str, str]:
    values = {"name": name, "time": f"{clock.local(clock.read(found.asked)):%Y-%m-%d %H:%M}", "reason": words}
    values |= {"department": called.department_name(found.department), "doctor": called.doctor_name(found.doctor)}
    return {key: value for key, value in values.items() if value}


def merged(fact: Fact) -> None:
    """Two patients are one now: the ratings of the old one follow. Told again, the rest is moved."""
    for found in _of(fact.subject):
        _move(found, fact.about["into"], found.merged_from or fact.subject)


def unmerged(fact: Fact) -> None:
    """They are two again: what came from the old one goes back."""
    for found in _of(fact.about["into"]):
        if found.merged_from == fact.subject:
            _move(found, fact.subject, "")


def _of(patient: str) -> list[Rating]:
    return [Rating.get(item.id, consistent_read=True) for item in list(Listed.query(of_patient(patient), consistent_read=True))]


def _move(found: Rating, to: str, merged_from: str) -> None:
    with Unit() as unit:
        unit.update(
            Rating(found.id),
            [Rating.patient.set(to), Rating.merged_from.set(merged_from)],
            condition=Rating.patient == found.patient,
            otherwise=AlreadySeen,
        )
        unit.delete(Listed(of_patient(found.patient), found.key()))
        unit.put(Listed(of_patient(to), found.key()))
