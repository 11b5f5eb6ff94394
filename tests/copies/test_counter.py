"""The counter: the same application, entered by staff, paid at the till, handed over by a printed code."""

import datetime as dt
import uuid

import pytest

import app as xinglin
from chalicelib.copies import (
    cashier,
    claiming,
    copying,
    counter,
    evidence,
    finding,
    handing_over,
    lists,
    paying,
    records,
    refused,
    retrieving,
    reviewing,
    rules,
    scheduling,
)
from chalicelib.copies.availability import TypedStay
from chalicelib.copies.copying import Checked
from chalicelib.copies.counter import Entry
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.handing_over import Shown
from chalicelib.copies.models import Applicant, Bill, Paper, PaperState
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.settings import PickUpSettings, Place
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery, State, WorkList
from chalicelib.staff.roles import Role
from tests.client import call
from tests.copies import applicants, desk
from tests.staff.people import on_duty, token_of


@pytest.fixture(scope="module", autouse=True)
def pick_up(world):
    world.choose(
        PickUpSettings, places=[Place(id="window", name="窗口", address="一层", weekdays=range(1, 8)).model_dump(mode="json")]
    )
    world.choose(DeskSettings, invoices=False)


@pytest.fixture
def me(world):
    return on_duty(Role.SERVICE, Role.REVIEWER, Role.COPY_DESK, Role.STORE_ROOM, Role.CASHIER)


@pytest.fixture
def other(world):
    return on_duty(Role.COPY_DESK, Role.SECOND_REVIEWER)


def entry(town, kind=Applicant.PATIENT, **other):
    his_id = town.patient_for(kind)
    encounter = town.his.store.get("Encounter", f"enc-{his_id[1:]}-0")
    stay = TypedStay(number=encounter["identifier"][0]["value"], began=dt.date.fromisoformat(encounter["period"]["start"][:10]))
    usual = {
        "kind": kind,
        "subject": town.typed(his_id),
        "applicant": None if kind is Applicant.PATIENT else town.applicant(kind),
        "stays": (stay,),
        "purpose": "own",
        "parts": ("discharge_record",),
        "copies": 1,
        "certified": False,
        "delivery": Delivery.PICK_UP,
    }
    return Entry(**{**usual, **other})


def papers(me, found, but=None):
    proofs = evidence.of(found)
    for kind in (kind for need in proofs.needs for kind in need.any_of[0] if kind is not but):
        shows(me, found, kind)


def shows(me, found, kind):
    for nth in range(1, evidence.of(desk.now(found)).files[kind] + 1):
        shows_one(me, found, kind, nth)


def shows_one(me, found, kind, nth):
    counter.want_paper(me, found.id, kind, nth, "image/jpeg")
    applicants.seal(Paper.find(found.id, f"{kind.value}#{nth}"))


def handed_in(me, town, kind=Applicant.PATIENT, **other):
    found = counter.enter(me, "east", entry(town, kind, **other), desk.request())
    papers(me, found)
    counter.submit(me, found.id, desk.request())
    applicants.pump()
    return desk.now(found)


def test_a_walk_in_is_entered_checked_reviewed_paid_copied_and_handed_over(town, me, other):
    found = handed_in(me, town)
    assert (found.stands, found.account, found.entered_by) == (State.FORM_CHECKED, "", me.id)
    assert found.number
    assert found.due
    stay = found.stays[0]["id"]
    claiming.claim(me, found.id, desk.request())
    reviewing.approve(me, found.id, desk.request())
    claiming.claim(me, found.id, desk.request())
    retrieving.fetch(me, found.id, [stay], desk.request())
    retrieving.count(me, found.id, {stay: 4}, desk.request())
    applicants.pump()
    (bill,) = Bill.query(found.id)
    assert (bool(bill.at_counter), int(bill.amount)) == (True, 200)
    assert cashier.take(me, found.id, bill.order, desk.request()).stands is State.TO_COPY
    claiming.claim(me, found.id, desk.request())
    copying.copied(me, found.id, {stay: 4}, desk.request(), stamped=True)
    tail = finding.numbers(found)[stay][-4:]
    copying.check(other, found.id, {stay: Checked(4, tail, name_matches=True)}, desk.request())
    scheduling.propose(me, found.id, "window", None, desk.request())
    code = handing_over.counter_code(me, found.id, desk.request())
    number = town.typed("p0000").number
    done = handing_over.hand_over(me, found.id, Shown(Holder.APPLICANT, code, number[-6:]), desk.request())
    assert done.stands is State.COMPLETED
    applicants.pump()


