"""The gateway and the played HIS speak FHIR R4 and OAuth2 with each other, also on bad days."""

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from chalicelib.gateways.his import client, directory, patients, searching
from chalicelib.gateways.his.outcomes import HisAway, HisRefused, Stale
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import clock
from sandbox.his import His
from sandbox.party import Party


@pytest.fixture(scope="module")
def his(world, tmp_path_factory) -> Iterator[His]:
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        yield party


@pytest.fixture(autouse=True)
def calm(his):
    client._tokens.clear()
    yield
    his.calm()
    his.token_seconds, his.largest_page = 300, 500


def tokens_asked(his: His) -> int:
    return sum(one["path"] == "/oauth2/token" for one in his.heard())


def test_one_token_serves_many_questions(his):
    before = tokens_asked(his)
    directory.organizations(None)
    directory.roles(None)
    assert tokens_asked(his) - before == 1


def test_a_token_that_nears_its_end_is_renewed_beforehand(his):
    his.token_seconds = client.EARLY
    before = tokens_asked(his)
    directory.organizations(None)
    directory.roles(None)
    assert tokens_asked(his) - before == 2


def test_a_token_forgotten_by_the_his_midway_through_the_pages_is_renewed_and_nothing_is_missing(his, monkeypatch):
    his.largest_page = 10
    his.expire_tokens()
    matches = searching._matches

    def interrupted(kind, answer):
        for number, node in enumerate(matches(kind, answer)):
            if number == 25:
                his.expire_tokens()
            yield node

    monkeypatch.setattr(searching, "_matches", interrupted)
    before = tokens_asked(his)
    assert len(directory.prices(None).items) == len(his.store.all("ChargeItemDefinition"))
    assert tokens_asked(his) - before == 2


def test_wrong_credentials_are_told_as_away_and_nothing_was_sent(his, world):
    world.vaults.put_secret("xinglin/test/his", {"client_id": "xinglin", "client_secret": "another"})
    from chalicelib.kernel import secrets

    secrets.forget_cached()
    try:
        with pytest.raises(HisAway) as away:
            directory.organizations(None)
        assert not away.value.sent
    finally:
        world.meet(his)


def test_all_pages_are_read_and_each_resource_once(his):
    his.largest_page = 7
    found = [node.id for node in searching.found("Patient")]
    assert len(found) == len(set(found)) == len(his.store.all("Patient"))


class Stranger(Party):
    name, title = "stranger", "陌生人"


def test_a_next_link_to_another_origin_is_not_followed(his, tmp_path):
    his.largest_page, url = 7, his.url
    with Stranger(tmp_path).serving() as stranger:
        his.url = stranger.url
        try:
            with pytest.raises(HisAway):
                list(searching.found("Patient"))
        finally:
            his.url = url
        assert stranger.heard() == []


def test_changes_are_told_from_the_moment_of_the_last_question_on(his):
    asked = directory.organizations(None)
    assert len(asked.items) > 12
    later = asked.until + dt.timedelta(minutes=10)
    assert directory.organizations(later).items == []
    his.store.put(his.there("Organization", "ent"))
    assert "ent" in [one.id for one in directory.organizations(asked.until).items]


def test_the_moment_to_ask_from_next_is_the_his_own_clock(his):
    assert abs(directory.organizations(None).until - clock.now()) < dt.timedelta(seconds=5)


def test_a_resource_without_what_the_profile_asks_is_left_out_and_counted(his, capsys):
    whole = his.there("PractitionerRole", "role-d001")
    his.store.put({**whole, "practitioner": {"display": "无名"}})
    try:
        roles = directory.roles(None)
    finally:
        his.store.put(whole)
    assert roles.unusable == 1
    assert "role-d001" not in [one.id for one in roles.items]
    assert "PractitionerRole.practitioner" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["down", "error", "nonsense"])
def test_a_his_that_is_away_for_one_moment_is_asked_again(his, kind):
    his.feel(kind, "/fhir/Organization", times=1)
    assert directory.organizations(None).items


@pytest.mark.parametrize("kind", ["down", "error", "nonsense"])
def test_a_his_that_stays_away_is_told_as_away(his, kind):
    his.feel(kind, "/fhir/Organization")
    with pytest.raises(HisAway):
        directory.organizations(None)


def test_a_his_whose_port_is_closed_surely_got_nothing(his, monkeypatch):
    from chalicelib.kernel import settings

    directory.organizations(None)
    monkeypatch.setenv("XINGLIN_HIS_URL", "http://127.0.0.1:9/fhir")
    settings.deployment.cache_clear()
    try:
        with pytest.raises(HisAway) as away:
            patients.get("p0000")
        assert not away.value.sent
    finally:
        settings.deployment.cache_clear()


def test_a_slow_his_is_not_waited_for_longer_than_the_setting_says(his, monkeypatch):
    from chalicelib.kernel import settings

    monkeypatch.setenv("XINGLIN_HIS_TIMEOUT", "0.2")
    settings.deployment.cache_clear()
    his.feel("slow", "/fhir/Patient/p0001", seconds=0.6)
    try:
        with pytest.raises(HisAway):
            patients.get("p0001")
    finally:
        settings.deployment.cache_clear()


def test_an_update_of_an_old_version_is_stale(his):
    node = client.get(client.at("Patient/p0002")).node
    client.update("Patient", "p0002", node.version, dict(node.content))
    with pytest.raises(Stale):
        client.update("Patient", "p0002", node.version, dict(node.content))


def test_a_search_that_the_his_does_not_know_is_refused_with_a_code_and_no_text(his):
    with pytest.raises(HisRefused) as refused:
        list(searching.found("Patient", birthplace="杏林"))
    assert refused.value.args == ("not-supported",)


def test_an_identity_number_stands_in_no_url(his):
    number = his.people()[0]["papers"]["resident-id"]
    assert patients.find(Identity.RESIDENT_ID, number)
    assert not [one for one in his.heard() if number in one["path"]]


def test_money_goes_over_the_wire_digit_by_digit():
    written = client.dumped({"amount": searching_money(1005), "text": "12.30"})
    assert written == b'{"amount": {"value": 10.05, "currency": "CNY"}, "text": "12.30"}'


def searching_money(fen: int) -> dict[str, object]:
    from chalicelib.gateways.his.resources import money
    from chalicelib.kernel.money import Fen

    return money(Fen(fen))


def test_the_his_says_what_it_can(his):
    from fhir.resources.R4B.capabilitystatement import CapabilityStatement

    statement = CapabilityStatement.model_validate(json.loads(json.dumps(client.get(client.at("metadata")).node.content)))
    assert {one.type for one in statement.rest[0].resource} >= {"Patient", "Schedule", "Slot", "Appointment", "Encounter"}
