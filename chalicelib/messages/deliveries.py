"""What WeChat pushes about the end of a message: it settles what was unknown, and takes back what only seemed sent."""

import datetime as dt
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts import identity
from chalicelib.gateways.wechat.push import Delivered
from chalicelib.kernel import agenda, clock, facts, log
from chalicelib.kernel.tables import Unit
from chalicelib.messages import addressing, attempts, grants, lanes, recipients
from chalicelib.messages.models import Attempt, Item, Lane, Reason, State

DUE = "messages.pushed"
IN_A_WHILE = dt.timedelta(minutes=2)


class Report(NamedTuple):
    """How one message of WeChat's ended, as told by an event."""

    key: str
    recipient: str
    template: str
    message_id: str
    error: int  # 0: it reached the patient


def wechat_said(event: Delivered, now: dt.datetime) -> None:
    """Act on a pushed event, once however often it comes."""
    account = identity.account_of(event.openid)
    if account:
        settle(Report(event.key, recipients.of_account(account), event.template, event.message_id, event.error), now)


def settle(report: Report, now: dt.datetime) -> None:
    """Bring the attempt of that message to its end. While its call is still under way: again in a while.

    A message that is recorded nowhere is that of the attempt that went this way last, if its end is unknown. Raises AlreadySeen.
    """
    attempt = _of_message(report)
    if attempt is None:
        log.metric("DeliveryUnmatched")
        return
    if attempt.state == State.SENDING:
        rest = {"recipient": report.recipient, "template": report.template, "message_id": report.message_id}
        agenda.put_off(DUE, report.key, now + IN_A_WHILE, error=str(report.error), **rest)
        return
    item = Item.find(attempt.item)
    if item is None or attempt.state not in {State.SENT, State.UNKNOWN}:
        return
    with Unit() as unit:
        facts.once(unit, grants.CONSUMER, report.key)
        _settled(unit, attempt, item, report, now)


def _settled(unit: Unit, attempt: Attempt, item: Item, report: Report, now: dt.datetime) -> None:
    was_unknown = attempt.state == State.UNKNOWN
    known: list[Action] = []
    if not attempt.message_id:
        known.append(Attempt.message_id.set(report.message_id))
    if report.error:
        addressing.fall_back(unit, attempt, item, f"{Reason.NOT_DELIVERED}_{report.error}", now)
    else:
        attempts.move(unit, attempt, State.DELIVERED, now, "", *known)
    if was_unknown and report.error:
        lanes.free(unit, attempt, now)


def _of_message(report: Report) -> Attempt | None:
    """The attempt that took that lane last, if it has that id or its own is not known; else the one that has the id."""
    lane = Lane.find(report.recipient, report.template)
    last = Attempt.find(report.recipient, lane.last) if lane and lane.last else None
    if last and last.message_id == report.message_id:
        return last
    same = Attempt.message_id == report.message_id
    recorded = Attempt.query(report.recipient, filter_condition=same, scan_index_forward=False, consistent_read=True)
    return next(iter(recorded), last if last and _in_question(last) else None)


def _in_question(attempt: Attempt) -> bool:
    return attempt.state in {State.SENDING, State.UNKNOWN} or (attempt.state == State.SENT and not attempt.message_id)


def again(due: agenda.Due) -> None:
    """What was put off, read back."""
    about = due.about
    settle(Report(due.subject, about["recipient"], about["template"], about["message_id"], int(about["error"])), clock.now())
