"""What payments refuse, in the patient's words."""

from chalicelib.kernel import refusals
from chalicelib.payments.models import OrderState


class AlreadyPaid(refusals.Conflict):
    """Paid by WeChat."""

    code, message = "order_paid", "该订单已支付成功，无需重复支付"


class BeingClosed(refusals.Conflict):
    """Its time is over or it was cancelled; what WeChat Pay says is not known yet."""

    code, message = "order_closing", "该订单正在关闭，请稍候刷新查看结果"


class OrderClosed(refusals.Conflict):
    """Nobody can pay it any more."""

    code, message = "order_closed", "该订单已关闭，如仍需办理请重新下单"


class NotAwaiting(refusals.Conflict):
    """It does not wait for payment any more."""

    code, message = "order_not_awaiting", "该订单已支付或正在处理，请刷新查看最新状态"


class TakenAtWindow(refusals.Conflict):
    """The window takes the money."""

    code, message = "order_at_window", "该订单已在窗口缴费，无需再用微信支付"


class PaymentTimeOver(refusals.Conflict):
    """The time to pay has run out."""

    code, message = "payment_time_over", "支付时间已过，该订单即将关闭，如仍需办理请重新下单"


class WechatPaySilent(refusals.Unavailable):
    """WeChat Pay gives no usable answer."""

    code, message = "wechatpay_unavailable", "微信支付暂时没有响应，请稍后再试一次；如急需办理，可到窗口缴费"


class WindowMustWait(refusals.Unavailable):
    """WeChat Pay has not said that the order is closed."""

    code, message = "window_must_wait", "微信订单尚未确认关闭，请先不要收款，稍后再试一次"


class NotRefundable(refusals.Conflict):
    """Nothing was paid, or nothing of it is left."""

    code, message = "not_refundable", "该订单没有可退的金额，请刷新查看退款记录"


class TwoPeople(refusals.Invalid):
    """A payout by hand needs two of the staff."""

    code, message = "two_people", "人工退款须由两名工作人员共同确认"


class NotStuck(refusals.Conflict):
    """This refund needs no payout by hand, or had it."""

    code, message = "refund_not_stuck", "该笔退款无需人工支付，请刷新查看最新状态"


CANNOT_PAY: dict[OrderState, type[refusals.Refusal]] = {
    OrderState.PAID: AlreadyPaid,
    OrderState.CLOSING: BeingClosed,
    OrderState.CLOSED: OrderClosed,
    OrderState.AT_WINDOW: TakenAtWindow,
}
