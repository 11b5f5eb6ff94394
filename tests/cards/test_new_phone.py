"""A dead reserved phone is changed from afar: new number proven, photographs sealed, looked at, carried to the hospital."""

import datetime as dt
import itertools
import os

import pytest
import time_machine

from chalicelib.accounts import codes, consents
from chalicelib.accounts.consents import Purpose
from chalicelib.cards import access, binding, confirming, following
from chalicelib.cards.models import Level, Link
from chalicelib.cards.newphone import asking, carrying, deciding, steps, telling
from chalicelib.cards.newphone.models import PURPOSE, Change, Notice, Said, Side, Standing, State
from chalicelib.cards.newphone.views import case as case_view
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty
from chalicelib.vault import destroying, looking, papers, receiving
from chalicelib.vault.papers import PaperState
from tests.cards.conftest import claim, new_once, signed_in
from tests.copies.applicants import forget_codes
from tests.staff.people import member, on_duty
from tests.staff.people import once as staff_once
from tests.vault import photos
from tests.vault.places import s3_engine, stores, upload  # noqa: F401 - fixtures

_numbers = itertools.count(11112222, 10_000)


@pytest.fixture(autouse=True)
def _nobody_shows(world, monkeypatch, stores):  # noqa: F811 - the fixture
    monkeypatch.setitem(os.environ, "AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:9")


@pytest.fixture
def me(world):
    return signed_in(Purpose.IDENTITY, Purpose.SCANS)


@pytest.fixture
def new():
    """A number that nobody has had."""
    return f"139{next(_numbers)}"


@pytest.fixture
def reviewer():
    return on_duty(Role.REVIEWER, name="李审核")


@pytest.fixture
def proven(me, sms, his, person, new):
    """A change whose new number is proven."""
    change = asking.start(me, claim(person), new, new_once())
    return asking.prove(me, change.id, sms.last_code(new), new_once())


@pytest.fixture
def submitted(me, proven, queue):
    for side in Side:
        send(proven, side)
    queue.run()
    return steps.known(proven.id)


@pytest.fixture
def claimed(submitted, reviewer):
    return deciding.claim(reviewer, submitted.id, staff_once()).change


def send(change, side, body=None):
    place = steps.paper(change.id, side)
    receiving.take_in(upload(place, body or photos.jpeg()))


def act(queue, kind, subject):
    for due in queue.due(kind):
        if due.subject == subject:
            queue.act(due)


def texts(sms, phone):
    return [one["text"] for one in sms.inbox("+86" + phone[-11:])]


def test_a_dead_phone_becomes_a_new_one_that_binds_the_card_and_waits_a_day(sms, person, claimed, reviewer, queue, you, new):
    old = person["phone"]
    deciding.approve(reviewer, claimed.id, staff_once())
    act(queue, carrying.CARRY, claimed.id)
    assert steps.known(claimed.id).stands is State.DONE
    for due in queue.due(telling.TELL):
        queue.act(due)
    assert any(f"尾号{new[-4:]}" in text for text in texts(sms, old))
    assert any("变更已完成" in text for text in texts(sms, new))
    forget_codes()  # as if minutes had passed
    begun = binding.start(you, claim(person), new_once())
    patient = confirming.confirm(you, begun.id, sms.last_code(new), new_once())
    assert Link.find(you.account, patient).waits_until > clock.stamp(clock.now() + dt.timedelta(hours=23))
    assert not access.allowed(you.account, patient, Level.PAY)


def test_without_consent_to_scans_nothing_is_asked_of_the_hospital(his, sms, person, new):
    with pytest.raises(consents.ConsentRequired):
        asking.start(signed_in(Purpose.IDENTITY), claim(person), new, new_once())


def test_the_number_that_is_reserved_already_is_said_to_be(me, his, sms, person):
    with pytest.raises(asking.SamePhone):
        asking.start(me, claim(person), person["phone"], new_once())


@pytest.mark.parametrize("phone", ["0101234567", "1391111222", "二二"])
def test_a_number_that_takes_no_messages_is_refused(me, his, person, phone):
    with pytest.raises(asking.PhoneNotUsable):
        asking.start(me, claim(person), phone, new_once())


def test_a_wrong_name_leads_to_nobody(me, his, sms, person, new):
    with pytest.raises((binding.NotMatched, binding.TwoNames)):
        asking.start(me, claim(person, name="不是他"), new, new_once())


