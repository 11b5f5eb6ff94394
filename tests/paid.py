"""WeChat Pay's notice that an order was paid."""

import itertools

from chalicelib.gateways.wechatpay.orders import Amount, Payer, Trade
from chalicelib.kernel import clock
from chalicelib.kernel.money import Fen
from chalicelib.kernel.settings import deployment
from chalicelib.payments import receipts
from chalicelib.payments.models import Order

_numbers = itertools.count(1)


def notice(order_id: str) -> None:
    """It comes."""
    order = Order.get(order_id, consistent_read=True)
    order.update([Order.payer.set(receipts.digest("openid"))])
    trade = Trade(
        appid=deployment().appid,
        mchid=order.merchant,
        out_trade_no=order.id,
        trade_state="SUCCESS",
        transaction_id=f"4200{next(_numbers):024d}",
        success_time=clock.now(),
        payer=Payer(openid="openid"),
        amount=Amount(total=Fen(int(order.amount)), currency="CNY"),
    )
    receipts.accept(order, trade)
