"""Staff are told by SMS that work waits: once, at whatever hour, and never anything of a patient."""

import datetime as dt

import pytest

from chalicelib.kernel import agenda, clock, ids
from chalicelib.kernel.tables import Unit
from chalicelib.messages import staff_sms
from chalicelib.messages.models import StaffNote

WARD = "+8613900001111"
WORDS = "随访预警"


def call(reference=None, version=1, phone=WARD, **more):
    reference = reference or ids.new()
    with Unit() as unit:
        staff_sms.tell_staff(unit, staff="nurse", phone=phone, reference=reference, version=version, words=WORDS, **more)
    return ids.derived("staff-message", "nurse", reference, str(version))


def state(note):
    return StaffNote.find(note).state


def dues(note):
    return [
        clock.read(due.due)
        for shard in range(16)
        for _, due in agenda.due(shard, clock.at(dt.date(2099, 1, 1), 0))
        if due.subject == note
    ]


def test_a_member_of_staff_is_told_what_sort_of_work_waits(clinic):
    note = call()
    staff_sms.send(note, clock.now())
    assert clinic.inbox(WARD) == ["【杏林医院】您有一项工作待处理：随访预警，请尽快登录工作台办理。"]
    assert state(note) == "sent"


def test_told_twice_and_delivered_twice_is_one_message(clinic):
    note = call("alarm-1")
    staff_sms.send(note, clock.now())
    assert call("alarm-1") == note
    staff_sms.send(note, clock.now())
    assert len(clinic.inbox(WARD)) == 1


def test_the_next_step_of_an_escalation_is_another_message(clinic):
    for version in (1, 2):
        staff_sms.send(call("alarm-2", version), clock.now())
    assert len(clinic.inbox(WARD)) == 2


def test_a_company_that_does_not_answer_leaves_it_unknown_and_nobody_is_told_twice(clinic):
    note = call()
    clinic.sms.feel("lost", times=1)
    staff_sms.send(note, clock.now())
    assert state(note) == "unknown"
    staff_sms.send(note, clock.now() + dt.timedelta(minutes=5))
    assert len(clinic.inbox(WARD)) == 1


def test_a_worker_that_died_in_the_middle_leaves_it_unknown(clinic):
    note = call()
    StaffNote(note).update([StaffNote.state.set("sending"), StaffNote.marked.set(clock.stamp(clock.now()))])
    staff_sms.send(note, clock.now())
    assert state(note) == "sending"
    staff_sms.send(note, clock.now() + dt.timedelta(minutes=3))
    assert state(note) == "unknown"


def test_a_passing_refusal_is_tried_again_later(clinic):
    note = call()
    clinic.sms.refuse(WARD, "LimitExceeded.DeliveryFrequencyLimit")
    staff_sms.send(note, clock.now())
    assert state(note) == "waiting"
    del clinic.sms.book("refusing")[WARD]
    staff_sms.send(note, clock.now())
    assert state(note) == "waiting", "not before its time"
    staff_sms.send(note, min(dues(note)) + dt.timedelta(seconds=1))
    assert state(note) == "sent"


def test_a_number_that_takes_none_ends_it(clinic):
    note = call(phone="+8613900002222")
    clinic.sms.refuse("+8613900002222")
    staff_sms.send(note, clock.now())
    assert state(note) == "failed"


def test_one_that_comes_too_late_is_not_sent(clinic):
    note = call(worth=dt.timedelta(minutes=30))
    staff_sms.send(note, clock.now() + dt.timedelta(hours=6))
    assert state(note) == "expired"
    assert clinic.inbox(WARD) == []


@pytest.mark.parametrize("words", ["", "张三13900001111", "a" * 5, "随" * 13])
def test_words_that_might_tell_of_a_patient_are_refused(clinic, words):
    with pytest.raises(staff_sms.WordsUnfit), Unit() as unit:
        staff_sms.tell_staff(unit, staff="nurse", phone=WARD, reference="x", version=1, words=words)


def test_the_number_is_sealed(clinic):
    assert b"139" not in bytes(StaffNote.find(call()).phone)