def test_a_public_body_pays_nothing_and_is_called_back(town, me, other):
    found = handed_in(me, town, Applicant.PUBLIC_BODY)
    claiming.claim(me, found.id, desk.request())
    with pytest.raises(reviewing.CallBackFirst):
        reviewing.approve(me, found.id, desk.request())
    reviewing.call_back(me, found.id, "0990-8801234", "属实", desk.request())
    reviewing.approve(me, found.id, desk.request())
    claiming.claim(other, found.id, desk.request())
    assert reviewing.approve(other, found.id, desk.request()).stands is State.APPROVED
    stay = found.stays[0]["id"]
    claiming.claim(me, found.id, desk.request())
    retrieving.fetch(me, found.id, [stay], desk.request())
    retrieving.count(me, found.id, {stay: 9}, desk.request())
    applicants.pump()
    assert (desk.now(found).stands, desk.now(found).money) == (State.TO_COPY, "free")


OF_A_BODY = [need.any_of[0][0] for need in rules.of(1, Applicant.PUBLIC_BODY).needs]


@pytest.mark.parametrize("paper", OF_A_BODY)
def test_without_one_paper_of_a_public_body_nothing_is_handed_in_and_the_paper_is_named(town, me, paper):
    found = counter.enter(me, "east", entry(town, Applicant.PUBLIC_BODY), desk.request())
    papers(me, found, but=paper)
    with pytest.raises(refused.NotComplete) as no:
        counter.submit(me, found.id, desk.request())
    assert rules.PAPERS[paper].words in no.value.message
    assert desk.now(found).stands is State.DRAFT
    shows(me, found, paper)
    counter.submit(me, found.id, desk.request())
    applicants.pump()
    assert desk.now(found).stands is State.FORM_CHECKED


@pytest.mark.parametrize("paper", OF_A_BODY)
def test_a_paper_of_a_public_body_sent_back_is_shown_again_at_the_counter_and_goes_through(town, me, other, paper):
    found = handed_in(me, town, Applicant.PUBLIC_BODY)
    claiming.claim(me, found.id, desk.request())
    reviewing.send_back(me, found.id, [reviewing.ToMend(f"{paper.value}#1", "公章不清晰")], desk.request())
    applicants.pump()
    with pytest.raises(refused.NotComplete):
        counter.submit(me, found.id, desk.request())
    shows_one(me, found, paper, 1)
    counter.submit(me, found.id, desk.request())
    applicants.pump()
    claiming.claim(me, found.id, desk.request())
    reviewing.call_back(me, found.id, "0990-8801234", "属实", desk.request())
    reviewing.approve(me, found.id, desk.request())
    claiming.claim(other, found.id, desk.request())
    assert reviewing.approve(other, found.id, desk.request()).stands is State.APPROVED


def test_a_public_body_is_refused_with_a_reason_and_nothing_is_deleted(town, me):
    found = handed_in(me, town, Applicant.PUBLIC_BODY)
    claiming.claim(me, found.id, desk.request())
    reviewing.refuse(me, found.id, "来函与经办人所在单位不一致", desk.request())
    applicants.pump()
    assert (desk.now(found).stands, desk.now(found).reason) == (State.REFUSED, "来函与经办人所在单位不一致")
    assert {one.state for one in evidence.papers_of(found.id)} == {PaperState.SEALED}


