"""What a HIS may send that it should not: nothing is guessed, nothing is rounded, what is missing is named."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.gateways.his import client, clinics, directory, patients, searching, systems
from chalicelib.gateways.his.outcomes import HisAway, HisRefused, Unusable
from chalicelib.gateways.his.resources import Node, fhir, money, opaque
from chalicelib.kernel.money import Fen
from sandbox.his import His


@given(st.integers(min_value=0, max_value=10**12))
def test_money_is_the_same_after_the_way_there_and_back(fen):
    written = client.dumped({"amount": money(Fen(fen))})
    assert Node(json.loads(written, parse_float=Decimal)).fen("amount") == fen


@pytest.mark.parametrize(
    "amount",
    [
        None,
        {},
        {"value": Decimal("10.005"), "currency": "CNY"},
        {"value": -1, "currency": "CNY"},
        {"value": 10, "currency": "USD"},
        {"value": True, "currency": "CNY"},
        {"value": "10", "currency": "CNY"},
    ],
)
def test_money_that_is_none_is_not_guessed(amount):
    with pytest.raises(Unusable, match="amount"):
        Node({"resourceType": "ChargeItemDefinition", "amount": amount}).fen("amount")


@given(st.from_regex(r"[A-Za-z0-9.-]{1,64}", fullmatch=True))
def test_an_id_of_the_his_is_safe_in_our_paths_and_finds_its_way_back(name):
    assert fhir(opaque(name)) == name
    assert "." not in opaque(name)


def slot(**other) -> Node:
    whole = {
        "resourceType": "Slot",
        "id": "s1",
        "identifier": [{"system": systems.NUMBER, "value": "7"}],
        "status": "free",
        "start": "2026-11-23T08:00:00+08:00",
        "end": "2026-11-23T08:10:00+08:00",
    }
    return Node({name: value for name, value in (whole | other).items() if value is not None})


def test_a_slot_without_a_pool_is_shared():
    assert clinics._slot(slot()).pool is clinics.Pool.SHARED


@pytest.mark.parametrize(
    "wrong",
    [
        {"identifier": None},
        {"identifier": [{"system": systems.NUMBER, "value": "A7"}]},
        {"identifier": [{"system": systems.NUMBER, "value": "７"}]},
        {"status": "open"},
        {"start": None},
        {"start": "2026-11-23T08:00:00"},
        {"end": "soon"},
        {"appointmentType": {"coding": [{"system": systems.POOL, "code": "anybody"}]}},
    ],
)
def test_a_slot_that_lacks_something_is_not_sold(wrong):
    with pytest.raises(Unusable, match="Slot"):
        clinics._slot(slot(**wrong))


@pytest.mark.parametrize(
    ("resource", "read"),
    [
        ({"resourceType": "HealthcareService", "type": []}, directory.kind_of),
        ({"resourceType": "Practitioner", "name": []}, directory.person_name),
        ({"resourceType": "ChargeItemDefinition"}, directory.amount_of),
        ({"resourceType": "ChargeItemDefinition", "code": {"text": "x"}}, directory._price),
    ],
)
def test_what_is_missing_is_named_by_its_element(resource, read):
    with pytest.raises(Unusable, match=resource["resourceType"]):
        read(Node(resource))


def test_a_grade_that_we_do_not_know_is_shown_as_the_his_words_it():
    assert directory.grade_of(Node({"code": [{"text": "名誉主任"}]})) == "名誉主任"
    other = {"coding": [{"system": systems.GRADE, "code": "guest", "display": "客座专家"}]}
    assert directory.grade_of(Node({"code": [other]})) == "客座专家"


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        yield party


def test_a_department_within_a_department_belongs_to_the_campus_above(his):
    name = next(one["id"] for one in his.store.all("Schedule") if one["id"].endswith("-ent-am"))
    organization = his.there("Organization", "ent")
    his.store.put({**organization, "partOf": {"reference": "Organization/ophthalmology"}})
    assert clinics.get(name).campus == "east"
    his.store.put({**organization, "partOf": {"reference": "Organization/ent"}})
    with pytest.raises(Unusable, match="partOf"):
        clinics.get(name)


def test_pages_without_end_are_not_followed_for_ever(his, monkeypatch):
    monkeypatch.setattr(searching, "MOST_PAGES", 3)
    his.largest_page = 5
    try:
        with pytest.raises(HisAway):
            list(searching.found("Patient"))
    finally:
        his.largest_page = 500


def test_who_is_not_there_is_nobody_and_a_refusal_is_no_absence(his, monkeypatch):
    assert patients.get("nobody") is None
    monkeypatch.setattr(client, "get", _refuses)
    with pytest.raises(HisRefused):
        patients.get("p0001")


def _refuses(_: str) -> client.Answer:
    raise HisRefused("security")


@pytest.mark.parametrize(("status", "sent"), [(302, True), (403, False), (408, True), (429, False), (500, True), (503, True)])
def test_what_is_no_word_of_the_his_is_told_as_away(status, sent):
    with pytest.raises(HisAway) as away:
        client._good(client.transport.Answer(status, {}, b""), conditional=False)
    assert away.value.sent is sent


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "unknown"),
        ({"issue": [{"code": "duplicate"}]}, "duplicate"),
        ({"issue": [{"code": "Name 王小明 is wrong"}]}, "unknown"),
        (
            {"issue": [{"code": "processing", "details": {"coding": [{"system": systems.REASON, "code": "slot-gone"}]}}]},
            "slot-gone",
        ),
    ],
)
def test_of_a_refusal_only_a_code_gets_out(body, reason):
    with pytest.raises(HisRefused) as refused:
        client._good(client.transport.Answer(422, {}, json.dumps(body).encode()), conditional=False)
    assert refused.value.reason == reason


def test_a_plain_conflict_of_an_update_is_stale_and_of_a_creation_a_refusal():
    answer = client.transport.Answer(409, {}, json.dumps({"issue": [{"code": "conflict"}]}).encode())
    with pytest.raises(client.Stale):
        client._good(answer, conditional=True)
    with pytest.raises(HisRefused):
        client._good(answer, conditional=False)
