"""What WeChat pushes: proven, decrypted and read, in every shape that WeChat uses; nothing else gets in."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chalicelib.gateways.wechat import push
from chalicelib.gateways.wechat.push import Answered, Delivered
from sandbox.wechat import Wechat

POPUP, CHANGE, SENT = "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event"
OPENID = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA"
ACCEPT = {"TemplateId": "t1", "SubscribeStatusString": "accept", "PopupScene": "0"}
REJECT = {"TemplateId": "t2", "SubscribeStatusString": "reject", "PopupScene": "0"}
ARRIVED = {"TemplateId": "t1", "MsgID": "1864323726461255680", "ErrorCode": "0", "ErrorStatus": "success"}


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def wechat(party):
    yield party
    party.xml = party.forged = party.time_as_text = party.pushing = False
    party.copies, party.seconds_between_tries = 1, 5.0


def read(pushed):
    query, body = pushed
    return push.events({name: [value] for name, value in query.items()}, body)


def in_clear(wechat, **message):
    """A push of the very text that WeChat's documents show."""
    return read(wechat.envelope(json.dumps(message, ensure_ascii=False)))


def recorded(**more):
    return {"ToUserName": "gh_1", "FromUserName": OPENID, "CreateTime": 1610969440, "MsgType": "event", "Event": POPUP, **more}


def test_one_answer_comes_bare_and_several_as_a_list(wechat):
    [one] = in_clear(wechat, **recorded(List=ACCEPT))
    assert (one.openid, one.template, one.accepted, one.in_settings, one.at) == (OPENID, "t1", True, False, 1610969440)
    two = in_clear(wechat, **recorded(List=[ACCEPT, REJECT]))
    assert [(event.template, event.accepted) for event in two] == [("t1", True), ("t2", False)]
    assert in_clear(wechat, **recorded(List=[ACCEPT])) == [one]


def test_the_time_may_come_as_text(wechat):
    assert in_clear(wechat, **recorded(List=ACCEPT, CreateTime="1610969440")) == in_clear(wechat, **recorded(List=ACCEPT))


def test_a_rejection_in_the_settings_is_told_as_such(wechat):
    [event] = in_clear(wechat, **recorded(List=REJECT, Event=CHANGE))
    assert (event.accepted, event.in_settings) == (False, True)


def test_a_delivery_tells_which_message_and_how_it_ended(wechat):
    [good] = in_clear(wechat, **recorded(List=ARRIVED, Event=SENT))
    assert isinstance(good, Delivered)
    assert (good.message_id, good.error) == ("1864323726461255680", 0)
    [bad] = in_clear(wechat, **recorded(List={**ARRIVED, "ErrorCode": 43101, "MsgID": 1}, Event=SENT))
    assert (bad.message_id, bad.error) == ("1", 43101)


@pytest.mark.parametrize("listed", [[ACCEPT], [ACCEPT, REJECT]])
def test_xml_tells_the_same_as_json(wechat, listed):
    wechat.ahead = 0
    as_json = read(wechat.sealed(OPENID, POPUP, listed))
    wechat.xml = True
    as_xml = read(wechat.sealed(OPENID, POPUP, listed))
    assert [(event.template, event.accepted, event.openid) for event in as_xml] == [
        (event.template, event.accepted, event.openid) for event in as_json
    ]


def test_an_event_pushed_twice_has_one_key_and_different_events_have_two(wechat):
    pushed = wechat.sealed(OPENID, POPUP, [ACCEPT, REJECT])
    first, second = read(pushed), read(pushed)
    assert first == second
    assert len({event.key for event in first}) == 2
    [other] = in_clear(wechat, **recorded(List=ACCEPT, Event=CHANGE))
    assert other.key not in {event.key for event in first}


def test_what_we_do_not_act_on_is_no_event(wechat):
    assert in_clear(wechat, ToUserName="g", FromUserName=OPENID, CreateTime=1, MsgType="text", Content="你好") == []
    assert in_clear(wechat, **recorded(Event="wxa_media_check")) == []


def test_a_push_signed_by_a_stranger_is_forged(wechat):
    wechat.forged = True
    with pytest.raises(push.Forged):
        read(wechat.sealed(OPENID, POPUP, [ACCEPT]))


