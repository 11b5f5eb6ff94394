"""What WeChat pushes is proven, counted once, and answered quickly; what anybody else pushes is refused."""

import base64

import pytest

from chalicelib.kernel.http import Request
from chalicelib.messages import lanes, routes
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Lane
from tests.messages.town import TEMPLATE_IDS

BOOKED, STOPPED = TEMPLATE_IDS[Kind.BOOKED], TEMPLATE_IDS[Kind.STOPPED]
POPUP = "subscribe_msg_popup_event"


@pytest.fixture
def push(clinic):
    """Gives our server what WeChat would send."""

    def push(openid, event, listed):
        return hear(*clinic.wechat.sealed(openid, event, listed))

    yield push
    clinic.wechat.xml = clinic.wechat.forged = clinic.wechat.time_as_text = False


def hear(query, body):
    many = {name: [value] for name, value in query.items()}
    return routes.hear(None, Request("POST", "/wechat/push", {}, many, body, "10.0.0.1", "r"))


def said(template, word="accept"):
    return {"TemplateId": template, "SubscribeStatusString": word, "PopupScene": "0"}


def left(me, template):
    lane = Lane.find(f"a-{me.account}", template)
    return lanes.left(lane) if lane else 0


@pytest.mark.parametrize("xml", [False, True])
@pytest.mark.parametrize("time_as_text", [False, True])
def test_one_template_comes_bare_and_several_as_a_list(clinic, push, xml, time_as_text):
    one, several = clinic.account(), clinic.account()
    clinic.wechat.xml, clinic.wechat.time_as_text = xml, time_as_text
    assert push(one.openid, POPUP, [said(BOOKED)])[:2] == (200, "success")
    assert push(several.openid, POPUP, [said(BOOKED), said(STOPPED)])[:2] == (200, "success")
    assert (left(one, BOOKED), left(several, BOOKED), left(several, STOPPED)) == (1, 1, 1)


def test_a_push_that_comes_three_times_counts_once(clinic):
    me = clinic.account()
    query, body = clinic.wechat.sealed(me.openid, POPUP, [said(BOOKED)])
    for _ in range(3):
        assert hear(query, body).status == 200
    assert left(me, BOOKED) == 1


def test_a_forged_push_is_refused_and_alarms(clinic, push, capsys):
    me = clinic.account()
    clinic.wechat.forged = True
    assert push(me.openid, POPUP, [said(BOOKED)]).status == 403
    assert left(me, BOOKED) == 0
    assert "WechatPushForged" in capsys.readouterr().err


def test_a_push_without_a_signature_is_refused(clinic):
    _, body = clinic.wechat.sealed(clinic.account().openid, POPUP, [said(BOOKED)])
    assert hear({}, body).status == 403


def test_a_push_that_cannot_be_read_is_taken_and_alarms(clinic, capsys):
    query, body = clinic.wechat.envelope('{"MsgType":"event","Event":"subscribe_msg_popup_event"}')
    assert hear(query, body).status == 200
    assert "WechatPushUnreadable" in capsys.readouterr().err


def test_an_event_that_we_do_not_act_on_is_taken(clinic):
    query, body = clinic.wechat.envelope('{"MsgType":"text","Content":"你好","FromUserName":"o","CreateTime":1}')
    assert hear(query, body)[:2] == (200, "success")


def test_a_delivery_event_of_the_played_wechat_settles_the_message(clinic, push):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.BOOKED)
    item = clinic.tell(Kind.BOOKED, patient, me)
    clinic.send(item)
    (attempt,) = clinic.attempts(item)
    sent = {"TemplateId": BOOKED, "MsgID": attempt.message_id, "ErrorCode": "0", "ErrorStatus": "success"}
    assert push(me.openid, "subscribe_msg_sent_event", [sent]).status == 200
    assert clinic.states(item) == ["wechat delivered"]


def test_wechat_proves_our_address(clinic):
    query = clinic.wechat.address_check("echo-123")
    many = {name: [value] for name, value in query.items()}
    answer = routes.prove_address(None, Request("GET", "/wechat/push", {}, many, b"", "10.0.0.1", "r"))
    assert answer[:2] == (200, "echo-123")
    many["signature"] = ["0" * 40]
    assert routes.prove_address(None, Request("GET", "/wechat/push", {}, many, b"", "10.0.0.1", "r")).status == 403


def test_the_push_comes_through_the_gateway_byte_for_byte(clinic, app):
    me = clinic.account()
    query, body = clinic.wechat.sealed(me.openid, POPUP, [said(BOOKED)])
    event = {
        "resource": "/wechat/push",
        "path": "/wechat/push",
        "headers": {"Content-Type": "application/json"},
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()},
        "pathParameters": None,
        "stageVariables": None,
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
        "requestContext": {
            "resourcePath": "/wechat/push",
            "httpMethod": "POST",
            "requestId": "r",
            "identity": {"sourceIp": "10.0.0.1"},
            "path": "/wechat/push",
        },
    }
    answer = app(event, None)
    assert (answer["statusCode"], answer["body"]) == (200, "success")
    assert left(me, BOOKED) == 1
