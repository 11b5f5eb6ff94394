"""The cashier: what waits at the till, taken, given back, opened again."""

from chalicelib.copies import bills
from chalicelib.copies.models import Application, Bill
from chalicelib.copies.states import Money, State
from chalicelib.kernel.tables import Unit
from chalicelib.staff.roles import Role
from tests.console import cases, people


def test_the_cashier_finds_the_bill_takes_the_money_and_it_leaves_the_list(at_desk, look_at):
    made = cases.with_bill(State.AWAITING_PAYMENT)
    page = at_desk(Role.CASHIER, name="何收费")
    row = page.get_by_role("row").filter(has_text=made.number)
    row.get_by_text("42.00 元").wait_for()
    look_at(page, "till")
    row.get_by_role("link").click()
    page.get_by_role("button", name="已收款").wait_for()
    look_at(page, "bill")
    people.press(page, "已收款")
    people.told(page, "已办理")
    assert cases.now(made) is State.TO_COPY
    page.get_by_role("link", name="我的待办").click()
    page.get_by_role("heading", name="待收退费用").wait_for()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("row").filter(has_text=made.number).count() == 0


def test_what_is_owed_back_is_on_the_list_and_is_paid_out_once(at_desk, look_at):
    made = cases.with_bill(State.COPYING)
    (bill,) = Bill.query(made.id)
    with Unit() as unit:
        unit.update(bill, [Bill.state.set("paid")])
        unit.update(made, [Application.paid.set(4200), Application.money.set(Money.REFUNDING.value)])
    (bill,) = Bill.query(made.id)
    with Unit() as unit:
        unit.update(made, bills.give_back(unit, Application.get(made.id), 1000, "surplus"))
    page = at_desk(Role.CASHIER)
    row = page.get_by_role("row").filter(has_text=made.number)
    row.get_by_text("10.00 元").wait_for()
    row.get_by_role("link").click()
    people.press(page, "已退款")
    people.told(page, "已办理")
    page.get_by_text("10.00 元 / 10.00 元").wait_for()
    look_at(page, "paid-back")
    assert page.get_by_role("button", name="已退款").count() == 0


def test_an_empty_till_says_so(at_desk, look_at):
    page = at_desk(Role.CASHIER)
    page.get_by_label("院区").select_option("west")
    page.get_by_text("没有待收或待退的费用").wait_for()
    look_at(page, "till-empty")
