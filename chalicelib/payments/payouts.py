"""Refunds that WeChat Pay cannot carry out are paid out by hand: by two people, both in the audit log."""

from pynamodb.expressions.update import Action

from chalicelib.kernel import audit, clock, facts, refusals
from chalicelib.kernel.tables import Unit
from chalicelib.payments import ledger
from chalicelib.payments.models import Refund, RefundId, RefundState
from chalicelib.payments.refused import NotStuck, TwoPeople


def record_manual_payout(first: str, second: str, refund: RefundId, reason: str) -> None:
    """Write down that this stuck refund was paid out by hand, `first` paying and `second` confirming.

    Raises TwoPeople when they are the same person, NotStuck when the refund needs no hand (any more), NotFound.
    """
    people = {first.strip().casefold(), second.strip().casefold()}
    if "" in people or len(people) != 2:  # noqa: PLR2004 - two people
        raise TwoPeople
    found = Refund.find(refund)
    if found is None:
        raise refusals.NotFound
    if not found.can(RefundState.PAID_OUT):
        raise NotStuck
    now = clock.now()
    actions: list[Action] = [
        Refund.state.set(RefundState.PAID_OUT.value),
        Refund.version.set(int(found.version) + 1),
        Refund.settled.set(clock.stamp(now)),
    ]
    with Unit() as unit:
        unit.update(found, actions, condition=Refund.version == found.version, otherwise=NotStuck)
        ledger.refund_paid_out(unit, found, now)
        about = {"reference": found.reference, "amount": str(int(found.amount)), "refund": found.id, "cause": found.cause}
        facts.tell(unit, "refund.done", found.order, int(found.number), purpose=found.purpose, **about)
        audit.write(unit, first, "refund.paid_out", found.id, reason)
        audit.write(unit, second, "refund.payout_confirmed", found.id, reason)
