"""Calling from a task: dialled once under a number of ours; what came of it is asked until the device says."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.followup import people
from chalicelib.followup.models import Call
from chalicelib.followup.states import NEXT_CALL, CallState, may_become
from chalicelib.followup.tasks import outcomes, working
from chalicelib.gateways.calls import dialling
from chalicelib.gateways.calls.dialling import Refused, State, Unknown
from chalicelib.kernel import agenda, clock, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.staff.sessions import Staff

SETTLE = "followup.settle_call"  # the agenda's kind
LOOK = dt.timedelta(minutes=1)
LONGEST = dt.timedelta(hours=1)
STANDS = {
    State.DIALLING: CallState.DIALLING,
    State.TALKING: CallState.DIALLING,
    State.ENDED: CallState.ANSWERED,
    State.NOT_ANSWERED: CallState.NOT_ANSWERED,
    State.FAILED: CallState.FAILED,
}


class NoPhone(refusals.Conflict):
    """The hospital has no number of this patient."""

    code, message = "followup_no_phone", "医院没有该患者的预留手机号，请改用其他方式或到病案中查询"


class DeviceRefuses(refusals.Unavailable):
    """The device did not dial."""

    code, message = "followup_call_refused", "呼叫设备未能拨出，请稍后再试，或使用座机拨打后登记结果"


class NoSuchCall(refusals.NotFound):
    """None of that id."""

    code, message = "followup_call_unknown", "没有找到该通话记录，请刷新后重试"


def dial(me: Staff, task: str, once: Once) -> Call:
    """Have the device ring me and then the patient. The same request again is the same call.

    An outcome that nobody knows is a state of the call. Raises ClaimFirst, NoPhone, DeviceRefuses, HisAway.
    """
    found, name = working.mine(me, task), once.id("followup-call")
    who = people.somebody(found.his)
    if not who.phone:
        raise NoPhone
    try:
        with outcomes.deed(me, found, "call_begun", once) as unit:
            made = Call(name, task=task, staff=me.id, began=clock.stamp(clock.now()))
            unit.put(made, condition=Call.id.does_not_exist())
            agenda.later(unit, SETTLE, name, clock.now() + LOOK, tries="1")
    except Repeated:
        return known(name)
    said = dialling.dial(name, who.phone, me.number)
    _dialled(known(name), said)
    if isinstance(said, Refused):
        raise DeviceRefuses
    return known(name)


def known(name: str) -> Call:
    """That call. Raises NoSuchCall."""
    found = Call.find(name)
    if found is None:
        raise NoSuchCall
    return found


def rung(name: str) -> None:
    """The device's bell: nothing that it says is believed, but the call is asked about now."""
    found = Call.find(name)
    if found is not None and NEXT_CALL[CallState(found.state)]:
        agenda.put_off(SETTLE, name, clock.now())


def settle(name: str, tries: int, now: dt.datetime | None = None) -> None:
    """Ask how it stands; while it is open ask again, less often in time. Twice is once."""
    found = Call.find(name)
    if found is None or not NEXT_CALL[CallState(found.state)]:
        return
    _told(found, dialling.query(name))
    if NEXT_CALL[CallState(known(name).state)] and tries:
        pause = min(LOOK * 2 ** max(0, tries - 10), LONGEST)
        agenda.put_off(SETTLE, name, (now or clock.now()) + pause, tries=str(tries + 1))


def _dialled(found: Call, said: dialling.Call | Refused | Unknown) -> None:
    """What the device said to the wish itself: a refusal is a call that never was, silence is one that may ring."""
    match said:
        case dialling.Call():
            _stands(found, said)
        case Refused(code):
            _move(found, CallState.FAILED, Call.reason.set(code))
        case Unknown(reason):
            _move(found, CallState.UNKNOWN, Call.reason.set(reason))


def _told(found: Call, said: dialling.Call | Refused | Unknown) -> None:
    """What it says when asked: only its word that it never had the call ends one without an answer."""
    match said:
        case dialling.Call():
            _stands(found, said)
        case Refused("call-unknown"):
            _move(found, CallState.FAILED, Call.reason.set("call-unknown"))


def _stands(found: Call, said: dialling.Call) -> None:
    more = [Call.seconds.set(said.seconds), Call.recording.set(said.recording), Call.reason.set(said.problem)]
    _move(found, STANDS[said.state], *more)


def _move(found: Call, to: CallState, *more: Action) -> None:
    if to == found.state:
        return
    try:
        with Unit() as unit:
            unit.update(Call(found.id), [Call.state.set(to.value), *more], condition=may_become(Call.state, to, NEXT_CALL))
    except LostRace:
        return  # the bell and the clock came at once
