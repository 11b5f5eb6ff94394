"""Refunds: asked in the buyer's own transaction, sent under a number that never changes, settled by notice or by question."""

import datetime as dt

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay import refunds as wechatpay
from chalicelib.gateways.wechatpay.client import Code, Refused
from chalicelib.kernel import agenda, clock, facts, ids, log, refusals
from chalicelib.kernel.money import Fen
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import LostRace, Unit
from chalicelib.kernel.transport import Unanswered
from chalicelib.payments import ledger
from chalicelib.payments.models import STUCK, Order, OrderState, Refund, RefundId, RefundState
from chalicelib.payments.refused import NotRefundable
from chalicelib.payments.settings import chosen

SEND, FOLLOW = "payments.send_refund", "payments.ask_refund"
ORIGINAL_ROUTE = dt.timedelta(days=365)  # WeChat Pay's limit
GIVE_UP_AFTER = 3  # refusals that no waiting mends
HOPELESS = frozenset({Code.INVALID_REQUEST, Code.RESOURCE_NOT_EXISTS, Code.RULE_LIMIT, "PARAM_ERROR", "USER_ACCOUNT_ABNORMAL"})


def ask(unit: Unit, *, order: str, amount: Fen, reason: str, cause: str) -> str:
    """Ask for money back, in the buyer's transaction; the same cause is the same refund, and asked again changes nothing.

    Raises NotRefundable when not so much is left of what was paid. What was paid at the window goes back by hand.
    """
    refund = number_of(order, cause)
    if Refund.find(refund) is not None:
        return refund
    found = Order.find(order)
    if found is None or found.state not in (OrderState.PAID, OrderState.AT_WINDOW):
        raise NotRefundable
    if not 0 < amount <= int(found.amount) - int(found.refunded):
        raise NotRefundable
    _rows(unit, found, amount, reason, cause, condition=Order.state == found.state)
    return refund


def send_back_stray(unit: Unit, order: Order, actions: list[Action], condition: Condition) -> None:
    """Ask back, in the same transaction that books it, a payment that came when nobody could pay any more."""
    _rows(unit, order, order.fen(), "订单已关闭，款项原路退回", STRAY, condition=condition, more=actions)


STRAY = "stray"  # as a cause


def number_of(order: str, cause: str) -> RefundId:
    """The refund of that order for that cause."""
    return RefundId(ids.derived("refund", order, cause))


def _rows(
    unit: Unit, order: Order, amount: Fen, reason: str, cause: str, *, condition: Condition, more: list[Action] | None = None
) -> None:
    now, number, stray = clock.now(), int(order.refunds) + 1, cause == STRAY
    by_hand = order.state == OrderState.AT_WINDOW and not stray
    slot = max(now, clock.read(order.refund_after)) if order.refund_after else now
    refund = Refund(
        number_of(order.id, cause),
        order=order.id,
        number=number,
        purpose=order.purpose,
        reference=order.reference,
        account=order.account,
        merchant=order.merchant,
        amount=amount,
        total=order.amount,
        reason=reason,
        cause=cause,
        state=(RefundState.MANUAL if by_hand else RefundState.ASKED).value,
        paid_at=order.paid_at or clock.stamp(now),
        asked=clock.stamp(now),
    )
    free_after = slot + dt.timedelta(seconds=chosen().refunds_apart)
    actions = [Order.refunds.set(number), Order.refund_after.set(clock.stamp(free_after)), *(more or [])]
    if not stray:
        actions.append(Order.refunded.set(int(order.refunded) + amount))
    unchanged = condition & (Order.refunds == order.refunds)
    unit.update(order, actions, condition=unchanged, otherwise=refusals.Busy)
    unit.put(refund, condition=Refund.id.does_not_exist(), otherwise=refusals.Busy)
    ledger.refund_asked(unit, refund, stray=stray, at=now)
    if by_hand:
        _tell(unit, refund, RefundState.MANUAL)
    else:
        agenda.later(unit, SEND, refund.id, slot)


# ---- the worker


def send(refund_id: str, tries: int) -> bool:
    """Give it to WeChat Pay. False when it must be sent again later, under the same number."""
    refund = Refund.find(refund_id)
    if refund is None or refund.state not in (RefundState.ASKED, RefundState.WAITING_FUNDS):
        return True
    if clock.now() - clock.read(refund.paid_at) > ORIGINAL_ROUTE:
        return move(refund, RefundState.MANUAL)
    try:
        return settle(refund, wechatpay.refund(merchants.of(refund.merchant), _wanted(refund)))
    except Unanswered:
        return False
    except Refused as no:
        return _refused(refund, no, tries)


