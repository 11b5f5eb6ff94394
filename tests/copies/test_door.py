"""Through the applicants' door, as the mini program asks."""

import json
import uuid

import pytest

import app as entrance
from chalicelib.accounts import sessions
from chalicelib.copies import confirming, records
from chalicelib.copies.models import Applicant, Paper
from chalicelib.copies.rules import Confirmation
from tests.client import call
from tests.copies import applicants
from tests.copies.applicants import forget_codes, pump, seal

ONE = "/copies/{application}"


@pytest.fixture
def me(town):
    return applicants.account()


def ask(me, method, route, body=None, **more):
    token = sessions.sign(me.account, me.epoch).token
    return call(entrance.app, method, route, body, token=token, key=uuid.uuid4().hex if method == "POST" else "", **more)


def test_from_the_first_tap_to_the_review(town, me):
    patient = town.bound(me)
    offers = ask(me, "GET", "/copies/options", query={"campus": "east"}).body
    assert [one["words"] for one in offers["kinds"]][:2] == ["患者本人", "患者的代理人"]
    began = ask(me, "POST", "/copies", {"campus": "east"})
    assert (began.status, began.body["state"]) == (201, "draft")
    mine = {"application": began.body["id"]}

    chosen = ask(me, "PUT", f"{ONE}/applicant", {"kind": "patient", "patient": patient}, **mine).body
    assert chosen["missing"][0]["what"] == "stays"
    assert chosen["files"] == {"patient_id": 2}
    offered = ask(me, "GET", f"{ONE}/stays", **mine).body["stays"]
    whole = next(one for one in offered if one["stands"] == "whole" and one["inpatient"])
    assert whole["number"].count("*") > 3
    ask(me, "PUT", f"{ONE}/stays", {"picked": [{"id": whole["id"]}]}, **mine)
    ticked = ask(me, "PUT", f"{ONE}/purpose", {"purpose": "insurance"}, **mine).body
    assert "discharge_record" in ticked["parts"]
    ask(me, "PUT", f"{ONE}/parts", {"parts": ["discharge_record", "reports"], "copies": 2}, **mine)
    ask(me, "PUT", f"{ONE}/delivery", {"delivery": "pick_up"}, **mine)

    early = ask(me, "POST", f"{ONE}/submission", **mine)
    assert (early.status, early.code) == (409, "copies_not_complete")
    for nth in (1, 2):
        form = ask(me, "POST", f"{ONE}/papers", {"kind": "patient_id", "nth": nth}, **mine).body
        assert form["fields"]["key"].startswith("inbox/")
        seal(Paper.get(mine["application"], f"patient_id#{nth}", consistent_read=True))
    forget_codes()
    sent = ask(me, "POST", f"{ONE}/codes", {"which": "reserved_phone"}, **mine).body
    assert "****" in sent["phone"]
    code = town.sms.last_code(confirming._phone(records.known(mine["application"]), Confirmation.RESERVED_PHONE))
    ready = ask(me, "POST", f"{ONE}/confirmations", {"which": "reserved_phone", "code": code}, **mine).body
    assert (ready["missing"], ready["confirmed"]) == ([], ["reserved_phone"])
    assert ask(me, "POST", f"{ONE}/submission", **mine).body["state"] == "submitted"
    pump()

    seen = ask(me, "GET", ONE, **mine).body
    assert (seen["state"], seen["words"], seen["clock"]["who"]) == ("form_checked", "等待审核", "病案室审核")
    assert seen["clock"]["due"]
    assert [one["words"] for one in seen["steps"]] == ["填写中", "已提交，正在自动核对", "等待审核"]
    assert seen["can"] == ["withdraw"]
    listed = ask(me, "GET", "/copies").body["applications"]
    assert [(one["id"], one["number"]) for one in listed] == [(seen["id"], seen["number"])]


