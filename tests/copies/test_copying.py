"""The copy desk: as many pages as were priced, stamped; a second person looks at every page; what goes wrong is put right free."""

import json

import pytest

from chalicelib.copies import acting, claiming, copying, recalling, retrieving
from chalicelib.copies.copying import Checked
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.copies.recalling import What
from chalicelib.copies.states import State
from chalicelib.kernel import sealing
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from tests.copies import desk
from tests.staff.people import on_duty

pytestmark = pytest.mark.usefixtures("world")
PAGES = {"1": {desk.STAY: 12}}
GOOD = {desk.STAY: Checked(12, "4321", name_matches=True)}


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


@pytest.fixture
def second(world):
    return on_duty(Role.COPY_DESK)


def application(state, **fields):
    made = desk.application(state, pages=PAGES, **fields)
    numbers = sealing.seal(Application.noun, made.id, "numbers", json.dumps({desk.STAY: "ZY87654321"}))
    made.update([Application.numbers.set(numbers)])
    return made


def copied(me, **fields):
    found = claiming.claim(me, application(State.TO_COPY, **fields).id, desk.request())
    return copying.copied(me, found.id, {desk.STAY: 12}, desk.request(), stamped=True)


def test_copied_stamped_and_dated_it_waits_for_a_second_person(me):
    done = copied(me)
    assert (done.stands, done.copied_by) == (State.CHECKING, me.id)
    assert done.copied_at


def test_another_count_than_was_priced_is_refused(me):
    found = claiming.claim(me, application(State.TO_COPY).id, desk.request())
    with pytest.raises(copying.PagesDiffer):
        copying.copied(me, found.id, {desk.STAY: 11}, desk.request(), stamped=True)
    with pytest.raises(copying.NotStamped):
        copying.copied(me, found.id, {desk.STAY: 12}, desk.request(), stamped=False)
    assert desk.now(found).stands is State.COPYING


def test_a_wrong_count_is_corrected_and_priced_anew(me):
    found = claiming.claim(me, application(State.TO_COPY).id, desk.request())
    with pytest.raises(retrieving.PagesUnlikely):
        copying.correct_pages(me, found.id, {desk.STAY: 0}, "漏数", desk.request())
    done = copying.correct_pages(me, found.id, {desk.STAY: 14}, "漏数背面", desk.request())
    assert (done.stands, done.pages) == (State.COUNTED, {"1": {desk.STAY: 14}})
    assert desk.audited(done)[-1] == ("copies.pages_corrected", "漏数背面")


@pytest.mark.parametrize(
    ("delivery", "ready"), [("pick_up", State.TO_SCHEDULE), ("express", State.TO_SHIP), ("online", State.TO_GIVE_ONLINE)]
)
def test_checked_by_a_second_person_it_is_ready_by_the_way_that_was_chosen(me, second, delivery, ready):
    found = copied(me, delivery=delivery)
    with pytest.raises(copying.SecondPerson):
        copying.check(me, found.id, GOOD, desk.request())
    done = copying.check(second, found.id, GOOD, desk.request())
    assert (done.stands, done.checked_by) == (ready, second.id)


@pytest.mark.parametrize(
    "seen",
    [
        {},
        {desk.STAY: Checked(11, "4321", name_matches=True)},
        {desk.STAY: Checked(12, "4322", name_matches=True)},
        {desk.STAY: Checked(12, "4321", name_matches=False)},
        {"stay-9": Checked(12, "4321", name_matches=True)},
    ],
)
def test_what_the_second_person_saw_must_be_what_is_applied_for(me, second, seen):
    found = copied(me)
    with pytest.raises(copying.NotMatching):
        copying.check(second, found.id, seen, desk.request())
    assert desk.now(found).stands is State.CHECKING


def test_a_fault_of_ours_is_printed_again_free_and_checked_again(me, second):
    found = copied(me)
    again = copying.fault(second, found.id, What.UNREADABLE, "第3页过淡", desk.request())
    assert (again.stands, int(again.reprints), int(again.back), again.money) == (State.REPRINTING, 1, 0, found.money)
    assert again.incidents[0]["settled"] is True
    done = copying.copied(me, found.id, {desk.STAY: 12}, desk.request(), stamped=True)
    assert copying.check(second, done.id, GOOD, desk.request()).stands is State.TO_SCHEDULE


