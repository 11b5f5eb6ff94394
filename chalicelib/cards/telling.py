"""Telling a person by SMS that an account was linked, with a ticket that ends the link in one tap."""

import datetime as dt
import secrets

from chalicelib.cards import linking, patients
from chalicelib.cards.models import Holder, Link, Telling, Ticket
from chalicelib.gateways.sms import sending
from chalicelib.gateways.sms.sending import Accepted, Outcome, Refused
from chalicelib.kernel import agenda, clock, facts, ids, log, masks, refusals
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import Unit

KIND = "proxy_bound"  # of the SMS template: {1} who was linked, {2} the page that ends it
SOMEBODY = "一位微信用户"
AGAIN = "cards.telling"  # the agenda's kind
CONSUMER = "cards"
CHECKED_AFTER = dt.timedelta(minutes=10)
LASTS = dt.timedelta(days=365)
MOST_TRIES = 24
TICKET_BYTES = 16


class NoSuchTicket(refusals.NotFound):
    """Not a ticket, or one whose time is over."""

    code, message = "ticket_unknown", "链接无效或已过期，如需解除绑定，请携带证件到窗口办理"


class _NoLongerSo(Exception):
    """Another process took this over."""


def tell(fact: Fact) -> None:
    """Send the SMS of a link, once. Raises AlreadySeen when that was done before."""
    _send(fact.subject, fact.about["account"], fact.id, None)


def again(due: Due) -> None:
    """What became of an SMS: one surely not sent, or one whose process ended in the middle, is sent with a new ticket."""
    before = Ticket.find(due.subject)
    if before and before.state in {Telling.SENDING, Telling.WAITING}:
        _send(before.patient, before.account, due.id, before)


def _send(patient: str, account: str, message: str, before: Ticket | None) -> None:
    person = patients.person(PatientId(patient))
    if Link.find(account, person.id) is None:
        return  # ended meanwhile
    ticket, now = secrets.token_urlsafe(TICKET_BYTES), clock.now()
    item = Ticket(
        digest_of(ticket),
        account=account,
        patient=person.id,
        tries=int(before.tries) + 1 if before else 1,
        at=clock.stamp(now),
        until=now + LASTS,
    )
    with Unit() as unit:
        facts.once(unit, CONSUMER, message)
        unit.put(item)
        if before:
            unit.delete(before, condition=Ticket.state == before.state, otherwise=_NoLongerSo)
        agenda.later(unit, AGAIN, item.digest, now + CHECKED_AFTER)
    if person.phone is None:
        _settle(item, Telling.FAILED)
        return
    params = [_who(account), f"{deployment().public_url}/proxies/{ticket}/end"]
    _settle(item, _told(item, sending.send(KIND, person.phone, params, item.digest)))


def _who(account: str) -> str:
    """The account's owner, masked, where the account has one among its patients."""
    holder = Holder.find(account)
    return masks.name(patients.person(PatientId(holder.own)).name) if holder and holder.own else SOMEBODY


def _told(item: Ticket, outcome: Outcome) -> Telling:
    if isinstance(outcome, Accepted):
        return Telling.SENT
    if isinstance(outcome, Refused):
        return Telling.WAITING if outcome.passing and item.tries < MOST_TRIES else Telling.FAILED
    return Telling.UNKNOWN


def _settle(item: Ticket, state: Telling) -> None:
    if state is not Telling.SENT:
        log.warning("proxy_not_told", message=item.digest, state=state.value)
        log.metric("ProxyNotTold", state=state.value)
    item.update([Ticket.state.set(state.value)])


def digest_of(ticket: str) -> str:
    """Under which a ticket is kept."""
    return ids.derived("proxy-ticket", ticket)


def of_ticket(ticket: str) -> Ticket:
    """What this ticket is for. Raises NoSuchTicket."""
    found = Ticket.find(digest_of(ticket))
    if found is None or found.until <= clock.now():
        raise NoSuchTicket
    return found


def end_by_ticket(ticket: str) -> None:
    """End the link at once. Ended before, nothing happens. Raises NoSuchTicket."""
    found = of_ticket(ticket)
    link = Link.find(found.account, patients.current(PatientId(found.patient)))
    if link is None:
        return
    with Unit() as unit:
        linking.drop_link(unit, link)
        facts.tell(unit, "proxy.ended", found.digest, 1, patient=link.patient, account=link.account)
