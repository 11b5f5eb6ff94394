"""The SMS gateway against the played company, and the played company against the documented protocol."""

import json
import time
import urllib.request

import pytest

from chalicelib.gateways.sms import sending
from chalicelib.gateways.sms.sending import Accepted, Refused, Unknown
from chalicelib.kernel import secrets, settings
from sandbox.sms import Sms

PHONE = "+8613911110000"


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Sms(tmp_path_factory.mktemp("sms")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def sms(party, world):
    yield party
    party.calm()
    party.limits, party.ahead = False, 0.0
    party.know("code", "2000001", party.book("templates")["2000001"]["text"])
    world.meet(party)


def send(phone=PHONE, kind="code", params=("123456", "5"), context="message-1"):
    return sending.send(kind, phone, params, context)


def test_a_message_is_accepted_and_can_be_read(sms):
    outcome = send()
    assert isinstance(outcome, Accepted)
    assert outcome.serial
    message = sms.inbox(PHONE)[-1]
    assert message["text"] == "【杏林医院】您的验证码是123456，5分钟内有效。验证码只用于您本人办理业务，请勿告诉他人。"
    assert message["context"] == "message-1"


def test_the_request_is_as_the_documents_say(sms):
    send()
    body = json.loads(sms.heard()[-1]["body"])
    assert body == {
        "PhoneNumberSet": [PHONE],
        "SmsSdkAppId": "1400000000",
        "SignName": "杏林医院",
        "TemplateId": "2000001",
        "TemplateParamSet": ["123456", "5"],
        "SessionContext": "message-1",
    }


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("FailedOperation.PhoneNumberInBlacklist", Refused("FailedOperation.PhoneNumberInBlacklist", by_number=True)),
        ("InvalidParameterValue.IncorrectPhoneNumber", Refused("InvalidParameterValue.IncorrectPhoneNumber", by_number=True)),
        ("LimitExceeded.DeliveryFrequencyLimit", Refused("LimitExceeded.DeliveryFrequencyLimit", passing=True)),
        ("LimitExceeded.PhoneNumberDailyLimit", Refused("LimitExceeded.PhoneNumberDailyLimit", passing=True)),
        ("FailedOperation.ContainSensitiveWord", Refused("FailedOperation.ContainSensitiveWord")),
        ("InternalError.Timeout", Unknown("InternalError.Timeout")),
    ],
)
def test_a_status_of_the_number_tells_the_outcome(sms, code, outcome):
    number = f"+86139222{abs(hash(code)) % 100000:05d}"
    sms.refuse(number, code)
    assert send(number) == outcome
    assert sms.inbox(number) == []


def test_a_number_of_the_wrong_form_is_refused(sms):
    assert send("12345") == Refused("InvalidParameterValue.IncorrectPhoneNumber", by_number=True)


def test_the_companys_own_limits_are_passing(sms):
    sms.limits = True
    number = "+8613911118888"
    assert isinstance(send(number), Accepted)
    assert send(number) == Refused("LimitExceeded.DeliveryFrequencyLimit", passing=True)


def test_a_kind_without_a_template_is_not_sent(sms):
    before = len(sms.heard())
    assert send(kind="unheard") == Refused("no_template")
    assert len(sms.heard()) == before


def test_the_wrong_number_of_values_is_refused(sms):
    assert send(params=("123456",)) == Refused("FailedOperation.TemplateIncorrectOrUnapproved")


@pytest.mark.parametrize("mood", ["down", "lost", "nonsense", "error"])
def test_silence_after_sending_is_unknown(sms, mood):
    sms.feel(mood, times=1)
    assert isinstance(send(), Unknown)


def test_slowness_ends_with_the_time_out(sms, world, monkeypatch):
    monkeypatch.setenv("XINGLIN_SMS_TIMEOUT", "0.2")
    settings.deployment.cache_clear()
    sms.feel("slow", times=1, seconds=1)
    started = time.perf_counter()
    assert send() == Unknown("no_answer")
    assert time.perf_counter() - started < 0.9


def test_nobody_there_is_surely_not_sent(sms, monkeypatch):
    monkeypatch.setenv("XINGLIN_SMS_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    assert send() == Refused("not_connected", passing=True)


def changed_secret(sms, world, **changes):
    world.vaults.put_secret("xinglin/test/sms", {**sms.provision()["sms"], **changes})
    secrets.forget_cached()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"secret_key": "wrong"}, "AuthFailure.SignatureFailure"),
        ({"secret_id": "AKIDwrong"}, "AuthFailure.SecretIdNotFound"),
        ({"app_id": "1400000001"}, "InvalidParameterValue.SdkAppIdNotExist"),
        ({"sign_name": "别家"}, "FailedOperation.SignatureIncorrectOrUnapproved"),
    ],
)
def test_wrong_keys_are_told_apart(sms, world, changes, code):
    changed_secret(sms, world, **changes)
    assert send() == Refused(code)


def test_a_clock_that_is_five_minutes_off_is_refused(sms):
    sms.ahead = 301
    assert send() == Refused("AuthFailure.SignatureExpire")


def test_a_rotated_secret_is_taken_up_without_a_restart(sms, world):
    sms.book("keys")["secret_key"] = "rotated"
    world.meet(sms)
    assert isinstance(send(), Accepted)


def test_an_unsigned_request_is_refused_by_the_company(sms):
    request = urllib.request.Request(sms.url, b"{}", {"Content-Type": "application/json", "X-TC-Action": "SendSms"})
    with urllib.request.urlopen(request) as answer:
        told = json.load(answer)["Response"]
    assert told["Error"]["Code"] == "AuthFailure.InvalidAuthorization"
    assert told["RequestId"]


def test_neither_number_nor_code_is_logged(sms, capfd):
    sms.refuse("+8613933334444", "FailedOperation.ContainSensitiveWord")
    send("+8613933334444", params=("987654", "5"))
    lines = capfd.readouterr().err
    assert "sms_refused" in lines
    assert "13933334444" not in lines
    assert "987654" not in lines


def test_the_inbox_page_is_in_chinese_and_safe(sms):
    sms.know("code", "2000001", "<b>{1}</b>{2}")
    send(params=("<script>", "5"))
    with urllib.request.urlopen(sms.url) as page:
        text = page.read().decode()
    assert "短信内容" in text
    assert "<script>" not in text
