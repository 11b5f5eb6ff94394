"""Working on tasks: claimed by one, done with its result, given back, interrupted, changed or deleted before it begins."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.directory import called
from chalicelib.followup import groups, people, settings
from chalicelib.followup.asks import answering, asking
from chalicelib.followup.asks.answering import Answers
from chalicelib.followup.models import Ask, Task
from chalicelib.followup.people import Somebody
from chalicelib.followup.plans import stopping
from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.questionnaires import building
from chalicelib.followup.states import AskState, Ended, TaskState
from chalicelib.followup.tasks import making, outcomes
from chalicelib.followup.tasks.making import TaskChanged
from chalicelib.followup.tasks.outcomes import Outcome
from chalicelib.kernel import agenda, audit, clock, ids, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind
from chalicelib.staff.sessions import Staff, StaffId, name_of, still_on_duty

CLAIM_ENDS = "followup.claim_ends"  # the agenda's kind
ENDS = {Outcome.DECLINED: Ended.OPTED_OUT, Outcome.DIED: Ended.DIED}  # what a call may end for good


class NoSuchTask(refusals.NotFound):
    """None of that id."""

    code, message = "followup_task_unknown", "没有找到该随访任务，请返回列表刷新"


class ClaimedByAnother(refusals.Conflict):
    """A colleague works on it, or it is meant for one; the words say who."""

    code, message = "followup_claimed", "该任务已由其他同事领取，请选择其他任务"


class ClaimFirst(refusals.Conflict):
    """Nobody may call, look or write down a result without having claimed it."""

    code, message = "followup_claim_first", "请先领取该任务；如领取已超时，请重新领取"


class Begun(refusals.Conflict):
    """It may be changed or deleted only before anybody begins."""

    code, message = "followup_task_begun", "该任务已开始或已结束，不能修改或删除；如需中止，请选择“中断”"


class NothingToAsk(refusals.Conflict):
    """The task has no questionnaire, or the mini program does not reach the patient."""

    code, message = "followup_nothing_to_send", "患者未使用小程序或未开启通知，无法发送，请改用电话等方式"


class Changes(NamedTuple):
    """What a task shall be; before it begins."""

    words: str
    way: Way
    due: dt.datetime
    vip: bool


def known(me: Staff, name: str) -> Task:
    """That task, of a group that is theirs (or meant for them). Raises NoSuchTask, AnotherGroup."""
    found = Task.find(name)
    if found is None:
        raise NoSuchTask
    if found.assigned != me.id:
        groups.require(me, found.group)
    return found


def claim(me: Staff, name: str, once: Once) -> None:
    """Take it to work on it; my own claim again begins anew. Of several at once one has it. Raises ClaimedByAnother, TaskChanged."""
    found = known(me, name)
    if found.assigned not in ("", me.id) or (found.claimed_by not in ("", me.id) and live(found)):
        raise _by_whom(found)
    if found.state not in (TaskState.OPEN, TaskState.CLAIMED):
        raise TaskChanged
    now = clock.now()
    mine: list[Action] = [Task.claimed_by.set(me.id), Task.claimed_at.set(clock.stamp(now))]
    with _deed(me, found, "task_claimed", once) as unit:
        if found.state == TaskState.CLAIMED:
            making.change(unit, found, *mine)
        else:
            making.step(unit, found, TaskState.CLAIMED, *mine)
        agenda.later(unit, CLAIM_ENDS, name, now + _claim())


def give_back(me: Staff, name: str, once: Once) -> None:
    """Lay it back for anybody of the group. Raises ClaimFirst."""
    found = mine(me, name)
    with _deed(me, found, "task_given_back", once) as unit:
        making.step(unit, found, TaskState.OPEN, *_nobodys())


def claim_ended(name: str, now: dt.datetime | None = None) -> None:
    """The claim's time is over: anybody's again, unless it was renewed or finished."""
    found = Task.find(name)
    if found is None or found.state != TaskState.CLAIMED or live(found, now):
        return
    with Unit() as unit:
        making.step(unit, found, TaskState.OPEN, *_nobodys())


def finish(me: Staff, name: str, outcome: Outcome, words: str, given: Answers | None, once: Once) -> None:
    """Write down what came of it, sealed; with the questionnaire's answers where it has one.

    Who declines, or has died as the family says, is followed up no more, whatever the HIS knows.

    Raises ClaimFirst, AnswersUnfit, AnsweredBefore, TaskChanged, Repeated.
    """
    once.raise_if_done()
    found = mine(me, name)
    if given:
        _answer(me, found, given, once)
        found = Task.get(name, consistent_read=True)
    sealed = sealing.seal(Task.noun, name, "result", words)
    done: list[Action] = [Task.outcome.set(outcome.value), Task.result.set(sealed)]
    whose = people.key(people.known(found.his) or "", found.his)
    with _deed(me, found, "task_done", once) as unit:
        making.step(unit, found, TaskState.DONE, *done)
        if outcome in ENDS:
            stopping.opt_out(unit, whose)
    if outcome in ENDS:
        stopping.leave_alone(whose, ENDS[outcome])


def interrupt(me: Staff, name: str, words: str, once: Once) -> str:
    """It was begun and cannot be finished: the centre has a new one in its place, whose id is told. Raises ClaimFirst."""
    once.raise_if_done()
    found = mine(me, name)
    now = clock.now()
    sealed = sealing.seal(Task.noun, name, "result", words)
    who = Somebody(PatientId(found.patient) if found.patient else None, found.his, making.name_of(found), "", alive=True)
    new = making.Wanted(
        id=again(name),
        who=who,
        department=found.department,
        doctor=found.doctor,
        way=Way(found.way),
        words=found.words,
        due=now,
        to_centre=True,
        enrolment=found.enrolment,
        step=found.step,
        questionnaire=found.questionnaire,
        questionnaire_version=int(found.questionnaire_version),
        instead_of=name,
        vip=bool(found.vip),
    )
    with _deed(me, found, "task_interrupted", once) as unit:
        making.step(unit, found, TaskState.INTERRUPTED, Task.result.set(sealed))
        outcomes.follow(unit, making.put(unit, new, now))
    return new.id


def again(name: str) -> str:
    """The id of the task that takes an interrupted one's place."""
    return ids.derived("followup-task-again", name)


