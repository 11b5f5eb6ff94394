"""What a reviewer does: claims a change, looks at its photographs, says yes or no."""

import datetime as dt
from typing import NamedTuple

from chalicelib.cards.newphone import carrying, steps, telling
from chalicelib.cards.newphone.models import PURPOSE, Change, PhoneLook, Side, Standing, State, Waiting
from chalicelib.kernel import agenda, audit, clock, refusals, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, Staff, StaffId, name_of, still_on_duty
from chalicelib.vault import looking, papers
from chalicelib.vault.papers import PaperState, PaperView

CLAIM_LASTS = dt.timedelta(minutes=30)
PAGE = 50


class Claimed(refusals.Conflict):
    """A colleague works on it; the words say who."""

    code, message = "phone_change_claimed", "该申请已由其他同事领取，请选择其他申请"


class ClaimFirst(refusals.Conflict):
    """Nobody may look or decide without having claimed it."""

    code, message = "phone_change_claim_first", "请先领取该申请；如领取已超时，请重新领取"


class ReasonNeeded(refusals.Invalid):
    """A refusal says why."""

    code, message = "reason_needed", "请填写理由，申请人会看到这段文字"


class NothingToSee(refusals.NotFound):
    """No such photograph, or destroyed."""

    code, message = "phone_change_nothing_to_see", "没有可查看的照片：照片尚未收妥，或已按规定销毁"


class Case(NamedTuple):
    """A change as its reviewer sees it."""

    change: Change
    asked: steps.Asked
    papers: list[PaperView]
    refused_before: int


def waiting(after: str) -> tuple[list[Change], str]:
    """What waits for a decision, the oldest first, and where the next page begins."""
    beyond = Waiting.key > after if after else None
    lines = list(Waiting.query(steps.LIST, beyond, limit=PAGE, consistent_read=True))
    found = {one.id: one for one in Change.batch_get([line.id for line in lines], consistent_read=True)} if lines else {}
    return [found[line.id] for line in lines if line.id in found], lines[-1].key if len(lines) == PAGE else ""


def case(change: str) -> Case:
    """The whole of it. Raises NotFound; also for one whose number was never proven."""
    found = steps.known(change)
    if found.stands is State.AWAITING_CODE:
        raise refusals.NotFound
    standing = Standing.find(found.his)
    return Case(found, steps.asked(found), papers.of(PURPOSE, found.id), int(standing.refused) if standing else 0)


def claim(me: Staff, change: str, once: Once) -> Case:
    """Take it to decide it; of several at once one has it. My own claim again begins anew. Audited.

    Raises NotFound, MovedOn, Claimed, OffDuty.
    """
    try:
        once.raise_if_done()
        found = steps.known(change)
        if found.stands is State.IN_REVIEW and found.reviewer != me.id and _live(found):
            raise _claimed(found)
        unit = Unit()
        once.remember(unit, found.id)
        still_on_duty(unit, me)
        steps.step(unit, found, State.IN_REVIEW, Change.reviewer.set(me.id))
        audit.write(unit, me.id, "phone_change.claimed", found.id)
        once.commit(unit)
    except Repeated:
        pass
    except steps.MovedOn:
        now = steps.known(change)
        raise (_claimed(now) if now.stands is State.IN_REVIEW and now.reviewer != me.id else steps.MovedOn()) from None
    return case(change)


def look(me: Staff, change: str, side: Side, reason: str) -> looking.Sight:
    """One photograph of a change that I have claimed, watermarked with my work number and the moment.

    Raises NotFound, ClaimFirst, NothingToSee, ReasonNeeded, OffDuty, and what the vault refuses with.
    """
    found = _mine(me, change)
    why = _words(reason)
    photograph = next((one for one in papers.of(PURPOSE, found.id) if one.kind == side), None)
    if photograph is None or photograph.state is not PaperState.SEALED:
        raise NothingToSee
    now = clock.now()
    at = clock.stamp(now)
    with Unit() as unit:
        still_on_duty(unit, me)
        unit.check(Change, found.id, condition=Change.version == found.version, otherwise=ClaimFirst)
        line = PhoneLook(
            found.account,
            f"{at}#{found.id}#{side}",
            side=side.value,
            role=Role.REVIEWER.value,
            department=me.department,
            at=at,
        )
        unit.put(line)
        entry = looking.admit(unit, me.id, photograph.id, f"{found.id} {why}")
    return looking.look(photograph.id, f"{me.number} {clock.local(now):%Y-%m-%d %H:%M:%S}", entry)


def looks_of(account: AccountId) -> list[PhoneLook]:
    """Every look at this account's photographs, the latest first."""
    return list(PhoneLook.query(account, scan_index_forward=False, consistent_read=True))


def approve(me: Staff, change: str, once: Once) -> Case:
    """Yes: the old number is told at once, the HIS takes the new one over, by itself. Raises as `refuse`."""
    found, unit = _decision(me, change, once)
    if unit:
        asked = steps.asked(found)
        steps.step(unit, found, State.APPROVED)
        if asked.old:
            telling.old_number(unit, asked.his_id, asked.old, asked.new)
        agenda.later(unit, carrying.CARRY, found.id, clock.now(), again=carrying.AGAIN)
        audit.write(unit, me.id, "phone_change.approved", found.id)
        _commit(unit, once)
    return case(change)


def refuse(me: Staff, change: str, reason: str, once: Once) -> Case:
    """No, and why. The third refusal of one person leads to the window.

    Raises NotFound, ClaimFirst, MovedOn, ReasonNeeded, OffDuty.
    """
    why = _words(reason)
    found, unit = _decision(me, change, once)
    if unit:
        steps.step(unit, found, State.REFUSED, Change.reason.set(sealing.seal(Change.noun, found.id, "reason", why)))
        telling.result(unit, found.id, telling.Kind.REFUSED, steps.asked(found).new)
        audit.write(unit, me.id, "phone_change.refused", found.id)
        _commit(unit, once)
    return case(change)


def why(found: Change) -> str:
    """Why it was refused; empty where it was not."""
    return sealing.unseal(Change.noun, found.id, "reason", found.reason) if found.reason else ""


def _decision(me: Staff, change: str, once: Once) -> tuple[Change, Unit | None]:
    """The change that I may decide and the unit to do it in; None when this very request decided it before."""
    try:
        once.raise_if_done()
    except Repeated:
        return steps.known(change), None
    found, unit = _mine(me, change), Unit()
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    return found, unit


def _commit(unit: Unit, once: Once) -> None:
    try:
        once.commit(unit)
    except Repeated:
        return


def _mine(me: Staff, change: str) -> Change:
    found = steps.known(change)
    if found.stands is not State.IN_REVIEW or found.reviewer != me.id or not _live(found):
        raise ClaimFirst
    return found


def _live(found: Change) -> bool:
    return clock.read(found.at) + CLAIM_LASTS > clock.now()


def _claimed(found: Change) -> Claimed:
    name = name_of(StaffId(found.reviewer)) or "其他同事"
    return Claimed(f"该申请已由{name}于{clock.local(clock.read(found.at)):%H:%M}领取，请选择其他申请")


def _words(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded
    return reason.strip()