def test_the_same_request_twice_is_one_change_and_one_code(me, his, sms, person):
    key = new_once()
    before = len(texts(sms, "13922223333"))
    first = asking.start(me, claim(person), "13922223333", key)
    assert asking.start(me, claim(person), "13922223333", key).id == first.id
    assert len(texts(sms, "13922223333")) == before + 1


def test_a_wrong_code_opens_nothing(me, his, sms, person, new):
    change = asking.start(me, claim(person), new, new_once())
    wrong = "000000" if sms.last_code(new) != "000000" else "111111"
    with pytest.raises(codes.WrongCode):
        asking.prove(me, change.id, wrong, new_once())
    assert Standing.find(change.his) is None
    assert papers.of(PURPOSE, change.id) == []


def test_two_changes_of_one_person_are_not_open_at_once(proven, his, sms, person):
    another = signed_in(Purpose.IDENTITY, Purpose.SCANS)
    with pytest.raises(asking.UnderWay):
        asking.start(another, claim(person), "13933334444", new_once())


def test_it_is_handed_in_with_the_last_photograph_and_not_before(proven, queue):
    send(proven, Side.FRONT)
    send(proven, Side.BACK)
    queue.run()
    assert steps.known(proven.id).stands is State.AWAITING_PAPERS
    send(proven, Side.HANDHELD)
    queue.run()
    assert steps.known(proven.id).stands is State.SUBMITTED
    assert proven.id in [one.id for one in deciding.waiting("")[0]]


def test_a_blurred_photograph_comes_back_in_words_and_may_be_sent_again(me, proven, queue):
    send(proven, Side.FRONT, photos.blurred(12))
    shown = {one.kind: one for one in asking.shown(proven).papers}
    assert shown["id_front"].state is PaperState.REJECTED
    assert "模糊" in shown["id_front"].problem.words
    asking.form(me, proven.id, Side.FRONT, "image/jpeg")
    send(proven, Side.FRONT)
    assert {one.kind: one.state for one in asking.shown(proven).papers}["id_front"] is PaperState.SEALED


def test_another_account_sees_nothing_of_it(proven, you):
    for deed in (
        lambda: asking.mine(you, proven.id),
        lambda: asking.form(you, proven.id, Side.FRONT, "image/jpeg"),
        lambda: asking.withdraw(you, proven.id),
        lambda: asking.prove(you, proven.id, "123456", new_once()),
    ):
        with pytest.raises(refusals.NotFound):
            deed()
    assert asking.all_of(you.account) == []


def test_taken_back_it_frees_the_person_and_ends_the_photographs(me, proven, queue):
    asking.withdraw(me, proven.id)
    asking.withdraw(me, proven.id)
    assert Standing.find(proven.his).open is None
    act(queue, steps.DESTROY, proven.id)
    assert {one.state for one in papers.of(PURPOSE, proven.id)} == {PaperState.DESTROYING}


def test_photographs_that_do_not_come_let_it_lapse(proven, queue):
    act(queue, asking.LAPSE, proven.id)
    assert steps.known(proven.id).stands is State.LAPSED
    assert Standing.find(proven.his).open is None


def test_of_two_reviewers_one_has_it_and_the_other_is_told_who(claimed):
    other = on_duty(Role.REVIEWER)
    with pytest.raises(deciding.Claimed) as told:
        deciding.claim(other, claimed.id, staff_once())
    assert "李审核" in told.value.message
    with pytest.raises(deciding.ClaimFirst):
        deciding.approve(other, claimed.id, staff_once())
    with pytest.raises(deciding.ClaimFirst):
        deciding.look(other, claimed.id, Side.FRONT, "核对")


def test_a_claim_that_was_left_lying_is_anybodys(claimed):
    with time_machine.travel(clock.now() + deciding.CLAIM_LASTS, tick=True):
        other = on_duty(Role.REVIEWER)
        assert deciding.claim(other, claimed.id, staff_once()).change.reviewer == other.id


def test_only_who_claimed_it_reads_names_and_numbers(claimed, reviewer, person, new):
    assert case_view(reviewer, deciding.case(claimed.id)).name == person["name"]
    others = case_view(on_duty(Role.REVIEWER), deciding.case(claimed.id))
    assert others.name != person["name"]
    assert new not in others.phone


