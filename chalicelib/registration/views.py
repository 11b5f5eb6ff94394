"""What goes in and out at this room's edge."""

import datetime as dt
from itertools import groupby
from typing import Literal

from pydantic import Field

from chalicelib.cards import patients
from chalicelib.directory import functions
from chalicelib.directory.settings import Function
from chalicelib.kernel import clock, masks
from chalicelib.kernel.http import Input, Query, View
from chalicelib.kernel.ids import OPAQUE, PatientId
from chalicelib.kernel.settings import HOSPITAL
from chalicelib.registration import changing, settings, telling
from chalicelib.registration.history import Period
from chalicelib.registration.models import Registration, Segment
from chalicelib.registration.states import State

ID = rf"^{OPAQUE.pattern}$"
WORDS = {  # as patients read them
    State.LOCKING: "正在确认号源",
    State.UNLOCKED: "未挂上号",
    State.HELD: "待支付",
    State.PAID_AWAITING_HOSPITAL: "待医院确认",
    State.CONFIRMED: "预约成功",
    State.REPLACED: "门诊有变动，请确认",
    State.REFUSED_BY_HOSPITAL: "医院未能确认",
    State.TAKEN: "已取号",
    State.ARRIVED: "已到诊",
    State.SEEN: "已就诊",
    State.PASSED: "已过号",
    State.NO_SHOW: "未就诊",
    State.CANCELLED: "已取消",
    State.EXPIRED: "超时未支付，已取消",
    State.STOPPED: "已停诊",
    State.RETURNED_AT_WINDOW: "已在窗口退号",
}


class Day(Query):
    """Which day."""

    day: dt.date


class Since(Query):
    """How far back."""

    period: Period = Period.MONTH


class WishInput(Input):
    """For whom, with which of the patient's cards, paid where."""

    patient: str = Field(pattern=ID)
    card: str | None = Field(None, pattern=ID)
    pay: Literal["online", "hospital"] = "online"


class NewPlace(Input):
    """Where to move."""

    clinic: str = Field(pattern=ID)
    segment: str = Field(pattern=ID)


class SegmentView(View):
    """Up to half an hour of a clinic; times on the hospital's clock."""

    id: str
    start: str
    end: str
    free: int
    open: bool  # a number can be had now


class ClinicView(View):
    """One clinic."""

    id: str
    department: str
    department_name: str
    doctor: str
    doctor_name: str
    grade: str
    kind: str  # general 专科, expert 专家
    campus: str
    campus_name: str
    room: str
    date: str
    half: str  # am, pm, evening
    fee: int
    running: bool
    opens: str  # when its numbers are first given
    pay_at_hospital: bool  # a patient may choose so
    free: int
    segments: list[SegmentView]


class ClinicsView(View):
    """A department's clinics of a day."""

    clinics: list[ClinicView]
    last_day: str  # numbers are given up to this day


class RegistrationView(View):
    """One registration. Moments are UTC, ISO 8601; `number`, `arrive_from` and `arrive_until` are what to show large."""

    id: str
    version: int
    state: str
    words: str  # the state in words
    money: str
    patient: str
    name: str | None  # masked; not told in the answer to a booking
    clinic: str
    segment: str
    department: str
    department_name: str
    doctor: str
    doctor_name: str
    kind: str
    campus: str
    campus_name: str
    room: str
    date: str
    half: str
    number: int
    mark: str
    arrive_from: str
    arrive_until: str
    fee: int
    order: str | None  # to be paid, while held
    pay_until: str | None
    can_cancel: bool
    can_reschedule: bool
    changeable_until: str
    must_decide: bool  # keep or refund: the hospital changed what `changed` names
    changed: list[str]  # doctor, room, time
    reason: str


class RegistrationsView(View):
    """Several, latest visit first."""

    registrations: list[RegistrationView]


def clinics(segments: list[Segment]) -> ClinicsView:
    """Segments as they come of one query, in order, as clinics."""
    now, campus = clock.stamp(clock.now()), segments[0].campus if segments else HOSPITAL
    return ClinicsView(
        clinics=[clinic(list(some), now) for _, some in groupby(segments, key=lambda one: one.clinic)],
        last_day=(clock.today() + dt.timedelta(days=settings.chosen(campus).days_ahead)).isoformat(),
    )


def clinic(segments: list[Segment], now: str) -> ClinicView:
    """The segments of one clinic."""
    first, chosen = segments[0], settings.chosen(segments[0].campus)
    opens = clock.stamp(chosen.opens(dt.date.fromisoformat(first.date)))
    shown = [_segment(one, chosen, can=one.running and opens <= now, now=now) for one in segments]
    return ClinicView(
        id=first.clinic,
        department=first.department,
        department_name=first.department_name,
        doctor=first.doctor,
        doctor_name=first.doctor_name,
        grade=first.grade,
        kind=first.kind,
        campus=first.campus,
        campus_name=first.campus_name,
        room=first.room,
        date=first.date,
        half=first.half,
        fee=int(first.fee),
        running=first.running,
        opens=opens,
        pay_at_hospital=chosen.pay_at_hospital,
        free=sum(one.free for one in shown if one.open),
        segments=shown,
    )


def _segment(one: Segment, chosen: settings.RegistrationSettings, *, can: bool, now: str) -> SegmentView:
    free = len(one.free or ())
    can = can and free > 0 and now < clock.stamp(chosen.closes(clock.read(one.start)))
    return SegmentView(id=one.id, start=_wall(one.start), end=_wall(one.end), free=free, open=can)


def _wall(moment: str) -> str:
    return f"{clock.local(clock.read(moment)):%H:%M}"


def registration(one: Registration, *, named: bool = True) -> RegistrationView:
    """One registration; `named` reads the patient's name."""
    since, until = telling.window(one)
    in_time = changing.changeable(one) and not one.moving
    return RegistrationView(
        id=one.id,
        version=int(one.version),
        state=one.state,
        words=WORDS[one.stands],
        money=one.money,
        patient=one.patient,
        name=masks.name(patients.person(PatientId(one.patient)).name) if named else None,
        clinic=one.clinic,
        segment=one.segment,
        department=one.department,
        department_name=one.department_name,
        doctor=one.doctor,
        doctor_name=one.doctor_name,
        kind=one.kind,
        campus=one.campus,
        campus_name=one.campus_name,
        room=one.room,
        date=one.date,
        half=one.half,
        number=int(one.number),
        mark=one.mark,
        arrive_from=clock.stamp(since),
        arrive_until=clock.stamp(until),
        fee=int(one.fee),
        order=one.order if one.stands is State.HELD else None,
        pay_until=one.pay_until if one.stands is State.HELD else None,
        can_cancel=in_time and one.stands in changing.GIVEN_UP,
        can_reschedule=in_time and one.stands in changing.MOVED and functions.on(Function.RESCHEDULE, one.campus),
        changeable_until=clock.stamp(settings.chosen(one.campus).changeable_until(until)),
        must_decide=one.stands is State.REPLACED,
        changed=sorted(one.changed or ()),
        reason=one.reason,
    )
