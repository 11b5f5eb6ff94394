"""The call list: urgent news that did not reach anybody, or that nobody opened in time. Somebody rings, and has an owner."""

import datetime as dt
from collections.abc import Iterable

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import agenda, audit, clock, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.messages import recipients, settings
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import CALL_NEXT, KEPT, Call, CallListed, CallState, Item, Reason
from chalicelib.messages.outbox import first_stays
from chalicelib.staff.sessions import Staff, StaffId, names_of

DUE = "messages.unread"
OPEN = "open"  # the list of those that nobody has ended
MOST = 200  # shown of one list


class NoSuchCall(refusals.NotFound):
    """Not on the list."""

    code, message = "no_such_call", "没有找到这条电话通知，请刷新列表"


class CallTaken(refusals.Conflict):
    """Another has it, or it has come to its end."""

    code, message = "call_taken", "这条电话通知已由同事处理或已结束，请刷新列表"


def watch(unit: Unit, item: Item, now: dt.datetime) -> None:
    """Somebody looks, after ⚙ minutes, whether it was opened."""
    if Channel.CALL in settings.chosen().ladder(Kind(item.kind)):
        agenda.later(unit, DUE, item.id, now + dt.timedelta(minutes=settings.chosen().ack_minutes))


def find_unread(item_id: str, now: dt.datetime) -> None:
    """Urgent, still worth telling, and opened by nobody: onto the list."""
    item = Item.find(item_id)
    if item is None or item.opened or clock.read(item.expires) <= now:
        return
    with Unit() as unit:
        open_(unit, item, Reason.UNREAD, now)


def open_(unit: Unit, item: Item, reason: str, now: dt.datetime) -> None:
    """Onto the list; twice is once, and what was ended stays so."""
    call = Call(
        item.id,
        kind=item.kind,
        patient=item.patient,
        account=item.account or "",
        reason=reason,
        since=clock.stamp(now),
        expires=item.expires,
        until=clock.read(item.expires) + KEPT,
    )
    unit.update(call, first_stays(call))
    unit.put(CallListed(OPEN, f"{item.told}#{item.id}", until=call.until))


def opened(account: AccountId, item_id: str) -> None:
    """A recipient has opened the message, or tapped on it: nobody need be rung. Raises NotFound for anybody else."""
    item = Item.find(item_id)
    if item is None or not _was_told(account, item):
        raise refusals.NotFound
    if item.opened:
        return
    now = clock.stamp(clock.now())
    item.update([Item.opened.set(Item.opened | now)])
    call = Call.find(item.id)
    if call and CallState.READ in CALL_NEXT[CallState(call.state)]:
        try:
            with Unit() as unit:
                _end(unit, call, CallState.READ, item.told)
        except LostRace:
            return  # somebody of the staff was quicker


def listed(name: str) -> list[Call]:
    """One list, the oldest first: `open`, or those that ended on a day (`2026-11-24`)."""
    keys = [one.at.split("#")[1] for one in CallListed.query(name, limit=MOST, consistent_read=True)]
    calls = {one.id: one for one in Call.batch_get(keys, consistent_read=True)}
    return [calls[key] for key in keys if key in calls and (name != OPEN or calls[key].ended is None)]


def known(call: str) -> Call:
    """One of them. Raises NoSuchCall."""
    found = Call.find(call)
    if found is None:
        raise NoSuchCall
    return found


def claim(me: Staff, call: str, once: Once) -> None:
    """Take it, to ring. Raises NoSuchCall, CallTaken."""
    found = known(call)
    unit = Unit()
    once.remember(unit, found.id)
    taken: list[Action] = [Call.state.set(CallState.CLAIMED.value), Call.owner.set(me.id)]
    unit.update(found, taken, condition=Call.state == CallState.OPEN.value, otherwise=CallTaken)
    audit.write(unit, me.id, "messages.call_claimed", found.id)
    try:
        once.commit(unit)
    except CallTaken:
        raise _by_whom(known(call)) from None


def _by_whom(found: Call) -> CallTaken:
    who = owners([found]).get(found.owner or "")
    return CallTaken(f"这条电话通知已由{who}处理，请选择其他通知") if who else CallTaken()


def owners(found: Iterable[Call]) -> dict[str, str]:
    """The names of those who have them."""
    claimed = {StaffId(one.owner) for one in found if one.owner}
    return {str(staff): name for staff, name in names_of(claimed).items()} if claimed else {}


def release(me: Staff, call: str, once: Once) -> None:
    """Lay it back. Raises NoSuchCall, CallTaken."""
    found = known(call)
    unit = Unit()
    once.remember(unit, found.id)
    back: list[Action] = [Call.state.set(CallState.OPEN.value), Call.owner.remove()]
    unit.update(found, back, condition=_mine(me), otherwise=CallTaken)
    audit.write(unit, me.id, "messages.call_released", found.id)
    once.commit(unit)


def done(me: Staff, call: str, result: str, note: str, once: Once) -> None:
    """Rung: what came of it. Raises NoSuchCall, CallTaken."""
    found = known(call)
    item = Item.find(found.id)
    told: list[Action] = [Call.result.set(result)]
    if note:
        told.append(Call.note.set(sealing.seal(Call.noun, found.id, "note", note)))
    unit = Unit()
    once.remember(unit, found.id)
    _end(unit, found, CallState.DONE, item.told if item else found.since, *told, condition=_mine(me), otherwise=CallTaken)
    audit.write(unit, me.id, "messages.call_done", found.id, result)
    once.commit(unit)


def _end(
    unit: Unit,
    call: Call,
    state: CallState,
    told: str,
    *more: Action,
    condition: Condition | None = None,
    otherwise: type[Exception] = LostRace,
) -> None:
    now = clock.now()
    holds = condition if condition is not None else Call.state == call.state
    ended: list[Action] = [Call.state.set(state.value), Call.ended.set(clock.stamp(now)), *more]
    unit.update(call, ended, condition=holds, otherwise=otherwise)
    unit.delete(CallListed(OPEN, f"{told}#{call.id}"))
    unit.put(CallListed(clock.local(now).date().isoformat(), f"{told}#{call.id}", until=call.until))


def _mine(me: Staff) -> Condition:
    mine: Condition = (Call.state == CallState.CLAIMED.value) & (Call.owner == me.id)
    return mine


def _was_told(account: AccountId, item: Item) -> bool:
    return recipients.of_account(account) in (item.recipients or ())