def change(me: Staff, name: str, wanted: Changes) -> None:
    """What is to be done, how, by when, and whether with special care; before it begins. Raises Begun, TaskChanged."""
    found = _not_begun(me, name)
    changes: list[Action] = [Task.words.set(wanted.words), Task.way.set(wanted.way.value), Task.vip.set(wanted.vip)]
    with Unit() as unit:
        still_on_duty(unit, me)
        _relist(unit, found, found.group, clock.stamp(wanted.due), *changes)
        audit.write(unit, me.id, "followup.task_changed", name)


def reassign(me: Staff, name: str, group: str, staff: str) -> None:
    """Another group's, or one person's, before it is finished; a claim on it ends. Raises TaskChanged."""
    found = known(me, name)
    if found.state not in (TaskState.OPEN, TaskState.CLAIMED):
        raise TaskChanged
    with Unit() as unit:
        still_on_duty(unit, me)
        changes = [Task.assigned.set(staff), Task.state.set(TaskState.OPEN.value), *_nobodys()]
        _relist(unit, found, group or found.group, found.due, *changes)
        audit.write(unit, me.id, "followup.task_reassigned", name, f"{group} {staff}".strip())


def delete(me: Staff, name: str) -> None:
    """Nobody is to do it; before it begins. Deleted twice is deleted once. Raises Begun, TaskChanged."""
    found = known(me, name)
    if found.state == TaskState.DELETED:
        return
    found = _not_begun(me, name)
    with Unit() as unit:
        still_on_duty(unit, me)
        making.step(unit, found, TaskState.DELETED)
        audit.write(unit, me.id, "followup.task_deleted", name)