def test_a_look_is_written_down_before_anything_is_shown(claimed, reviewer, me):
    with pytest.raises(looking.NotShown):
        deciding.look(reviewer, claimed.id, Side.HANDHELD, "核对本人与证件")
    (told,) = [one for one in deciding.looks_of(me.account) if claimed.id in one.key]
    assert (told.side, told.role) == ("handheld", "reviewer")
    acts = [one for one in audit.Entry.scan() if one.subject == steps.paper(claimed.id, Side.HANDHELD)]
    assert [one.act for one in acts] == [looking.LOOKED]


def test_a_refusal_needs_a_reason_which_only_the_applicant_reads(claimed, reviewer):
    with pytest.raises(deciding.ReasonNeeded):
        deciding.refuse(reviewer, claimed.id, "  ", staff_once())
    deciding.refuse(reviewer, claimed.id, "照片中的人与证件不符", staff_once())
    found = steps.known(claimed.id)
    assert found.stands is State.REFUSED
    assert deciding.why(found) == "照片中的人与证件不符"
    assert "照片中".encode() not in bytes(Change.get(found.id).reason)


def test_three_refusals_lead_to_the_window(me, his, sms, person, proven):
    Standing(proven.his).update([Standing.refused.set(asking.REFUSALS), Standing.open.remove()])
    with pytest.raises(asking.OnlyAtWindow):
        asking.start(me, claim(person), "13944445555", new_once())


def test_whoever_is_off_duty_decides_nothing(claimed, reviewer):
    stored = member(Role.REVIEWER, number=reviewer.number)
    stored.save()  # signed in anew elsewhere: this session is over
    with pytest.raises(OffDuty):
        deciding.approve(reviewer, claimed.id, staff_once())
    assert steps.known(claimed.id).stands is State.IN_REVIEW


def test_the_hospital_away_it_is_carried_over_later_once(claimed, reviewer, his, sms, queue):
    deciding.approve(reviewer, claimed.id, staff_once())
    his.feel("down")
    with pytest.raises(HisAway):
        act(queue, carrying.CARRY, claimed.id)
    assert steps.known(claimed.id).stands is State.APPROVED
    assert [one for one in queue.due(carrying.CARRY) if one.subject == claimed.id]
    his.calm()
    act(queue, carrying.CARRY, claimed.id)
    act(queue, carrying.CARRY, claimed.id)
    assert steps.known(claimed.id).stands is State.DONE
    assert not [one for one in queue.due(carrying.CARRY) if one.subject == claimed.id]


def test_a_message_whose_process_ended_in_the_middle_is_not_sent_twice(claimed, reviewer, sms, queue, new):
    deciding.refuse(reviewer, claimed.id, "照片不清", staff_once())
    notice = next(one for one in queue.due(telling.TELL) if Notice.find(one.subject).kind == telling.Kind.REFUSED)
    Notice(notice.subject).update([Notice.state.set(Said.SENDING.value)])
    queue.act(notice)
    assert Notice.find(notice.subject).state == Said.UNKNOWN
    assert not any("处理结果" in text for text in texts(sms, new))


def test_a_phone_changed_at_the_window_is_told_to_the_old_number(his, sms, person, somebody, bind, queue):
    bind(somebody(), person)
    his.change_phone(person["id"], "13955556666")
    following.poll()
    for due in queue.due(telling.TELL):
        queue.act(due)
    assert any("尾号6666" in text for text in texts(sms, person["phone"]))


def test_the_account_deleted_what_was_not_decided_is_taken_back(me, submitted):
    asking.forget(me.account)
    assert steps.known(submitted.id).stands is State.WITHDRAWN
    assert asking.all_of(me.account) == []
    assert submitted.id not in [one.id for one in deciding.waiting("")[0]]


def test_a_hold_of_medical_affairs_keeps_the_photographs(me, proven, queue):
    asking.withdraw(me, proven.id)
    with Unit() as unit:
        destroying.hold(unit, "staff", PURPOSE, proven.id, clock.today() + dt.timedelta(days=2), "调查")
    act(queue, steps.DESTROY, proven.id)
    assert PaperState.DESTROYING not in {one.state for one in papers.of(PURPOSE, proven.id)}
    assert [one for one in queue.due(steps.DESTROY) if one.subject == proven.id]
