"""Tasks for people: made once, listed where their group looks, dropped when they are no longer wanted."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.followup import settings
from chalicelib.followup.models import Task, Work
from chalicelib.followup.people import Somebody
from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.states import NEXT_TASK, TaskState, may_become
from chalicelib.kernel import clock, facts, refusals, sealing
from chalicelib.kernel.tables import Unit

CENTRE = "centre"
DONE = "followup.task_done"  # the fact's kind
MADE = "followup.task_made"


class TaskChanged(refusals.Conflict):
    """Somebody else did something with it since it was read."""

    code, message = "followup_task_changed", "该任务刚刚有新的变化，请刷新后继续"


class Wanted(NamedTuple):
    """What is to be done for whom."""

    id: str
    who: Somebody
    department: str
    way: Way
    words: str
    due: dt.datetime
    doctor: str = ""
    to_centre: bool = False
    enrolment: str = ""
    step: str = ""
    questionnaire: str = ""
    questionnaire_version: int = 0
    instead_of: str = ""
    vip: bool = False


def group_of(wanted: Wanted) -> str:
    """Who does it: the department, or the centre when the plan or the hospital says so, or nobody knows the department."""
    centre = wanted.to_centre or settings.chosen().centre_does_all or not wanted.department
    return CENTRE if centre else wanted.department


def put(unit: Unit, wanted: Wanted, now: dt.datetime) -> Task:
    """Add it to a deed's transaction; three rows. Made twice under one id is made once."""
    made = Task(wanted.id, group=group_of(wanted), department=wanted.department, doctor=wanted.doctor)
    made.patient, made.his = wanted.who.patient or "", wanted.who.his
    made.name = sealing.seal(Task.noun, wanted.id, "name", wanted.who.name)
    made.enrolment, made.step, made.instead_of = wanted.enrolment, wanted.step, wanted.instead_of
    made.questionnaire, made.questionnaire_version = wanted.questionnaire, wanted.questionnaire_version
    made.way, made.words, made.vip = wanted.way.value, wanted.words, wanted.vip
    made.due, made.made = clock.stamp(wanted.due), clock.stamp(now)
    unit.put(made, condition=Task.id.does_not_exist())
    unit.put(listed(made))
    facts.tell(unit, MADE, made.id, 1, department=made.department, doctor=made.doctor)
    return made


def name_of(task: Task) -> str:
    """The patient's name, unsealed."""
    return sealing.unseal(Task.noun, task.id, "name", task.name)


def listed(task: Task) -> Work:
    """Where an open task lies."""
    return Work(f"open#{task.group}", f"{task.due}#{task.id}", task=task.id)


def done_list(group: str, day: dt.date) -> str:
    """The list of a group's tasks that were done in that month."""
    return f"done#{group}#{day:%Y-%m}"


def step(unit: Unit, task: Task, to: TaskState, *changes: Action) -> None:
    """Bring it to that state, unless it changed since it was read (TaskChanged), and out of or into the lists."""
    now = clock.now()
    actions: list[Action] = [Task.state.set(to.value), Task.version.set(int(task.version) + 1), *changes]
    over = not NEXT_TASK[to]
    if over:
        actions.append(Task.ended.set(clock.stamp(now)))
        unit.delete(listed(task))
    if to is TaskState.DONE:
        day = clock.local(now).date()
        unit.put(Work(done_list(task.group, day), f"{clock.stamp(now)}#{task.id}", task=task.id))
        facts.tell(unit, DONE, task.id, int(task.version) + 1, department=task.department, doctor=task.doctor)
    same = may_become(Task.state, to, NEXT_TASK) & (Task.version == int(task.version))
    unit.update(Task(task.id), actions, condition=same, otherwise=TaskChanged)


def change(unit: Unit, task: Task, *changes: Action, otherwise: type[Exception] = TaskChanged) -> None:
    """Change it where it stands, unless it changed since it was read."""
    actions = [Task.version.set(int(task.version) + 1), *changes]
    same = (Task.state == task.state) & (Task.version == int(task.version))
    unit.update(Task(task.id), actions, condition=same, otherwise=otherwise)
