"""Templates read as WeChat takes them, cut by rule, never empty, never telling more than they should."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from chalicelib.messages import templates
from chalicelib.messages.kinds import Kind
from chalicelib.messages.settings import MessagesSettings
from chalicelib.messages.templates import TEMPLATES, VALUES, Field, Sms
from sandbox.sms.templates import TEMPLATES as APPROVED
from sandbox.wechat.values import taken

DAY = dt.date(2026, 11, 24)
VALUE = {
    "name": "欧阳测试",
    "department": "心血管内科",
    "doctor": "李医生",
    "time": "2026-11-24 09:30",
    "place": "东院区 门诊三楼A区305诊室",
    "number": "16号",
    "amount": "50.00元",
    "reason": "请于09:00至09:30到达，过时可能过号",
}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_template_that_wechat_can_take(kind):
    assert templates.broken(TEMPLATES[kind].fields) == []


@pytest.mark.parametrize("kind", [kind for kind in Kind if TEMPLATES[kind].sms is not None])
def test_every_short_message_fills_the_approved_text(kind):
    _, text = APPROVED[kind.value]
    assert text.count("{") == len(TEMPLATES[kind].sms)


@pytest.mark.parametrize("kind", Kind)
def test_every_message_is_taken_field_by_field(kind):
    for values in (VALUE, {"amount": "50.00元"}):
        for key, value in templates.rendered(TEMPLATES[kind].fields, [values], DAY).items():
            assert taken(key, value), key


TEXTS = st.text(max_size=60)


@settings(deadline=None)  # the machine may be busy
@given(st.fixed_dictionaries(dict.fromkeys(sorted(VALUES - {"amount"}), TEXTS)))
def test_whatever_a_journey_tells_is_made_to_fit(values):
    for kind in Kind:
        for key, value in templates.rendered(TEMPLATES[kind].fields, [values | {"amount": "1元"}], DAY).items():
            assert taken(key, value), (key, value)


def test_the_window_to_arrive_in_fits_beside_the_number():
    told = templates.rendered(TEMPLATES[Kind.BOOKED].fields, [VALUE], DAY)
    assert told["thing5"] == "16号，请于09:00至09:30到达"


def test_a_time_that_does_not_fit_becomes_the_day():
    told = templates.rendered(TEMPLATES[Kind.BOOKED].fields, [VALUE | {"time": "明天上午"}], DAY)
    assert told["time3"] == "2026年11月24日"


def test_an_amount_is_not_invented():
    with pytest.raises(templates.Unfit):
        templates.rendered(TEMPLATES[Kind.REFUNDED].fields, [{"name": "欧阳测试"}], DAY)
    with pytest.raises(templates.Unfit):
        templates.short([Sms.AMOUNT], [{"name": "欧阳测试"}], DAY)


@given(st.fixed_dictionaries(dict.fromkeys(sorted(VALUES), TEXTS)))
def test_masked_tells_nothing_but_when_and_how_much(values):
    secret = values | {"amount": "1元", "time": "2026-11-24 09:30"}
    for kind in Kind:
        told = templates.rendered(TEMPLATES[kind].fields, [secret], DAY, masked=True)
        assert set(told.values()) <= {templates.NEUTRAL, templates.LOOK, "就诊人", "-", "1元", "2026-11-24 09:30"}


@given(st.fixed_dictionaries(dict.fromkeys(sorted(VALUES), TEXTS)))
def test_a_short_message_carries_digits_and_nothing_of_what_was_told(values):
    (when,) = templates.short([Sms.WHEN], [values], DAY)
    assert when.startswith("11月24日")
    assert set(when.removeprefix("11月24日")) <= set("0123456789:")
    (amount,) = templates.short([Sms.AMOUNT], [values | {"amount": f"退{values['amount']}共8.50元"}], DAY)
    assert set(amount) <= set("0123456789.元")


def test_several_visits_of_a_day_read_as_one():
    visits = [VALUE, VALUE | {"department": "骨科", "doctor": "王医生", "time": "2026-11-24 08:00"}]
    told = templates.rendered(TEMPLATES[Kind.REMINDER].fields, visits, DAY)
    assert told["thing1"] == "骨科、心血管内科，王医生、李医生"
    assert told["time3"] == "2026-11-24 08:00"
    assert told["thing4"] == "当日共2项，请进入小程序查看"
    assert templates.rendered(TEMPLATES[Kind.REMINDER].fields, visits, DAY, masked=True)["thing1"] == "您有2项就诊提醒"


@pytest.mark.parametrize(
    "wrong",
    [
        {"template_ids": {"booked": "short"}},
        {"template_ids": {"booked": "template-1", "stopped": "template-1"}},
        {"template_ids": {"nothing": "template-1"}},
        {"template_ids": {"booked": "template-1"}, "keywords": {"booked": {"thing1": "diagnosis"}}},
        {"template_ids": {"booked": "template-1"}, "keywords": {"booked": {"sing1": "name"}}},
        {"template_ids": {"booked": "template-1"}, "keywords": {"booked": {f"thing{n}": "name" for n in range(1, 7)}}},
        {"quiet_from": 24},
    ],
)
def test_wrong_choices_are_refused_when_they_are_made(world, wrong):
    with pytest.raises(ValidationError):
        world.choose(MessagesSettings, **wrong)


def test_a_hospital_whose_template_has_other_keys_says_so(world):
    chosen = MessagesSettings(template_ids={Kind.BOOKED: "template-1"}, keywords={Kind.BOOKED: {"thing7": "department"}})
    assert chosen.fields(Kind.BOOKED) == (Field("thing7", "thing7", "department"),)
