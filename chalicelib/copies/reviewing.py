"""The reviewers' decisions: yes, yes in part, send back, no. Each by whoever has claimed it, each with its reasons."""

from collections.abc import Iterable
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.copies import acting, approving, claiming, refused, rules, transitions
from chalicelib.copies.models import Application, Paper, PaperState
from chalicelib.copies.states import REVIEWING, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff

STEPS = frozenset({"applicant", "subject", "stays", "purpose", "parts", "delivery", "confirmation"})  # of the form
BY_REVIEWER = "by_reviewer"  # as a paper's problem


class CallBackFirst(refusals.Conflict):
    """Insurers and public bodies prove themselves by a call back."""

    code, message = "copies_call_back_first", "请先按单位对外公布的电话回拨核实并登记结果，再作决定"


class SealedFirst(refusals.Conflict):
    """Sealed originals are wanted: not the reviewers' to give or to hold back."""

    code, message = "copies_sealed_first", "所申请的内容含封存原件，请转医务科决定，或在部分同意中说明不提供的部分"


class NothingToMend(refusals.Invalid):
    """Sent back without saying what for."""

    code, message = "copies_nothing_to_mend", "请逐项指出需要补正的材料或内容，并说明原因"


class NothingLeft(refusals.Invalid):
    """Everything would be left out: that is a refusal."""

    code, message = "copies_nothing_left", "部分同意至少要保留一项；如均不能提供，请选择“不予提供”并说明理由"


class UnknownItem(refusals.Invalid):
    """Not of this application."""

    code, message = "copies_unknown_item", "所选内容不在本申请范围内，请刷新后重新选择"


class LeftOut(NamedTuple):
    """A part of a stay that is not given; without a part, the whole stay."""

    stay: str
    part: str
    why: str


class ToMend(NamedTuple):
    """A paper (by its slot) or a step of the form, and what is wrong with it."""

    what: str
    why: str


def approve(me: Staff, application: str, once: Once, left_out: Iterable[LeftOut] = ()) -> Application:
    """Yes, to everything or all but what is named with reasons; where the rules ask, a second reviewer follows.

    Raises ClaimFirst, ClaimedByAnother, CallBackFirst, SealedFirst, NothingLeft, UnknownItem, ReasonNeeded, SameReviewer.
    """
    found = mine(me, application)
    without = [*found.left_out, *[one._asdict() for one in _left_out(found, left_out)]]
    still_something(found, without)
    if rules.Confirmation.CALL_BACK in rules.of(int(found.rules), found.who).confirm and "call_back" not in found.confirmed:
        raise CallBackFirst
    if sealed_wanted(found, without):
        raise SealedFirst
    named = Application.left_out.set(without)
    with acting.deed(me, found, "approved_in_part" if without else "approved", once) as unit:
        if found.stands is State.IN_REVIEW and found.second_why:
            first = Application.reviewer.set(me.id)
            transitions.step(unit, found, State.AWAITING_SECOND_REVIEW, named, first, by=me.id)
        else:
            signed = Application.reviewer if found.stands is State.IN_REVIEW else Application.second_reviewer
            approving.approve(unit, found, named, signed.set(me.id), by=me.id, in_part=bool(without))
    return acting.known(application)


def send_back(me: Staff, application: str, mend: Iterable[ToMend], once: Once) -> Application:
    """Back to the applicant, who mends from afar what is named: papers are asked for again, each with its why."""
    found = mine(me, application)
    named = [ToMend(one.what, acting.reason(one.why)) for one in mend]
    if not named:
        raise NothingToMend
    slots = {paper.slot: paper for paper in Paper.query(found.id, consistent_read=True)}
    if any(one.what not in slots and one.what not in STEPS for one in named):
        raise UnknownItem
    told = Application.mend.set([one._asdict() for one in named])
    with acting.deed(me, found, "sent_back", once) as unit:
        for one in {one.what: one for one in named if one.what in slots}.values():
            _ask_again(unit, slots[one.what], one.why)
        transitions.step(unit, found, State.SENT_BACK, told, by=me.id)
    return acting.known(application)


def refuse(me: Staff, application: str, why: str, once: Once) -> Application:
    """No, with the reason in words for the applicant."""
    found = mine(me, application)
    words = acting.reason(why)
    with acting.deed(me, found, "refused", once, words) as unit:
        transitions.step(unit, found, State.REFUSED, Application.reason.set(words), by=me.id, note=words)
    return acting.known(application)


def call_back(me: Staff, application: str, phone: str, said: str, once: Once) -> Application:
    """Staff called the body's published number, and what was said there. Kept in the audit log and as a confirmation."""
    found = mine(me, application)
    if rules.Confirmation.CALL_BACK not in rules.of(int(found.rules), found.who).confirm:
        raise refused.NotNow
    words = f"{acting.reason(phone)} {acting.reason(said)}"
    confirmed = {**found.confirmed, rules.Confirmation.CALL_BACK.value: [clock.stamp(clock.now()), me.id]}
    with acting.deed(me, found, "called_back", once, words) as unit:
        transitions.change(unit, found, "called_back", Application.confirmed.set(confirmed), by=me.id)
    return acting.known(application)


def mine(me: Staff, application: str) -> Application:
    """What I have claimed for review. Raises DoneMeanwhile, ClaimFirst, ClaimedByAnother, SameReviewer."""
    found = acting.known(application)
    acting.require(found, *REVIEWING)
    claiming.require_mine(found, me)
    if found.stands is State.IN_SECOND_REVIEW and found.reviewer == me.id:
        raise claiming.SameReviewer
    return found


def sealed_wanted(found: Application, without: Iterable[dict[str, str]]) -> bool:
    """Whether sealed originals about which 医务科 has not decided are still wanted. Sealed copies hold nothing back."""
    gone = {(one["stay"], one.get("part", "")) for one in without}
    for sealed in found.sealed_originals:
        if not sealed["original"] or sealed.get("decided") or (sealed["stay"], "") in gone:
            continue
        if any(wants(found, part) and (sealed["stay"], part) not in gone for part in sealed["parts"]):
            return True
    return False


def wants(found: Application, part: str) -> bool:
    """Whether that part is applied for."""
    return part in found.parts or "all" in found.parts


def _left_out(found: Application, wanted: Iterable[LeftOut]) -> list[LeftOut]:
    stays = {stay["id"] for stay in found.stays}
    named = [LeftOut(one.stay, one.part, acting.reason(one.why)) for one in wanted]
    if any(one.stay not in stays or (one.part and not wants(found, one.part)) for one in named):
        raise UnknownItem
    return named


def still_something(found: Application, without: Iterable[dict[str, str]]) -> None:
    """Raises NothingLeft when all of it is left out."""
    gone = {(one["stay"], one.get("part", "")) for one in without}
    left = (
        (stay["id"], part) for stay in found.stays for part in found.parts if not {(stay["id"], ""), (stay["id"], part)} & gone
    )
    if next(left, None) is None:
        raise NothingLeft


def _ask_again(unit: Unit, paper: Paper, why: str) -> None:
    actions: list[Action] = [
        Paper.state.set(PaperState.REJECTED.value),
        Paper.problem.set(BY_REVIEWER),
        Paper.words.set(why),
        Paper.at.set(clock.stamp(clock.now())),
    ]
    unit.update(Paper(paper.application, paper.slot), actions, condition=Paper.paper == paper.paper)
