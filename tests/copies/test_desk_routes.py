"""The desk through the door: each role's day on one application, and every door closed to the wrong role."""

import json
import re
import uuid

import pytest

import app as xinglin
from chalicelib.accounts import sessions as accounts
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.given.models import Rated
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.states import State
from chalicelib.staff.roles import ADMINISTRATORS, Role
from sandbox.invoices import Invoices
from tests.client import call
from tests.copies import applicants, desk
from tests.staff.people import on_duty, token_of

ROUTES = desk.ROUTES
ONE = "/desk/copies/applications/{application}"


@pytest.fixture(scope="module", autouse=True)
def invoices(world, tmp_path_factory):
    world.choose(
        PickUpSettings, places=[Place(id="window", name="窗口", address="一层", weekdays=range(1, 8)).model_dump(mode="json")]
    )
    with Invoices(tmp_path_factory.mktemp("invoices")).serving() as party:
        yield world.meet(party)


class Clerk:
    """Somebody at a desk."""

    def __init__(self, *roles):
        self.me = on_duty(*roles)
        self.token = token_of(self.me)

    def post(self, deed, found, body=None, key="", **more):
        return call(
            xinglin.app,
            "POST",
            f"{ONE}/{deed}",
            body,
            token=self.token,
            key=key or uuid.uuid4().hex,
            application=found.id,
            **more,
        )

    def get(self, route, query=None, **more):
        return call(xinglin.app, "GET", route, token=self.token, query=query, **more)

    def does(self, deed, found, body=None):
        answer = self.post(deed, found, body)
        assert answer.status == 200, answer.body
        return answer.body


def patient(me, method, route, body=None, **more):
    token = accounts.sign(me.account, me.epoch).token
    return call(xinglin.app, method, route, body, token=token, key=uuid.uuid4().hex, **more)


def test_each_roles_day_from_the_review_to_the_hand_over(world, town):
    world.choose(DeskSettings, invoices=True)
    me = applicants.account()
    found = town.submitted(me)
    stay = found.stays[0]["id"]
    reviewer, room, copier, second = Clerk(Role.REVIEWER), Clerk(Role.STORE_ROOM), Clerk(Role.COPY_DESK), Clerk(Role.COPY_DESK)

    counted = reviewer.get("/desk/copies/lists", {"campus": "east"}).body["lists"]
    assert next(one for one in counted if one["list"] == "review")["waiting"] >= 1
    assert found.id in {row["id"] for row in reviewer.get("/desk/copies/now", {"campus": "east"}).body["rows"]}
    reviewer.does("claim", found)
    particulars = reviewer.does("particulars", found, {"reason": "核对证件"})
    assert particulars["number"]
    assert reviewer.does("approval", found, {"left_out": []})["state"] == "approved"
    applicants.pump()

    room.does("claim", found)
    admission = room.does("particulars", found, {"reason": "调取病历"})["admissions"][stay]
    room.does("fetched", found, {"stays": [stay]})
    assert room.does("pages", found, {"pages": {stay: 12}})["state"] == "counted"
    applicants.pump()
    assert desk.now(found).stands is State.AWAITING_PAYMENT
    applicants.pay(found)

    copier.does("claim", found)
    assert copier.post("copied", found, {"pages": {stay: 11}, "stamped": True}).code == "copies_pages_differ"
    copier.does("copied", found, {"pages": {stay: 12}, "stamped": True})
    seen = {"stays": [{"stay": stay, "pages": 12, "number_tail": admission[-4:], "name_matches": True}]}
    assert copier.post("check", found, seen).code == "copies_second_person"
    assert second.does("check", found, seen)["state"] == "to_schedule"
    assert second.get(f"{ONE}/label", application=found.id).body["pages"] == 12

    first = copier.get("/desk/copies/places/{place}/calendar", place="window").body["first"]
    assert copier.does("time", found, {"place": "window"})["time"] == first
    assert patient(me, "POST", "/copies/{application}/time/acceptance", application=found.id).status == 200
    code = patient(me, "POST", "/copies/{application}/pick-up-code", application=found.id).body["code"]
    tail = particulars["number"][-6:]
    done = copier.does("hand-over", found, {"holder": "applicant", "code": code, "number_tail": tail})
    assert done["state"] == "completed"
    applicants.pump()
    invoice = patient(me, "GET", "/copies/{application}/invoices", application=found.id).body["invoices"]
    assert [(one["state"], one["amount"]) for one in invoice] == [("issued", 600)]
    link = patient(me, "GET", "/copies/{application}/invoices/{nth}/pdf", application=found.id, nth="1")
    assert link.body["url"].startswith("http")
    assert patient(me, "PUT", "/copies/{application}/rating", {"stars": 5}, application=found.id).status == 200
    applicants.pump()
    assert reviewer.get("/desk/copies/statistics", {"campus": "east"}).body["by_stars"][4] >= 1
    assert sum(int(one.times) for one in Rated.scan()) >= 1