@pytest.mark.parametrize("name", ["msg_signature", "timestamp", "nonce"])
def test_a_changed_query_is_forged(wechat, name):
    query, body = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises(push.Forged):
        read(({**query, name: query[name][:-1] + ("1" if query[name][-1] != "1" else "2")}, body))
    with pytest.raises(push.Forged):
        read(({key: value for key, value in query.items() if key != name}, body))


def test_the_signature_of_the_query_alone_does_not_do(wechat):
    query, body = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises(push.Forged):
        read(({**query, "msg_signature": query["signature"]}, body))


def test_a_signature_that_is_no_ascii_is_forged(wechat):
    query, body = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises(push.Forged):
        read(({**query, "msg_signature": "签名"}, body))


def test_a_changed_body_is_forged(wechat):
    query, body = wechat.sealed(OPENID, POPUP, [ACCEPT])
    document = json.loads(body)
    encrypted = document["Encrypt"]
    document["Encrypt"] = ("A" if encrypted[0] != "A" else "B") + encrypted[1:]
    with pytest.raises(push.Forged):
        read((query, json.dumps(document).encode()))


def test_a_push_for_another_mini_program_is_forged(wechat):
    with pytest.raises(push.Forged):
        read(wechat.envelope(json.dumps(recorded(List=ACCEPT)), appid="wx9999999999999999"))


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"<xml>", b"<a/>", b"<xml><Encrypt/></xml>", b"{}", b'{"Encrypt":1}', b"\xff"]
)
def test_what_is_no_envelope_is_unreadable(wechat, body):
    query, _ = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises(push.Unreadable):
        read((query, body))


def test_a_push_in_clear_is_not_read(wechat):
    query, _ = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises(push.Unreadable):
        read((query, json.dumps(recorded(List=ACCEPT)).encode()))


def test_xml_with_entities_is_not_read(wechat):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
    query, _ = wechat.sealed(OPENID, POPUP, [ACCEPT])
    with pytest.raises((push.Unreadable, push.Forged)):
        read((query, bomb))


@pytest.mark.parametrize(
    "inner",
    ["", "no json", "[]", '{"MsgType":"event","Event":"subscribe_msg_popup_event"}'],
)
def test_a_signed_push_of_an_unknown_shape_is_unreadable(wechat, inner):
    with pytest.raises(push.Unreadable):
        read(wechat.envelope(inner))


@pytest.mark.parametrize("broken", [{"List": {}}, {"List": ACCEPT, "CreateTime": "soon"}, {"List": 7}])
def test_an_event_that_lacks_its_parts_is_unreadable(wechat, broken):
    with pytest.raises(push.Unreadable):
        in_clear(wechat, **recorded(**broken))


def test_random_bytes_under_a_right_signature_are_forged(wechat):
    import base64

    encrypted = base64.b64encode(os.urandom(96)).decode()
    query = wechat.signed(encrypted)
    with pytest.raises((push.Forged, push.Unreadable)):
        read((query, json.dumps({"Encrypt": encrypted}).encode()))


def test_our_address_is_proven_to_wechat_by_its_echo(wechat):
    query = {name: [value] for name, value in wechat.address_check("6134523456").items()}
    assert push.verify(query) == "6134523456"
    with pytest.raises(push.Forged):
        push.verify({**query, "signature": ["0" * 40]})
    with pytest.raises(push.Forged):
        push.verify({name: value for name, value in query.items() if name != "echostr"})


@pytest.fixture
def ours():
    """Our own address, which says no the first time and then yes."""
    got = []

    class Callback(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if len(got) == 1 else 200)
            self.end_headers()
            self.wfile.write(push.ANSWER.encode())

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Callback)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api", got
    server.shutdown()
    server.server_close()
    thread.join()


def test_wechat_pushes_again_until_we_answer_and_may_push_twice(wechat, ours):
    import time
    from urllib.parse import parse_qs, urlsplit

    wechat.ours, got = ours
    wechat.pushing, wechat.copies, wechat.seconds_between_tries = True, 2, 0.05
    wechat.accept("小王", "t1")
    until = time.time() + 5
    while len(wechat.book("pushed").values()) < 3 and time.time() < until:
        time.sleep(0.02)
    assert [one["status"] for one in wechat.book("pushed").values()] == [500, 200, 200]
    events = [push.events(parse_qs(urlsplit(path).query), body) for path, body in got]
    assert events[0] == events[1] == events[2]
    assert isinstance(events[0][0], Answered)
    assert urlsplit(got[0][0]).path == "/api/wechat/push"
