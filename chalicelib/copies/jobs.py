"""What this room does without being asked: follow its own facts, the vault's, payments' and the HIS's, and what is due."""

import contextlib
from collections.abc import Callable

from chalicelib.copies import (
    applying,
    authorising,
    bills,
    checking,
    claiming,
    desk_work,
    ending,
    invoicing,
    merging,
    parcels,
    paying,
    pricing,
    scheduling,
    shipping,
    submitting,
    telling,
    timing,
    wanting,
    withdrawing,
)
from chalicelib.copies.records import PURPOSE
from chalicelib.copies.states import OVER, State
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import AlreadySeen, Fact
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)
Reaction = Callable[[Fact], None]


def _goes_on(fact: Fact) -> None:
    submitting.go_on(fact.subject)


REACTIONS: dict[str, tuple[Reaction, ...]] = {  # beside being told and timed
    "submitted": (lambda fact: checking.check(fact.subject),),
    "sent_back": (lambda fact: submitting.plan_lapse(fact.subject),),
    "awaiting_authorisation": (lambda fact: submitting.plan_lapse(fact.subject), _goes_on),
    "awaiting_papers": (_goes_on,),  # what was sealed between the form and the handing in
    "counted": (lambda fact: pricing.price_it(fact.subject),),
    "awaiting_payment": (lambda fact: paying.unstuck(fact.subject),),
    "awaiting_prepayment": (lambda fact: paying.unstuck(fact.subject),),
    "refused": (withdrawing.refunds_of,),
    "authorisation_given": (_goes_on,),
    "authorisation_declined": (_goes_on,),
    "authorisation_expired": (_goes_on,),
}
STATES = tuple(state.value for state in State)


def follow(fact: Fact) -> None:
    """Count the time, tell the applicant, and whatever else follows: each once, each whatever becomes of the others."""
    happened = fact.kind.removeprefix("copies.")
    over = (ending.plan,) if happened in {state.value for state in OVER} else ()
    with contextlib.ExitStack() as rest:
        for react in reversed(
            (timing.left, telling.announce, *over, *REACTIONS.get(happened, ()), *desk_work.REACTIONS.get(happened, ()))
        ):
            rest.callback(_once, react, fact)


def _once(react: Reaction, fact: Fact) -> None:
    with contextlib.suppress(AlreadySeen):
        react(fact)


for _happened in dict.fromkeys((*STATES, *REACTIONS, *desk_work.REACTIONS, *telling.NEWS)):
    jobs.on(f"copies.{_happened}")(follow)


def _paper(fact: Fact) -> None:
    """The vault says how a file of ours stands: the application may go on, or must come back."""
    with contextlib.suppress(AlreadySeen):
        wanting.taken_in(fact, fact.kind)
    submitting.go_on(fact.about["reference"])


for _kind in ("paper.sealed", "paper.rejected", "paper.destroyed"):
    jobs.on(_kind, purpose=PURPOSE)(_paper)

jobs.on("payment.paid", purpose=PURPOSE)(paying.paid)
jobs.on("payment.closed", purpose=PURPOSE)(paying.closed)
jobs.on("refund.done", purpose=PURPOSE)(paying.returned)
jobs.on("refund.stuck", purpose=PURPOSE)(paying.stuck)
jobs.on("patient.died")(withdrawing.patient_died)
jobs.on("patient.merged")(merging.merged)
jobs.on("patient.unmerged")(merging.unmerged)
jobs.on("staff.left")(desk_work.staff_left)


@jobs.due(applying.LAPSE)
def lapse(due: Due) -> None:
    """Nobody went on with it for long."""
    submitting.lapse(due.subject)


@jobs.due(submitting.PAPERS_LATE)
def papers_late(due: Due) -> None:
    """Files that were announced have not come."""
    submitting.papers_late(due.subject, due.about["version"])


@jobs.due(checking.CHECK)
def check(due: Due) -> None:
    """The HIS was away."""
    checking.check(due.subject, int(due.about.get("tries", "0")))


@jobs.due(authorising.ENDS)
def link_ends(due: Due) -> None:
    """A link of authorisation is too old."""
    authorising.ended(due.subject)


@jobs.due(bills.REMIND)
def remind_to_pay(due: Due) -> None:
    """Priced, and perhaps not paid."""
    paying.remind(due.subject, due.about["order"])


@jobs.due(bills.COUNTER_ENDS)
def counter_bill_ends(due: Due) -> None:
    """Nobody came to the cashier."""
    paying.counter_bill_ends(due.subject, due.about["order"])


@jobs.due(ending.DESTROY)
def destroy_scans(due: Due) -> None:
    """The scans' time is over."""
    ending.destroy(due.subject, due.about["closed"])


jobs.due(claiming.ENDS)(desk_work.claim_ends)
jobs.due(scheduling.REMIND)(desk_work.remind_pick_up)
jobs.due(scheduling.MISSED)(desk_work.pick_up_missed)
jobs.due(shipping.SETTLE)(desk_work.settle_parcel)
jobs.due(shipping.ABANDON)(desk_work.abandon_parcel)
jobs.due(parcels.FOLLOW)(desk_work.follow_parcel)
jobs.due(invoicing.SETTLE)(desk_work.settle_invoice)


copies_queue = jobs.queue("copies", at_once=4)
