"""What patients and WeChat Pay call."""

import json

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Anyone, Raw, Request, Routes
from chalicelib.payments import history, notices, orders, views
from chalicelib.payments.models import OrderId

routes = Routes(__name__)
TAKEN = Raw(204)


@routes.post("/orders/{order}/prepay", who=Patient)
def prepay(me: Patient, order: OrderId) -> views.PayParametersView:
    """Prepare the order for payment; again and again if need be."""
    return views.parameters(orders.prepay(me, order))


@routes.get("/orders/{order}", who=PresentPatient)
def show_order(me: PresentPatient, order: OrderId) -> views.OrderView:
    """How the order stands."""
    return views.order(orders.mine(me, order))


@routes.get("/payments", who=PresentPatient, query=views.Wanted)
def show_payments(me: PresentPatient, wanted: views.Wanted) -> views.MovementsView:
    """Payments and refunds of a period."""
    return views.movements(history.of(me.account, wanted.period))


@routes.callback("POST", "/wechatpay/notices/{merchant}")
def notice(_: Anyone, merchant: str, request: Request) -> Raw:
    """A notice of a payment or a refund."""
    try:
        notices.receive(merchant, request.headers, request.body)
    except refusals.Refusal as refusal:
        return Raw(refusal.status, json.dumps({"code": "FAIL", "message": "失败"}, ensure_ascii=False))
    return TAKEN