def test_the_half_hours_of_the_first_place_come_unasked_and_a_collector_shows_by_initials(town, me):
    found = town.submitted(me)
    free = ask(me, "GET", f"{ONE}/times", application=found.id).body
    assert (free["place"], bool(free["halves"])) == ("record-room", True)
    assert ask(me, "GET", ONE, application=found.id).body["collector"] == ""
    who = {"name": "林小满", "kind": "passport", "number": "E12345678"}
    assert ask(me, "POST", f"{ONE}/collector", who, application=found.id).status == 200
    assert ask(me, "GET", ONE, application=found.id).body["collector"] == "*小满"


def test_nothing_personal_is_shown_in_full(town, me):
    found = town.submitted(me, Applicant.AGENT)
    text = json.dumps(ask(me, "GET", ONE, application=found.id).body, ensure_ascii=False)
    who = town.seeded("p0000")
    for secret in (who["name"], who["phone"], *who["papers"].values(), "柳如眉", "ZY300000"):
        assert secret not in text


def test_strangers_find_nothing(town, me):
    found, stranger = town.draft(me), applicants.account()
    for method, route, body in (
        ("GET", ONE, None),
        ("GET", f"{ONE}/stays", None),
        ("PUT", f"{ONE}/purpose", {"purpose": "own"}),
        ("POST", f"{ONE}/papers", {"kind": "patient_id", "nth": 1}),
        ("POST", f"{ONE}/codes", {"which": "reserved_phone"}),
        ("POST", f"{ONE}/submission", None),
        ("POST", f"{ONE}/withdrawal", None),
        ("POST", f"{ONE}/authorisation", None),
        ("GET", f"{ONE}/authorisation", None),
        ("PUT", f"{ONE}/rating", {"stars": 5}),
        ("DELETE", f"{ONE}/authorisation", None),
    ):
        answer = ask(stranger, method, route, body, application=found.id)
        assert (answer.status, answer.code) == (404, "not_found"), route


def test_anybody_may_read_the_tariff(hospital):
    answer = call(entrance.app, "GET", "/copies/tariff", query={"campus": "east"})
    assert (answer.status, answer.body["page"], answer.body["postage"]) == (200, 50, {"其他": 2000})
    assert answer.body["basis"]


@pytest.mark.parametrize(
    ("step", "body", "code"),
    [
        ("purpose", {"purpose": "nothing-like-it"}, "copies_unknown_part"),
        ("parts", {"parts": ["all"], "copies": 21}, "invalid"),
        ("parts", {"parts": [], "copies": 1}, "invalid"),
        ("delivery", {"delivery": "pigeon"}, "invalid"),
        ("delivery", {"delivery": "express"}, "copies_recipient_needed"),
        ("stays", {"typed": [{"began": "2026-02-31"}]}, "no_such_day"),
        ("stays", {"picked": []}, "copies_too_many_stays"),
        ("applicant", {"kind": "public_body"}, "copies_only_at_counter"),
        (
            "applicant",
            {"kind": "agent", "subject": {"name": "王", "kind": "library-card", "number": "12345"}},
            "identity_kind_wrong",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_words(town, me, step, body, code):
    answer = ask(me, "PUT", f"{ONE}/{step}", body, application=town.draft(me).id)
    assert answer.code == code
    assert answer.body["message"]


def test_a_paper_that_does_not_exist_is_not_asked_for(town, me):
    answer = ask(me, "POST", f"{ONE}/papers", {"kind": "love_letter", "nth": 1}, application=town.draft(me).id)
    assert answer.code == "copies_paper_not_asked"


def test_my_data_can_be_taken_along_and_the_account_taken_out(town, me):
    from chalicelib.copies import privacy

    found = town.submitted(me, Applicant.AGENT)
    told = privacy.export(me.account)["copies"]
    assert [one["id"] for one in told] == [found.id]
    assert told[0]["applicant"]["name"] == "柳如眉"
    assert privacy.unfinished(me.account)
    privacy.forget(me.account)
    assert privacy.export(me.account)["copies"] == []
    assert records.known(found.id).account == ""
    applicants.forget_all()
