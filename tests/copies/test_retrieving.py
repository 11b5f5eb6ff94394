"""The store room: fetched, chased, counted; finished records first, the rest later."""

import datetime as dt

import pytest

from chalicelib.copies import acting, claiming, retrieving
from chalicelib.copies.retrieving import Hunt
from chalicelib.copies.states import Chase, State
from chalicelib.kernel import clock
from chalicelib.staff.roles import Role
from tests.copies import desk
from tests.staff.people import on_duty

pytestmark = pytest.mark.usefixtures("world")
TWO = [{"id": "stay-1"}, {"id": "stay-2"}]
LOAN = Hunt(why=Chase.ON_LOAN, owner="心内科二病区", until=dt.date(2026, 12, 1))


@pytest.fixture
def me(world):
    return on_duty(Role.STORE_ROOM)


@pytest.fixture
def mine(me):
    """Two stays, taken to be fetched."""
    found = desk.application(State.APPROVED, stays=TWO)
    return claiming.claim(me, found.id, desk.request())


def fetch(me, mine, *stays):
    return retrieving.fetch(me, mine.id, stays, desk.request())


def chase(me, mine, stay, hunt=LOAN):
    return retrieving.chase(me, mine.id, stay, hunt, desk.request())


def count(me, mine, **pages):
    return retrieving.count(me, mine.id, {name.replace("_", "-"): number for name, number in pages.items()}, desk.request())


def test_pages_are_counted_before_anything_is_priced(me, mine):
    fetch(me, mine, "stay-1", "stay-2")
    counted = count(me, mine, stay_1=12, stay_2=30)
    assert counted.stands is State.COUNTED
    assert counted.pages == {"1": {"stay-1": 12, "stay-2": 30}}
    assert desk.facts(mine)[-1].about["pages"] == "42"
    assert len(desk.lists(mine)) == 1


def test_nothing_is_counted_while_a_record_is_missing(me, mine):
    fetch(me, mine, "stay-1")
    with pytest.raises(retrieving.NotAllFetched):
        count(me, mine, stay_1=12)
    assert desk.now(mine).stands is State.RETRIEVING


@pytest.mark.parametrize("pages", [{}, {"stay_1": 12}, {"stay_1": 0, "stay_2": 1}, {"stay_1": 9999, "stay_2": 1}])
def test_pages_that_cannot_be_are_refused(me, mine, pages):
    fetch(me, mine, "stay-1", "stay-2")
    with pytest.raises(retrieving.PagesUnlikely):
        count(me, mine, **pages)


def test_a_record_on_loan_is_chased_with_owner_and_day_overdue_first(me, mine):
    fetch(me, mine, "stay-2")
    chased = chase(me, mine, "stay-1")
    assert chased.stands is State.CHASING
    assert chased.fetched["stay-1"] == {"stands": "on_loan", "owner": "心内科二病区", "until": "2026-12-01", "note": ""}
    (item,) = desk.lists(mine)
    assert (item.list, item.key) == ("east#chase", f"{clock.stamp(clock.at(dt.date(2026, 12, 1), 0))}#{mine.id}")


def test_a_second_chase_moves_the_day_forward_and_never_leaves_two_items(me, mine):
    chase(me, mine, "stay-1")
    chase(me, mine, "stay-2", Hunt(why=Chase.WITH_CODER, owner="编码组", until=dt.date(2026, 11, 25)))
    (item,) = desk.lists(mine)
    assert item.key.startswith(clock.stamp(clock.at(dt.date(2026, 11, 25), 0)))
    assert desk.now(mine).work_key == item.key


def test_a_chase_without_an_owner_is_refused(me, mine):
    with pytest.raises(acting.ReasonNeeded):
        chase(me, mine, "stay-1", Hunt(why=Chase.ON_LOAN, owner=" "))


def test_a_record_that_is_back_is_fetched_and_the_chase_is_over(me, mine):
    fetch(me, mine, "stay-2")
    chase(me, mine, "stay-1")
    back = fetch(me, mine, "stay-1")
    assert back.stands is State.RETRIEVING
    assert count(me, mine, stay_1=1, stay_2=2).stands is State.COUNTED


def test_finished_records_go_on_and_the_rest_follows_in_another_round(me, mine):
    fetch(me, mine, "stay-2")
    chase(me, mine, "stay-1", Hunt(why=Chase.NOT_ARCHIVED, owner="骨科", until=dt.date(2026, 12, 1)))
    retrieving.go_on_without(me, mine.id, desk.request())
    counted = count(me, mine, stay_2=8)
    assert counted.stands is State.COUNTED
    assert retrieving.rest_due(counted) == clock.at(dt.date(2026, 12, 1), 0)
    found = desk.application(State.REST_AWAITED, stays=TWO, pages=counted.pages, fetched=counted.fetched)
    again = retrieving.rest_is_there(me, found.id, desk.request())
    assert (again.stands, int(again.round)) == (State.APPROVED, 2)
    assert retrieving.open_stays(again) == ["stay-1"]
    assert retrieving.in_hand(again) == []


def test_nothing_goes_on_without_anything(me, mine):
    chase(me, mine, "stay-1")
    chase(me, mine, "stay-2")
    with pytest.raises(retrieving.NothingFetched):
        retrieving.go_on_without(me, mine.id, desk.request())


def test_a_lost_record_is_left_out_with_the_reason_and_the_rest_goes_on(me, mine):
    fetch(me, mine, "stay-2")
    chase(me, mine, "stay-1", Hunt(why=Chase.BEYOND_RETENTION, owner="病案室"))
    left = retrieving.leave_out(me, mine.id, "stay-1", "病历已超过法定保存期限并按规定销毁", desk.request())
    assert left.stands is State.RETRIEVING
    assert left.left_out == [{"stay": "stay-1", "part": "", "why": "病历已超过法定保存期限并按规定销毁"}]
    assert count(me, mine, stay_2=3).stands is State.COUNTED


def test_when_nothing_is_left_medical_affairs_decides_by_a_day(me):
    found = claiming.claim(me, desk.application(State.APPROVED).id, desk.request())
    chase(me, found, "stay-1", Hunt(why=Chase.PART_MISSING, owner="病案室"))
    left = retrieving.leave_out(me, found.id, "stay-1", "遍寻不获", desk.request())
    assert left.stands is State.AT_MEDICAL_AFFAIRS
    assert desk.lists(found)[0].key < clock.stamp(clock.now() + dt.timedelta(days=6))


def test_a_record_in_hand_is_not_left_out(me, mine):
    fetch(me, mine, "stay-1")
    chase(me, mine, "stay-2")
    with pytest.raises(Exception, match="copies_not_now"):
        retrieving.leave_out(me, mine.id, "stay-1", "理由", desk.request())


def test_a_stay_that_is_not_applied_for_is_refused(me, mine):
    with pytest.raises(retrieving.NotAStay):
        chase(me, mine, "stay-9")
    with pytest.raises(retrieving.NotAStay):
        fetch(me, mine, "stay-9")


@pytest.mark.parametrize("state", sorted(set(State) - retrieving.CHASEABLE))
def test_nothing_is_chased_in_any_other_state(me, state):
    found = desk.application(state)
    with pytest.raises(acting.DoneMeanwhile):
        chase(me, found, desk.STAY)
    with pytest.raises(acting.DoneMeanwhile):
        count(me, found, stay_1=1)
