"""Through the door, as the mini program and the console call: who may do what, and one whole follow-up."""

import secrets

import pytest
import time_machine
from fhir.resources.R4B import get_fhir_model_class

import app as entrance
from chalicelib.accounts.sessions import sign
from chalicelib.followup.asks import answering
from chalicelib.followup.plans.shapes import Step, StepKind
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from tests.client import call
from tests.followup.town import CARDIOLOGY, CHEST, ILL, WELL, WHEN, alarm_rules, alarms, drain, questionnaire
from tests.staff.people import on_duty, token_of

DESK = "/desk/follow-up"


def by(me, method, route, body=None, *, key="", query=None, **parameters):
    """A request of staff."""
    return call(
        entrance.app, method, DESK + route, body, token=token_of(me), key=key or secrets.token_hex(12), query=query, **parameters
    )


def phone(me, method, route, body=None, **parameters):
    """A request of a patient's phone."""
    token = sign(me.account, me.epoch).token
    return call(entrance.app, method, route, body, token=token, key=secrets.token_hex(12), **parameters)


def made(town) -> str:
    """A questionnaire built, its rules written and signed, all at the desk."""
    document = questionnaire().resource()
    name = by(town.lead, "POST", "/questionnaires", {"questionnaire": document}).body["id"]
    at = {"questionnaire": name}
    assert by(town.lead, "POST", "/questionnaires/{questionnaire}/publication", **at).body == {"version": 1}
    rules = {"edition": 0, "rules": alarm_rules().model_dump(mode="json")}
    shown = by(town.lead, "PUT", "/questionnaires/{questionnaire}/rules", rules, **at)
    assert (shown.body["rules"]["edition"], shown.body["rules"]["signed"]) == (1, [])
    signed = by(town.clinician, "POST", "/questionnaires/{questionnaire}/signature", {"edition": 1}, **at)
    assert signed.body == {"version": 1}
    return name


def planned(town, name: str) -> None:
    """A plan with a questionnaire and a task, tried and published at the desk."""
    shown = by(town.clinician, "GET", "/questionnaires/{questionnaire}", questionnaire=name).body
    get_fhir_model_class("Questionnaire").model_validate(shown["questionnaire"])
    assert shown["rules"]["signed"][0]["version"] == 1
    plan = {
        "title": "随访",
        "rule": {"scene": "discharged", "icd": ["I21"], "departments": [CARDIOLOGY]},
        "steps": [
            {"id": "ask", "day": 0, "kind": "questionnaire", "questionnaire": name},
            {"id": "call", "day": 0, "kind": "task", "words": "电话随访", "questionnaire": name},
        ],
    }
    plan_id = by(town.lead, "POST", "/plans", {"plan": plan}).body["id"]
    today = clock.today().isoformat()
    tried = by(town.lead, "POST", "/plans/{plan}/rehearsal", {"first": today, "last": today}, plan=plan_id)
    assert tried.status == 200
    assert by(town.lead, "POST", "/plans/{plan}/publication", plan=plan_id).body == {"version": 1}


def answered(me) -> str:
    """The patient opens, errs, answers and reads; the id of the ask."""
    [mine] = phone(me, "GET", "/follow-ups").body["patients"]
    [ask] = [one["id"] for one in mine["asks"] if one["state"] == "open"]
    opened = phone(me, "GET", "/follow-ups/{ask}", ask=ask).body
    assert opened["questions"][3]["when"] == [{"question": "chest", "operator": "=", "value": "yes"}]
    wrong = phone(me, "POST", "/follow-ups/{ask}/answers", {"answers": {"fever": [99]}}, ask=ask)
    assert (wrong.status, wrong.code) == (422, "answers_unfit")
    done = phone(me, "POST", "/follow-ups/{ask}/answers", {"answers": ILL}, ask=ask).body
    assert (done["advice"]["turn_to"], done["advice"]["read_now"]) == ("120", True)
    again = phone(me, "GET", "/follow-ups/{ask}", ask=ask).body
    assert again["said"][-1] == {"words": "胸痛持续多久", "answers": ["超过20分钟"]}
    assert again["advice"]["words"] == done["advice"]["words"]
    return ask


