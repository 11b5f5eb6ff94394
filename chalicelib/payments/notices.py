"""WeChat Pay's notices of payments and refunds: verified, compared with what we know, and acted on once."""

from collections.abc import Mapping
from http import HTTPStatus

from chalicelib.gateways.wechatpay import merchant as merchants
from chalicelib.gateways.wechatpay.notices import open_notice
from chalicelib.gateways.wechatpay.orders import Trade
from chalicelib.gateways.wechatpay.refunds import Refunded
from chalicelib.gateways.wechatpay.verifying import Probe, Unverified
from chalicelib.kernel import clock, log, refusals
from chalicelib.payments import receipts, refunds
from chalicelib.payments.models import Refund
from chalicelib.payments.settings import is_ours


class NoticeRefused(refusals.Refusal):
    """Not taken: WeChat Pay comes again with it, if it was WeChat Pay."""

    message = "失败"

    def __init__(self, status: int, code: str) -> None:
        """Say why, to ourselves: the caller is told nothing."""
        self.status, self.code = status, code
        super().__init__()


def receive(mchid: str, headers: Mapping[str, str], body: bytes) -> None:
    """Take a notice, or raise NoticeRefused. What is not shown to be true changes nothing; what is told twice is done once."""
    if not is_ours(mchid):
        raise _refused(HTTPStatus.NOT_FOUND, "unknown_merchant")
    merchant = merchants.of(mchid)
    try:
        told = open_notice(merchant, headers, body, clock.now())
    except Probe as probe:
        log.info("notice_probe")
        raise NoticeRefused(probe.status, probe.code) from None
    except Unverified as untruth:
        raise _refused(untruth.status, untruth.code) from None
    if told is None:
        log.metric("NoticeOfUnknownKind")
        return
    if told.mchid != mchid:
        raise _lie("of_another_merchant")
    _act(told)


def _act(told: Trade | Refunded) -> None:
    try:
        if isinstance(told, Trade):
            receipts.take(told)
        else:
            _refund(told)
    except receipts.NotThisOrder:
        raise _lie("not_this_order") from None
    except refunds.NotThisRefund:
        raise _lie("not_this_refund") from None


def _refund(told: Refunded) -> None:
    refund = Refund.find(told.out_refund_no)
    if refund is None:
        raise _lie("unknown_refund")
    refunds.settle(refund, told)


def _refused(status: int, code: str) -> NoticeRefused:
    log.metric("NoticeRefused", code=code)
    return NoticeRefused(status, code)


def _lie(code: str) -> NoticeRefused:
    """Signed by WeChat Pay, and not true of our books: somebody must look."""
    log.metric("LyingNotice", code=code)
    return NoticeRefused(HTTPStatus.CONFLICT, code)
