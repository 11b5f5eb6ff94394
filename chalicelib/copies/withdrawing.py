"""The end by the applicant's own wish, or because the right to apply ended: what was not used goes back."""

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.copies import bills, deeds, pricing, records, refused, rules, scheduling, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.states import HALTABLE, WITHDRAWABLE, Money, State
from chalicelib.kernel import facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit

CONSUMER = "copies.ending"


def withdraw(me: Patient, application: str, once: Once) -> Application:
    """Withdraw, until the copies are handed over. Before copying it is free; after it the copying is kept ⚙, the rest goes back.

    Raises NotWithdrawable; NotAwaiting while it is being paid at this very moment.
    """
    found = records.mine(me, application)
    if deeds.done_before(found, once, WITHDRAWABLE, refused.NotWithdrawable):
        return found
    with deeds.deed(me, found, once, still_signed_in) as unit:
        end(unit, found, by=transitions.APPLICANT)
    return records.known(found.id)


def end(unit: Unit, found: Application, *, by: str) -> None:
    """Withdrawn: an open bill is closed, what was paid and not used is asked back, a promised half hour is free again."""
    if bill := bills.still_open(found.id):
        bills.close(unit, found, bill)
    back, money = _back(unit, found, found.stands, "withdrawn")
    let_go = scheduling.let_go(unit, found)
    transitions.step(unit, found, State.WITHDRAWN, *back, *let_go, by=by, money=money)


def refunds_of(fact: Fact) -> None:
    """Staff ended it: what was paid and not used goes back, once."""
    found = records.known(fact.subject)
    was = State(fact.about["was"])
    before = State(found.halted_from) if was is State.HALTED and found.halted_from else was
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        if found.stands is State.REFUSED:
            if bill := bills.still_open(found.id):
                bills.close(unit, found, bill)
            back, money = _back(unit, found, before, f"refused-{fact.version}")
            if back:
                transitions.change(unit, found, "refunding", *back, money=money)


def _back(unit: Unit, found: Application, was: State, cause: str) -> tuple[list[Action], Money | None]:
    amount = pricing.unused(found, was)
    if not amount:
        return [], None
    return bills.give_back(unit, found, amount, cause), Money.REFUNDING


DIED = "患者已故，原申请人的申请资格需重新确认；近亲属或法定继承人可重新申请"


def patient_died(fact: Fact) -> None:
    """The HIS says that the patient died: whatever rests on the patient's own right is halted, for a reviewer to decide."""
    for found in records.touching(fact.subject):
        if not found.kind or not rules.of(int(found.rules), found.who).ends_with_patient or found.stands not in HALTABLE:
            continue
        halted = [Application.halted_from.set(found.state), Application.reason.set(DIED)]
        with Unit() as unit:
            transitions.step(unit, found, State.HALTED, *halted, note=DIED, why="died")
