"""The work lists: an open application lies in exactly one, overdue first, counted, paged; labels that show a misreading."""

import datetime as dt

import pytest
import time_machine

from chalicelib.copies import claiming, labels, lists, reviewing, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.states import LIST_OF, NEXT, State, WorkList
from chalicelib.kernel import clock, ids, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import RoleRequired
from tests.copies import desk
from tests.staff.people import on_duty

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def me(world):
    return on_duty(Role.REVIEWER)


@pytest.fixture
def campus():
    return ids.new()


def due(found, days):
    with Unit() as unit:
        transitions.redate(unit, desk.now(found), "redated", clock.now() + dt.timedelta(days=days))


@pytest.mark.parametrize(("state", "to"), [(state, to) for state in State for to in sorted(NEXT[state])])
def test_whatever_step_is_taken_an_open_application_lies_in_exactly_one_list(state, to):
    found = desk.application(state)
    with Unit() as unit:
        transitions.step(unit, found, to)
    now, lying = desk.now(found), desk.lists(found)
    wanted = LIST_OF[to]
    assert [(item.list, item.key) for item in lying] == ([(now.work, now.work_key)] if wanted else [])
    assert now.work == (f"east#{wanted}" if wanted else "")


def test_the_longest_overdue_comes_first_and_is_counted(me, campus):
    found = [desk.application(campus=campus) for _ in range(3)]
    for one, days in zip(found, (3, -2, -5), strict=True):
        due(one, days)
    page = lists.page(me, campus, WorkList.REVIEW)
    assert [row.application.id for row in page.rows] == [found[2].id, found[1].id, found[0].id]
    assert [row.overdue for row in page.rows] == [True, True, False]
    review = next(one for one in lists.counted(me, campus) if one.list is WorkList.REVIEW)
    assert (review.waiting, review.overdue) == (3, 2)


def test_a_list_is_paged_through_without_repeating_or_skipping(me, campus):
    found = {desk.application(campus=campus).id for _ in range(5)}
    seen, after = [], ""
    while True:
        page = lists.page(me, campus, WorkList.REVIEW, after, limit=2)
        seen += [row.application.id for row in page.rows]
        after = page.next
        if not after:
            break
    assert len(seen) == 5
    assert set(seen) == found


def test_my_work_now_shows_mine_and_nobodys_never_a_colleagues(me, campus):
    mine, nobodys, theirs = (desk.application(campus=campus) for _ in range(3))
    claiming.claim(me, mine.id, desk.request())
    claiming.claim(on_duty(Role.REVIEWER), theirs.id, desk.request())
    assert [row.application.id for row in lists.now(me, campus)] == [mine.id, nobodys.id]


def test_i_see_the_lists_of_my_roles_alone(me, campus):
    with pytest.raises(RoleRequired):
        lists.page(me, campus, WorkList.STORE_ROOM)
    assert WorkList.STORE_ROOM not in {one.list for one in lists.counted(me, campus)}
    assert lists.mine(on_duty(Role.AUDIT_ADMIN)) == []


def test_every_list_is_somebodys_work():
    workers = on_duty(*(set(Role) - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN}))
    assert set(lists.mine(workers)) == set(WorkList)


def test_what_stands_still_for_too_long_is_in_the_ageing_list(me, campus):
    old, new = desk.application(campus=campus), None
    with time_machine.travel(clock.now() + dt.timedelta(days=8), tick=True):
        new = desk.application(campus=campus)
        assert [row.application.id for row in lists.ageing(me, campus)] == [old.id]
        assert new.id != old.id


def test_what_is_decided_leaves_the_list(me, campus):
    found = claiming.claim(me, desk.application(campus=campus, rules=1).id, desk.request())
    reviewing.refuse(me, found.id, "理由", desk.request())
    assert lists.page(me, campus, WorkList.REVIEW).rows == []


def test_a_number_finds_its_application(me):
    from chalicelib.copies.models import Number

    found = desk.application()
    number = ids.new()
    Number(number, application=found.id).save()
    assert lists.by_number(number).id == found.id
    with pytest.raises(refusals.NotFound):
        lists.by_number("20991231999999")


def test_a_label_is_neutral_and_masked():
    found = Application(
        "a", number="20261121123456", round=2, copies=2, pages={"2": {"s": 7}}, copied_at="2026-11-21T02:00:00.000Z"
    )
    made = labels.label(found, "王小明")
    assert (made.name, made.pages, made.stamped) == ("*小明", 7, "2026-11-21")
    assert labels.read(made.code) == ("20261121123456", 2)


def test_a_misread_label_is_no_label():
    code = labels.encoded(Application("a", number="20261121123456", round=1))
    for place in range(len(labels.PREFIX), len(code)):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert labels.read(wrong) is None
    for other in ("", "XLBA", "6901234567892", "XLBA１２３４５６", "XLBA12"):
        assert labels.read(other) is None
