"""Putting a questionnaire to a patient, and what ends it unanswered."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib.cards import patients
from chalicelib.directory import called
from chalicelib.followup import people, settings
from chalicelib.followup.models import Ask, Of
from chalicelib.followup.states import NEXT_ASK, AskState, may_become
from chalicelib.kernel import agenda, clock, facts
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

ENDS = "followup.ask_ends"  # the agenda's kind
ASKED = "followup.asked"  # the fact's
PAGE = "followup/pages/ask/index?ask={ask}"


class Wanted(NamedTuple):
    """What is to be asked of whom, and why."""

    id: str
    patient: PatientId | None
    his: str
    questionnaire: str
    version: int
    title: str
    department: str
    doctor: str = ""
    enrolment: str = ""
    step: str = ""


def put(unit: Unit, wanted: Wanted, now: dt.datetime) -> Ask:
    """Add to a deed's transaction that this is asked; five rows. Asked twice under one id is asked once."""
    expires = now + dt.timedelta(days=settings.chosen().answer_days)
    made = Ask(wanted.id, patient=wanted.patient or "", his=wanted.his, questionnaire=wanted.questionnaire)
    made.questionnaire_version, made.title = wanted.version, wanted.title
    made.department, made.doctor = wanted.department, wanted.doctor
    made.enrolment, made.step = wanted.enrolment, wanted.step
    made.asked, made.expires = clock.stamp(now), clock.stamp(expires)
    unit.put(made, condition=Ask.id.does_not_exist())
    unit.put(Of(people.key(wanted.patient or "", wanted.his), f"ask#{wanted.id}"))
    agenda.later(unit, ENDS, wanted.id, expires)
    facts.tell(unit, ASKED, wanted.id, 1, department=wanted.department, doctor=wanted.doctor)
    return made


def tell(unit: Unit, ask: Ask) -> None:
    """Add to the transaction that the patient's own phone is told of it. Two rows."""
    expires = clock.read(ask.expires)
    patient = PatientId(ask.patient)
    values = {
        "title": ask.title,
        "name": patients.person(patient).name,
        "department": called.department_name(ask.department),
        "time": f"{clock.local(expires):%Y-%m-%d %H:%M}",
        "reason": "请您填写随访问卷，医护人员会查看",
    }
    outbox.tell(
        unit,
        kind=Kind.QUESTIONNAIRE,
        patient=patient,
        account=None,
        reference=ask.id,
        version=1,
        day=clock.local(clock.read(ask.asked)).date(),
        values={name: value for name, value in values.items() if value},
        sensitive=called.is_sensitive(ask.department),
        page=PAGE.format(ask=ask.id),
        expires=expires,
    )


def take_back(unit: Unit, ask: Ask) -> None:
    """Add to the transaction that nobody is told of it any more: it has come to its end. One row, or none."""
    outbox.recall(unit, Kind.QUESTIONNAIRE, ask.id, 1)


def may_end(to: AskState) -> Condition:
    """The condition under which an ask may come to that end."""
    return may_become(Ask.state, to, NEXT_ASK)
