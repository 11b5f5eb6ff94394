"""What a reviewer decides: by whoever claimed it, with reasons, twice where the rules ask."""

import datetime as dt

import pytest
import time_machine

from chalicelib.copies import acting, claiming, medical_affairs, reviewing
from chalicelib.copies.medical_affairs import Sealed
from chalicelib.copies.models import Paper, PaperState
from chalicelib.copies.reviewing import LeftOut, ToMend
from chalicelib.copies.settings import CopiesSettings
from chalicelib.copies.states import State
from chalicelib.kernel import clock, ids
from chalicelib.kernel.idempotency import Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty
from chalicelib.vault import destroying, papers
from chalicelib.vault.models import PaperId
from tests.copies import desk
from tests.staff.people import member, on_duty

pytestmark = pytest.mark.usefixtures("world")
PART = "discharge_record"


@pytest.fixture
def me(world):
    return on_duty(Role.REVIEWER, name="李审核")


@pytest.fixture
def second(world):
    return on_duty(Role.SECOND_REVIEWER)


def claimed(who, **fields):
    state = State.AWAITING_SECOND_REVIEW if Role.SECOND_REVIEWER in who.roles else State.FORM_CHECKED
    return claiming.claim(who, desk.application(state, **{"rules": 1, **fields}).id, desk.request())


def approve(who, found, *left_out):
    return reviewing.approve(who, found.id, desk.request(), left_out)


def test_a_clean_application_is_approved_and_lies_with_the_store_room(me):
    done = approve(me, claimed(me))
    assert (done.stands, done.reviewer, done.claimed_by) == (State.APPROVED, me.id, "")
    assert [item.list for item in desk.lists(done)] == ["east#store_room"]
    assert desk.audited(done) == [("copies.claimed", ""), ("copies.approved", "")]
    assert desk.facts(done)[-1].kind == "copies.approved"


def test_approved_in_part_says_what_is_not_given_and_why(me):
    done = approve(me, claimed(me), LeftOut(desk.STAY, PART, " 该部分尚未完成 "))
    assert done.stands is State.APPROVED_IN_PART
    assert done.left_out == [{"stay": desk.STAY, "part": PART, "why": "该部分尚未完成"}]


def test_leaving_everything_out_is_no_approval(me):
    found = claimed(me)
    for everything in ([LeftOut(desk.STAY, "", "无")], [LeftOut(desk.STAY, part, "无") for part in found.parts]):
        with pytest.raises(reviewing.NothingLeft):
            approve(me, found, *everything)
    with pytest.raises(reviewing.UnknownItem):
        approve(me, found, LeftOut("stay-9", PART, "无"))
    with pytest.raises(reviewing.UnknownItem):
        approve(me, found, LeftOut(desk.STAY, "fees", "无"))
    with pytest.raises(acting.ReasonNeeded):
        approve(me, found, LeftOut(desk.STAY, PART, " "))
    assert desk.now(found).stands is State.IN_REVIEW


def test_where_the_rules_ask_another_reviewer_says_yes_too(me, second):
    once_approved = approve(me, claimed(me, second_why=["kind"]))
    assert once_approved.stands is State.AWAITING_SECOND_REVIEW
    both = on_duty(Role.REVIEWER, Role.SECOND_REVIEWER)
    claiming.claim(both, once_approved.id, desk.request())
    assert approve(both, once_approved).stands is State.APPROVED
    assert desk.now(once_approved).second_reviewer == both.id


def test_nobody_is_their_own_second_reviewer(world):
    both = on_duty(Role.REVIEWER, Role.SECOND_REVIEWER)
    found = claiming.claim(both, desk.application(State.FORM_CHECKED, rules=1, second_why=["kind"]).id, desk.request())
    once_approved = approve(both, found)
    with pytest.raises(claiming.SameReviewer):
        claiming.claim(both, once_approved.id, desk.request())


def test_without_a_claim_or_with_anothers_nothing_is_decided(me):
    found, other = claimed(me), on_duty(Role.REVIEWER)
    with pytest.raises(acting.ClaimedByAnother):
        approve(other, found)
    with pytest.raises(acting.DoneMeanwhile):
        approve(me, desk.application(State.FORM_CHECKED, rules=1))
    with time_machine.travel(clock.now() + dt.timedelta(minutes=31), tick=True), pytest.raises(acting.ClaimFirst):
        approve(me, found)


