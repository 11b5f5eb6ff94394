"""Every change of an application, in one transaction with its history, its fact and its place in the work lists.

The version and state in which it was read are the condition.
"""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.copies import refused
from chalicelib.copies.models import Application, Step, Work
from chalicelib.copies.states import LIST_OF, NEXT, NEXT_MONEY, OVER, Money, State
from chalicelib.kernel import clock, facts
from chalicelib.kernel.tables import Unit

FAR = "9999-12-31"  # no due date: at the end of a list
APPLICANT, PATIENT, MACHINE = "applicant", "patient", ""  # who did it, besides members of staff (their StaffId)


def step(
    unit: Unit,
    application: Application,
    to: State,
    *changes: Action,
    by: str = MACHINE,
    note: str = "",
    money: Money | None = None,
    due: dt.datetime | None = None,
    claim: str = "",
    **about: str,
) -> None:
    """Go to another state. Raises ChangedMeanwhile when that is not a legal step from where it stands.

    `claim` is the member of staff who works on it there (else nobody); `due` moves it in its work list (else the
    application's own due day counts); `note` is kept in the history in words for the applicant. Five rows at most.
    """
    if to not in NEXT[application.stands]:
        raise refused.ChangedMeanwhile
    now = clock.stamp(clock.now())
    claimed = [Application.claimed_by.set(claim), Application.claimed_at.set(now if claim else "")]
    closed = [Application.closed.set(now)] if to in OVER else []
    moved = _move(unit, application, to, due, claim)
    actions = [Application.state.set(to.value), Application.since.set(now), *claimed, *closed, *moved, *changes]
    told = {"was": application.state, "since": application.since, "campus": application.campus, **about}
    _write(unit, application, to.value, [*actions, *_money(application, money)], to, by, note, told)


def change(
    unit: Unit,
    application: Application,
    fact: str,
    *changes: Action,
    by: str = MACHINE,
    note: str = "",
    money: Money | None = None,
    **about: str,
) -> None:
    """Change an application that stays in its state, and tell it as `copies.<fact>`. Three rows."""
    actions = [*changes, *_money(application, money)]
    _write(unit, application, fact, actions, application.stands, by, note, about)


def claim(unit: Unit, application: Application, staff: str, fact: str = "claimed") -> None:
    """Somebody of staff works on it now, or (empty) nobody any more, in the state it is in. Four rows."""
    actions = [Application.claimed_by.set(staff), Application.claimed_at.set(clock.stamp(clock.now()) if staff else "")]
    unit.update(Work(application.work, application.work_key), [Work.claimed_by.set(staff)], otherwise=refused.ChangedMeanwhile)
    change(unit, application, fact, *actions, by=staff)


def redate(
    unit: Unit, application: Application, fact: str, due: dt.datetime, *changes: Action, by: str = MACHINE, note: str = ""
) -> None:
    """Change an application that stays in its state and is due at another time there. Five rows."""
    key = f"{clock.stamp(due)}#{application.id}"
    if key != application.work_key:
        unit.delete(Work(application.work, application.work_key))
    unit.put(_work(application, application.work, key, application.stands, application.since, application.claimed_by))
    change(unit, application, fact, Application.work_key.set(key), *changes, by=by, note=note)


def begin(unit: Unit, application: Application, *, by: str = APPLICANT) -> None:
    """The rows of a new application: itself, its place in the work lists, the first line of its history, and the fact."""
    where = LIST_OF[application.stands]
    if where is None:
        msg = "an application that begins where it ends"
        raise ValueError(msg)
    application.work = Work.partition(application.campus, where)
    application.work_key = f"{FAR}#{application.id}"
    unit.put(application, condition=Application.id.does_not_exist(), otherwise=refused.ChangedMeanwhile)
    unit.put(_work(application, application.work, application.work_key, application.stands, application.since, ""))
    unit.put(Step(application.id, 1, fact=application.state, state=application.state, at=application.since, by=by))
    facts.tell(unit, f"copies.{application.state}", application.id, 1, campus=application.campus)


def _move(unit: Unit, application: Application, to: State, due: dt.datetime | None, claimed: str) -> list[Action]:
    """Out of the list it lay in, into the one of the new state."""
    where = LIST_OF[to]
    day = clock.stamp(due) if due else application.due or FAR
    list_ = Work.partition(application.campus, where) if where else ""
    key = f"{day}#{application.id}" if where else ""
    if application.work and (application.work, application.work_key) != (list_, key):
        unit.delete(Work(application.work, application.work_key))
    if where:
        unit.put(_work(application, list_, key, to, clock.stamp(clock.now()), claimed))
    return [Application.work.set(list_), Application.work_key.set(key)]


def _work(application: Application, list_: str, key: str, state: State, since: str, claimed: str) -> Work:
    return Work(list_, key, application=application.id, state=state.value, since=since, claimed_by=claimed)


def _money(application: Application, to: Money | None) -> list[Action]:
    if to is None or to is application.money_stands:
        return []
    if to not in NEXT_MONEY[application.money_stands]:
        raise refused.ChangedMeanwhile
    return [Application.money.set(to.value)]


def _write(
    unit: Unit,
    application: Application,
    fact: str,
    actions: list[Action],
    state: State,
    by: str,
    note: str,
    about: dict[str, str],
) -> None:
    version = int(application.version)
    unit.update(
        Application(application.id),
        [Application.version.set(version + 1), *actions],
        condition=(Application.version == version) & (Application.state == application.state),
        otherwise=refused.ChangedMeanwhile,
    )
    now = clock.stamp(clock.now())
    unit.put(Step(application.id, version + 1, fact=fact, state=state.value, was=application.state, at=now, by=by, note=note))
    facts.tell(unit, f"copies.{fact}", application.id, version + 1, **about)
