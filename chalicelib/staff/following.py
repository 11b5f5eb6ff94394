"""Following the HIS: who joins is proposed, who leaves is signed out everywhere and seen off, who moves has another department.

Read by what changed since the last look. Doing it twice is doing it once: whatever could not be taken over now is read again,
because the cursor then stays where it is.
"""

import re

from pynamodb.expressions.update import Action

from chalicelib.gateways.his import directory as his
from chalicelib.gateways.his.directory import HisPractitioner, HisRole
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import audit, clock, log, sealing
from chalicelib.kernel.tables import Unit
from chalicelib.staff.admitting import list_under
from chalicelib.staff.governing import ChangedMeanwhile, change_state
from chalicelib.staff.models import Cursor, Member, Practitioner, State, id_of
from chalicelib.staff.sessions import unsealed

BY = "his"  # the audit log's actor
EVERYBODY = "staff"
NUMBER = re.compile(r"[A-Za-z0-9_-]{1,32}")  # what a work number looks like
EMPLOYED = (State.ACTIVE, State.LOCKED, State.PROPOSED)


def poll() -> None:
    """Take over whatever the HIS changed since the last look, everything at the first. With the HIS away: at the next look."""
    cursor = Cursor.find(EVERYBODY)
    since = clock.read(cursor.until) if cursor else None
    try:
        people, roles = his.practitioners(since), his.roles(since)
    except HisAway:
        log.info("staff_not_followed")
        return
    changed: list[HisPractitioner | HisRole] = [*people.items, *roles.items]
    taken = [_taken(one) for one in changed]
    if all(taken):
        Cursor(EVERYBODY, until=clock.stamp(min(people.until, roles.until))).save()


def _taken(one: HisPractitioner | HisRole) -> bool:
    """Whether it could be taken over; the others go on all the same."""
    try:
        person(one) if isinstance(one, HisPractitioner) else place(one)
    except Exception as error:  # noqa: BLE001 - one that cannot be taken over now comes again, the others go on
        log.fault("staff_not_taken_over", error, his=one.id, kind=type(one).__name__)
        log.metric("StaffNotTakenOver")
        return False
    return True


def person(held: HisPractitioner) -> None:
    """A practitioner as the HIS has them now."""
    if not NUMBER.fullmatch(held.code):
        log.warning("staff_without_number", his=held.id)
        return
    staff, known = id_of(held.code), Practitioner.find(held.id)
    if known and known.staff not in ("", staff):  # another number is another person here
        _gone(Member.find(known.staff), held.id)
    member = Member.find(staff)
    if not held.active:
        _gone(member, held.id)
        return
    if member is None:
        _propose(held)
    else:
        _present(member, held)
    _department(Member.find(staff), (known.places if known else None) or set())


def _propose(held: HisPractitioner) -> None:
    staff = id_of(held.code)
    member = Member(staff, number=held.code, state=State.PROPOSED.value, his_id=held.id, since=clock.stamp(clock.now()))
    member.name = sealing.seal(Member.noun, staff, "name", held.name)
    with Unit() as unit:
        unit.put(member, condition=Member.id.does_not_exist(), otherwise=ChangedMeanwhile)
        list_under(unit, held.code, staff, None, State.PROPOSED)
        _stands_for(unit, held.id, staff)


def _present(member: Member, held: HisPractitioner) -> None:
    """Somebody we have: linked, named as the HIS does, proposed again after having left."""
    if member.state == State.LEFT:
        with Unit() as unit:
            change_state(unit, BY, member, State.PROPOSED)
            _stands_for(unit, held.id, member.id)
        return
    if member.his_id == held.id and unsealed(member) == held.name:
        return
    news: list[Action] = [
        Member.his_id.set(held.id),
        Member.name.set(sealing.seal(Member.noun, member.id, "name", held.name)),
    ]
    with Unit() as unit:
        unit.update(member, news, condition=Member.epoch == member.epoch, otherwise=ChangedMeanwhile)
        _stands_for(unit, held.id, member.id)


def _stands_for(unit: Unit, practitioner: str, staff: str) -> None:
    unit.update(Practitioner(practitioner), [Practitioner.staff.set(staff)])


def _gone(member: Member | None, practitioner: str) -> None:
    """Whoever left by the word of the HIS; a member whom it does not know by this practitioner stays."""
    if member is None or member.his_id not in (None, practitioner) or State(member.state) not in EMPLOYED:
        return
    with Unit() as unit:
        change_state(unit, BY, member, State.LEFT)


def place(held: HisRole) -> None:
    """A practitioner's place in a department: while another of their places is the department we have, that one stays."""
    known = Practitioner.find(held.practitioner) or Practitioner(held.practitioner)
    others = {one for one in known.places or () if one.partition("=")[0] != held.id}
    places = others | ({f"{held.id}={held.department}"} if held.active else set())
    if places != (known.places or set()):
        known.update([Practitioner.places.set(places) if places else Practitioner.places.remove()])
    if known.staff:
        _department(Member.find(known.staff), places)


def _department(member: Member | None, places: set[str]) -> None:
    departments = sorted(one.partition("=")[2] for one in places)
    if member is None or not departments or member.department in departments:
        return
    with Unit() as unit:
        moved: list[Action] = [Member.department.set(departments[0])]
        unit.update(member, moved, condition=Member.epoch == member.epoch, otherwise=ChangedMeanwhile)
        if member.state != State.PROPOSED:
            audit.write(unit, BY, "staff.moved", member.id, departments[0])