def send(me: Staff, name: str, words: str, once: Once) -> None:
    """By message: the task's questionnaire, or a few words that somebody wants to speak with the patient. Raises NothingToAsk, ClaimFirst."""
    once.raise_if_done()
    found = mine(me, name)
    who = people.somebody(found.his)
    if who.patient is None or not people.reached(who.patient):
        raise NothingToAsk
    now = clock.now()
    with _deed(me, found, "task_sent", once) as unit:
        if found.questionnaire and not found.ask:
            ask = asking.put(unit, _wanted(found, who), now)
            asking.tell(unit, ask)
            making.change(unit, found, Task.ask.set(ask.id))
            outcomes.follow_ask(unit, found, ask)
        else:
            _tell(unit, found, who.patient, words, now)


def mine(me: Staff, name: str) -> Task:
    """That task, while I have claimed it and the claim holds. Raises ClaimFirst, ClaimedByAnother."""
    found = known(me, name)
    if found.state != TaskState.CLAIMED:
        raise ClaimFirst
    if found.claimed_by != me.id:
        raise _by_whom(found)
    if not live(found):
        raise ClaimFirst
    return found


def live(found: Task, now: dt.datetime | None = None) -> bool:
    """Whether the claim on it still holds."""
    if not found.claimed_at:
        return False
    return (now or clock.now()) < clock.read(found.claimed_at) + _claim()


def _claim() -> dt.timedelta:
    return dt.timedelta(minutes=settings.chosen().claim_minutes)


def _nobodys() -> list[Action]:
    return [Task.claimed_by.set(""), Task.claimed_at.set("")]


def _not_begun(me: Staff, name: str) -> Task:
    found = known(me, name)
    if found.state != TaskState.OPEN:
        raise Begun
    return found


def _relist(unit: Unit, found: Task, group: str, due: str, *changes: Action) -> None:
    """Change it and lay it where it belongs then."""
    moved = Task(found.id, group=group, due=due)
    if making.listed(moved).list != making.listed(found).list or due != found.due:
        unit.delete(making.listed(found))
        unit.put(making.listed(moved))
    making.change(unit, found, Task.group.set(group), Task.due.set(due), *changes)


def _answer(me: Staff, found: Task, given: Answers, once: Once) -> None:
    """What the patient said to the task's questionnaire, written down by staff: alarms are raised like by any answer."""
    if not found.questionnaire:
        raise answering.NotAsked
    ask = Ask.find(found.ask) if found.ask else None
    if ask is None or (ask.state != AskState.OPEN and ask.request != once.key):
        who = people.somebody(found.his)
        with Unit() as unit:
            still_on_duty(unit, me)
            ask = asking.put(unit, _wanted(found, who), clock.now())
            making.change(unit, found, Task.ask.set(ask.id))
            outcomes.follow_ask(unit, found, ask)

    def by(unit: Unit) -> list[Action]:
        still_on_duty(unit, me)
        return [Ask.staff.set(me.id)]

    answering.take(ask, given, once.key, by)


def _wanted(found: Task, who: Somebody) -> asking.Wanted:
    number = int(found.questionnaire_version)
    return asking.Wanted(
        id=ids.derived("followup-ask-of-task", found.id, str(int(found.version))),
        patient=who.patient,
        his=found.his,
        questionnaire=found.questionnaire,
        version=number,
        title=building.published(found.questionnaire, number).title,
        department=found.department,
        doctor=found.doctor,
        enrolment=found.enrolment,
        step=found.step,
    )


def _tell(unit: Unit, found: Task, patient: PatientId, words: str, now: dt.datetime) -> None:
    values = {
        "department": called.department_name(found.department) or "随访中心",
        "name": making.name_of(found),
        "time": f"{clock.local(now):%Y-%m-%d %H:%M}",
        "reason": words[:20] or "医护人员希望与您联系，请留意来电",
    }
    outbox.tell(
        unit,
        kind=Kind.FOLLOW_UP,
        patient=patient,
        account=None,
        reference=found.id,
        version=int(found.version),
        day=clock.local(now).date(),
        values=values,
        sensitive=called.is_sensitive(found.department),
    )
    making.change(unit, found)


def _by_whom(found: Task) -> ClaimedByAnother:
    who = name_of(StaffId(found.claimed_by or found.assigned)) or "其他同事"
    return ClaimedByAnother(f"该任务由{who}办理，请选择其他任务")


_deed = outcomes.deed
