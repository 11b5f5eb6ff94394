"""Templates as data: how each kind of news reads in WeChat, and which short message stands in for it.

A field's key (`thing1`) tells WeChat's type and its limit; a value that does not fit is cut by rule, and one that is
not there is replaced by neutral words: WeChat refuses an empty value. A short message tells a day, a time, an amount,
never a department, a doctor or a reason.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.accounts.models import Purpose
from chalicelib.cards.models import Level
from chalicelib.gateways.wechat import fields
from chalicelib.messages.kinds import Kind

VALUES = frozenset({"name", "department", "doctor", "time", "place", "number", "amount", "reason", "title"})
MOST_FIELDS = 5  # of WeChat
NEUTRAL = "您有一项就诊提醒"
LOOK = "请进入小程序查看"
PAGE = "pages/messages/index"
_MONEY = re.compile(r"\d{1,10}(\.\d{1,2})?元?", re.ASCII)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):[0-5]\d(?!\d)", re.ASCII)


class Unfit(ValueError):
    """No value fits a field: a fault of ours or of the chosen template. Names the field, never the value."""


class Field(NamedTuple):
    """One keyword of a template: WeChat's key, its label in the console, and which value it carries (`a+b`: both)."""

    key: str
    label: str
    value: str

    @property
    def values(self) -> list[str]:
        """The names of the values it carries."""
        return self.value.split("+")


class Sms(StrEnum):
    """All that a short message may tell: nothing of health, nobody's name."""

    WHEN = "when"
    AMOUNT = "amount"


class Template(NamedTuple):
    """How one kind of news is told."""

    title: str
    fields: tuple[Field, ...]
    sms: tuple[Sms, ...] | None  # what the short message tells; None: not told by short message
    level: Level = Level.BOOK  # which proxies hear of it
    urgent: bool = False  # ignores quiet hours and choices; by two channels when the visit is near
    answers: bool = False  # answers a deed just done: quiet hours do not hold it from whoever did it
    reminds: bool = False  # falls under the choice of reminders, and is not for the dead
    merges: bool = False  # several of one patient and day become one
    to_payer: bool = False  # whoever paid hears of it even when no longer linked to the patient
    to_doer: bool = False  # whoever did what it answers hears all of it, linked to the patient or not
    to_doer_alone: bool = False  # and nobody else does
    educates: bool = False  # falls under the choice of health education
    capped: bool = False  # one person gets so many a day
    consent: Purpose = Purpose.SERVICE  # withdrawn: not sent
    page: str = PAGE

    @property
    def for_the_living(self) -> bool:
        """Whether it is let fall when the patient has died."""
        return self.reminds or self.educates or self.consent is Purpose.HEALTH


_VISIT = (Field("thing1", "就诊科室", "department"), Field("thing2", "就诊医生", "doctor"), Field("time3", "就诊时间", "time"))
_WHEN = (Sms.WHEN,)

TEMPLATES: dict[Kind, Template] = {
    Kind.BOOKED: Template(
        "挂号成功通知",
        (
            Field("thing1", "就诊科室", "department"),
            Field("name2", "就诊人", "name"),
            Field("time3", "就诊时间", "time"),
            Field("thing4", "就诊地点", "place"),
            Field("thing5", "温馨提示", "number+reason"),
        ),
        _WHEN,
        answers=True,
    ),
    Kind.REMINDER: Template(
        "就诊提醒",
        (
            Field("thing1", "就诊科室", "department+doctor"),
            Field("thing2", "温馨提示", "number+reason"),
            Field("time3", "就诊时间", "time"),
            Field("thing4", "就诊地点", "place"),
            Field("name5", "就诊人", "name"),
        ),
        _WHEN,
        reminds=True,
        merges=True,
    ),
    Kind.STOPPED: Template(
        "停诊通知",
        (*_VISIT, Field("name4", "就诊人", "name"), Field("thing5", "停诊说明", "reason")),
        _WHEN,
        urgent=True,
    ),
    Kind.REPLACED: Template(
        "就诊变更通知",
        (*_VISIT, Field("thing4", "就诊地点", "place"), Field("thing5", "变更说明", "reason")),
        _WHEN,
        urgent=True,
    ),
    Kind.CANCELLED: Template(
        "取消挂号通知",
        (
            Field("thing1", "就诊科室", "department"),
            Field("name2", "就诊人", "name"),
            Field("time3", "就诊时间", "time"),
            Field("thing4", "取消说明", "reason"),
        ),
        _WHEN,
        answers=True,
    ),
    Kind.REFUNDED: Template(
        "退费通知",
        (Field("amount1", "退费金额", "amount"), Field("name2", "就诊人", "name"), Field("thing3", "退费说明", "reason")),
        (Sms.AMOUNT,),
        level=Level.PAY,
        answers=True,
        to_payer=True,
    ),
    Kind.PAY_DUE: Template(
        "待支付提醒",
        (
            Field("thing1", "就诊科室", "department"),
            Field("amount2", "待付金额", "amount"),
            Field("time3", "支付截止时间", "time"),
            Field("name4", "就诊人", "name"),
        ),
        None,  # over in minutes: a short message would come too late as often as not
        level=Level.PAY,
        answers=True,
        to_payer=True,
    ),
    Kind.REFUSED: Template(
        "挂号失败通知",
        (
            Field("thing1", "就诊科室", "department"),
            Field("name2", "就诊人", "name"),
            Field("time3", "就诊时间", "time"),
            Field("thing4", "失败说明", "reason"),
        ),
        _WHEN,
        answers=True,
        to_payer=True,
    ),
}

