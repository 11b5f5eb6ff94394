"""Patients at the HIS: found by every kind of paper, created once, followed through merges."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from chalicelib.gateways.his import encounters, patients
from chalicelib.gateways.his.outcomes import HisAway, HisRefused
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel.ids import PatientId
from sandbox.his import His
from sandbox.seed import numbers


@pytest.fixture(scope="module")
def his(world, tmp_path_factory) -> Iterator[His]:
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        yield party


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


def newcomer(order: int, **other) -> patients.NewPatient:
    born = dt.date(1991, 5, 17)
    wish = {
        "ours": PatientId(f"patient{order}"),
        "name": "柳如眉",
        "sex": "female",
        "born": born,
        "kind": Identity.RESIDENT_ID,
        "number": numbers.resident_id(born, 900 + order * 2),
        "phone": numbers.phone(5000 + order),
    }
    return patients.NewPatient(**(wish | other))


@pytest.mark.parametrize("kind", [kind for kind in Identity if kind is not Identity.HOUSEHOLD_REGISTER])
def test_a_patient_is_found_by_each_kind_of_paper(his, kind):
    person = next(one for one in his.people() if kind.value in one["papers"] and one["active"])
    found = patients.find(kind, person["papers"][kind.value])
    assert person["id"] in [one.id for one in found]
    assert all((kind, person["papers"][kind.value]) in one.identities for one in found)


def test_a_reissued_hk_macau_pass_finds_the_same_person(his):
    person = next(one for one in his.people() if "hk-macau-pass" in one["papers"])
    lifelong = person["papers"]["hk-macau-pass"]
    assert len(lifelong) == 9
    assert [one.id for one in patients.find(Identity.HK_MACAU_PASS, lifelong + "05")] == [person["id"]]


def test_a_patient_is_found_by_the_card_and_carries_the_reserved_phone(his):
    person = his.people()[3]
    found = patients.find_card(person["card"])
    assert [(one.id, one.names, one.phones, one.cards) for one in found] == [
        (person["id"], (person["name"],), (person["phone"],), (person["card"],))
    ]


def test_nobody_is_found_by_a_number_that_is_nobodys(his):
    assert patients.find(Identity.PASSPORT, "X00000000") == []


def test_two_names_on_one_id_are_both_told(his):
    number = his.people()[40]["papers"]["resident-id"]
    found = patients.find(Identity.RESIDENT_ID, number)
    assert len({one.names for one in found}) == 2
    assert all(one.active and not one.replaced_by for one in found)


def test_merged_patients_are_linked_both_ways(his):
    survivor, merged = patients.get("p0044"), patients.get("p0045")
    assert merged.replaced_by == survivor.id
    assert not merged.active
    assert survivor.replaces == (merged.id,)


def test_a_merge_an_unmerge_a_death_and_a_new_phone_are_told_as_changes(his):
    since = dt.datetime.now(dt.UTC) + patients.searching.OVERLAP
    his.merge("p0100", "p0101")
    changed = {one.id: one for one in patients.changed(since - dt.timedelta(seconds=1)).items}
    assert changed["p0100"].replaced_by == "p0101"
    his.unmerge("p0100")
    his.died("p0102")
    his.change_phone("p0103", "15499999999")
    changed = {one.id: one for one in patients.changed(since - dt.timedelta(seconds=1)).items}
    assert (changed["p0100"].replaced_by, changed["p0100"].active, changed["p0101"].replaces) == (None, True, ())
    assert changed["p0102"].deceased
    assert changed["p0103"].phones == ("15499999999",)


def test_a_new_patient_gets_a_card_number(his):
    created = patients.create(newcomer(1))
    assert created.cards
    assert created.ours == "patient1"
    assert patients.find_card(created.cards[0])[0].names == ("柳如眉",)


def test_creating_the_same_patient_twice_creates_one(his):
    first, second = patients.create(newcomer(2)), patients.create(newcomer(2))
    assert first.id == second.id


def test_a_lost_answer_to_a_creation_is_found_by_trying_again(his):
    his.feel("lost", "/fhir/Patient", times=1)
    with pytest.raises(HisAway) as away:
        patients.create(newcomer(3))
    assert away.value.sent
    again = patients.create(newcomer(3))
    assert [one.id for one in patients.find(Identity.RESIDENT_ID, newcomer(3).number)] == [again.id]


def test_somebody_whom_the_his_knows_already_is_not_created_again(his):
    known = his.people()[5]
    with pytest.raises(HisRefused) as refused:
        patients.create(newcomer(4, number=known["papers"]["resident-id"]))
    assert refused.value.reason == "duplicate"


def test_what_we_create_is_valid_fhir(his):
    from fhir.resources.R4B.patient import Patient

    for kind, number in ((Identity.PASSPORT, "x12345678"), (Identity.HK_MACAU_PASS, "H1234567801")):
        Patient.model_validate(json.loads(patients.client.dumped(patients._resource(newcomer(5, kind=kind, number=number)))))


def test_an_inpatient_is_known_as_one_and_others_are_not(his):
    stay = encounters.inpatient("p0060")
    assert stay is not None
    assert (stay.department, stay.ward) == ("cardiology", "住院楼3层3病区")
    assert encounters.inpatient("p0000") is None


def test_a_name_given_in_parts_is_read_family_name_first():
    node = patients.Node({"resourceType": "Patient", "name": [{"family": "欧阳", "given": ["若", "水"]}]})
    assert patients._names(node) == ("欧阳若水",)


def test_a_patient_shows_nothing_of_himself_in_a_log(his):
    person = his.people()[0]
    shown = repr(patients.get(person["id"]))
    assert not any(secret in shown for secret in (person["name"], person["phone"], person["card"]))
