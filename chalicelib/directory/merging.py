"""Joining the HIS's lists into the hospital as its pages show it."""

from collections.abc import Iterable

from chalicelib.directory.models import GRADES, Campus, Department, Doctor, Hospital, Post
from chalicelib.directory.spelling import spell
from chalicelib.gateways.his.directory import HisOrganization, HisPlace, HisPractitioner, HisRole, HisService

DEEPEST = 6  # departments within departments


def hospital(
    organizations: dict[str, HisOrganization],
    practitioners: dict[str, HisPractitioner],
    roles: dict[str, HisRole],
    places: dict[str, HisPlace],
    services: dict[str, HisService],
) -> Hospital:
    """All of it, in order of names' spelling within a campus; doctors by grade, then by spelling."""
    departments = [one for one in (_department(one, organizations) for one in organizations.values() if one.department) if one]
    where = _where(services.values(), places)
    top = next((one for one in organizations.values() if not one.department and not one.part_of and one.active), None)
    doctors = [_doctor(one, roles.values()) for one in practitioners.values()]
    return Hospital(
        name=top.name if top else "",
        introduction=top.introduction if top else "",
        campuses=tuple(_campus(one) for one in _campuses(organizations, departments)),
        departments=tuple(
            one.model_copy(update={"places": where.get(one.id, ())})
            for one in sorted(departments, key=lambda one: (one.campus, one.pinyin))
        ),
        doctors=tuple(sorted(doctors, key=lambda one: (_rank(one), one.pinyin))),
    )


def _campuses(organizations: dict[str, HisOrganization], departments: list[Department]) -> list[HisOrganization]:
    """Whatever departments belong to."""
    return [organizations[name] for name in sorted({one.campus for one in departments})]


def _campus(one: HisOrganization) -> Campus:
    pinyin, initials = spell(one.name)
    return Campus(
        id=one.id, name=one.name, active=one.active, pinyin=pinyin, initials=initials, address=one.address, phone=one.phone
    )


def _department(one: HisOrganization, organizations: dict[str, HisOrganization]) -> Department | None:
    """A department with its campus: the nearest organization above that is none. None when there is no such."""
    above = organizations.get(one.part_of or "")
    parent = above.id if above and above.department else None
    for _ in range(DEEPEST):
        if above is None or not above.department:
            break
        above = organizations.get(above.part_of or "")
    if above is None or above.department:
        return None
    pinyin, initials = spell(one.name)
    return Department(
        id=one.id,
        name=one.name,
        active=one.active and above.active,
        pinyin=pinyin,
        initials=initials,
        campus=above.id,
        parent=parent,
        sensitive=one.sensitive,
        introduction=one.introduction,
        places=(),
    )


def _where(services: Iterable[HisService], places: dict[str, HisPlace]) -> dict[str, tuple[str, ...]]:
    """The names of the places where a department's clinics are held."""
    where: dict[str, tuple[str, ...]] = {}
    for service in services:
        names = [places[place].name for place in service.places if place in places and places[place].active]
        if service.active:
            where[service.department] = tuple(dict.fromkeys([*where.get(service.department, ()), *names]))
    return where


def _doctor(one: HisPractitioner, roles: Iterable[HisRole]) -> Doctor:
    own = [role for role in roles if role.practitioner == one.id and role.active]
    posts = [Post(department=role.department, grade=role.grade, specialities=role.specialities) for role in own]
    pinyin, initials = spell(one.name, person=True)
    return Doctor(
        id=one.id,
        name=one.name,
        active=one.active and bool(posts),
        pinyin=pinyin,
        initials=initials,
        code=one.code,
        sex=one.sex,
        introduction=one.introduction,
        posts=tuple(posts),
    )


def _rank(doctor: Doctor) -> int:
    return GRADES.index(doctor.grade) if doctor.grade else len(GRADES)
