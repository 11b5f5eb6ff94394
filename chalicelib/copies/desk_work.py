"""What the desk's side of this room does without being asked; jobs.py hangs it onto the room's queue."""

from collections.abc import Callable

from chalicelib.copies import claiming, following, invoicing, satisfaction, scheduling, shipping
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import Fact
from chalicelib.staff.sessions import StaffId


def claim_ends(due: Due) -> None:
    """Somebody claimed it a while ago."""
    claiming.ended(due.subject)


def staff_left(fact: Fact) -> None:
    """What somebody had claimed who works here no more."""
    claiming.freed(StaffId(fact.subject))


def remind_pick_up(due: Due) -> None:
    """The evening before."""
    scheduling.remind(due.subject, due.about["half"])


def pick_up_missed(due: Due) -> None:
    """Perhaps nobody came."""
    scheduling.missed(due.subject, due.about["half"])


def settle_parcel(due: Due) -> None:
    """A courier was ordered, with an end that may be unknown."""
    shipping.settle(due.subject, due.about["order"], _tries(due))


def abandon_parcel(due: Due) -> None:
    """A courier need not come."""
    shipping.abandon(due.subject, _tries(due))


def follow_parcel(due: Due) -> None:
    """Where is it?"""
    following.follow(due.subject, due.about["waybill"])


def settle_invoice(due: Due) -> None:
    """The platform was silent, or has not issued it yet."""
    invoicing.settle(due.subject, _tries(due))


def _tries(due: Due) -> int:
    return int(due.about.get("tries", "0"))


def _invoice(fact: Fact) -> None:
    invoicing.settle(fact.subject)


def _abandon(fact: Fact) -> None:
    shipping.abandon(fact.subject)


REACTIONS: dict[str, tuple[Callable[[Fact], None], ...]] = {  # of our own facts, beside what jobs.py does with them
    "completed": (_invoice,),
    "withdrawn": (_abandon, _invoice),
    "refused": (_invoice,),
    "refunded": (_invoice,),
    "rated": (satisfaction.count,),
}