def test_the_counters_lists_are_everybodys_lists(town, me):
    found = handed_in(me, town)
    assert found.id in {row.application.id for row in lists.page(me, "east", WorkList.REVIEW, limit=500).rows}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"stays": ()}, refused.TooManyStays),
        ({"purpose": "nothing"}, rules.UnknownPart),
        ({"parts": ("nothing",)}, rules.UnknownPart),
        ({"copies": 99}, refused.TooManyCopies),
        ({"delivery": Delivery.ONLINE}, refused.NotOffered),
        ({"delivery": Delivery.EXPRESS}, refused.RecipientNeeded),
        ({"kind": Applicant.AGENT}, refused.ApplicantNeeded),
    ],
)
def test_the_same_rules_hold_at_the_counter(town, me, wrong, refusal):
    made = entry(town)
    with pytest.raises(refusal):
        counter.enter(me, "east", Entry(**{**made.__dict__, **wrong}), desk.request())


def test_without_its_papers_nothing_is_handed_in(town, me):
    found = counter.enter(me, "east", entry(town), desk.request())
    with pytest.raises(refused.NotComplete):
        counter.submit(me, found.id, desk.request())
    with pytest.raises(refused.PaperNotAsked):
        counter.want_paper(me, found.id, PaperKind.DEATH_CERTIFICATE, 1, "image/jpeg")


def test_the_same_entry_twice_is_one_application(town, me):
    again = desk.request("the-same-key-00002")
    assert counter.enter(me, "east", entry(town), again).id == counter.enter(me, "east", entry(town), again).id


def test_what_was_sent_back_is_mended_at_the_counter(town, me):
    found = handed_in(me, town)
    claiming.claim(me, found.id, desk.request())
    reviewing.send_back(me, found.id, [reviewing.ToMend("purpose", "用途不明")], desk.request())
    mended = counter.mend(me, found.id, entry(town, purpose="insurance", parts=("discharge_record", "fees")), desk.request())
    assert (mended.purpose, mended.stands) == ("insurance", State.SENT_BACK)
    counter.submit(me, found.id, desk.request())
    applicants.pump()
    assert desk.now(found).stands is State.FORM_CHECKED


def test_an_application_of_an_account_is_not_the_counters_to_write(town, me):
    found = town.draft(applicants.account())
    for deed in (
        lambda: counter.mend(me, found.id, entry(town), desk.request()),
        lambda: counter.submit(me, found.id, desk.request()),
        lambda: counter.want_paper(me, found.id, PaperKind.PATIENT_ID, 1, "image/jpeg"),
    ):
        with pytest.raises(refused.NotNow):
            deed()


def test_the_till_takes_a_bill_once_and_gives_back_once(town, me):
    found = priced(me, town)
    (bill,) = Bill.query(found.id)
    outcomes = desk.at_once([lambda: cashier.take(me, found.id, bill.order, desk.request()) for _ in range(3)])
    assert sum(not isinstance(one, Exception) for one in outcomes) == 1
    with pytest.raises(refused.NotPayable):
        cashier.take(me, found.id, bill.order, desk.request())
    assert int(desk.now(found).paid) == int(bill.amount)
    with pytest.raises(cashier.NothingToGiveBack):
        cashier.give_back(me, found.id, bill.order, desk.request())


def test_what_waits_at_the_till_is_there_until_it_is_taken_and_again_while_something_is_owed(town, me):
    found = priced(me, town)
    (bill,) = Bill.query(found.id)
    assert at_till(found) == [("open", 0)]
    cashier.take(me, found.id, bill.order, desk.request())
    assert at_till(found) == []
    stay = found.stays[0]["id"]
    claiming.claim(me, found.id, desk.request())
    copying.correct_pages(me, found.id, {stay: 1}, "多数了几页", desk.request())
    applicants.pump()
    ((state, back),) = at_till(found)
    assert (state, back > 0) == ("paid", True)
    cashier.give_back(me, found.id, bill.order, desk.request())
    assert at_till(found) == []


