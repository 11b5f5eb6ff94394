"""Following the HIS: who joins is proposed, who leaves is signed out everywhere and seen off, who moves has another department.

Read by what changed since the last look. Doing it twice is doing it once: whatever could not be taken over now is read again,
because the cursor then stays where it is.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial

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


def poll() -> None:
    """Take over whatever the HIS changed since the last look, everything at the first. With the HIS away: at the next look."""
    cursor = Cursor.find(EVERYBODY)
    since = clock.read(cursor.until) if cursor else None
    try:
        people, roles = his.practitioners(since), his.roles(since)
    except HisAway:
        log.info("staff_not_followed")
        return
    if all([*_people(people.items), *_roles(roles.items)]):
        Cursor(EVERYBODY, until=clock.stamp(min(people.until, roles.until))).save()


def _people(held: list[HisPractitioner]) -> list[bool]:
    """Whether each could be taken over. What we have of them is read for all at once: most did not change for us."""
    links, members = _links(one.id for one in held), _members(id_of(one.code) for one in held)
    return [_taken(one.id, partial(person, one, links.get(one.id), members.get(id_of(one.code)))) for one in held]


def _roles(held: list[HisRole]) -> list[bool]:
    links = _links(one.practitioner for one in held)
    members = _members(link.staff for link in links.values() if link.staff)
    taken = []
    for one in held:
        link = links.setdefault(one.practitioner, Practitioner(one.practitioner))
        taken.append(_taken(one.id, partial(place, one, link, members.get(link.staff))))
    return taken


def _links(practitioners: Iterable[str]) -> dict[str, Practitioner]:
    return {link.id: link for link in Practitioner.batch_get(sorted(set(practitioners)), consistent_read=True)}


def _members(staff: Iterable[str]) -> dict[str, Member]:
    return {member.id: member for member in Member.batch_get(sorted(set(staff)), consistent_read=True)}


def _taken(his_id: str, deed: Callable[[], None]) -> bool:
    """Whether it could be done; the others go on all the same."""
    try:
        deed()
    except Exception as error:  # noqa: BLE001 - one that cannot be taken over now comes again, the others go on
        log.fault("staff_not_taken_over", error, his=his_id)
        log.metric("StaffNotTakenOver")
        return False
    return True


def person(held: HisPractitioner, link: Practitioner | None, member: Member | None) -> None:
    """A practitioner as the HIS has them now, beside whom they are here."""
    if not NUMBER.fullmatch(held.code):
        log.warning("staff_without_number", his=held.id)
        return
    if link and link.staff not in ("", id_of(held.code)):  # another number is another person here
        _gone(Member.find(link.staff), held.id)
    places = set(link.places or ()) if link else set()
    if not held.active:
        _gone(member, held.id)
    elif member is None:
        _propose(held, places)
    elif member.state == State.LEFT:
        _propose_again(member, held)
    else:
        _present(member, held)
        _department(member, places)


def _propose(held: HisPractitioner, places: set[str]) -> None:
    staff = id_of(held.code)
    member = Member(staff, number=held.code, state=State.PROPOSED.value, his_id=held.id, since=clock.stamp(clock.now()))
    member.name = sealing.seal(Member.noun, staff, "name", held.name)
    member.department = next(iter(_departments(places)), "")
    with Unit() as unit:
        unit.put(member, condition=Member.id.does_not_exist(), otherwise=ChangedMeanwhile)
        list_under(unit, held.code, staff, None, State.PROPOSED)
        _stands_for(unit, held.id, staff)


def _propose_again(member: Member, held: HisPractitioner) -> None:
    with Unit() as unit:
        change_state(unit, BY, member, State.PROPOSED)
        _stands_for(unit, held.id, member.id)


def _present(member: Member, held: HisPractitioner) -> None:
    """Somebody we have: linked, and named as the HIS does."""
    if member.his_id == held.id and unsealed(member) == held.name:
        return
    name = sealing.seal(Member.noun, member.id, "name", held.name)
    with Unit() as unit:
        news: list[Action] = [Member.his_id.set(held.id), Member.name.set(name)]
        unit.update(member, news, condition=Member.epoch == member.epoch, otherwise=ChangedMeanwhile)
        _stands_for(unit, held.id, member.id)


def _stands_for(unit: Unit, practitioner: str, staff: str) -> None:
    unit.update(Practitioner(practitioner), [Practitioner.staff.set(staff)])


def _gone(member: Member | None, practitioner: str) -> None:
    """Whoever left by the word of the HIS; a member whom it knows as another practitioner stays."""
    if member is None or member.his_id not in (None, practitioner) or member.state == State.LEFT:
        return
    with Unit() as unit:
        change_state(unit, BY, member, State.LEFT)


def place(held: HisRole, link: Practitioner, member: Member | None) -> None:
    """A practitioner's place in a department, kept even while the HIS tells no work number of theirs."""
    before = set(link.places or ())
    places = {one for one in before if one.partition("=")[0] != held.id}
    if held.active:
        places.add(f"{held.id}={held.department}")
    if places != before:
        link.update([Practitioner.places.set(places) if places else Practitioner.places.remove()])
    _department(member, places)


def _departments(places: set[str]) -> list[str]:
    return sorted(one.partition("=")[2] for one in places)


def _department(member: Member | None, places: set[str]) -> None:
    """While one of their places is the department we have, that one stays."""
    departments = _departments(places)
    if member is None or not departments or member.department in departments:
        return
    with Unit() as unit:
        moved: list[Action] = [Member.department.set(departments[0])]
        unit.update(member, moved, condition=Member.epoch == member.epoch, otherwise=ChangedMeanwhile)
        if member.state != State.PROPOSED:
            audit.write(unit, BY, "staff.moved", member.id, departments[0])
    member.department = departments[0]
