"""What goes in and out at this room's edge."""

from pydantic import Field

from chalicelib.gateways.wechatpay.signing import PayParameters
from chalicelib.kernel.http import Query, View
from chalicelib.kernel.money import Fen, yuan
from chalicelib.payments.history import Movement, Period
from chalicelib.payments.models import Order, OrderState, RefundState

ORDER_WORDS = {
    OrderState.AWAITING: "待支付",
    OrderState.CLOSING: "正在关闭",
    OrderState.CLOSED: "已关闭",
    OrderState.PAID: "已支付",
    OrderState.AT_WINDOW: "已在窗口缴费",
}
MOVEMENT_WORDS = {
    "paid": "微信支付",
    "window": "窗口缴费",
    "stray": "订单关闭后的支付，款项原路退回",
    RefundState.ASKED: "退款已受理",
    RefundState.WAITING_FUNDS: "退款处理中，到账可能稍晚",
    RefundState.PROCESSING: "退款处理中，将原路退回",
    RefundState.DONE: "已退款，原路退回",
    RefundState.ABNORMAL: "退款受阻，工作人员将与您联系",
    RefundState.MANUAL: "需人工退款，工作人员将与您联系",
    RefundState.PAID_OUT: "已人工退款",
}


class PayParametersView(View):
    """Given to `wx.requestPayment` as it is."""

    appId: str  # noqa: N815 - WeChat's names
    timeStamp: str  # noqa: N815
    nonceStr: str  # noqa: N815
    package: str
    signType: str  # noqa: N815
    paySign: str  # noqa: N815


class OrderView(View):
    """One order."""

    id: str
    state: OrderState
    words: str
    description: str
    amount: int = Field(description="fen")
    amount_words: str
    expires: str
    paid_at: str | None
    refunded: int = Field(description="fen asked back so far")
    purpose: str
    reference: str


class Wanted(Query):
    """How far back."""

    period: Period = Period.MONTH


class MovementView(View):
    """One payment or refund."""

    at: str
    what: str = Field(description="payment or refund")
    order: str
    refund: str | None
    purpose: str
    reference: str
    description: str
    reason: str
    amount: int = Field(description="fen")
    amount_words: str
    state: str
    words: str


class MovementsView(View):
    """Newest first."""

    payments: list[MovementView]


def parameters(given: PayParameters) -> PayParametersView:
    """In WeChat's own spelling."""
    return PayParametersView(
        appId=given.app_id,
        timeStamp=given.time_stamp,
        nonceStr=given.nonce_str,
        package=given.package,
        signType=given.sign_type,
        paySign=given.pay_sign,
    )


def order(one: Order) -> OrderView:
    """An order as its owner sees it."""
    state = OrderState(one.state)
    return OrderView(
        id=one.id,
        state=state,
        words=ORDER_WORDS[state],
        description=one.description,
        amount=one.fen(),
        amount_words=yuan(one.fen()),
        expires=one.expires,
        paid_at=one.paid_at,
        refunded=int(one.refunded),
        purpose=one.purpose,
        reference=one.reference,
    )


def movements(all_: list[Movement]) -> MovementsView:
    """The history."""
    return MovementsView(payments=[_movement(one) for one in all_])


def _movement(one: Movement) -> MovementView:
    return MovementView(
        at=one.at,
        what="refund" if one.refund else "payment",
        order=one.order.id,
        refund=one.refund.id if one.refund else None,
        purpose=one.order.purpose,
        reference=one.order.reference,
        description=one.order.description,
        reason=one.refund.reason if one.refund else "",
        amount=one.amount,
        amount_words=yuan(Fen(one.amount)),
        state=one.how,
        words=MOVEMENT_WORDS[one.how],
    )