def read(nurse, ask: str) -> None:
    """Somebody takes the alarm, looks, and closes it."""
    assert by(nurse, "GET", "/board").body["alarms"] >= 1
    [alarm] = [one["id"] for one in by(nurse, "GET", "/alarms").body["alarms"] if one["id"] == _alarm_of(ask)]
    seen = by(nurse, "POST", "/alarms/{alarm}/look", alarm=alarm).body
    get_fhir_model_class("QuestionnaireResponse").model_validate(seen["response"])
    assert seen["name"] == "王小明"
    assert by(nurse, "POST", "/alarms/{alarm}/taking", alarm=alarm).status == 200
    assert by(nurse, "POST", "/alarms/{alarm}/closing", {"words": "已联系"}, alarm=alarm).status == 200


def called(nurse, device, task: str) -> None:
    """Dialled, ended, rung."""
    dialled = by(nurse, "POST", "/tasks/{task}/calls", task=task)
    assert (dialled.status, dialled.body["words"]) == (201, "呼叫中")
    device.end(dialled.body["id"], ring=False)
    bell = call(entrance.app, "POST", "/follow-up/calls/pushes", {"number": dialled.body["id"]})
    assert bell.status == 200
    drain(clock.now())
    assert by(nurse, "GET", "/calls/{call}", call=dialled.body["id"]).body["words"] == "已接通"


def asked_by_code(nurse, task: str) -> None:
    """The task's questionnaire sent, and answered by a code of one use without signing in."""
    assert by(nurse, "POST", "/tasks/{task}/message", {"words": ""}, task=task).body["ask"]
    code = by(nurse, "POST", "/tasks/{task}/code", task=task).body["token"]
    assert call(entrance.app, "GET", "/surveys/{survey}", survey=code).body["anonymous"] is False
    answer = {"survey": code, "answer": secrets.token_urlsafe(16)}
    thanks = call(entrance.app, "PUT", "/surveys/{survey}/answers/{answer}", {"answers": WELL}, **answer)
    assert (thanks.status, thanks.body["anonymous"]) == (200, False)


def test_one_follow_up_from_the_desk_to_the_phone_and_back(town, device):
    his_id = town.new_patient()
    me, _ = town.bound(his_id)
    planned(town, made(town))
    town.follow(town.discharged(his_id))
    drain(clock.now())
    read(town.nurse, answered(me))
    query = {"group": CARDIOLOGY, "which": "today"}
    found = by(town.nurse, "GET", "/tasks", query=query).body["tasks"]
    [task] = [one for one in found if one["what"] == "电话随访" and not one["claimed_by"]]
    assert task["name"] == "*小明"
    of = {"task": task["id"]}
    early = by(town.nurse, "POST", "/tasks/{task}/result", {"outcome": "reached", "words": "x"}, **of)
    assert early.code == "followup_claim_first"
    assert by(town.nurse, "POST", "/tasks/{task}/claim", **of).body["task"]["mine"] is True
    record = by(town.nurse, "POST", "/tasks/{task}/record", **of).body
    assert record["stays"][0]["diagnoses"] == [{"icd": "I21.001", "words": "诊断"}]
    called(town.nurse, device, task["id"])
    asked_by_code(town.nurse, task["id"])
    result = by(town.nurse, "POST", "/tasks/{task}/result", {"outcome": "reached", "words": "恢复良好"}, **of).body
    assert (result["task"]["words"], result["outcome_words"], result["result"]) == ("已完成", "已随访", "恢复良好")


def test_a_task_is_given_to_somebody_by_their_work_number_and_lies_where_they_look(town):
    his_id = town.new_patient()
    town.bound(his_id)
    plan = town.plan(Step(id="call", day=0, kind=StepKind.TASK, words="电话随访"))
    stay = town.discharged(his_id)
    town.follow(stay)
    drain(clock.now())
    [task] = town.tasks(plan, stay)
    expert, reviewer = on_duty(Role.FOLLOW_UP, department="surgery", name="周护士"), on_duty(Role.REVIEWER, department="surgery")
    for number in ("0000", reviewer.number):
        refused = by(town.lead, "PUT", "/tasks/{task}/assignment", {"number": number}, task=task.id)
        assert (refused.status, refused.code) == (422, "followup_no_follower")
    given = by(town.lead, "PUT", "/tasks/{task}/assignment", {"number": expert.number}, task=task.id).body["task"]
    assert (given["group"], given["assigned"]) == ("surgery", "周护士")
    to_lead = by(town.lead, "PUT", "/tasks/{task}/assignment", {"number": town.lead.number}, task=task.id).body["task"]
    assert to_lead["group"] == "centre"