def test_whatever_the_desk_shows_is_masked(town):
    me = applicants.account()
    found = town.submitted(me)
    who = town.seeded("p0000")
    clerk = Clerk(Role.REVIEWER, Role.STORE_ROOM, Role.COPY_DESK)
    answers = [
        clerk.get("/desk/copies/now", {"campus": "east"}).body,
        clerk.get("/desk/copies/lists/{list_}", {"campus": "east"}, list_="review").body,
        clerk.get(ONE, application=found.id).body,
        clerk.get("/desk/copies/search", {"number": desk.now(found).number}).body,
    ]
    text = json.dumps(answers, ensure_ascii=False)
    assert found.id in text
    numbers = [who["name"], who["phone"].removeprefix("+86"), *who["papers"].values()]
    assert [one for one in numbers if one in text] == []


def test_names_in_full_are_given_to_who_needs_them_and_written_down(town):
    found = town.submitted(applicants.account())
    reviewer, room = Clerk(Role.REVIEWER), Clerk(Role.STORE_ROOM)
    assert reviewer.post("particulars", found, {"reason": "看看"}).code == "copies_claim_first"
    assert room.post("particulars", found, {"reason": "看看"}).code == "role_required"
    reviewer.does("claim", found)
    assert reviewer.does("particulars", found, {"reason": "核对"})["name"] == town.seeded("p0000")["name"]
    assert ("copies.particulars", "核对") in desk.audited(found)
    reviewer.does("approval", found, {})
    shown = room.does("particulars", found, {"reason": "调取"})
    assert shown["name"]
    assert (shown["number"], shown["phone"], shown["address"]) == ("", "", "")


def test_the_same_request_twice_is_done_once_and_a_conflict_says_who(town):
    found = town.submitted(applicants.account())
    clerk, other = Clerk(Role.REVIEWER), Clerk(Role.REVIEWER)
    key = uuid.uuid4().hex
    assert clerk.post("claim", found, key=key).status == 200
    version = int(desk.now(found).version)
    assert clerk.post("claim", found, key=key).status == 200
    assert int(desk.now(found).version) == version
    refused = other.post("claim", found)
    assert (refused.status, refused.code) == (409, "copies_claimed")
    assert "测试员工" in refused.body["message"]


def example(route):
    """Parameters that fit."""
    return {name: "east" if name == "campus" else "someid" for name in re.findall(r"{(\w+)}", route.path)}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_every_door_is_closed_to_strangers_patients_and_wrong_roles(world, route):
    me = applicants.account()
    wrong = [role for role in Role if role not in route.who.needed]
    assert set(ADMINISTRATORS) <= set(wrong)
    tokens = {"": 401, accounts.sign(me.account, 1).token: 401, token_of(on_duty(*(set(wrong) - ADMINISTRATORS))): 403}
    for administrator in ADMINISTRATORS:
        tokens[token_of(on_duty(administrator))] = 403
    for token, status in tokens.items():
        answer = call(xinglin.app, route.method, route.path, {}, token=token, key=uuid.uuid4().hex, **example(route))
        assert answer.status == status, answer.body


@pytest.mark.parametrize("route", [one for one in ROUTES if one.method == "POST" and one.once], ids=lambda route: route.name)
def test_no_deed_is_done_without_a_key(world, route):
    token = token_of(on_duty(next(iter(route.who.needed))))
    answer = call(xinglin.app, "POST", route.path, {}, token=token, **example(route))
    assert answer.code in ("idempotency_key_required", "invalid")


def test_what_is_not_there_is_not_found(world):
    clerk = Clerk(Role.REVIEWER)
    nothing = desk.application()
    nothing.id = "no-such-application"
    assert clerk.post("claim", nothing).status == 404
    assert clerk.get("/desk/copies/lists/{list_}", {"campus": "east"}, list_="nothing").status == 404
    assert clerk.get("/desk/copies/search", {"number": "0"}).status == 404
