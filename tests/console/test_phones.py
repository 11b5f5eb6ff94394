"""Reserved phones that patients ask to change from afar."""

import pytest

from chalicelib.cards.newphone import asking, steps
from chalicelib.cards.newphone.models import Change, Side, State
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import clock, ids, sealing
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from chalicelib.vault import papers
from chalicelib.vault.papers import PaperState
from tests.console import cases, people
from tests.vault import photos
from tests.vault.places import post


@pytest.fixture
def waiting(desk_world):
    """A change whose photographs lie in the vault, waiting for a decision."""
    now, change, his = clock.stamp(clock.now()), ids.new(), f"p{ids.code(6)}"
    asked = steps.Asked(
        name="林小满", kind=Identity.PASSPORT, number="E12345678", old="+8613900000000", new="+8613911113333", his_id=his
    )
    sealed = sealing.seal(Change.noun, change, "asked", asked.model_dump_json())
    item = Change(change, account=ids.new(), his=his, sealed=sealed, subject="", asked_at=now, at=now)
    with Unit() as unit:
        unit.put(item)
    with Unit() as unit:
        asking._open(unit, item)
    for side in Side:
        assert post(papers.upload_form(steps.paper(change, side)), photos.jpeg(seed=len(side))) == 204
    cases.until(lambda: steps.known(change).stands is State.SUBMITTED)
    assert {one.state for one in papers.of("cards", change)} == {PaperState.SEALED}
    return steps.known(change)


def opened(page):
    """The newest of the list, claimed."""
    page.get_by_role("link", name="预留手机号变更").click()
    page.get_by_role("row").filter(has_text="等待工作人员审核").last.get_by_role("link").click()
    page.get_by_role("heading", name="变更申请").wait_for()
    return page


def test_the_photographs_stand_beside_the_data_and_the_change_is_passed(at_desk, look_at, waiting):
    page = opened(at_desk(Role.REVIEWER))
    assert page.get_by_text("13911113333").count() == 0
    people.press(page, "领取")
    page.get_by_text("13911113333").wait_for()
    page.get_by_role("button", name="查看：手持证件照").click()
    page.get_by_role("img", name="手持证件照（带水印）").wait_for()
    look_at(page, "phone-change")
    people.press(page, "通过")
    people.confirm(page, "通过")
    people.told(page, "已通过")
    assert steps.known(waiting.id).stands in {State.APPROVED, State.AT_WINDOW, State.DONE}


def test_a_refusal_says_what_is_missing(at_desk, look_at, waiting):
    page = opened(at_desk(Role.REVIEWER))
    people.press(page, "领取")
    people.press(page, "不通过")
    people.dialog(page).get_by_label("原因").fill("手持证件照看不清证件，请在亮处重新拍摄")
    look_at(page, "phone-change-refusing")
    people.confirm(page, "不通过")
    people.told(page, "已退回申请人")
    assert steps.known(waiting.id).stands is State.REFUSED