def test_whoever_reads_an_alarm_sees_what_the_patient_was_told_then(town):
    _, ask = town.ask()
    answering.take(ask, ILL, "request", lambda _: [])
    with time_machine.travel(clock.at(clock.today(), 23), tick=False):
        seen = by(town.nurse, "POST", "/alarms/{alarm}/look", alarm=_alarm_of(ask.id)).body
    assert seen["advice"]["read_now"] is True


def test_a_draft_that_was_changed_after_it_was_published_is_told(town):
    name = town.questionnaire(questionnaire(CHEST, watched=False))
    at = {"questionnaire": name}
    shown = by(town.lead, "GET", "/questionnaires/{questionnaire}", **at).body
    assert (shown["changed"], [one["id"] for one in shown["published"]]) == (False, ["chest"])
    more = {"edition": shown["document"]["edition"], "questionnaire": questionnaire(CHEST, WHEN, watched=False).resource()}
    shown = by(town.lead, "PUT", "/questionnaires/{questionnaire}", more, **at).body
    assert (shown["changed"], [one["id"] for one in shown["published"]]) == (True, ["chest"])


def _alarm_of(ask: str) -> str:
    from chalicelib.followup.models import Ask

    return alarms(Ask.get(ask))[0].id


def test_a_repeated_request_at_the_desk_is_one(town):
    key, document = secrets.token_hex(12), {"questionnaire": questionnaire().resource()}
    first = by(town.lead, "POST", "/questionnaires", document, key=key)
    assert by(town.lead, "POST", "/questionnaires", document, key=key).body == first.body
    name = first.body["id"]
    again = secrets.token_hex(12)
    for _ in range(2):
        published = by(town.lead, "POST", "/questionnaires/{questionnaire}/publication", key=again, questionnaire=name)
        assert published.body == {"version": 1}


@pytest.mark.parametrize(
    ("role", "method", "route"),
    [
        (Role.FOLLOW_UP, "POST", "/plans"),
        (Role.CLINICIAN, "POST", "/plans"),
        (Role.FOLLOW_UP, "POST", "/questionnaires"),
        (Role.FOLLOW_UP_LEAD, "POST", "/questionnaires/{questionnaire}/signature"),
        (Role.CLINICIAN, "GET", "/tasks"),
        (Role.FOLLOW_UP, "PUT", "/tasks/{task}/assignment"),
        (Role.REVIEWER, "GET", "/alarms"),
        (Role.SYSTEM_ADMIN, "GET", "/board"),
        (Role.SERVICE, "GET", "/questionnaires"),
    ],
)
def test_each_role_does_its_own(town, role, method, route):
    me = on_duty(role, department=CARDIOLOGY)
    body = {} if method != "GET" else None
    assert by(me, method, route, body, questionnaire="x", task="x").code == "role_required"


def test_a_document_that_is_no_questionnaire_is_refused(town):
    for wrong in ({}, {"title": "x", "item": []}, {"title": "x", "item": [{"linkId": "a", "text": "b", "type": "group"}]}):
        assert by(town.lead, "POST", "/questionnaires", {"questionnaire": wrong}).status == 422


def test_choosing_not_to_be_followed_up_and_again_to_be(town):
    me, patient = town.bound(town.new_patient())
    for wanted in (False, True):
        assert phone(me, "PUT", "/patients/{patient}/follow-up", {"wanted": wanted}, patient=patient).status == 200
        assert phone(me, "GET", "/follow-ups").body["patients"][0]["wanted"] is wanted


def test_nobody_chooses_for_a_stranger(town):
    me, _ = town.bound(town.new_patient())
    _, stranger = town.bound(town.new_patient())
    refused = phone(me, "PUT", "/patients/{patient}/follow-up", {"wanted": False}, patient=stranger)
    assert refused.code == "patient_not_found"


def test_a_bell_that_says_nothing_is_no_fault(world):
    for body in ("", "[]", "{}", '{"number": 1}', '{"number": "../x"}'):
        assert call(entrance.app, "POST", "/follow-up/calls/pushes", body).status in {200, 400}
