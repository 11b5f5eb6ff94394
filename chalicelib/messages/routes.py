"""What patients call about messages, and what WeChat pushes."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.gateways.wechat import push
from chalicelib.kernel import clock, log
from chalicelib.kernel.http import Anyone, Raw, Request, Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.messages import asking, calls, deliveries, grants, history, views

routes = Routes(__name__)

TEXT = "text/plain"


@routes.get("/me/subscriptions", who=PresentPatient, query=views.Asking)
def show_templates(me: PresentPatient, asked: views.Asking) -> views.SubscriptionsView:
    """Which templates to ask for on a tap."""
    now = clock.now()
    return views.SubscriptionsView(templates=asking.templates_for(me.account, asked.journey), asked=now)


@routes.get("/me/templates", who=PresentPatient)
def show_standing(me: PresentPatient) -> views.TemplatesView:
    """Every kind of message by WeChat, and how many more of it I take."""
    now = clock.now()
    return views.standing(asking.standings(me.account), now)


@routes.post("/me/subscriptions", who=Patient, body=views.Results, once=True)
def keep_results(me: Patient, told: views.Results, once: Once) -> None:
    """What the patient answered on a tap."""
    grants.client_said(me, told.asked, dict(told.results), once)


@routes.get("/messages", who=PresentPatient, query=views.HistoryQuery)
def show_history(me: PresentPatient, wanted: views.HistoryQuery) -> views.HistoryView:
    """What this account was told."""
    return views.shown(history.page(me.account, wanted.after))


@routes.post("/messages/{message}", who=PresentPatient)
def note_opened(me: PresentPatient, message: str) -> None:
    """I have opened a message, or came by tapping on it in WeChat."""
    calls.opened(me.account, message)


@routes.callback("GET", "/wechat/push")
def prove_address(_: Anyone, request: Request) -> Raw:
    """WeChat checks that this address is ours."""
    try:
        return Raw(200, push.verify(request.query), TEXT)
    except push.Forged:
        return _forged()


@routes.callback("POST", "/wechat/push")
def hear(_: Anyone, request: Request) -> Raw:
    """WeChat tells what patients allow and what reached them. Anything but `success` makes it come again."""
    try:
        events = push.events(request.query, request.body)
    except push.Forged:
        return _forged()
    except push.Unreadable:
        log.metric("WechatPushUnreadable")
        return Raw(200, push.ANSWER, TEXT)  # it will not be more readable the next time
    for event in events:
        if isinstance(event, push.Answered):
            grants.wechat_said(event)
        else:
            deliveries.wechat_said(event, clock.now())
    return Raw(200, push.ANSWER, TEXT)


def _forged() -> Raw:
    log.metric("WechatPushForged")
    return Raw(403, "", TEXT)
