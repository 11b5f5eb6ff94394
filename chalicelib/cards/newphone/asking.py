"""What a patient does: asks for a change, proves the new number, sends the photographs, takes it back."""

import datetime as dt
from typing import NamedTuple

from chalicelib.accounts import codes, consents, sessions
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import binding, phones, settings
from chalicelib.cards.access import NotLiving
from chalicelib.cards.binding import Claim
from chalicelib.cards.newphone import steps
from chalicelib.cards.newphone.models import NEXT, PURPOSE, Change, ChangeOf, Side, Standing, State
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.kernel import agenda, clock, ids, refusals, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.vault import papers
from chalicelib.vault.papers import ContentType, PaperState, PaperView, UploadForm

CODE = "card.new_phone"  # the code's purpose
LAPSE = "cards.phone_change_lapses"  # the agenda's kind
PROVE_WITHIN = dt.timedelta(days=1)
REFUSALS = 3  # of one person: then only the window


class PhoneNotUsable(refusals.Invalid):
    """Not a number that takes short messages."""

    code, message = "phone_not_usable", "新手机号有误或无法接收短信，请填写能接收短信的手机号"


class SamePhone(refusals.Conflict):
    """The hospital has this very number."""

    code, message = "phone_unchanged", "医院预留的已是这个手机号，请直接用它绑定就诊卡"


class UnderWay(refusals.Conflict):
    """Another change of this person's phone is under way."""

    code, message = "phone_change_under_way", "该就诊人已有一份变更申请正在办理，请等待结果；如有疑问请到窗口咨询"


class OnlyAtWindow(refusals.Conflict):
    """Refused three times."""

    code, message = "phone_change_at_window", "该就诊人的变更申请已三次未通过，请携带证件原件到窗口办理"


class Mine(NamedTuple):
    """A change as its applicant sees it."""

    change: Change
    papers: list[PaperView]


def start(me: Patient, claim: Claim, phone: str, once: Once) -> Change:
    """Find the person at the HIS and send a code to the new number. Repeated, no second code is sent.

    Raises PhoneNotUsable, SamePhone, UnderWay, OnlyAtWindow, NotLiving, ConsentRequired, what `binding.found` and `codes.send` refuse with.
    """
    try:
        once.raise_if_done()
        change = _keep(me, _asked(me, claim, phone), once)
    except Repeated as before:
        return mine(me, before.subject)
    codes.send(me, CODE, change.subject, steps.asked(change).new)
    return change


def resend(me: Patient, change: str) -> Change:
    """Send another code; the one before is void. Raises NotFound, MovedOn and what `codes.send` refuses with."""
    found = mine(me, change)
    if found.stands is not State.AWAITING_CODE:
        raise steps.MovedOn
    codes.send(me, CODE, found.subject, steps.asked(found).new)
    return found


def _asked(me: Patient, claim: Claim, phone: str) -> steps.Asked:
    new = phones.e164(phone)
    if new is None:
        raise PhoneNotUsable
    if not consents.given(me.account, Purpose.SCANS):
        raise consents.ConsentRequired(Purpose.SCANS)
    number, held, _ = binding.found(me, claim)
    return _new_for(held, claim, number, new)


def _new_for(held: HisPatient, claim: Claim, number: str, new: str) -> steps.Asked:
    if held.deceased:
        raise NotLiving
    old = phones.first_usable(held.phones) or ""
    if old == new:
        raise SamePhone
    _check(Standing.find(held.id))
    return steps.Asked(name=claim.name, kind=claim.kind, number=number, old=old, new=new, his_id=held.id)


def _check(standing: Standing | None) -> None:
    if standing and standing.refused >= REFUSALS:
        raise OnlyAtWindow
    if standing and standing.open:
        raise UnderWay


def _keep(me: Patient, asked: steps.Asked, once: Once) -> Change:
    change, now = once.id("phone-change"), clock.now()
    item = Change(
        change,
        account=me.account,
        his=asked.his_id,
        sealed=sealing.seal(Change.noun, change, "asked", asked.model_dump_json()),
        subject=ids.derived(CODE, asked.his_id, sealing.fingerprint("phone", asked.new)),
        asked_at=clock.stamp(now),
        at=clock.stamp(now),
        until=now + PROVE_WITHIN,
    )
    unit = Unit()
    once.remember(unit, change)
    sessions.still_signed_in(unit, me)
    consents.require(unit, me, Purpose.IDENTITY)
    consents.require(unit, me, Purpose.SCANS)
    unit.put(item)
    once.commit(unit)
    return item


