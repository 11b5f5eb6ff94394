"""Adds up: places, money, messages, the HIS and we. `python -m sandbox.auditor [FOLDER]` says what is wrong, exit code 1.

Reads all tables and the played parties' own books. Meant for a world at rest: `unfinished` names what is still under way.
"""

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from chalicelib.cards import auditor as cards
from chalicelib.chat import auditor as chat
from chalicelib.copies import auditor as copies
from chalicelib.copies.given.models import Invoice, InvoiceState
from chalicelib.copies.models import Application
from chalicelib.copies.parcels import ParcelState
from chalicelib.copies.states import LIST_OF, WorkList
from chalicelib.education import auditor as education
from chalicelib.feedback import auditor as feedback
from chalicelib.followup import auditor as followup
from chalicelib.gateways.his import systems
from chalicelib.kernel import ids
from chalicelib.messages import auditor as messages
from chalicelib.messages.models import Attempt, State
from chalicelib.messages.outbox import Kind
from chalicelib.payments import auditor as payments
from chalicelib.payments.models import Order, OrderState, Refund, RefundState
from chalicelib.registration import auditor as registration
from chalicelib.registration.models import Delivery as ToHis
from chalicelib.registration.models import Registration
from chalicelib.registration.states import OVER
from chalicelib.registration.states import State as Stands
from infra.stores import FAILED_JOBS
from sandbox import hurry, web
from sandbox.books import Books, Json
from sandbox.world import FOLDER, WHERE

PAID_THERE = {"SUCCESS", "REFUND"}
SENT = {State.SENT, State.DELIVERED}
UNSURE = {State.UNKNOWN, State.SENDING, State.REFUSED, State.FALLEN_BACK}  # WeChat may have shown it and said otherwise later
HURRIED = (  # what may come before its time: its consumers look at the state of things, not at the clock
    "payments.expire",
    "payments.close",
    "payments.ask_order",
    "payments.send_refund",
    "payments.ask_refund",
    "registration.deliver",
    "registration.stop_on",
    "cards.request",
    "copies.check",
    "copies.settle_parcel",
    "copies.abandon_parcel",
    "copies.settle_invoice",
)
UNDER_WAY = {RefundState.ASKED, RefundState.WAITING_FUNDS, RefundState.PROCESSING}


def problems(books: Books) -> list[str]:
    """What does not add up, in words."""
    rooms = (registration, copies, followup, feedback, chat, education, cards, payments, messages)
    ours = [problem for room in rooms for problem in room.problems()]
    theirs = [*_money(books), *_refunds(books), *_told(books), *_short(books), *_hospital(books)]
    return [*ours, *theirs, *_parcels(books), *_invoices(books)]


def unfinished(books: Books) -> list[str]:
    """What is under way: not wrong, if it does not stay so. A job that was given up is rung again by its schedule."""
    found = [f"in {queue}: {body}" for queue, body in books.waiting() if not queue.endswith(FAILED_JOBS)]
    found += [f"order {one.id} is {one.state}" for one in Order.scan(consistent_read=True) if one.state == OrderState.CLOSING]
    found += [f"refund {one.id} is {one.state}" for one in Refund.scan(consistent_read=True) if one.state in UNDER_WAY]
    behind = [one.registration for one in ToHis.scan(consistent_read=True) if int(one.delivered) < int(one.wanted)]
    found += [f"registration {one} is not at the HIS as it is" for one in behind]
    return found + list(_copies_under_way())


def _copies_under_way() -> Iterator[str]:
    for one in Application.scan(consistent_read=True):
        if LIST_OF[one.stands] is WorkList.MACHINE:
            yield f"application {one.id} is {one.state}"
        if one.parcel.get("state") == ParcelState.ORDERING:
            yield f"the courier of application {one.id} is being ordered"
    for bill in Invoice.scan(consistent_read=True):
        if bill.state in (InvoiceState.ISSUING, InvoiceState.FLUSHING):
            yield f"invoice {bill.number} is {bill.state}"


# ---- money: our orders and WeChat Pay's
def _money(books: Books) -> Iterator[str]:
    theirs, ours = books.orders(), {one.id: one for one in Order.scan(consistent_read=True)}
    for number, one in theirs.items():
        order = ours.get(number)
        if order is None:
            yield f"WeChat Pay has an order {number} that we do not know"
        elif int(order.amount) != one["asked"]["amount"]["total"]:
            yield f"order {number}: {int(order.amount)} with us, {one['asked']['amount']['total']} at WeChat Pay"
        elif (one["state"] in PAID_THERE) != (order.state == OrderState.PAID or order.stray is not None):
            yield f"order {number}: {order.state} with us, {one['state']} at WeChat Pay"
    for number, order in ours.items():
        if order.state == OrderState.PAID and number not in theirs:
            yield f"order {number} is paid with us, and WeChat Pay does not know it"
        if order.state == OrderState.CLOSED and number in theirs and theirs[number]["state"] == "NOTPAY":
            yield f"order {number} is closed with us and can be paid at WeChat Pay"


def _refunds(books: Books) -> Iterator[str]:
    theirs, ours = books.refunds(), {one.id: one for one in Refund.scan(consistent_read=True)}
    for number, one in theirs.items():
        refund = ours.get(number)
        if refund is None:
            yield f"WeChat Pay made a refund {number} that we do not know"
        elif int(refund.amount) != one["asked"]["amount"]["refund"] or refund.order != one["out_trade_no"]:
            yield f"refund {number} is another one at WeChat Pay"
        elif refund.state == RefundState.DONE and one["state"] != "SUCCESS":
            yield f"refund {number} is done with us, {one['state']} at WeChat Pay"
    for number in (name for name, one in ours.items() if one.state == RefundState.DONE):
        if number not in theirs:
            yield f"refund {number} is done with us, and WeChat Pay does not know it"
    back: Counter[str] = Counter()
    for one in theirs.values():
        back[one["out_trade_no"]] += one["asked"]["amount"]["refund"]
    for number, amount in back.items():
        if amount > books.orders()[number]["asked"]["amount"]["total"]:
            yield f"order {number}: WeChat Pay gave back more than was paid"


