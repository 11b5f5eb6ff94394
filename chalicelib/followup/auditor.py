"""What must always hold in this room's tables, looked at from outside any deed. Reads everything: for rehearsals, not for a request."""

from collections.abc import Iterator

from chalicelib.followup import people
from chalicelib.followup.alarms import raising
from chalicelib.followup.models import Alarm, Ask, Enrolment, Of, OpenAlarm, Task, Work
from chalicelib.followup.plans import enrolling
from chalicelib.followup.states import NEXT_TASK, AlarmState, AskState, EnrolmentState, TaskState
from chalicelib.followup.tasks import making


def problems() -> Iterator[str]:
    """What is wrong, in words with ids; nothing when everything adds up."""
    asks = {one.id: one for one in Ask.scan(consistent_read=True)}
    enrolments = {one.id: one for one in Enrolment.scan(consistent_read=True)}
    rows = {(one.whose, one.what) for one in Of.scan(consistent_read=True)}
    yield from _enrolments(enrolments, asks, rows)
    yield from _asks(asks, rows)
    yield from _tasks(enrolments)
    yield from _alarms(asks)


def _enrolments(enrolments: dict[str, Enrolment], asks: dict[str, Ask], rows: set[tuple[str, str]]) -> Iterator[str]:
    places = {(one.whose, one.what) for one in map(enrolling.place, _active(enrolments))}
    taken = {row for row in rows if row[1].startswith("plan#")}
    for whose, plan in sorted(places ^ taken):
        yield f"{whose} has a place in {plan} or is enrolled there, not both"
    for one in enrolments.values():
        if (people.key(one.patient, one.his), f"enrolment#{one.id}") not in rows and one.ended != "merged":
            yield f"enrolment {one.id} is nobody's"
        stray = [ask for ask in one.asks or () if ask not in asks]
        if stray:
            yield f"enrolment {one.id} asked {', '.join(stray)}, which is not there"
        if one.state == EnrolmentState.STOPPED:
            for ask in one.asks or ():
                if ask in asks and asks[ask].state == AskState.OPEN:
                    yield f"enrolment {one.id} is stopped and still asks {ask}"


def _active(enrolments: dict[str, Enrolment]) -> Iterator[Enrolment]:
    return (one for one in enrolments.values() if one.state == EnrolmentState.ACTIVE)


def _asks(asks: dict[str, Ask], rows: set[tuple[str, str]]) -> Iterator[str]:
    for one in asks.values():
        answered = one.state == AskState.ANSWERED
        if answered != (one.response is not None) or answered != bool(one.answered):
            yield f"ask {one.id} is {one.state} and has an answer, or has none and should"
        if (people.key(one.patient, one.his), f"ask#{one.id}") not in rows:
            yield f"ask {one.id} is nobody's"
        if one.account and (f"account#{one.account}", f"ask#{one.id}") not in rows:
            yield f"ask {one.id} was answered by an account that does not know of it"


def _tasks(enrolments: dict[str, Enrolment]) -> Iterator[str]:
    listed = {(one.list, one.place): one.task for one in Work.scan(consistent_read=True)}
    open_ = {key: task for key, task in listed.items() if key[0].startswith("open#")}
    done = {task for key, task in listed.items() if key[0].startswith("done#")}
    tasks = {one.id: one for one in Task.scan(consistent_read=True)}
    for one in tasks.values():
        place = making.listed(one)
        lies = open_.pop((place.list, place.place), None) is not None
        if lies != bool(NEXT_TASK[TaskState(one.state)]):
            yield f"task {one.id} is {one.state} and listed, or open and not listed"
        if (one.state == TaskState.DONE) != (one.id in done):
            yield f"task {one.id} is {one.state} and among those that are done, or the other way round"
        if NEXT_TASK[TaskState(one.state)] and (one.state == TaskState.CLAIMED) != bool(one.claimed_by):
            yield f"task {one.id} is {one.state} and claimed by {one.claimed_by or 'nobody'}"
        enrolment = enrolments.get(one.enrolment)
        if one.enrolment and (enrolment is None or one.id not in (enrolment.tasks or ())):
            yield f"task {one.id} is not known to its enrolment"
    for where, task in open_.items():
        yield f"{where} lists task {task}, which does not lie there"
    yield from (f"task {task} is among those that are done, and is not there" for task in sorted(done - tasks.keys()))


def _alarms(asks: dict[str, Ask]) -> Iterator[str]:
    listed = {(one.department, one.place): one.alarm for one in OpenAlarm.scan(consistent_read=True)}
    alarms = {one.id: one for one in Alarm.scan(consistent_read=True)}
    for one in alarms.values():
        place = raising.listed(one)
        lies = listed.pop((place.department, place.place), None) is not None
        if lies != (one.state != AlarmState.CLOSED):
            yield f"alarm {one.id} is {one.state} and listed, or open and not listed"
    for where, alarm in listed.items():
        yield f"{where} lists alarm {alarm}, which does not lie there"
    for ask in asks.values():
        if bool(ask.fired) != (raising.identity(ask.id) in alarms):
            yield f"ask {ask.id} set off rules and raised no alarm, or the other way round"
