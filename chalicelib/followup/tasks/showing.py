"""Tasks and alarms as the desk sees them."""

from collections import defaultdict
from collections.abc import Iterable

from chalicelib.directory import called, catalogue
from chalicelib.followup import groups, people, settings, views, words
from chalicelib.followup.alarms import handling
from chalicelib.followup.alarms.handling import Seen
from chalicelib.followup.asks import answering
from chalicelib.followup.models import Alarm, Ask, Call, Task
from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.questionnaires import building
from chalicelib.followup.questionnaires.rules import Help
from chalicelib.followup.states import AlarmState, CallState, TaskState
from chalicelib.followup.tasks import listing, making, record
from chalicelib.followup.tasks.listing import Page
from chalicelib.followup.tasks.making import CENTRE
from chalicelib.followup.tasks.outcomes import Outcome
from chalicelib.followup.tasks.record import Record
from chalicelib.followup.tasks.shapes import (
    AlarmRow,
    AlarmsView,
    BoardView,
    CallView,
    DiagnosisView,
    FiredView,
    GroupView,
    PhraseView,
    RecordView,
    SeenView,
    StayView,
    TaskRow,
    TasksView,
    TaskView,
)
from chalicelib.kernel import clock, masks
from chalicelib.staff.sessions import Staff, StaffId, names_of

CENTRE_NAME = "随访中心"


def _names(ids: Iterable[str]) -> dict[str, str]:
    return defaultdict(str, {str(staff): name for staff, name in names_of(StaffId(one) for one in ids if one).items()})


def board(me: Staff) -> BoardView:
    """What there is to do: the centre sees every department."""
    departments = [one.id for one in catalogue.hospital().departments] if groups.everywhere(me) else []
    seen = list(dict.fromkeys([*groups.mine(me), *departments]))
    chosen = settings.chosen()
    return BoardView(
        groups=[_group(one) for one in seen],
        alarms=len(handling.waiting(departments or groups.mine(me))),
        phrases=[PhraseView(name=one.name, words=one.words) for one in chosen.phrases],
    )


def _group(group: str) -> GroupView:
    name = CENTRE_NAME if group == CENTRE else called.department_name(group)
    return GroupView(name=name, **listing.counted(group)._asdict())


def tasks(me: Staff, found: Page) -> TasksView:
    """Some of a list."""
    names = _names(one for task in found.tasks for one in (task.claimed_by, task.assigned))
    return TasksView(tasks=[_row(me, one, names) for one in found.tasks], next=found.next)


def _row(me: Staff, one: Task, names: dict[str, str]) -> TaskRow:
    state, way = TaskState(one.state), Way(one.way)
    today = clock.stamp(clock.at(clock.today(), 0))
    return TaskRow(
        id=one.id,
        state=state,
        words=words.TASKS[state],
        name=masks.name(making.name_of(one)),
        group=one.group,
        department=one.department,
        department_name=called.department_name(one.department),
        way=way,
        way_words=words.WAYS[way],
        what=one.words,
        due=one.due,
        overdue=one.due < today and state in (TaskState.OPEN, TaskState.CLAIMED),
        vip=bool(one.vip),
        assigned=names[one.assigned],
        claimed_by=names[one.claimed_by],
        mine=one.claimed_by == me.id,
    )


def task(me: Staff, found: Task) -> TaskView:
    """One task in full."""
    outcome = Outcome(found.outcome) if found.outcome else None
    ask = record.ask_of(found)
    number = int(found.questionnaire_version)
    asked = building.published(found.questionnaire, number) if found.questionnaire else None
    return TaskView(
        task=_row(me, found, _names((found.claimed_by, found.assigned))),
        outcome=outcome,
        outcome_words=words.OUTCOMES[outcome] if outcome else "",
        result=record.result_of(found),
        instead_of=found.instead_of,
        questions=views.questions(asked) if asked else [],
        ask=found.ask,
        said=views.said(ask) if ask else [],
        may_send=people.reached(people.known(found.his)),
    )


def call(found: Call) -> CallView:
    """One call."""
    state = CallState(found.state)
    return CallView(
        id=found.id,
        state=state,
        words=words.CALLS[state],
        began=found.began,
        seconds=int(found.seconds),
        recording=found.recording,
    )


def of_his(found: Record) -> RecordView:
    """The patient's record."""
    stays = [
        StayView(
            inpatient=one.inpatient,
            finished=one.finished,
            department=called.department_name(one.department),
            doctor=called.doctor_name(one.doctor),
            ward=one.ward,
            began=one.began,
            ended=one.ended,
            diagnoses=[DiagnosisView(icd=d.icd, words=d.words) for d in one.diagnoses],
        )
        for one in found.encounters
    ]
    return RecordView(name=found.who.name, phone=found.who.phone, known=found.who.patient is not None, stays=stays)


def alarms(me: Staff) -> AlarmsView:
    """The open ones that are theirs to read."""
    departments = [one.id for one in catalogue.hospital().departments] if groups.everywhere(me) else groups.mine(me)
    found = handling.waiting(departments)
    names = _names(one.taken_by for one in found)
    return AlarmsView(alarms=[_alarm(me, one, names) for one in found])


def _alarm(me: Staff, one: Alarm, names: dict[str, str]) -> AlarmRow:
    state = AlarmState(one.state)
    return AlarmRow(
        id=one.id,
        state=state,
        words=words.ALARMS[state],
        department=one.department,
        department_name=called.department_name(one.department),
        rules=[FiredView(words=rule["words"], turn_to=Help(rule["turn_to"])) for rule in one.rules],
        raised=one.raised,
        rung=int(one.rung),
        taken_by=names[one.taken_by],
        mine=one.taken_by == me.id,
    )


def seen(me: Staff, found: Seen) -> SeenView:
    """One alarm in full."""
    ask = Ask.get(found.alarm.ask, consistent_read=True)
    return SeenView(
        alarm=_alarm(me, found.alarm, _names([found.alarm.taken_by])),
        name=found.who.name,
        phone=found.who.phone,
        title=found.document.title,
        said=views.said(ask),
        advice=views.advice(answering.advice_of(ask, clock.read(ask.answered))),
        response=found.response.resource(),
    )
