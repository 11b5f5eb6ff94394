"""Afterwards: the patient's history, why something was sent, what is handed out and what is forgotten."""

import json

import pytest

from chalicelib.accounts.sessions import sign
from chalicelib.cards.models import Relation
from chalicelib.gateways.wechat.push import Answered
from chalicelib.kernel import clock, ids, refusals
from chalicelib.messages import auditor, explaining, grants, history, jobs, privacy
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Basket, Granted, Item, Lane, Reason, State
from tests.client import call
from tests.messages.town import NEXT_WEEK, TEMPLATE_IDS


def test_every_step_of_a_message_can_be_explained(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    told = explaining.explain(item.id)
    assert (told.kind, told.reference, told.addressed) == (Kind.BOOKED, item.reference, True)
    by_sms, by_wechat = told.tries
    assert (by_wechat.state, by_wechat.reason) == (State.FALLEN_BACK, Reason.NO_GRANT)
    assert [step.split()[1] for step in by_sms.steps] == ["waiting", "sending", "sent"]


def test_news_that_nobody_told_cannot_be_explained(world):
    with pytest.raises(refusals.NotFound):
        explaining.explain("nothing")


def test_an_explanation_names_nobody(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    assert "欧阳" not in repr(explaining.explain(item.id))


def test_the_history_shows_each_once_the_newest_first_with_the_name_masked(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.STOPPED)
    first = clinic.tell(Kind.BOOKED, patient, me)
    second = clinic.tell(Kind.STOPPED, patient, me)  # near: by two channels
    clinic.send(first, second)
    told = history.page(me.account)
    assert [line.title for line in told.lines] == ["停诊通知", "挂号成功通知"]
    assert told.lines[1].values["就诊人"] == "*阳测试"
    assert told.after is None


def test_the_history_leads_to_what_it_is_about_and_says_why_something_did_not_arrive(clinic):
    me, patient = clinic.someone()
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    (line,) = history.page(me.account).lines
    assert (line.kind, line.reference) == (Kind.BOOKED, item.reference)
    assert (line.channel, line.reached, line.why) == ("wechat", False, history.WHY[Reason.NO_GRANT])


def test_a_sensitive_department_is_not_in_the_history(clinic):
    me, patient = clinic.someone()
    clinic.send(clinic.tell(Kind.STOPPED, patient, me, sensitive=True, values={"department": "精神科"}))
    (line,) = history.page(me.account).lines
    assert line.values == {"提醒": "您有一项就诊提醒"}


def test_a_long_history_comes_in_pages(clinic):
    me, patient = clinic.someone()
    clinic.send(*(clinic.tell(Kind.BOOKED, patient, me) for _ in range(history.PAGE + 3)))
    first = history.page(me.account)
    second = history.page(me.account, first.after)
    assert (len(first.lines), len(second.lines), second.after) == (history.PAGE, 3, None)
    assert len({line.id for line in first.lines + second.lines}) == history.PAGE + 3


def test_a_page_that_we_did_not_name_is_refused(clinic):
    with pytest.raises(history.WrongPage):
        history.page(clinic.account().account, "!")


def test_others_do_not_see_my_history(clinic, app):
    me, patient = clinic.someone()
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    mine, other = (sign(one.account, 1).token for one in (me, clinic.account()))
    assert len(call(app, "GET", "/messages", token=mine).body["messages"]) == 1
    assert call(app, "GET", "/messages", token=other).body["messages"] == []
    assert call(app, "GET", "/messages").status == 401


def test_the_mini_program_asks_and_reports_over_http(clinic, app):
    me = clinic.account()
    token = sign(me.account, 1).token
    asked = call(app, "GET", "/me/subscriptions", token=token, query={"journey": "book"}).body
    results = {"asked": asked["asked"], "results": dict.fromkeys(asked["templates"], "accept")}
    for _ in range(2):
        assert call(app, "POST", "/me/subscriptions", results, token=token, key="k" * 20).status == 200
    lanes = list(Lane.query(f"a-{me.account}"))
    assert [int(lane.by_client) for lane in lanes] == [1, 1, 1]


def test_my_templates_are_listed_over_http(clinic, app):
    token = sign(clinic.account().account, 1).token
    told = call(app, "GET", "/me/templates", token=token).body
    assert {one["kind"] for one in told["templates"]} == set(TEMPLATE_IDS)
    assert told["asked"]
    assert call(app, "GET", "/me/templates").status == 401


def test_wrong_reports_are_refused(clinic, app):
    token = sign(clinic.account().account, 1).token
    asked = clock.stamp(clock.now())
    for results in ({}, {TEMPLATE_IDS[Kind.BOOKED]: "perhaps"}, {"template-of-others": "accept"}):
        answer = call(app, "POST", "/me/subscriptions", {"asked": asked, "results": results}, token=token, key=ids.new())
        assert answer.status == 422
    assert call(app, "GET", "/me/subscriptions", token=token, query={"journey": "fly"}).status == 422


def test_my_messages_and_grants_are_handed_out_to_me(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    clinic.send(clinic.tell(Kind.BOOKED, patient, me))
    copy = privacy.export(me.account)
    assert copy["messages"][0]["values"]["department"] == "心血管内科"
    assert copy["grants"][0]["template"] == TEMPLATE_IDS[Kind.BOOKED]


def test_what_is_forgotten_is_gone_and_what_waits_is_not_sent(clinic):
    me, patient = clinic.someone()
    other = clinic.account()
    clinic.link(other, patient, Relation.SPOUSE)
    own = clinic.patient()
    clinic.link(me, own, Relation.CHILD)
    mine, shared = clinic.tell(Kind.REMINDER, own, me), clinic.tell(Kind.STOPPED, patient, me, day=NEXT_WEEK)
    clinic.address(mine, shared)
    grants.wechat_said(Answered(ids.new(), me.openid, TEMPLATE_IDS[Kind.BOOKED], accepted=True, in_settings=False, at=1))
    assert len(privacy.export(me.account)["grants"]) == 1
    for _ in range(2):
        privacy.forget(me.account)
    clinic.deliver()
    assert clinic.received(me) == []
    assert privacy.export(me.account) == {"messages": [], "grants": []}
    assert list(Attempt.query(f"a-{me.account}")) == []
    assert Item.find(mine.id) is None
    assert list(Granted.scan(Granted.lane.startswith(f"a-{me.account}"))) == list(Basket.scan()) == []
    assert Item.find(shared.id).recipients == {f"a-{other.account}"}
    assert auditor.problems(clinic.now) == []


def test_the_queues_lambda_addresses_and_sends(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, me)
    fact = {"id": "f", "kind": "message.wanted", "subject": item.id, "version": 1, "at": item.told}
    run(jobs.messages_queue, {"fact": fact})
    for group, body in clinic.queues.take():
        run(jobs.sends_queue, body, group)
    assert len(clinic.received(me)) == 1


def run(job, body, group=""):
    record = {
        "messageId": "1",
        "receiptHandle": "1",
        "body": body if isinstance(body, str) else json.dumps(body),
        "attributes": {"MessageGroupId": group},
    }
    assert job({"Records": [record]}, None) == {"batchItemFailures": []}