def _wanted(refund: Refund) -> wechatpay.Wanted:
    notify_url = f"{deployment().public_url}/wechatpay/notices/{refund.merchant}"
    return wechatpay.Wanted(refund.order, refund.id, refund.reason, Fen(int(refund.amount)), Fen(int(refund.total)), notify_url)


def _refused(refund: Refund, no: Refused, tries: int) -> bool:
    log.metric("RefundRefused", code=no.code)
    if no.code == Code.NOT_ENOUGH:
        move(refund, RefundState.WAITING_FUNDS)
    elif no.code in HOPELESS and tries >= GIVE_UP_AFTER and _unknown_there(refund):
        return move(refund, RefundState.MANUAL)
    return False


def _unknown_there(refund: Refund) -> bool:
    """Whether WeChat Pay surely never took it. What it did take is settled on the spot."""
    try:
        found = wechatpay.query(merchants.of(refund.merchant), refund.id)
    except (Unanswered, Refused):
        return False
    if found:
        settle(refund, found)
    return found is None


def follow(refund_id: str) -> bool:
    """Ask WeChat Pay how it stands. False when it must be asked again later: an abnormal one may still come right."""
    refund = Refund.find(refund_id)
    if refund is None or refund.state not in (RefundState.PROCESSING, RefundState.ABNORMAL):
        return True
    try:
        found = wechatpay.query(merchants.of(refund.merchant), refund.id)
    except (Unanswered, Refused):
        return False
    if found is None:
        return False
    settle(refund, found)
    return found.status in (wechatpay.RefundState.SUCCESS, wechatpay.RefundState.CLOSED)


# ---- what WeChat Pay says

THEIR_STATES = {
    wechatpay.RefundState.SUCCESS: RefundState.DONE,
    wechatpay.RefundState.PROCESSING: RefundState.PROCESSING,
    wechatpay.RefundState.ABNORMAL: RefundState.ABNORMAL,
    wechatpay.RefundState.CLOSED: RefundState.MANUAL,
}


class NotThisRefund(Exception):
    """What is told does not fit what we asked for: somebody lies, or something is very wrong."""


def settle(refund: Refund, told: wechatpay.Refunded) -> bool:
    """Take over what WeChat Pay says of a refund. Said twice, late or out of order it changes nothing. Raises NotThisRefund."""
    ours = (refund.order, refund.id, int(refund.amount), int(refund.total), told.mchid and refund.merchant)
    if ours != (told.out_trade_no, told.out_refund_no, told.amount.refund, told.amount.total, told.mchid):
        raise NotThisRefund
    return move(refund, THEIR_STATES[told.status], theirs=told.refund_id, at=told.success_time)


def move(refund: Refund, to: RefundState, *, theirs: str = "", at: dt.datetime | None = None) -> bool:
    """Change the state if it may follow, with its entry and its fact; a state that may not follow is let fall. Answers True."""
    for _ in range(3):
        if not refund.can(to):
            if to is RefundState.DONE and refund.state == RefundState.PAID_OUT:
                log.metric("RefundedTwice")  # by hand, and now by WeChat Pay too
            return True
        try:
            _move(refund, to, theirs, at or clock.now())
        except LostRace:
            refund.refresh(consistent_read=True)
        else:
            return True
    raise refusals.Busy


def _move(refund: Refund, to: RefundState, theirs: str, at: dt.datetime) -> None:
    actions: list[Action] = [Refund.state.set(to.value), Refund.version.set(int(refund.version) + 1)]
    if theirs:
        actions.append(Refund.theirs.set(theirs))
    with Unit() as unit:
        if to in (RefundState.PROCESSING, RefundState.ABNORMAL) and refund.state != RefundState.PROCESSING:
            first = clock.now() + dt.timedelta(seconds=chosen().ask_refund_after[0])
            agenda.later(unit, FOLLOW, refund.id, first)
        if to not in (RefundState.PROCESSING, RefundState.WAITING_FUNDS):
            actions.append(Refund.settled.set(clock.stamp(at)))
            _tell(unit, refund, to)
        if to is RefundState.DONE:
            ledger.refund_done(unit, refund, at)
        unit.update(refund, actions, condition=Refund.version == refund.version)


def _tell(unit: Unit, refund: Refund, state: RefundState) -> None:
    facts.tell(
        unit,
        "refund.stuck" if state in STUCK else "refund.done",
        refund.order,
        int(refund.number),
        purpose=refund.purpose,
        reference=refund.reference,
        amount=str(int(refund.amount)),
        refund=refund.id,
        cause=refund.cause,
    )
