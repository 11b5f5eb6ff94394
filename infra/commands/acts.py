"""Acts of staff and administrators, until staff have a console of their own: each calls the room's deed with who and why."""

from argparse import ArgumentParser, Namespace

from chalicelib.accounts import blocking
from chalicelib.kernel.ids import AccountId
from chalicelib.messages import explaining
from chalicelib.payments import payouts, window
from chalicelib.payments.models import OrderId, RefundId
from chalicelib.registration import stopping
from chalicelib.registration.models import ClinicId


def signed(parser: ArgumentParser) -> None:
    """Who acts, and why: both go into the audit log."""
    parser.add_argument("--by", required=True, help="the staff number of whoever acts")
    parser.add_argument("--reason", required=True, help="why; no patient's data")


def add_clinic(parser: ArgumentParser) -> None:
    """Commands about clinics."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("stop", help="stop a clinic: every patient is told and refunded")
    deed.add_argument("clinic")
    signed(deed)
    deed.set_defaults(run=_stop)


def _stop(asked: Namespace) -> int:
    stopping.stop(asked.by, ClinicId(asked.clinic), asked.reason)
    print("stopped; patients are being told and refunded")
    return 0


def add_account(parser: ArgumentParser) -> None:
    """Commands about accounts."""
    deeds = parser.add_subparsers(required=True)
    for name, act in (("block", blocking.block), ("unblock", blocking.unblock)):
        deed = deeds.add_parser(name)
        deed.add_argument("account")
        signed(deed)
        deed.set_defaults(run=_account, act=act)


def _account(asked: Namespace) -> int:
    asked.act(asked.by, AccountId(asked.account), asked.reason)
    print("done")
    return 0


def add_refund(parser: ArgumentParser) -> None:
    """Commands about refunds."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("paid-out", help="a stuck refund was paid out by hand: by one person, confirmed by another")
    deed.add_argument("refund")
    deed.add_argument("--confirmed-by", required=True)
    signed(deed)
    deed.set_defaults(run=_paid_out)


def _paid_out(asked: Namespace) -> int:
    payouts.record_manual_payout(asked.by, asked.confirmed_by, RefundId(asked.refund), asked.reason)
    print("written down")
    return 0


def add_order(parser: ArgumentParser) -> None:
    """Commands about orders."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("window", help="the window wants to take the money: close the order at WeChat Pay first")
    deed.add_argument("order")
    deed.add_argument("--by", required=True, help="the staff number at the window")
    deed.set_defaults(run=_window)


def _window(asked: Namespace) -> int:
    window.take_at_window(asked.by, OrderId(asked.order))
    print("nobody can pay it by WeChat any more: take the money now")
    return 0


def add_message(parser: ArgumentParser) -> None:
    """Commands about messages."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("explain", help="why a message was sent or not")
    deed.add_argument("message")
    deed.set_defaults(run=_explain)


def _explain(asked: Namespace) -> int:
    told = explaining.explain(asked.message)
    print(f"{told.kind} of {told.reference} for {told.day}, told {told.told}, urgent {told.urgent}, addressed {told.addressed}")
    for one in told.tries:
        print(f"  {one.channel} to {one.recipient}: {one.state} {one.reason}")
        print(*(f"    {step}" for step in one.steps), sep="\n")
    return 0
