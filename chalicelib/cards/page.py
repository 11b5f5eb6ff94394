"""The page behind the ticket in an SMS. Looking at it changes nothing: phones and SMS filters open links by themselves."""

import html

from chalicelib.cards import access, patients, telling
from chalicelib.cards.models import Level
from chalicelib.kernel import masks
from chalicelib.kernel.http import Raw
from chalicelib.kernel.ids import AccountId, PatientId

HTML = "text/html; charset=utf-8"
_PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><title>解除微信绑定</title><style>
body{{font:18px/1.7 -apple-system,"Noto Sans SC","Noto Sans CJK SC",sans-serif;margin:0 auto;padding:32px 20px;max-width:32em;color:#1d2129}}
button{{font-size:20px;width:100%;padding:16px;border:0;border-radius:8px;background:#c9302c;color:#fff}}</style>
<h1>解除微信绑定</h1>{body}</html>"""
_ASK = """<p>有微信用户将就诊人 <b>{name}</b> 添加到了自己的账号，可代为查看和预约挂号。</p>
<p>如果您不认识对方或不同意，请点击下方按钮，对方将立即失去权限。</p>
<form method="post"><button type="submit">立即解除</button></form><p>如果您同意，无需任何操作。</p>"""
_ENDED = "<p>绑定已解除，对方已不能再查看或代办您的业务。</p><p>如有疑问，请联系医院服务台。</p>"
_UNKNOWN = "<p>{message}</p>"


def ask(ticket: str) -> Raw:
    """Who is meant, and the one button."""
    try:
        found = telling.of_ticket(ticket)
    except telling.NoSuchTicket as refused:
        return _answer(refused.status, _UNKNOWN.format(message=refused.message))
    person = patients.person(PatientId(found.patient))
    if not access.allowed(AccountId(found.account), person.id, Level.SEE):
        return _answer(200, _ENDED)
    return _answer(200, _ASK.format(name=html.escape(masks.name(person.name))))


def end(ticket: str) -> Raw:
    """The button was tapped: the link ends now."""
    try:
        telling.end_by_ticket(ticket)
    except telling.NoSuchTicket as refused:
        return _answer(refused.status, _UNKNOWN.format(message=refused.message))
    return _answer(200, _ENDED)


def _answer(status: int, body: str) -> Raw:
    return Raw(status, _PAGE.format(body=body), HTML)
