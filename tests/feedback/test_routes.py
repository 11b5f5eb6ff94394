"""Through the door: what the mini program and the desk send and get."""

import uuid

import pytest

from chalicelib.accounts import sessions
from chalicelib.feedback import asking
from chalicelib.kernel import facts, ids
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from tests.client import call
from tests.hospital import CARDIOLOGY, DOCTOR, EAST
from tests.staff.people import on_duty, token_of

SAID = {"kind": "praise", "words": "护士很细心", "campus": EAST, "department": CARDIOLOGY}


def asked(app, who, method, route, body=None, **more):
    return call(app, method, route, body, token=sessions.sign(who.me.account, 1).token, key=uuid.uuid4().hex, **more)


def worked(app, staff, method, route, body=None, **more):
    return call(app, method, route, body, token=token_of(staff), key=uuid.uuid4().hex, **more)


@pytest.fixture
def case(app, me):
    return asked(app, me, "POST", "/feedback", SAID).body["id"]


def test_from_the_mini_program_to_the_desk_and_back(app, me, office, cardiology, case):
    rows = worked(app, office, "GET", "/desk/feedback/cases", query={"campus": EAST, "list": "registered"}).body["rows"]
    assert case in {row["id"] for row in rows}
    where = "/desk/feedback/cases/{case}"
    worked(app, office, "POST", f"{where}/assignment", {"department": CARDIOLOGY, "note": "转达"}, case=case)
    rows = worked(app, cardiology, "GET", "/desk/feedback/cases", query={"campus": EAST, "list": "department"}).body["rows"]
    assert case in {row["id"] for row in rows}
    said = worked(app, cardiology, "POST", f"{where}/answer", {"words": "谢谢您的鼓励"}, case=case)
    assert said.body["state"] == "answered"
    mine = asked(app, me, "GET", "/feedback/{case}", case=case).body
    assert (mine["state_words"], mine["may_accept"], mine["may_object"]) == ("已答复", True, True)
    assert mine["lines"][-1]["words"] == "谢谢您的鼓励"
    done = asked(app, me, "POST", "/feedback/{case}/reply", {"content": True}, case=case)
    assert done.body["state"] == "closed"
    month = {"campus": EAST, "list": "closed"}
    assert case in {row["id"] for row in worked(app, office, "GET", "/desk/feedback/cases", query=month).body["rows"]}


def test_a_visit_is_rated_through_the_door(app, me, office):
    about = {"patient": me.patient, "account": me.me.account, "campus": EAST, "department": CARDIOLOGY, "doctor": DOCTOR}
    with Unit() as unit:
        fact = facts.tell(unit, "registration.seen", ids.new(), 3, **about)
    asking.visited(fact)
    [waiting] = asked(app, me, "GET", "/ratings").body["ratings"]
    assert (waiting["department"], waiting["doctor"]) == ("心血管内科", "李医生")
    answer = {"scores": {"hospital": 5, "department": 4, "doctor": 5, "service": 3}, "words": "很好"}
    rated = asked(app, me, "POST", "/ratings/{rating_id}", answer, rating_id=waiting["id"])
    assert rated.body["scores"] == answer["scores"]
    rows = worked(app, office, "GET", "/desk/feedback/ratings", query={"campus": EAST}).body["rows"]
    assert waiting["id"] in {row["id"] for row in rows}


def test_a_score_of_six_is_no_score(app, me):
    answer = {"scores": {"hospital": 6, "department": 4, "service": 3}}
    assert asked(app, me, "POST", "/ratings/{rating_id}", answer, rating_id="x").code == "invalid"


def test_an_anonymous_case_gives_its_code_once(app, me):
    made = asked(app, me, "POST", "/feedback", SAID | {"anonymous": True}).body
    assert made["code"]
    again = asked(app, me, "GET", "/feedback/{case}", case=made["code"]).body
    assert (again["code"], again["words"]) == ("", SAID["words"])
    assert asked(app, me, "GET", "/feedback").body["cases"] == []


def test_a_department_does_not_read_the_offices_lists(app, cardiology):
    refused = worked(app, cardiology, "GET", "/desk/feedback/cases", query={"campus": EAST, "list": "registered"})
    assert refused.code == "role_required"
    assert worked(app, cardiology, "GET", "/desk/feedback/ratings", query={"campus": EAST}).code == "role_required"


def test_who_reviews_copies_does_not_read_complaints(app, case):
    reviewer = on_duty(Role.REVIEWER)
    assert worked(app, reviewer, "GET", "/desk/feedback/cases/{case}", case=case).code == "role_required"


def test_the_number_to_call_is_shown_on_demand(app, me, office):
    case = asked(app, me, "POST", "/feedback", SAID | {"phone": "13800001234"}).body["id"]
    whole = worked(app, office, "GET", "/desk/feedback/cases/{case}", case=case)
    assert "13800001234" not in str(whole.body)
    assert worked(app, office, "POST", "/desk/feedback/cases/{case}/phone", case=case).body == {"phone": "13800001234"}