def prove(me: Patient, change: str, code: str, once: Once) -> Change:
    """Spend the code: the new number is the applicant's, and the photographs are asked for.

    Raises NotFound, MovedOn, UnderWay, OnlyAtWindow, and what `codes.check` refuses with.
    """
    try:
        once.raise_if_done()
        found = mine(me, change)
        if found.stands is not State.AWAITING_CODE:
            raise steps.MovedOn
        _check(Standing.find(found.his))
        proof = codes.check(me, CODE, found.subject, code)
        unit = Unit()
        once.remember(unit, found.id)
        sessions.still_signed_in(unit, me)
        proof.use(unit)
        _open(unit, found)
        once.commit(unit)
    except Repeated:
        pass
    return mine(me, change)


def _open(unit: Unit, found: Change) -> None:
    free = Standing.open.does_not_exist() & (Standing.refused.does_not_exist() | (Standing.refused < REFUSALS))
    unit.update(Standing(found.his), [Standing.open.set(found.id)], condition=free, otherwise=UnderWay)
    steps.step(unit, found, State.AWAITING_PAPERS, Change.until.remove())
    unit.put(ChangeOf(found.account, f"{found.asked_at}#{found.id}", id=found.id))
    for side in Side:
        papers.want(
            unit,
            paper=steps.paper(found.id, side),
            purpose=PURPOSE,
            reference=found.id,
            kind=side.value,
            account=found.account,
        )
    days = dt.timedelta(days=settings.chosen().phone_papers_within)
    agenda.later(unit, LAPSE, found.id, clock.now() + days)


def form(me: Patient, change: str, side: Side, content_type: ContentType) -> UploadForm:
    """A form to upload one photograph with. Raises NotFound, MovedOn, NotWanted."""
    found = mine(me, change)
    if found.stands is not State.AWAITING_PAPERS:
        raise steps.MovedOn
    return papers.upload_form(steps.paper(found.id, side), content_type)


def withdraw(me: Patient, change: str) -> None:
    """Take it back; twice is once. Raises NotFound, MovedOn when staff look at it already or it was decided."""
    found = mine(me, change)
    if found.stands is State.WITHDRAWN:
        return
    with Unit() as unit:
        sessions.still_signed_in(unit, me)
        steps.step(unit, found, State.WITHDRAWN)


def mine(me: Patient, change: str) -> Change:
    """A change of this account. Raises NotFound."""
    found = Change.find(change)
    if found is None or found.account != me.account:
        raise refusals.NotFound
    return found


def shown(found: Change) -> Mine:
    """With how its photographs stand."""
    there = {PaperState.SEALED, PaperState.UPLOADED, PaperState.WANTED, PaperState.REJECTED}
    return Mine(found, [one for one in papers.of(PURPOSE, found.id) if one.state in there])


def all_of(account: AccountId) -> list[Change]:
    """Every change of this account whose number was proven, the latest first."""
    keys = [one.id for one in ChangeOf.query(account, scan_index_forward=False, consistent_read=True)]
    found = {one.id: one for one in Change.batch_get(keys, consistent_read=True)} if keys else {}
    return [found[key] for key in keys if key in found]


# ---- what goes on by itself


def paper_sealed(change: str) -> None:
    """A photograph lies in the vault: with the last of them the change is handed in."""
    found = Change.find(change)
    if found is None or found.stands is not State.AWAITING_PAPERS:
        return
    if {one.kind for one in papers.of(PURPOSE, change) if one.state is PaperState.SEALED} >= {side.value for side in Side}:
        with Unit() as unit:
            steps.step(unit, found, State.SUBMITTED)


def lapse(change: str) -> None:
    """The photographs did not come in time."""
    found = Change.find(change)
    if found and found.stands is State.AWAITING_PAPERS:
        with Unit() as unit:
            steps.step(unit, found, State.LAPSED)


def forget(account: AccountId) -> None:
    """Take back what is not decided; what was decided stays with the hospital's books, without its list."""
    for found in all_of(account):
        if State.WITHDRAWN in NEXT[found.stands]:
            with Unit() as unit:
                steps.step(unit, found, State.WITHDRAWN)
    for line in ChangeOf.query(account, consistent_read=True):
        line.delete()
