"""Orders: opened and closed in the buyer's own transaction, prepared for the payer on request."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.accounts import identity
from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay import orders as wechatpay
from chalicelib.gateways.wechatpay.client import Code, Refused
from chalicelib.gateways.wechatpay.signing import PayParameters, pay_parameters
from chalicelib.kernel import agenda, clock, log, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.money import Fen
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.kernel.transport import Unanswered
from chalicelib.payments.models import Order, OrderId, OrderState
from chalicelib.payments.receipts import ask_wechat, digest
from chalicelib.payments.refused import CANNOT_PAY, AlreadyPaid, NotAwaiting, OrderClosed, PaymentTimeOver, WechatPaySilent
from chalicelib.payments.settings import chosen, merchant_of

__all__ = ["OrderId", "ask_close", "mine", "open_order", "prepay"]
EXPIRE, CLOSE, ASK = "payments.expire", "payments.close", "payments.ask_order"


def open_order(
    unit: Unit,
    *,
    order: OrderId,
    purpose: str,
    reference: str,
    account: AccountId,
    campus: str,
    amount: Fen,
    description: str,
    expires: dt.datetime,
) -> Order:
    """Add to the buyer's transaction an order and the end of its time. Never for nothing: fee 0 makes no order.

    Raises NoMerchant when the campus cannot be paid by WeChat.
    """
    if amount <= 0:
        msg = "an order of nothing"
        raise ValueError(msg)
    opened = Order(
        order,
        purpose=purpose,
        reference=reference,
        account=account,
        campus=campus,
        merchant=merchant_of(campus),
        appid=deployment().appid,
        amount=amount,
        description=wechatpay.shortened(description),
        opened=clock.stamp(clock.now()),
        expires=clock.stamp(expires),
    )
    unit.put(opened, condition=Order.id.does_not_exist(), otherwise=refusals.Busy)
    agenda.later(unit, EXPIRE, order, expires)
    return opened


def mine(me: Patient, order: OrderId) -> Order:
    """The caller's own order. Raises NotFound."""
    found = Order.find(order)
    if found is None or found.account != me.account:
        raise refusals.NotFound
    return found


def ask_close(unit: Unit, order: OrderId) -> None:
    """Let nobody begin to pay it, in the buyer's transaction; `payment.closed` follows when WeChat Pay says that nobody did.

    The transaction fails with NotAwaiting when it is paid, closing or closed already, or the window is at it.
    """
    actions: list[Action] = [Order.state.set(OrderState.CLOSING.value), Order.version.add(1)]
    awaiting = Order.state == OrderState.AWAITING.value
    unit.update(Order(order), actions, condition=awaiting, otherwise=NotAwaiting)
    agenda.later(unit, CLOSE, order, clock.now())


def prepay(me: Patient, order: OrderId) -> PayParameters:
    """Prepare the caller's order at WeChat Pay; what `wx.requestPayment` needs. May be asked as often as one likes.

    Raises NotFound, AlreadyPaid, BeingClosed, OrderClosed, TakenAtWindow, PaymentTimeOver, WechatPaySilent.
    """
    wanted = mine(me, order)
    openid = identity.openid_of(me.account)
    if openid is None:
        raise refusals.Unauthenticated
    _mark_prepared(me, wanted, openid)
    merchant = merchants.of(wanted.merchant)
    return pay_parameters(merchant, wanted.appid, _prepared(merchant, wanted, openid), clock.now())


def _mark_prepared(me: Patient, order: Order, openid: str) -> None:
    """Written before WeChat Pay is asked, so that closing knows that a prepay may be under way."""
    _may_pay(order)
    now = clock.now()
    actions: list[Action] = [Order.prepared.set(clock.stamp(now)), Order.payer.set(digest(openid))]
    try:
        with Unit() as unit:
            still_signed_in(unit, me)
            unit.update(order, actions, condition=Order.state == OrderState.AWAITING.value)
            if order.prepared is None:
                first = now + dt.timedelta(seconds=chosen().ask_order_after[0])
                agenda.later(unit, ASK, order.id, first)
    except LostRace:
        order.refresh(consistent_read=True)
        _may_pay(order)
        raise refusals.Busy from None


def _may_pay(order: Order) -> None:
    refusal = CANNOT_PAY.get(OrderState(order.state))
    if refusal:
        raise refusal
    if clock.read(order.expires) <= clock.now():
        raise PaymentTimeOver


def _prepared(merchant: merchants.Merchant, order: Order, openid: str) -> str:
    wanted = wechatpay.Wanted(
        appid=order.appid,
        order=order.id,
        description=order.description,
        amount=order.fen(),
        openid=openid,
        expires=clock.read(order.expires),
        notify_url=f"{deployment().public_url}/wechatpay/notices/{order.merchant}",
        attach=order.attached if len(order.attached) <= wechatpay.ATTACHED else "",
    )
    try:
        return wechatpay.prepay(merchant, wanted)
    except Unanswered:
        raise WechatPaySilent from None
    except Refused as no:
        raise _why_not(order, no) from None


def _why_not(order: Order, no: Refused) -> refusals.Refusal:
    if no.code in (Code.ORDER_PAID, Code.OUT_TRADE_NO_USED) and ask_wechat(order):
        return AlreadyPaid()
    if no.code == Code.ORDER_CLOSED:
        return OrderClosed()
    if no.code == Code.FREQUENCY_LIMITED:
        return refusals.TooMany()
    log.metric("PrepayRefused", code=no.code)
    return WechatPaySilent()