def test_a_fault_found_at_home_is_printed_again_too(me):
    found = application(State.COMPLETED)
    again = copying.reprint(me, found.id, What.MISSING_PAGE, "缺出院记录第2页", desk.request())
    assert again.stands is State.REPRINTING
    assert len(desk.lists(found)) == 1


def test_another_patients_page_is_recalled_and_stays_on_record(me):
    found = application(State.COMPLETED)
    recalled = recalling.recall(me, found.id, "混入他人检验报告一页", desk.request())
    assert recalled.stands is State.RECALLED
    assert [item.list for item in desk.lists(found)] == ["east#incident"]
    assert recalled.incidents[0] | {"at": ""} == {
        "at": "",
        "by": me.id,
        "what": "wrong_patient",
        "words": "混入他人检验报告一页",
        "settled": False,
    }
    affairs = on_duty(Role.MEDICAL_AFFAIRS)
    settled = recalling.settle(affairs, found.id, "错页已收回并告知当事人", desk.request(), again=True)
    assert settled.stands is State.REPRINTING
    assert settled.incidents[0]["outcome"] == "错页已收回并告知当事人"


def test_an_incident_may_be_settled_without_printing_again(me):
    found = recalling.recall(me, application(State.TO_SCHEDULE).id, "混页", desk.request())
    done = recalling.settle(on_duty(Role.MEDICAL_AFFAIRS), found.id, "已换页", desk.request(), again=False)
    assert done.stands is State.COMPLETED
    assert desk.lists(done) == []
    with pytest.raises(acting.DoneMeanwhile):
        recalling.settle(me, found.id, "再次", desk.request(), again=False)


def test_a_code_opens_nothing_once_the_copies_were_recalled(me):
    found = application(State.TO_SCHEDULE)
    with Unit() as unit:
        code = codes.issue(unit, found.id, Holder.APPLICANT)
        codes.issue(unit, found.id, Holder.COLLECTOR)
    recalling.recall(me, found.id, "混页", desk.request())
    recalling.settle(on_duty(Role.MEDICAL_AFFAIRS), found.id, "已换页", desk.request(), again=False)
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(found.id, Holder.APPLICANT, code)
    assert [one for one in HandOverCode.scan(consistent_read=True) if one.application == found.id] == []


def test_another_patients_page_found_by_the_second_person_is_an_open_incident(me, second):
    found = copied(me)
    again = copying.fault(second, found.id, What.WRONG_PATIENT, "混入他人页", desk.request())
    assert again.stands is State.REPRINTING
    assert again.incidents[0]["settled"] is False


@pytest.mark.parametrize("state", sorted(set(State) - {State.COPYING, State.REPRINTING, State.CHECKING}))
def test_in_no_other_state_is_anything_copied_or_checked(me, state):
    found = desk.application(state, pages=PAGES)
    for deed in (
        lambda: copying.copied(me, found.id, {desk.STAY: 12}, desk.request(), stamped=True),
        lambda: copying.check(me, found.id, GOOD, desk.request()),
        lambda: copying.fault(me, found.id, What.OTHER, "理由", desk.request()),
    ):
        with pytest.raises(acting.DoneMeanwhile):
            deed()


@pytest.mark.parametrize("state", sorted(set(State) - recalling.RECALLABLE))
def test_nothing_is_recalled_that_was_not_copied(me, state):
    with pytest.raises(acting.DoneMeanwhile):
        recalling.recall(me, desk.application(state).id, "混页", desk.request())


@pytest.mark.parametrize("state", sorted(set(State) - copying.REPRINTABLE))
def test_nothing_is_printed_again_that_was_not_copied(me, state):
    with pytest.raises(acting.DoneMeanwhile):
        copying.reprint(me, desk.application(state).id, What.OTHER, "理由", desk.request())