@pytest.mark.parametrize("state", sorted(set(State) - {State.IN_REVIEW, State.IN_SECOND_REVIEW}))
def test_in_no_other_state_is_anything_decided(me, state):
    found = desk.application(state, rules=1, claimed_by=me.id, claimed_at=clock.stamp(clock.now()))
    for deed in (
        lambda: approve(me, found),
        lambda: reviewing.refuse(me, found.id, "理由", desk.request()),
        lambda: reviewing.send_back(me, found.id, [ToMend("stays", "理由")], desk.request()),
        lambda: medical_affairs.refer(me, found.id, "理由", desk.request()),
    ):
        with pytest.raises(acting.DoneMeanwhile):
            deed()
    assert desk.now(found).version == 1


def test_the_same_approval_twice_is_one_and_another_is_told_who_did_it(me):
    found, again = claimed(me), desk.request("the-same-key-00001")
    reviewing.approve(me, found.id, again)
    with pytest.raises(Repeated):
        again.raise_if_done()
    with pytest.raises(acting.DoneMeanwhile) as refused:
        reviewing.refuse(me, found.id, "理由", desk.request())
    assert "李审核" in refused.value.message
    assert "已同意" in refused.value.message


def test_yes_and_no_at_once_and_one_of_them_stands(me):
    found = claimed(me)
    outcomes = desk.at_once([lambda: approve(me, found), lambda: reviewing.refuse(me, found.id, "理由", desk.request())])
    done = [one for one in outcomes if not isinstance(one, Exception)]
    assert len(done) == 1
    assert desk.now(found).state == done[0].state
    assert len(desk.lists(found)) == (1 if desk.now(found).stands is State.APPROVED else 0)


def test_sent_back_names_each_paper_and_why_and_asks_for_it_again(me):
    found = claimed(me)
    at = clock.stamp(clock.now())
    Paper(found.id, "patient_id#1", kind="patient_id", paper="p1", state=PaperState.SEALED.value, at=at).save()
    Paper(found.id, "patient_id#2", kind="patient_id", paper="p2", state=PaperState.SEALED.value, at=at).save()
    mend = [ToMend("patient_id#1", "照片反光，看不清号码"), ToMend("stays", "出院日期填写有误")]
    done = reviewing.send_back(me, found.id, mend, desk.request())
    assert done.stands is State.SENT_BACK
    assert done.mend == [one._asdict() for one in mend]
    paper, other = Paper.find(found.id, "patient_id#1"), Paper.find(found.id, "patient_id#2")
    assert (paper.state, paper.words, paper.problem) == (PaperState.REJECTED, "照片反光，看不清号码", "by_reviewer")
    assert other.state == PaperState.SEALED


def test_nothing_is_sent_back_without_saying_what_and_why(me):
    found = claimed(me)
    for mend, refusal in [
        ([], reviewing.NothingToMend),
        ([ToMend("stays", "")], acting.ReasonNeeded),
        ([ToMend("somebody_elses#1", "理由")], reviewing.UnknownItem),
    ]:
        with pytest.raises(refusal):
            reviewing.send_back(me, found.id, mend, desk.request())


def test_refused_tells_why_and_lies_in_no_list(me):
    done = reviewing.refuse(me, claimed(me).id, "授权委托书与申请人不符", desk.request())
    assert (done.stands, done.reason) == (State.REFUSED, "授权委托书与申请人不符")
    assert done.closed
    assert desk.lists(done) == []
    with pytest.raises(acting.ReasonNeeded):
        reviewing.refuse(me, claimed(me).id, "  ", desk.request())


def test_an_insurer_is_called_back_before_a_yes(me):
    found = claimed(me, kind="insurer")
    with pytest.raises(reviewing.CallBackFirst):
        approve(me, found)
    reviewing.call_back(me, found.id, "010-00000000", "总机确认经办人在职并知悉本次申请", desk.request())
    assert desk.now(found).confirmed["call_back"][1] == me.id
    assert desk.audited(found)[-1] == ("copies.called_back", "010-00000000 总机确认经办人在职并知悉本次申请")
    assert approve(me, found).stands is State.APPROVED


def test_a_patient_is_not_called_back(me):
    with pytest.raises(Exception, match="copies_not_now"):
        reviewing.call_back(me, claimed(me).id, "1", "1", desk.request())


def sealed(*parts, original=True):
    return [Sealed(desk.STAY, parts, original, dt.date(2026, 3, 1))]


def test_sealed_originals_are_not_the_reviewers_to_give(me):
    found = claimed(me)
    medical_affairs.record_sealing(me, found.id, sealed(PART), desk.request())
    with pytest.raises(reviewing.SealedFirst):
        approve(me, found)
    assert approve(me, found, LeftOut(desk.STAY, PART, "封存原件")).stands is State.APPROVED_IN_PART