_COPY = (Field("character_string1", "申请编号", "number"), Field("name2", "患者姓名", "name"))
_COPY_RULES: dict[str, Any] = {"level": Level.ALL, "to_doer": True}
TEMPLATES |= {
    Kind.COPY_SENT_BACK: Template(
        "材料补正通知", (*_COPY, Field("time3", "退回时间", "time"), Field("thing4", "补正说明", "reason")), _WHEN, **_COPY_RULES
    ),
    Kind.COPY_PRICED: Template(
        "缴费通知",
        (*_COPY, Field("amount3", "应付金额", "amount"), Field("time4", "截止时间", "time"), Field("thing5", "备注", "reason")),
        (Sms.AMOUNT, Sms.WHEN),
        **_COPY_RULES,
    ),
    Kind.COPY_TIME_PROPOSED: Template(
        "领取时间确认",
        (*_COPY, Field("time3", "领取时间", "time"), Field("thing4", "领取地点", "place"), Field("thing5", "备注", "reason")),
        _WHEN,
        **_COPY_RULES,
    ),
    Kind.COPY_READY: Template(
        "领取通知",
        (*_COPY, Field("time3", "领取时间", "time"), Field("thing4", "领取地点", "place"), Field("thing5", "备注", "reason")),
        _WHEN,
        **_COPY_RULES,
    ),
    Kind.COPY_SHIPPED: Template(
        "寄出通知", (*_COPY, Field("time3", "寄出时间", "time"), Field("thing4", "备注", "reason")), _WHEN, **_COPY_RULES
    ),
    Kind.COPY_REFUSED: Template(
        "申请结果通知", (*_COPY, Field("time3", "办理时间", "time"), Field("thing4", "结果说明", "reason")), _WHEN, **_COPY_RULES
    ),
    Kind.COPY_DONE: Template(
        "办理完成通知", (*_COPY, Field("time3", "完成时间", "time"), Field("thing4", "备注", "reason")), None, **_COPY_RULES
    ),
    Kind.COPY_RECALLED: Template(
        "更正通知", (*_COPY, Field("time3", "时间", "time"), Field("thing4", "说明", "reason")), _WHEN, urgent=True, **_COPY_RULES
    ),
}

_FOLLOW_UP: dict[str, Any] = {"level": Level.ALL, "consent": Purpose.HEALTH, "capped": True}
_ALONE: dict[str, Any] = {"to_doer": True, "to_doer_alone": True}
TEMPLATES |= {
    Kind.QUESTIONNAIRE: Template(
        "随访问卷通知",
        (
            Field("thing1", "问卷名称", "title"),
            Field("name2", "姓名", "name"),
            Field("time3", "截止时间", "time"),
            Field("thing4", "温馨提示", "reason"),
        ),
        _WHEN,
        **_FOLLOW_UP,
    ),
    Kind.REVISIT: Template(
        "复诊提醒",
        (
            Field("thing1", "复诊科室", "department+doctor"),
            Field("name2", "就诊人", "name"),
            Field("time3", "复诊时间", "time"),
            Field("thing4", "温馨提示", "reason"),
        ),
        _WHEN,
        reminds=True,
        consent=Purpose.HEALTH,
    ),
    Kind.FOLLOW_UP: Template(
        "随访通知",
        (
            Field("thing1", "随访科室", "department"),
            Field("name2", "姓名", "name"),
            Field("time3", "随访时间", "time"),
            Field("thing4", "随访内容", "reason"),
        ),
        _WHEN,
        **_FOLLOW_UP,
    ),
    Kind.ALARM_ADVICE: Template(
        "健康提醒",
        (Field("name1", "姓名", "name"), Field("time2", "提醒时间", "time"), Field("thing3", "医院建议", "reason")),
        _WHEN,
        urgent=True,
        level=Level.ALL,
        consent=Purpose.HEALTH,
    ),
    Kind.ARTICLE: Template(
        "健康宣教提醒",
        (Field("thing1", "宣教内容", "title"), Field("time2", "发布时间", "time"), Field("thing3", "温馨提示", "reason")),
        None,
        educates=True,
        to_doer=True,
        **_FOLLOW_UP,
    ),
    Kind.GREETING: Template(
        "节日问候",
        (Field("thing1", "问候内容", "title"), Field("date2", "日期", "time"), Field("thing3", "温馨提示", "reason")),
        None,
        educates=True,
        capped=True,
        **_ALONE,
    ),
    Kind.VISIT_RATING: Template(
        "就诊评价提醒",
        (
            Field("thing1", "就诊科室", "department+doctor"),
            Field("name2", "就诊人", "name"),
            Field("time3", "就诊时间", "time"),
            Field("thing4", "温馨提示", "reason"),
        ),
        None,
        reminds=True,
        capped=True,
    ),
    Kind.FEEDBACK_ANSWERED: Template(
        "反馈处理结果通知",
        (
            Field("character_string1", "受理编号", "number"),
            Field("time2", "处理时间", "time"),
            Field("thing3", "处理说明", "reason"),
        ),
        _WHEN,
        **_ALONE,
    ),
    Kind.CHAT_ANSWERED: Template(
        "咨询回复提醒",
        (Field("time1", "回复时间", "time"), Field("thing2", "温馨提示", "reason")),
        _WHEN,
        answers=True,
        **_ALONE,
    ),
}


