"""Sending one subscribe message, and what came of it."""

from typing import NamedTuple

from chalicelib.gateways.wechat import client, fields
from chalicelib.gateways.wechat.errors import Cause, WechatRefused
from chalicelib.kernel import log, transport


class Sent(NamedTuple):
    """WeChat took it. Whether it reached the patient is told by a pushed event with this id, where WeChat gave one."""

    message_id: str | None


class Refused:
    """The patient takes no (more) messages of this template: the grant is used up or withdrawn. Fall back."""


class NoSuchUser:
    """WeChat does not know this openid here. Drop."""


class Retry(NamedTuple):
    """Surely not sent, for a passing reason. Try again later, with jitter."""

    reason: str


class Misconfigured(NamedTuple):
    """Surely not sent: template, page, content or rights are wrong. An alarm is out; trying again helps nothing."""

    reason: str


class Unknown(NamedTuple):
    """No usable answer: it may have been sent. Only a pushed event tells."""

    reason: str


Outcome = Sent | Refused | NoSuchUser | Retry | Misconfigured | Unknown


def send(openid: str, template: str, values: dict[str, str], page: str = "") -> Outcome:
    """Send one message: `values` by the template's keys (`thing1`), made to fit by rule. Raises nothing of WeChat's."""
    try:
        data = fields.fit(values)
    except fields.FieldUnfit as error:
        log.warning("wechat_field_unfit", template=template, field=error.key)
        log.metric("WechatSetup", api="subscribe")
        return Misconfigured(f"field_{error.key}")
    document: client.Document = {"touser": openid, "template_id": template, "data": data, "lang": "zh_CN"}
    if page:
        document["page"] = page
    try:
        answer = client.post("/cgi-bin/message/subscribe/send", document)
    except WechatRefused as error:
        return outcome(error)
    except transport.Unanswered as error:
        return Unknown(str(error)) if error.sent else Retry(str(error))
    message_id = answer.get("msgid")
    return Sent(None if message_id is None else str(message_id))


def outcome(error: WechatRefused) -> Outcome:
    """What an error code means for a message."""
    reason = f"errcode_{error.errcode}"
    if error.cause == Cause.REFUSED:
        return Refused()
    if error.cause == Cause.USER:
        return NoSuchUser()
    if error.cause in {Cause.PASSING, Cause.TOKEN}:
        return Retry(reason)
    return Misconfigured(reason)
