"""Who works on it just now: claimed by one, given back, anybody's again after a while."""

import itertools
from typing import NamedTuple

from chalicelib.copies import acting, desk_settings, transitions
from chalicelib.copies.acting import ClaimedByAnother, ClaimFirst
from chalicelib.copies.models import Application, Work
from chalicelib.copies.states import LIST_OF, State
from chalicelib.directory import catalogue
from chalicelib.kernel import agenda, clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, RoleRequired, Staff, StaffId, name_of

ENDS = "copies.claim_ends"


class SameReviewer(refusals.Forbidden):
    """The second look is somebody else's."""

    code, message = "same_reviewer", "复核须由初审以外的人员进行，请交由其他同事复核"


class _Claim(NamedTuple):
    to: State
    role: Role
    ends: bool = False  # after the hospital's minutes; a record in somebody's hands is theirs until they lay it down


CLAIMS: dict[State, _Claim] = {
    State.FORM_CHECKED: _Claim(State.IN_REVIEW, Role.REVIEWER, ends=True),
    State.AWAITING_SECOND_REVIEW: _Claim(State.IN_SECOND_REVIEW, Role.SECOND_REVIEWER, ends=True),
    State.APPROVED: _Claim(State.RETRIEVING, Role.STORE_ROOM),
    State.APPROVED_IN_PART: _Claim(State.RETRIEVING, Role.STORE_ROOM),
    State.TO_COPY: _Claim(State.COPYING, Role.COPY_DESK),
}
CLAIMED: dict[State, _Claim] = {one.to: one for one in CLAIMS.values()}
IN_HANDS = {
    which for state in (*CLAIMED, State.REPRINTING) if (which := LIST_OF[state])
}  # the lists in which something is somebody's


def claim(me: Staff, application: str, once: Once) -> Application:
    """Take it to work on it; my own claim again begins anew. Of several at once one has it and the others are told who.

    Raises ClaimedByAnother, RoleRequired, SameReviewer, DoneMeanwhile.
    """
    found = acting.known(application)
    kind = CLAIMS.get(found.stands) or CLAIMED.get(found.stands)
    if kind is None:
        raise acting.meanwhile(found)
    if kind.role not in me.roles:
        raise RoleRequired
    if kind.role is Role.SECOND_REVIEWER and me.id == found.reviewer:
        raise SameReviewer
    if found.claimed_by not in ("", me.id) and (live(found) or not kind.ends):
        raise claimed_by(found)
    try:
        with acting.deed(me, found, "claimed", once) as unit:
            _take(unit, me, found, kind)
    except acting.DoneMeanwhile:
        now = acting.known(application)
        raise (claimed_by(now) if now.claimed_by not in ("", me.id) else acting.meanwhile(now)) from None
    return acting.known(application)


def _take(unit: Unit, me: Staff, found: Application, kind: _Claim) -> None:
    if found.stands is kind.to:
        transitions.claim(unit, found, me.id)
    else:
        transitions.step(unit, found, kind.to, by=me.id, claim=me.id)
    if kind.ends:
        agenda.later(unit, ENDS, found.id, clock.now() + desk_settings.chosen(found.campus).claim)


def give_back(me: Staff, application: str, once: Once) -> Application:
    """Lay it back into the list it came from. Raises ClaimFirst when it is not mine."""
    found = acting.known(application)
    acting.require(found, *CLAIMED)
    if found.claimed_by != me.id:
        raise ClaimFirst
    with acting.deed(me, found, "given_back", once) as unit:
        transitions.step(unit, found, before(found), by=me.id)
    return acting.known(application)


def ended(application: str) -> None:
    """The claim's time is over: back into its list, unless it was renewed or decided meanwhile."""
    found = Application.find(application)
    if found is None or found.stands not in CLAIMED or not CLAIMED[found.stands].ends or live(found):
        return
    with Unit() as unit:
        transitions.step(unit, found, before(found))


def freed(staff: StaffId) -> None:
    """Somebody works here no more: whatever they had claimed is anybody's again, back in its list. Done twice it is done once."""
    for campus, which in itertools.product(catalogue.hospital().campuses, sorted(IN_HANDS)):
        theirs = Work.claimed_by == staff
        for item in Work.query(Work.partition(campus.id, which), filter_condition=theirs, consistent_read=True):
            _free(acting.known(item.application), staff)


def _free(found: Application, staff: StaffId) -> None:
    if found.claimed_by != staff:
        return
    with Unit() as unit:
        if found.stands in CLAIMED:
            transitions.step(unit, found, before(found))
        else:
            transitions.claim(unit, found, "")


def before(found: Application) -> State:
    """The state from which it was claimed."""
    return unclaimed(found.stands, in_part=bool(found.left_out))


def unclaimed(state: State, *, in_part: bool) -> State:
    """The state in which nobody has claimed it: the list that it came from, or the state itself."""
    if state is State.RETRIEVING:
        return State.APPROVED_IN_PART if in_part else State.APPROVED
    return next((before for before, kind in CLAIMS.items() if kind.to is state), state)


def live(found: Application) -> bool:
    """Whether the claim on it still holds."""
    if not found.claimed_at:
        return False
    return clock.now() < clock.read(found.claimed_at) + desk_settings.chosen(found.campus).claim


def require_mine(found: Application, me: Staff) -> None:
    """Raises ClaimedByAnother or ClaimFirst unless I have claimed it and the claim holds."""
    if found.claimed_by not in ("", me.id):
        raise claimed_by(found)
    if found.claimed_by != me.id or (CLAIMED[found.stands].ends and not live(found)):
        raise ClaimFirst


def claimed_by(found: Application) -> ClaimedByAnother:
    """The refusal that says who has it."""
    name = name_of(StaffId(found.claimed_by)) or "其他同事"
    since = f"{clock.local(clock.read(found.claimed_at)):%H:%M}"
    return ClaimedByAnother(f"该申请已由{name}于{since}领取，请选择其他申请")