def test_what_applicants_pay_by_wechat_the_till_does_not_touch(town, me):
    found = counted(me, town.submitted(applicants.account()))
    (bill,) = Bill.query(found.id)
    for deed in (cashier.take, cashier.give_back):
        with pytest.raises(cashier.NotAtCounter):
            deed(me, found.id, bill.order, desk.request())
    with pytest.raises(refused.NotPayable):
        cashier.reopen(me, found.id, desk.request())


def test_withdrawn_at_the_counter_what_was_paid_waits_at_the_till_until_it_is_given_back(town, me):
    found = priced(me, town)
    (bill,) = Bill.query(found.id)
    cashier.take(me, found.id, bill.order, desk.request())
    for _ in range(2):
        assert counter.withdraw(me, found.id).stands is State.WITHDRAWN
    assert at_till(found) == [("paid", int(bill.amount))]
    cashier.give_back(me, found.id, bill.order, desk.request())
    assert (desk.now(found).money, at_till(found)) == ("refunded", [])
    assert desk.audited(found).count(("copies.withdrawn", "")) == 1


def test_withdrawn_unpaid_at_the_counter_its_bill_is_closed(town, me):
    found = priced(me, town)
    counter.withdraw(me, found.id)
    assert [one.state for one in Bill.query(found.id)] == ["closed"]


def test_what_an_account_applied_for_is_not_the_counters_to_withdraw(town, me):
    found = town.submitted(applicants.account())
    with pytest.raises(refused.NotNow):
        counter.withdraw(me, found.id)


def test_what_was_handed_over_is_not_withdrawn_at_the_counter(me):
    found = desk.application(State.COMPLETED, entered_by=me.id)
    with pytest.raises(refused.NotWithdrawable):
        counter.withdraw(me, found.id)
    found.delete()  # it came from nowhere: the books of the others shall add up


def test_closed_unpaid_at_the_counter_is_reopened_there(town, me):
    found = priced(me, town)
    (bill,) = Bill.query(found.id)
    paying.counter_bill_ends(found.id, bill.order)
    assert desk.now(found).stands is State.CLOSED_UNPAID
    assert cashier.reopen(me, found.id, desk.request()).stands is State.AWAITING_PAYMENT
    assert [one.state for one in sorted(Bill.query(found.id), key=lambda one: one.opened)] == ["closed", "open"]


def at_till(found):
    return [(one.bill.state, int(one.bill.back)) for one in cashier.waiting("east") if one.application.id == found.id]


def priced(me, town):
    return counted(me, handed_in(me, town))


def counted(me, found):
    stay = found.stays[0]["id"]
    claiming.claim(me, found.id, desk.request())
    reviewing.approve(me, found.id, desk.request())
    claiming.claim(me, found.id, desk.request())
    retrieving.fetch(me, found.id, [stay], desk.request())
    retrieving.count(me, found.id, {stay: 4}, desk.request())
    applicants.pump()
    return desk.now(found)


def test_through_the_door(town, me):
    subject = town.typed("p0000")
    body = {
        "kind": "patient",
        "subject": {"name": subject.name, "kind": subject.kind.value, "number": subject.number},
        "stays": [{"began": "2026-01-05", "department_name": "心内科"}],
        "purpose": "own",
        "parts": ["discharge_record"],
        "delivery": "pick_up",
    }
    route = "/desk/copies/campuses/{campus}/applications"
    answer = call(xinglin.app, "POST", route, body, token=token_of(me), key=uuid.uuid4().hex, campus="east")
    assert answer.status == 201, answer.body
    assert records.known(answer.body["id"]).entered_by == me.id
    body["subject"]["kind"] = "library-card"
    assert call(xinglin.app, "POST", route, body, token=token_of(me), key=uuid.uuid4().hex, campus="east").status == 422