# ---- messages: our attempts and what arrived
def _told(books: Books) -> Iterator[str]:
    arrived = books.messages()
    attempts = [one for one in Attempt.scan(consistent_read=True) if one.channel == "wechat"]
    known = {one.message_id: one for one in attempts if one.message_id}
    yield from (
        f"message {number} of {one.key} never arrived at WeChat" for number, one in known.items() if number not in arrived
    )
    unknown = sum(1 for number in arrived if number not in known)
    unsure = sum(1 for one in attempts if one.state in UNSURE and not one.message_id)
    if unknown > unsure:
        yield f"WeChat brought {unknown} messages that no attempt accounts for, {unsure} attempts are unsure"
    for one in attempts:
        if one.state in SENT and not one.message_id:
            yield f"attempt {one.key} is {one.state}, and no message of WeChat's is known for it"


def _short(books: Books) -> Iterator[str]:
    kinds = {kind.value for kind in Kind}
    news = [one for one in books.short_messages() if one["kind"] in kinds]
    for (item, _), times in Counter((one["context"], one["phone"]) for one in news).items():
        if times > 1:
            yield f"news {item} came {times} times to one phone"
    arrived = len(news)
    states = Counter(State(one.state) for one in Attempt.scan(consistent_read=True) if one.channel == "sms")
    sure, most = sum(states[one] for one in SENT), sum(states[one] for one in SENT | UNSURE)
    if not sure <= arrived <= most:
        yield f"{arrived} short messages arrived, {sure} to {most} were sent"


# ---- the HIS: its appointments and our registrations
def _hospital(books: Books) -> Iterator[str]:
    theirs: dict[str, Json] = {}
    for one in books.appointments():
        number = next((known["value"] for known in one.get("identifier", []) if known["system"] == systems.REGISTRATION), None)
        if number in theirs:
            yield f"the HIS holds registration {number} twice"
        if number:
            theirs[number] = one
    ours = {one.id: one for one in Registration.scan(consistent_read=True)}
    yield from (f"the HIS holds registration {number}, which we do not know" for number in theirs.keys() - ours.keys())
    for number, registered in ours.items():
        status = theirs[number]["status"] if number in theirs else None
        if registered.stands in OVER and status not in {None, "cancelled", "entered-in-error"}:
            yield f"registration {number} is {registered.state} with us, {status} at the HIS"
        if registered.stands is Stands.CONFIRMED and status != "booked":
            yield f"registration {number} is confirmed with us, {status} at the HIS"
    held = Counter(slot for one in theirs.values() if one["status"] == "booked" for slot in _slots(one))
    yield from (f"the HIS has {times} appointments in {slot}" for slot, times in held.items() if times > 1)


def _slots(appointment: Json) -> list[str]:
    return [slot["reference"] for slot in appointment.get("slot", [])]


# ---- record copies: SF's orders, the platform's invoices, and our applications
def _parcels(books: Books) -> Iterator[str]:
    theirs, ours = books.book("express", "orders"), list(Application.scan(consistent_read=True))
    numbers = {ids.derived("parcel", one.id, str(nth)) for one in ours for nth in range(1, int(one.parcel.get("tries", 0)) + 1)}
    yield from (f"SF has an order {number} that we do not know" for number in theirs.keys() - numbers)
    for one in ours:
        order, waybill = one.parcel.get("order"), one.parcel.get("waybill")
        if order and waybill and theirs.get(order, {}).get("waybill") != waybill:
            yield f"application {one.id}: waybill {waybill} is not that of SF's order"


def _invoices(books: Books) -> Iterator[str]:
    theirs, ours = books.book("invoices", "bills"), {one.number: one for one in Invoice.scan(consistent_read=True)}
    yield from (f"the platform has an invoice {number} that we do not know" for number in theirs.keys() - ours.keys())
    for number, one in ours.items():
        if one.state == InvoiceState.ISSUED and number not in theirs:
            yield f"invoice {number} is issued with us, and the platform does not know it"
    live = Counter(one.application for one in ours.values() if one.state != InvoiceState.FLUSHED)
    yield from (f"application {number} has {times} invoices" for number, times in live.items() if times > 1)


def settle(books: Books, seconds: float) -> None:
    """Let everything under way come to its end, the waiting times cut short."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for kind in HURRIED:
            hurry.bring_forward(kind)
        if not unfinished(books):
            return
        time.sleep(0.5)


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description="whether a world adds up")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--settle", type=float, default=0, help="seconds to let what is under way come to its end")
    options = parser.parse_args()
    os.environ.update(json.loads((options.folder / WHERE).read_text())["environment"])
    books = Books(options.folder)
    settle(books, options.settle)
    wrong = problems(books)
    left = [f"still under way: {one}" for one in unfinished(books)]
    if left:
        depths = web.get(os.environ["AWS_ENDPOINT_URL_SQS"] + "/_depths")
        left += [f"{queue}: {here} wait, {out} are handed out" for queue, (here, out) in depths.items() if here or out]
    print("\n".join([*wrong, *left]) or "everything adds up")
    return 1 if wrong or (left and options.settle) else 0


if __name__ == "__main__":
    sys.exit(main())