def broken(chosen: Sequence[Field]) -> list[str]:
    """What is wrong with the fields of a template, in words; empty when WeChat can take them."""
    problems = []
    if not 0 < len(chosen) <= MOST_FIELDS:
        problems.append(f"{len(chosen)} fields, WeChat takes 1 to {MOST_FIELDS}")
    if len({one.key for one in chosen}) != len(chosen):
        problems.append("a key twice")
    for one in chosen:
        try:
            fields.kind_of(one.key)
        except fields.FieldUnfit:
            problems.append(f"{one.key}: no such kind of field")
        problems += [f"{one.key}: no value is named {name}" for name in one.values if name not in VALUES]
    return problems


def rendered(
    chosen: Sequence[Field], values: Sequence[Mapping[str, str]], day: dt.date, *, masked: bool = False
) -> dict[str, str]:
    """The values of a WeChat message by their keys, each such that its field takes it. Several values: told as one.

    `masked`: nothing but that there is something, and when. Raises Unfit.
    """
    told = dict(_together(sorted(values, key=lambda one: one.get("time", ""))))
    if masked:
        told = _masked(told, chosen, len(values))
    return {one.key: _fitting(one, _joined(told, one), day) for one in chosen}


def for_assistant(values: Sequence[Mapping[str, str]], day: dt.date, *, masked: bool = False) -> dict[str, str]:
    """What 微信就医助手 tells, by our own names of values; masked: when, and nothing else. None is empty."""
    told = _together(sorted(values, key=lambda one: one.get("time", "")))
    kept = ["time"] if masked else sorted(told)
    return {"time": f"{day:%Y年%m月%d日}"} | {name: text for name in kept if (text := told.get(name, "").strip())}


def short(wanted: Sequence[Sms], values: Sequence[Mapping[str, str]], day: dt.date) -> list[str]:
    """The parameters of a short message. Raises Unfit for an amount that is none."""
    earliest = min(values, key=lambda one: one.get("time", ""))
    return [_when(earliest.get("time", ""), day) if one is Sms.WHEN else _amount(earliest.get("amount", "")) for one in wanted]


def _together(values: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """Several visits of a day as one: what they share stays, departments and doctors are listed, the earliest time leads."""
    first = values[0]
    if len(values) == 1:
        return first
    listed = {name: "、".join(dict.fromkeys(one[name] for one in values if one.get(name))) for name in ("department", "doctor")}
    return {**first, **listed, "place": f"当日共{len(values)}项，{LOOK}", "number": "", "reason": ""}


def _masked(told: Mapping[str, str], chosen: Sequence[Field], count: int) -> dict[str, str]:
    kept = {name: told[name] for name in ("time", "amount") if name in told}
    first = next((one.values[0] for one in chosen if fields.kind_of(one.key) == "thing"), "")
    return kept | {first: NEUTRAL if count == 1 else f"您有{count}项就诊提醒"}


def _joined(told: Mapping[str, str], field: Field) -> str:
    return "，".join(text for name in field.values if (text := told.get(name, "").strip()))


def _fitting(field: Field, value: str, day: dt.date) -> str:
    """The value, or the neutral words for its kind of field: the first that WeChat takes."""
    stand_ins = {
        "time": f"{day:%Y年%m月%d日}",
        "date": f"{day:%Y年%m月%d日}",
        "name": "就诊人",
        "character_string": "-",
        "thing": LOOK,
    }
    for text in (value, stand_ins.get(fields.kind_of(field.key), "")):
        try:
            fitted = fields.fit({field.key: text})[field.key]["value"].strip("，、； ") if text else ""
        except fields.FieldUnfit:
            continue
        if fitted:
            return fitted
    raise Unfit(field.key)


def _amount(text: str) -> str:
    found = _MONEY.search(text)
    if found is None:
        raise Unfit(Sms.AMOUNT)
    return found[0]


def _when(time: str, day: dt.date) -> str:
    """`11月24日09:30`: read from the value, so that nothing else of it gets into a short message."""
    found = _CLOCK.search(time)
    return f"{day.month}月{day.day}日{found[0] if found else ''}"
