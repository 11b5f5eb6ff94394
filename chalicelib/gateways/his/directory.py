"""Organizations, doctors, services, places and prices, as far as they changed."""

import datetime as dt
from typing import NamedTuple

from chalicelib.gateways.his import searching, systems
from chalicelib.gateways.his.outcomes import Changes, Unusable
from chalicelib.gateways.his.resources import Node
from chalicelib.gateways.his.systems import Kind
from chalicelib.kernel.money import Fen


class HisOrganization(NamedTuple):
    """The hospital, a campus or a department."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: bool  # else the hospital or one of its campuses
    part_of: str | None
    sensitive: bool
    introduction: str
    address: str
    phone: str


class HisPractitioner(NamedTuple):
    """A doctor."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    sex: str
    introduction: str
    code: str  # 工号


class HisRole(NamedTuple):
    """A doctor's place in a department."""

    id: str
    at: dt.datetime
    active: bool
    practitioner: str
    department: str
    grade: str  # in Chinese
    specialities: tuple[str, ...]


class HisPlace(NamedTuple):
    """A room, floor or building."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: str | None
    part_of: str | None


class HisService(NamedTuple):
    """A clinic that a department offers."""

    id: str
    at: dt.datetime
    active: bool
    name: str
    department: str
    kind: Kind
    places: tuple[str, ...]


class HisPrice(NamedTuple):
    """An entry of the price list."""

    id: str
    at: dt.datetime
    active: bool
    code: str
    name: str
    drug: bool
    specification: str
    unit: str
    amount: Fen


def organizations(since: dt.datetime | None) -> Changes[HisOrganization]:
    """Those that changed since; all without `since`. Raises HisAway. The same holds for the others below."""
    return searching.changed("Organization", since, _organization)


def practitioners(since: dt.datetime | None) -> Changes[HisPractitioner]:
    """Doctors."""
    return searching.changed("Practitioner", since, _practitioner)


def roles(since: dt.datetime | None) -> Changes[HisRole]:
    """Doctors' places in departments."""
    return searching.changed("PractitionerRole", since, _role)


def places(since: dt.datetime | None) -> Changes[HisPlace]:
    """Rooms."""
    return searching.changed("Location", since, _place)


def services(since: dt.datetime | None) -> Changes[HisService]:
    """Clinics that departments offer."""
    return searching.changed("HealthcareService", since, _service)


def prices(since: dt.datetime | None) -> Changes[HisPrice]:
    """The price list."""
    return searching.changed("ChargeItemDefinition", since, _price)


def _active(node: Node) -> bool:
    return node.flag("active", otherwise=True)


def _organization(node: Node) -> HisOrganization:
    security = (node.node("meta") or node).nodes("security")
    return HisOrganization(
        id=node.id,
        at=node.at,
        active=_active(node),
        name=node.text("name"),
        department="dept" in node.concepts("type", systems.ORGANIZATION_TYPE),
        part_of=node.reference("partOf", "Organization"),
        sensitive=any(one.maybe("system") == systems.CONFIDENTIALITY and one.maybe("code") in {"R", "V"} for one in security),
        introduction=node.said(systems.INTRODUCTION),
        address=next((one.maybe("text") or "" for one in node.nodes("address")), ""),
        phone=next((one.text("value") for one in node.nodes("telecom") if one.maybe("system") == "phone"), ""),
    )


def person_name(node: Node) -> str:
    """A practitioner's name as written."""
    name = next((one.maybe("text") for one in node.nodes("name") if one.maybe("text")), None)
    if name is None:
        raise Unusable("Practitioner.name.text")
    return name


def _practitioner(node: Node) -> HisPractitioner:
    return HisPractitioner(
        id=node.id,
        at=node.at,
        active=_active(node),
        name=person_name(node),
        sex=node.maybe("gender") or "unknown",
        introduction=node.said(systems.INTRODUCTION),
        code=next(iter(node.identifiers(systems.STAFF)), ""),
    )


def grade_of(role: Node) -> str:
    """The grade that a PractitionerRole says, in Chinese; empty when it says none."""
    for code in role.nodes("code"):
        if grade := code.code(systems.GRADE):
            return systems.GRADES.get(grade) or code.words()
    return next((code.words() for code in role.nodes("code")), "")


def _role(node: Node) -> HisRole:
    return HisRole(
        id=node.id,
        at=node.at,
        active=_active(node),
        practitioner=node.needed("practitioner", "Practitioner"),
        department=node.needed("organization", "Organization"),
        grade=grade_of(node),
        specialities=tuple(words for one in node.nodes("specialty") if (words := one.words())),
    )


def _place(node: Node) -> HisPlace:
    return HisPlace(
        id=node.id,
        at=node.at,
        active=node.maybe("status") in {"active", None},
        name=node.text("name"),
        department=node.reference("managingOrganization", "Organization"),
        part_of=node.reference("partOf", "Location"),
    )


def kind_of(service: Node) -> Kind:
    """What a HealthcareService sells."""
    codes = service.concepts("type", systems.KIND)
    if not codes or codes[0] not in set(Kind):
        raise Unusable("HealthcareService.type")
    return Kind(codes[0])


def _service(node: Node) -> HisService:
    return HisService(
        id=node.id,
        at=node.at,
        active=_active(node),
        name=node.text("name"),
        department=node.needed("providedBy", "Organization"),
        kind=kind_of(node),
        places=tuple(place for one in node.nodes("location") if (place := one.refers("Location"))),
    )


def amount_of(price: Node) -> Fen:
    """What a ChargeItemDefinition costs: its base price components, which must be there."""
    parts = [part for group in price.nodes("propertyGroup") for part in group.nodes("priceComponent")]
    amounts = [part.fen("amount") for part in parts if part.maybe("type") == "base"]
    if not amounts:
        raise Unusable("ChargeItemDefinition.propertyGroup.priceComponent")
    return Fen(sum(amounts))


def _price(node: Node) -> HisPrice:
    concept = node.node("code")
    codes = [one for one in (concept.nodes("coding") if concept else []) if one.maybe("system") in {systems.DRUGS, systems.ITEMS}]
    if not codes:
        raise Unusable("ChargeItemDefinition.code")
    return HisPrice(
        id=node.id,
        at=node.at,
        active=node.maybe("status") == "active",
        code=codes[0].text("code"),
        name=node.text("title"),
        drug=codes[0].maybe("system") == systems.DRUGS,
        specification=node.said(systems.SPECIFICATION),
        unit=node.said(systems.UNIT),
        amount=amount_of(node),
    )
