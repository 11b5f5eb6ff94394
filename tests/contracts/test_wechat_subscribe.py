"""Subscribe messages: our gateway against the played WeChat, both against the documented tables."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.gateways.wechat import assistant, fields, subscribe
from chalicelib.gateways.wechat.subscribe import Misconfigured, NoSuchUser, Refused, Retry, Sent, Unknown
from sandbox.wechat import Wechat
from sandbox.wechat.values import taken

BOOKED = "tmpl-booked"
VALUES = {"thing1": "心内科", "time2": "2026年11月22日 09:00", "number3": "16"}


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        party.know(BOOKED, "预约成功通知", ["thing1:科室", "time2:就诊时间", "number3:号序"])
        party.know("tmpl-long", "就诊提醒", ["thing1:科室"], long_term=True)
        party.know("tmpl-enum", "状态变更", ["enum1:状态=已预约|已取消"])
        yield world.meet(party)


@pytest.fixture
def openid(wechat, request):
    return wechat.openid(request.node.name)


@pytest.fixture
def user(request):
    return request.node.name


def send(openid, values=None, template=BOOKED, page="pages/visit?id=1"):
    return subscribe.send(openid, template, values or VALUES, page)


def test_a_message_that_was_allowed_arrives_once(wechat, user, openid):
    wechat.accept(user, BOOKED)
    outcome = send(openid)
    assert isinstance(outcome, Sent)
    assert outcome.message_id
    [message] = wechat.messages_of(user)
    assert message["data"] == {key: {"value": value} for key, value in VALUES.items()}
    assert message["page"] == "pages/visit?id=1"


def test_one_grant_is_one_message(wechat, user, openid):
    wechat.accept(user, BOOKED)
    wechat.accept(user, BOOKED)
    assert [type(send(openid)) for _ in range(3)] == [Sent, Sent, Refused]
    assert wechat.allowed(user, BOOKED) == 0


def test_without_a_grant_it_is_refused(wechat, openid):
    assert isinstance(send(openid), Refused)


def test_a_rejection_in_the_popup_gives_none_and_takes_none(wechat, user, openid):
    wechat.accept(user, BOOKED)
    wechat.reject(user, BOOKED)
    assert [type(send(openid)) for _ in range(2)] == [Sent, Refused]


def test_switched_off_in_the_settings_takes_what_was_allowed(wechat, user, openid):
    wechat.accept(user, BOOKED)
    wechat.switch_off(user, BOOKED)
    assert isinstance(send(openid), Refused)


def test_a_long_term_grant_holds_until_it_is_withdrawn(wechat, user, openid):
    wechat.accept(user, "tmpl-long")
    short = {"thing1": "心内科"}
    assert [type(send(openid, short, "tmpl-long")) for _ in range(3)] == [Sent, Sent, Sent]
    wechat.reject(user, "tmpl-long")
    assert isinstance(send(openid, short, "tmpl-long"), Refused)


def test_a_refused_send_uses_no_grant(wechat, user, openid):
    wechat.accept(user, BOOKED)
    assert isinstance(send(openid, {"thing1": "a"}), Misconfigured)
    assert wechat.allowed(user, BOOKED) == 1


def test_somebody_unknown_is_no_such_user(wechat):
    assert isinstance(send("o-nobody"), NoSuchUser)


@pytest.mark.parametrize(
    ("how", "errcode"),
    [({"template": "tmpl-none"}, 40037), ({"page": "/pages/visit"}, 41030), ({"values": {"thing1": "a"}}, 47003)],
)
def test_what_only_we_can_mend_is_misconfigured(wechat, openid, how, errcode):
    assert send(openid, **how) == Misconfigured(f"errcode_{errcode}")


def test_the_refusal_names_the_field(wechat, openid):
    send(openid, {"thing1": "心内科", "time2": "2026年11月22日 09:00"})
    assert "data.number3.value is empty" in wechat.heard()[-1]["answer"]


def test_two_at_once_to_one_patient_are_told_to_come_again(wechat, user, openid):
    for _ in range(2):
        wechat.accept(user, BOOKED)
    wechat.seconds_a_send = 0.3
    try:
        with ThreadPoolExecutor(2) as at_once:
            outcomes = list(at_once.map(lambda _: send(openid), range(2)))
    finally:
        wechat.seconds_a_send = 0.0
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Retry", "Sent"]
    assert Retry("errcode_43108") in outcomes


@pytest.mark.parametrize("mood", ["lost", "nonsense", "error"])
def test_silence_after_sending_is_unknown(wechat, user, openid, mood):
    wechat.accept(user, BOOKED)
    wechat.feel(mood, "subscribe/send", times=1)
    assert isinstance(send(openid), Unknown)


def test_a_message_may_have_arrived_when_the_outcome_is_unknown(wechat, user, openid):
    wechat.accept(user, BOOKED)
    wechat.feel("lost", "subscribe/send", times=1)
    send(openid)
    assert len(wechat.messages_of(user)) == 1


def test_nobody_there_is_surely_not_sent(wechat, world, monkeypatch, openid):
    from chalicelib.kernel import settings

    monkeypatch.setenv("XINGLIN_WECHAT_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    try:
        assert isinstance(send(openid), Retry)
    finally:
        world.meet(wechat)


def test_a_value_that_its_field_cannot_carry_is_not_sent(wechat, openid):
    before = len(wechat.heard())
    assert send(openid, {**VALUES, "time2": "明天上午"}) == Misconfigured("field_time2")
    assert len(wechat.heard()) == before


def test_an_enum_takes_only_its_own_values(wechat, user, openid):
    wechat.accept(user, "tmpl-enum")
    assert send(openid, {"enum1": "别的"}, "tmpl-enum") == Misconfigured("errcode_47003")
    assert isinstance(send(openid, {"enum1": "已预约"}, "tmpl-enum"), Sent)


# ---- the fields' rules
@pytest.mark.parametrize(
    ("key", "given", "fitted"),
    [
        ("thing1", "心内科", "心内科"),
        ("thing1", "一二三四五六七八九十一二三四五六七八九十一二", "一二三四五六七八九十一二三四五六七八九十"),
        ("thing1", "", "无"),
        ("thing1", "  \n ", "无"),
        ("thing1", "门诊楼\r\n三层\t左转", "门诊楼 三层 左转"),
        ("thing1", "😀" * 25, "😀" * 20),
        ("number1", "16", "16"),
        ("number1", "-3.5", "-3.5"),
        ("letter1", "A-b 3", "Ab"),
        ("symbol1", "!!!!!!!", "!!!!!"),
        ("character_string12", "号2026-11", "2026-11"),
        ("character_string1", "全是汉字", "-"),
        ("time1", "15:01", "15:01"),
        ("time1", "2019年10月1日 15:01", "2019年10月1日 15:01"),
        ("time1", "2019年10月1日 15:01~16:00", "2019年10月1日 15:01~16:00"),
        ("time1", "2019年10月1日", "2019年10月1日"),
        ("date1", "2019年10月1日", "2019年10月1日"),
        ("date1", "2019-10-01", "2019-10-01"),
        ("amount1", "50.00元", "50.00元"),
        ("amount1", "¥50", "¥50"),
        ("phone_number1", "+86-138 0000 1234", "+86-138 0000 1234"),
        ("car_number1", "粤A8Z888挂等等", "粤A8Z888挂"),
        ("name1", "王小明", "王小明"),
        ("name1", "*小明", "小明"),
        ("name1", "阿卜杜拉·买买提·艾山江", "阿卜杜拉·买买提·艾"),
        ("name1", "John Smith", "John Smith"),
        ("name1", "", "无"),
        ("phrase1", "预约已成功了", "预约已成功"),
        ("phrase1", "", "无"),
    ],
)
def test_a_value_is_made_to_fit_and_wechat_takes_it(key, given, fitted):
    assert fields.fit({key: given}) == {key: {"value": fitted}}
    assert taken(key, fitted)


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("number1", "十六"),
        ("number1", ""),
        ("number1", "1" * 33),
        ("time1", "明天"),
        ("time1", "25:00"),
        ("date1", "11月22日"),
        ("amount1", "五十元"),
        ("amount1", "12345678901元"),
        ("letter1", "123"),
        ("phone_number1", "无"),
        ("thing", "x"),
        ("unheard1", "x"),
    ],
)
def test_what_would_tell_something_else_is_not_bent(key, given):
    with pytest.raises(fields.FieldUnfit) as unfit:
        fields.fit({key: given})
    assert unfit.value.key == key


def test_the_page_shows_each_patients_messages_as_cards_with_labels(wechat, user, openid):
    import urllib.request

    wechat.accept(user, BOOKED)
    send(openid, {**VALUES, "thing1": "<b>科室</b>"})
    with urllib.request.urlopen(wechat.url) as page:
        text = page.read().decode()
    assert "预约成功通知" in text
    assert "<dt>就诊时间<dd>2026年11月22日 09:00" in text
    assert "<b>科室" not in text


def test_a_tester_does_all_of_it_over_http(wechat, user, openid):
    import json
    import urllib.request

    def post(path, **document):
        request = urllib.request.Request(wechat.url + path, json.dumps(document).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    assert post("/_login", user=user)["openid"] == openid
    assert post("/_phone_code", user=user, phone="13900009999")["code"]
    post("/_templates", template="tmpl-http", title="通知", keys=["thing1:内容"])
    assert post("/_subscribe", user=user, answers={"tmpl-http": "accept"})["tmpl-http"] == "accept"
    assert isinstance(send(openid, {"thing1": "一"}, "tmpl-http"), Sent)
    post("/_subscribe", user=user, answers={"tmpl-http": "accept"})
    post("/_change_settings", user=user, templates=["tmpl-http"])
    assert isinstance(send(openid, {"thing1": "二"}, "tmpl-http"), Refused)
    assert [message["data"]["thing1"]["value"] for message in wechat.messages_of(user)] == ["一"]


# ---- 微信就医助手


def by_assistant(wechat, status=1501001):
    return assistant.send(wechat.openid("甲"), status, "visit-1", "message-1", {"department": "骨科", "time": "2026-11-24 09:30"})


def test_the_assistant_takes_a_message_without_a_grant_by_the_official_accounts_token(wechat):
    assert isinstance(by_assistant(wechat), subscribe.Sent)
    (told,) = wechat.assistant_messages_of("甲")
    assert told["business_info"] == {"department_name": "骨科", "appointment_time": "2026-11-24 09:30"}


def test_a_status_that_the_assistant_does_not_know_is_ours_to_mend(wechat):
    assert isinstance(by_assistant(wechat, status=42), subscribe.Misconfigured)


def test_no_answer_of_the_assistant_leaves_the_end_unknown(wechat):
    wechat.feel("lost", "sendchannelmsg", times=1)
    assert isinstance(by_assistant(wechat), subscribe.Unknown)