def test_sealed_copies_hold_nothing_back(me):
    found = claimed(me)
    medical_affairs.record_sealing(me, found.id, sealed(PART, original=False), desk.request())
    assert approve(me, found).stands is State.APPROVED


def referred(me, **fields):
    found = claimed(me, **fields)
    medical_affairs.record_sealing(me, found.id, sealed(PART), desk.request())
    return medical_affairs.refer(me, found.id, "含封存原件", desk.request())


def test_medical_affairs_decides_by_a_day_and_the_review_goes_on(me):
    found = referred(me)
    assert found.stands is State.AT_MEDICAL_AFFAIRS
    (item,) = desk.lists(found)
    assert clock.stamp(clock.now() + dt.timedelta(days=4)) < item.key < clock.stamp(clock.now() + dt.timedelta(days=6))
    affairs = on_duty(Role.MEDICAL_AFFAIRS)
    with pytest.raises(acting.ReasonNeeded):
        medical_affairs.give(affairs, found.id, "", desk.request())
    given = medical_affairs.give(affairs, found.id, "复制权不因封存而丧失", desk.request())
    assert given.stands is State.FORM_CHECKED
    claiming.claim(me, found.id, desk.request())
    assert approve(me, found).stands is State.APPROVED


def test_held_back_originals_are_left_out_with_the_written_reason(me):
    found, affairs = referred(me), on_duty(Role.MEDICAL_AFFAIRS)
    medical_affairs.hold_back(affairs, found.id, "双方未到场，暂不启封", desk.request())
    claiming.claim(me, found.id, desk.request())
    done = approve(me, found)
    assert done.stands is State.APPROVED_IN_PART
    assert done.left_out == [{"stay": desk.STAY, "part": PART, "why": "双方未到场，暂不启封"}]


def test_medical_affairs_may_say_no_and_take_it_up_again(me):
    found, affairs = referred(me), on_duty(Role.MEDICAL_AFFAIRS)
    assert medical_affairs.refuse(affairs, found.id, "理由充分", desk.request()).stands is State.REFUSED
    again = medical_affairs.take_up_again(affairs, found.id, "投诉后复议", desk.request())
    assert (again.stands, again.reason, again.closed) == (State.FORM_CHECKED, "", "")
    assert len(desk.lists(found)) == 1


def test_prepaid_copies_are_paid_for_before_anything_is_fetched(world, me):
    world.choose(CopiesSettings, "prepaid", pay="prepay")
    from chalicelib.payments.settings import PaymentsSettings

    world.choose(PaymentsSettings, merchant="1900000001")
    done = approve(me, claimed(me, campus="prepaid"))
    assert (done.stands, done.money) == (State.AWAITING_PREPAYMENT, "due")


def test_a_halted_application_goes_on_where_it_stood_or_ends(me):
    halted = desk.application(State.HALTED, halted_from=State.IN_REVIEW.value)
    assert medical_affairs.go_on(me, halted.id, "死亡登记有误", desk.request()).stands is State.FORM_CHECKED
    halted = desk.application(State.HALTED, halted_from=State.TO_COPY.value)
    assert medical_affairs.end(me, halted.id, "患者死亡，请近亲属另行申请", desk.request()).stands is State.REFUSED


def test_who_was_locked_meanwhile_decides_nothing(me):
    found = claimed(me)
    member(Role.REVIEWER, number=me.number, epoch=2, sessions={me.session})
    with pytest.raises(OffDuty):
        approve(me, found)
    assert desk.now(found).stands is State.IN_REVIEW


def test_medical_affairs_keeps_the_papers_from_being_destroyed_until_a_day(me):
    found, affairs = claimed(me), on_duty(Role.MEDICAL_AFFAIRS)
    with pytest.raises(medical_affairs.DayOver):
        medical_affairs.keep_papers(affairs, found.id, clock.today() - dt.timedelta(days=1), "患者投诉")
    until = clock.today() + dt.timedelta(days=90)
    medical_affairs.keep_papers(affairs, found.id, until, "患者投诉")
    assert destroying.held_until("copies", found.id) == until
    with pytest.raises(destroying.OnHold), Unit() as unit:
        destroying.destroy_all(unit, "copies", kept_with_a_paper(found), "case_closed")
    medical_affairs.keep_papers(affairs, found.id, clock.today(), "投诉已办结")
    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=True):
        assert destroying.held_until("copies", found.id) is None


def kept_with_a_paper(found):
    """The vault holds one scan of it."""
    paper = PaperId(ids.new())
    with Unit() as unit:
        papers.want(unit, paper=paper, purpose="copies", reference=found.id, kind="patient_id#1", account="")
    return found.id
