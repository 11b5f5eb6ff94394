"""Patients: found by an identifier, created once, followed through merges, deaths and changed phones."""

import datetime as dt
from typing import NamedTuple

from chalicelib.gateways.his import client, searching, systems
from chalicelib.gateways.his.outcomes import Changes, HisAway, HisRefused, Stale
from chalicelib.gateways.his.resources import Node, fhir
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel.ids import PatientId


class HisPatient(NamedTuple):
    """A patient as the HIS knows him. `repr` shows the id alone."""

    id: str  # opaque, of the HIS
    version: str
    at: dt.datetime  # when the HIS last changed it
    names: tuple[str, ...]  # the usual one first
    sex: str  # FHIR: male, female, other, unknown
    born: dt.date | None
    identities: tuple[tuple[Identity, str], ...]  # papers: kind and number (HK/Macau: 9 characters)
    cards: tuple[str, ...]  # 就诊卡号, valid ones
    records: tuple[str, ...]  # 病案号
    ours: str | None  # our PatientId, when we had it created
    phones: tuple[str, ...]  # reserved ones, the foremost first
    active: bool
    deceased: bool
    replaced_by: str | None  # merged into that patient
    replaces: tuple[str, ...]  # those merged into this one

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


class NewPatient(NamedTuple):
    """Whom to create. `ours` makes it happen once."""

    ours: PatientId
    name: str
    sex: str  # male, female, other, unknown
    born: dt.date
    kind: Identity
    number: str  # as printed
    phone: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def find(kind: Identity, number: str) -> list[HisPatient]:
    """Everybody with that identity paper, merged ones included (see `replaced_by`). Raises HisAway."""
    return _with(kind.system, kind.value_of(number))


def find_card(number: str) -> list[HisPatient]:
    """Everybody with that visit card number. Raises HisAway."""
    return _with(systems.CARD, number)


def _with(system: str, value: str) -> list[HisPatient]:
    return searching.usable(searching.found_privately("Patient", identifier=f"{system}|{value}"), read)[0]


def get(patient: str) -> HisPatient | None:
    """The patient with that HIS id, or None. Raises HisAway."""
    try:
        return read(client.get(client.at(f"Patient/{fhir(patient)}")).node)
    except HisRefused as refused:
        if refused.reason == client.NOT_FOUND:
            return None
        raise


def create(new: NewPatient) -> HisPatient:
    """Create, or find what an earlier try created (by `new.ours`). The answer carries the card number that the HIS gave.

    Raises HisRefused("duplicate") when the HIS has the identity paper already, HisAway (sent: unknown, try again).
    """
    return read(client.create_once("Patient", _resource(new), systems.PATIENT, new.ours).node)


def reserve_phone(patient: str, phone: str) -> None:
    """Make this number (E.164) the foremost reserved one; those before are kept as old. Told twice it is once.

    Raises HisRefused, HisAway (sent: unknown, try again).
    """
    node = client.get(client.at(f"Patient/{fhir(patient)}")).node
    if _phones(node)[:1] == (phone,):
        return
    before = [{**one.content, "use": "old"} if one.maybe("system") == "phone" else one.content for one in node.nodes("telecom")]
    reserved = {"system": "phone", "use": "mobile", "rank": 1, "value": phone}
    try:
        client.update("Patient", fhir(patient), node.version, {**node.content, "telecom": [reserved, *before]})
    except Stale:
        raise HisAway(sent=False) from None  # changed between our reading and our writing: read again, later


def changed(since: dt.datetime) -> Changes[HisPatient]:
    """Everybody whom the HIS changed since: merges, unmerges, deaths, phones, cards. Raises HisAway."""
    return searching.changed("Patient", since, read)


def read(node: Node) -> HisPatient:
    """What a Patient resource says."""
    return HisPatient(
        id=node.id,
        version=node.version,
        at=node.at,
        names=_names(node),
        sex=node.maybe("gender") or "unknown",
        born=node.day("birthDate"),
        identities=tuple((kind, value) for kind in Identity for value in node.identifiers(kind.system)),
        cards=tuple(node.identifiers(systems.CARD)),
        records=tuple(node.identifiers(systems.RECORD)),
        ours=next(iter(node.identifiers(systems.PATIENT)), None),
        phones=_phones(node),
        active=node.flag("active", otherwise=True),
        deceased=node.flag("deceasedBoolean", otherwise=False) or node.maybe("deceasedDateTime") is not None,
        replaced_by=next(iter(_links(node, "replaced-by")), None),
        replaces=tuple(_links(node, "replaces")),
    )


def _names(node: Node) -> tuple[str, ...]:
    names = [one for one in node.nodes("name") if one.maybe("use") != "old"]
    written = [
        one.maybe("text") or _parts(one) for one in sorted(names, key=lambda one: one.maybe("use") not in {"official", "usual"})
    ]
    return tuple(name for name in dict.fromkeys(written) if name)


def _parts(name: Node) -> str:
    """A name given in parts, family name first."""
    given = name.content.get("given")
    return (name.maybe("family") or "") + "".join(given if isinstance(given, list) else [])


def _phones(node: Node) -> tuple[str, ...]:
    """The phones in use; those with a rank first, by rank."""
    phones = [one for one in node.nodes("telecom") if one.maybe("system") == "phone" and one.maybe("use") != "old"]
    phones.sort(key=lambda one: one.whole("rank") or len(phones) + 1)
    return tuple(one.text("value") for one in phones)


def _links(node: Node, kind: str) -> list[str]:
    links = [one.reference("other", "Patient") for one in node.nodes("link") if one.maybe("type") == kind]
    return [link for link in links if link]


def _resource(new: NewPatient) -> dict[str, object]:
    paper: dict[str, object] = {"use": "official", "system": new.kind.system, "value": new.kind.value_of(new.number)}
    if code := systems.IDENTIFIER_TYPES.get(new.kind):
        paper["type"] = {"coding": [{"system": systems.IDENTIFIER_TYPE, "code": code}]}
    return {
        "resourceType": "Patient",
        "active": True,
        "identifier": [{"system": systems.PATIENT, "value": new.ours}, paper],
        "name": [{"use": "official", "text": new.name}],
        "telecom": [{"system": "phone", "use": "mobile", "rank": 1, "value": new.phone}],
        "gender": new.sex,
        "birthDate": new.born.isoformat(),
    }
