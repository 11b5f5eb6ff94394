"""200 invented patients: residents, children, visitors with every kind of paper, dead phones, doubles, merged ones."""

import datetime as dt
import random
from collections.abc import Iterator

from chalicelib.gateways.his import systems
from chalicelib.gateways.his.systems import Identity
from sandbox.seed import names, numbers
from sandbox.seed.fhir import Resource, identifier, reference

COUNT = 200
DEAD_PHONES = range(20, 30)
FOREIGNERS = (
    "ANNA KOWALSKA",
    "JAMES OKORO",
    "MARIA LINDQVIST",
    "KENJI MORIYAMA",
    "LUCIA FERRANTE",
    "OMAR HADDAD",
    "ELENA PETROVA",
    "DAVID MARLOWE",
    "SOFIA ALMEIDA",
    "PARK JIHO",
    "NGUYEN THI LAN",
    "TOM BRANDT",
)
_VISITORS = [
    *[Identity.HK_MACAU_PASS] * 8,
    *[Identity.TAIWAN_PASS] * 4,
    *[Identity.RESIDENCE_PERMIT] * 4,
    *[Identity.PASSPORT] * 4,
    *[Identity.PERMANENT_RESIDENCE] * 8,
]
CHILDREN = 16
_SPECIAL = len(_VISITORS) + CHILDREN


def resources() -> Iterator[Resource]:
    """All patients, and the stays of the few who are in hospital."""
    rng = random.Random("people")
    everybody = [_resident(rng, number) for number in range(COUNT - _SPECIAL)]
    everybody += [_visitor(rng, len(everybody) + place, kind) for place, kind in enumerate(_VISITORS)]
    everybody += [_child(rng, len(everybody) + place) for place in range(CHILDREN)]
    _doubles(everybody)
    yield from everybody
    for place, number in enumerate(range(60, 66)):
        yield _stay(place, everybody[number])


def _patient(number: int, name: str, sex: str, born: dt.date, papers: list[Resource]) -> Resource:
    dead = number in DEAD_PHONES
    return {
        "resourceType": "Patient",
        "id": f"p{number:04d}",
        "active": True,
        "identifier": [
            *papers,
            identifier(systems.CARD, f"XL{10000000 + number * 37}"),
            identifier(systems.RECORD, f"{700000 + number}", "MR"),
        ],
        "name": [{"use": "official", "text": name}],
        "telecom": [{"system": "phone", "use": "mobile", "rank": 1, "value": numbers.phone(number, dead=dead)}],
        "gender": sex,
        "birthDate": born.isoformat(),
    }


def _born(rng: random.Random, first: int, last: int) -> dt.date:
    return dt.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28))


def _order(number: int, sex: str) -> int:
    return 100 + number * 2 + (sex == "male")


def _paper(kind: Identity, number: str) -> Resource:
    return identifier(kind.system, kind.value_of(number), systems.IDENTIFIER_TYPES.get(kind, ""))


def _resident(rng: random.Random, number: int) -> Resource:
    sex = rng.choice(("male", "female"))
    born = _born(rng, 1938, 2007)
    paper = _paper(Identity.RESIDENT_ID, numbers.resident_id(born, _order(number, sex)))
    return _patient(number, names.person(rng, sex), sex, born, [paper])


def _visitor(rng: random.Random, number: int, kind: Identity) -> Resource:
    sex, born = rng.choice(("male", "female")), _born(rng, 1950, 2005)
    foreign = kind in {Identity.PASSPORT, Identity.PERMANENT_RESIDENCE}
    name = FOREIGNERS[number % len(FOREIGNERS)] if foreign else names.person(rng, sex)
    return _patient(number, name, sex, born, [_paper(kind, _number_of(rng, number, kind, sex, born))])


def _number_of(rng: random.Random, number: int, kind: Identity, sex: str, born: dt.date) -> str:
    if kind is Identity.HK_MACAU_PASS:
        return numbers.hk_macau_pass(rng, reissue=number % 2 == 0)
    if kind is Identity.TAIWAN_PASS:
        return numbers.digits(rng, 8)
    if kind is Identity.RESIDENCE_PERMIT:
        return numbers.resident_id(born, _order(number, sex), ("810000", "820000", "830000")[number % 3])
    if kind is Identity.PASSPORT:
        return "X" + numbers.digits(rng, 8)
    return numbers.permanent_residence(born, _order(number, sex)) if number % 2 else numbers.old_permanent_residence(rng)


def _child(rng: random.Random, number: int) -> Resource:
    """A child with a birth certificate; every second one has an ID number as well."""
    sex, born = rng.choice(("male", "female")), _born(rng, 2014, 2024)
    papers = [_paper(Identity.BIRTH_CERTIFICATE, "Z" + numbers.digits(rng, 9))]
    if number % 2:
        papers.append(_paper(Identity.RESIDENT_ID, numbers.resident_id(born, _order(number, sex))))
    return _patient(number, names.person(rng, sex), sex, born, papers)


def _doubles(everybody: list[Resource]) -> None:
    """Two pairs with two names on one ID, for staff to look at; two pairs of one person, merged already."""
    for one, other in ((40, 41), (42, 43), (44, 45), (46, 47)):
        everybody[other]["identifier"][0] = everybody[one]["identifier"][0]
        everybody[other] |= {"birthDate": everybody[one]["birthDate"], "gender": everybody[one]["gender"]}
    for survivor, merged in ((44, 45), (46, 47)):
        everybody[merged]["name"] = everybody[survivor]["name"]
        merge(everybody[merged], everybody[survivor])


def merge(old: Resource, into: Resource) -> None:
    """Link two Patients as FHIR has it."""
    old["active"] = False
    old["link"] = [{"other": reference("Patient", into["id"]), "type": "replaced-by"}]
    into.setdefault("link", []).append({"other": reference("Patient", old["id"]), "type": "replaces"})


def unmerge(old: Resource, into: Resource) -> None:
    """Undo it."""
    old["active"] = True
    del old["link"]
    into["link"] = [link for link in into["link"] if link["other"]["reference"] != f"Patient/{old['id']}"]
    if not into["link"]:
        del into["link"]


def _stay(place: int, patient: Resource) -> Resource:
    department = ("cardiology", "orthopedics", "surgery")[place % 3]
    return {
        "resourceType": "Encounter",
        "id": f"stay-{place}",
        "status": "in-progress",
        "class": {"system": systems.ACT, "code": "IMP"},
        "subject": reference("Patient", patient["id"]),
        "serviceProvider": reference("Organization", department),
        "period": {"start": f"2026-01-0{place + 1}T09:00:00+08:00"},
        "location": [{"location": {"display": f"住院楼{place + 3}层{place + 3}病区"}}],
    }
