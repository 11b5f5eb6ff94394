"""A patient writes, staff answer; several at once, handed over, outside the hours, away, deleted."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts.models import Account
from chalicelib.chat import answering, jobs, privacy, refused, settings, talking, transitions
from chalicelib.chat.models import Chat, Line, id_of
from chalicelib.chat.settings import ChatSettings
from chalicelib.chat.states import By, ChatState
from chalicelib.directory.settings import DirectorySettings, Function
from chalicelib.kernel import audit, clock, refusals
from chalicelib.messages.models import Item
from chalicelib.staff.acting import NoSuchColleague
from chalicelib.staff.models import Member
from chalicelib.staff.models import State as Stands
from chalicelib.staff.roles import Role
from tests import pumping
from tests.chat.conftest import NOON
from tests.hospital import EAST
from tests.staff.people import member, on_duty, once


def write(who, words="请问体检中心几点开门？", request=None, patient=""):
    talking.write(who.me, words, EAST, patient, request or once())
    return talking.known(id_of(who.me.account))


def said(found):
    return [(one.by, transitions.words_of(one)) for one in talking.lines(found.id, 0)]


def taken(who, staff):
    return answering.take(staff, write(who).id, once())


def messages(found):
    return [one for one in Item.scan(consistent_read=True) if one.reference == found.id]


def test_whoever_writes_waits_and_is_told_so(noon, me, other, desk):
    first, second = write(me), write(other)
    assert [one.id for one in answering.overview(desk, EAST).waiting] in ([first.id, second.id], [second.id, first.id])
    assert said(first)[1] == ("machine", "客服会尽快回复，请稍候。")
    assert said(second)[1] == ("machine", "您前面有 1 位在等候，客服会尽快回复。")


def test_the_same_line_sent_twice_stands_once(noon, me):
    request = once()
    write(me, "你好", request)
    write(me, "你好", request)
    assert [words for by, words in said(talking.known(id_of(me.me.account))) if by == "patient"] == ["你好"]


def test_staff_take_it_and_answer_and_the_phone_asks_what_is_new(noon, me, desk):
    found = taken(me, desk)
    answering.say(desk, found.id, "八点开门", once())
    news = talking.news(me.me.account, 2)
    assert [(one.by, transitions.words_of(one), one.state) for one in news] == [
        ("machine", "客服已接入，请问有什么可以帮您？", "taken"),
        ("staff", "八点开门", "taken"),
    ]
    assert talking.news(me.me.account, int(news[-1].number)) == []


def test_one_answers_several_patients_at_once(noon, me, other, desk):
    for who in (me, other):
        answering.say(desk, taken(who, desk).id, "您好", once())
    assert {one.id for one in answering.overview(desk, EAST).mine} == {id_of(me.me.account), id_of(other.me.account)}


def test_two_who_take_at_once_are_one(noon, me, desk, colleague):
    found = write(me)

    def try_it(who):
        try:
            answering.take(who, found.id, once())
        except refused.TakenByAnother:
            return 0
        return 1

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(try_it, (desk, colleague))) == 1


def test_lines_written_at_the_same_moment_all_stand(noon, me, desk):
    found = taken(me, desk)

    def speak(number):
        if number % 2:
            answering.say(desk, found.id, f"答 {number}", once())
        else:
            write(me, f"问 {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(speak, range(4)))
    assert {words for _, words in said(found)} >= {"问 0", "答 1", "问 2", "答 3"}


def test_whoever_comes_second_is_told_who_has_it(noon, me, desk, colleague):
    found = taken(me, desk)
    with pytest.raises(refused.TakenByAnother) as late:
        answering.take(colleague, found.id, once())
    assert late.value.message == "该会话已由小张接待，请选择其他会话"


def test_nobody_answers_what_a_colleague_has_taken(noon, me, desk, colleague):
    found = taken(me, desk)
    with pytest.raises(refused.TakeFirst):
        answering.say(colleague, found.id, "您好", once())
    with pytest.raises(refused.TakeFirst):
        answering.close(colleague, found.id, once())


def test_a_look_at_a_colleagues_conversation_is_written_down(noon, me, desk, colleague):
    found = taken(me, desk)
    answering.read(desk, found.id)
    answering.read(colleague, found.id)
    assert "chat.read" not in [one.act for one in audit.entries(clock.today(), desk.id)]
    assert [one.act for one in audit.entries(clock.today(), colleague.id)] == ["chat.read"]


def test_it_is_handed_over_to_a_colleague_with_all_that_was_said(noon, me, desk, colleague):
    found = taken(me, desk)
    answering.hand_over(desk, found.id, colleague.number, once())
    assert [one.id for one in answering.overview(colleague, EAST).mine] == [found.id]
    assert answering.overview(desk, EAST).mine == []
    answering.say(colleague, found.id, "您好，我接着为您服务", once())
    assert said(found)[0] == ("patient", "请问体检中心几点开门？")


@pytest.mark.parametrize("who", ["nobody", "reviewer", "left"])
def test_it_is_not_handed_to_whoever_cannot_answer(noon, me, desk, who):
    numbers = {
        "nobody": "no-such-number",
        "reviewer": on_duty(Role.REVIEWER).number,
        "left": member(Role.SERVICE, number="left-1").number,
    }
    if who == "left":
        for one in Member.scan():
            if one.number == "left-1":
                one.update([Member.state.set(Stands.LEFT.value)])
    found = taken(me, desk)
    with pytest.raises(NoSuchColleague):
        answering.hand_over(desk, found.id, numbers[who], once())


def test_given_back_it_waits_again(noon, me, desk):
    found = taken(me, desk)
    answering.hand_over(desk, found.id, "", once())
    assert [one.id for one in answering.overview(desk, EAST).waiting] == [found.id]


def test_closed_it_is_over_until_the_patient_writes_again(noon, me, desk):
    found = taken(me, desk)
    request = once()
    for _ in range(2):
        assert answering.close(desk, found.id, request).stands is ChatState.CLOSED
    assert [one.id for one in answering.closed(EAST, "2026-11")] == [found.id]
    with pytest.raises(refused.NotNow):
        answering.take(desk, found.id, once())
    assert write(me, "还有一个问题").stands is ChatState.WAITING
    assert answering.closed(EAST, "2026-11") == []


def test_an_answer_that_lies_unread_is_told_once(noon, me, desk):
    found = taken(me, desk)
    for words in ("八点", "开门"):
        answering.say(desk, found.id, words, once())
    pumping.drain(jobs.jobs, NOON + dt.timedelta(seconds=61))
    [message] = messages(found)
    assert (message.kind, message.account) == ("chat_answered", me.me.account)


def test_who_has_the_page_open_gets_no_message(noon, me, desk):
    found = taken(me, desk)
    answering.say(desk, found.id, "八点", once())
    talking.news(me.me.account, 0)
    pumping.drain(jobs.jobs, NOON + dt.timedelta(seconds=61))
    assert messages(found) == []


def test_whoever_waits_too_long_goes_back_to_all_colleagues(noon, me, desk):
    found = taken(me, desk)
    write(me, "在吗？")
    noon.shift(dt.timedelta(minutes=11))
    pumping.drain(jobs.jobs, clock.now())
    assert talking.known(found.id).stands is ChatState.WAITING


def test_whoever_was_answered_in_time_stays(noon, me, desk):
    found = taken(me, desk)
    write(me, "在吗？")
    answering.say(desk, found.id, "在的", once())
    noon.shift(dt.timedelta(minutes=11))
    pumping.drain(jobs.jobs, clock.now())
    assert talking.known(found.id).staff == desk.id


def test_outside_the_hours_nobody_is_late(noon, me, desk):
    found = taken(me, desk)
    noon.move_to(dt.datetime(2026, 11, 23, 13, 55, tzinfo=dt.UTC))  # 21:55
    write(me, "在吗？")
    noon.shift(dt.timedelta(minutes=11))  # 22:06
    pumping.drain(jobs.jobs, clock.now())
    assert talking.known(found.id).stands is ChatState.TAKEN


def test_a_silent_conversation_is_closed(noon, me, desk):
    found = taken(me, desk)
    answering.say(desk, found.id, "八点", once())
    noon.shift(dt.timedelta(minutes=29))
    pumping.drain(jobs.jobs, clock.now())
    assert talking.known(found.id).stands is ChatState.TAKEN
    noon.shift(dt.timedelta(minutes=2))
    pumping.drain(jobs.jobs, clock.now())
    assert talking.known(found.id).stands is ChatState.CLOSED


def test_outside_the_hours_the_answer_is_honest(noon, me, desk):
    noon.move_to(dt.datetime(2026, 11, 23, 15, 30, tzinfo=dt.UTC))  # 23:30
    found = write(me)
    assert "将在明天 08:00 后回复" in said(found)[1][1]
    assert [one.id for one in answering.overview(desk, EAST).waiting] == [found.id]  # kept for the morning


def test_more_lines_than_a_minute_takes_are_refused(noon, me):
    for _ in range(settings.chosen().lines_a_minute):
        write(me, "在吗")
    with pytest.raises(refused.TooManyLines):
        write(me, "在吗")
    noon.shift(dt.timedelta(minutes=1))
    write(me, "在吗")


def test_who_signed_out_everywhere_writes_nothing(noon, me):
    Account(me.me.account).update([Account.epoch.set(2)])
    with pytest.raises(refusals.Unauthenticated):
        write(me)


def test_somebody_elses_patient_is_not_named(noon, me, other):
    with pytest.raises(refusals.NotFound):
        write(me, patient=other.patient)


def test_where_the_function_is_off_nobody_writes(world, noon, me):
    world.choose(DirectorySettings, functions=[one for one in Function if one is not Function.CHAT])
    with pytest.raises(refusals.Conflict):
        write(me)
    world.choose(DirectorySettings, functions=list(Function))


def test_lines_stand_sealed_and_are_kept_three_years(noon, me):
    found = write(me, "我的独特问题")
    for one in Line.query(found.id):
        assert "我的独特问题".encode() not in bytes(one.words)
        assert one.until >= clock.now() + dt.timedelta(days=3 * 365)


def test_nobody_keeps_transcripts_for_less(world):
    with pytest.raises(ValueError, match="kept_years"):
        world.choose(ChatSettings, kept_years=2)


def test_my_copy_has_every_line_and_after_deletion_the_transcript_is_nobodys(noon, me, desk):
    found = taken(me, desk)
    answering.say(desk, found.id, "八点", once())
    assert [line["words"] for line in privacy.export(me.me.account)["lines"]][-1] == "八点"
    for _ in range(2):
        privacy.forget(me.me.account)
    gone = Chat.get(found.id, consistent_read=True)
    assert (gone.account, gone.patient, gone.stands) == ("", "", ChatState.CLOSED)
    assert len(talking.lines(found.id, 0)) > 3
    pumping.drain(jobs.jobs, NOON + dt.timedelta(minutes=5))
    assert messages(found) == []


def test_a_killed_worker_that_comes_again_changes_nothing(noon, me, desk):
    found = taken(me, desk)
    answering.say(desk, found.id, "八点", once())
    noon.shift(dt.timedelta(minutes=31))
    for _ in range(2):
        jobs.idle(pumping_due(found))
        jobs.unread(pumping_due(found))
    assert [by for by, _ in said(found)].count(By.MACHINE) == 3  # waits, taken, closed
    assert len(messages(found)) == 1


def pumping_due(found):
    from chalicelib.kernel.agenda import Due

    return Due(id="x", kind="chat.idle", subject=found.id, due="", about={"line": "4"})
