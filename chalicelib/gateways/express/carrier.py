"""What every carrier can be asked, and what may come of it.

Names, phones and addresses are in a Parcel alone. It goes into a request's body and nowhere else: no `repr` shows them, and
nothing here logs them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.gateways.express.standing import Routes

NEUTRAL = "文件"  # all that a label says of the contents


@dataclass(frozen=True, repr=False)
class Contact:
    """Somebody who sends or receives. Without province and city the address itself must name them."""

    name: str
    phone: str
    address: str
    province: str = ""
    city: str = ""
    county: str = ""


@dataclass(frozen=True, repr=False)
class Parcel:
    """What is to be sent.

    `order` is ours, 1–64 of `[A-Za-z0-9_-]`: the same parcel has the same one every time it is ordered, and one that was
    cancelled is never used again.
    """

    order: str
    sender: Contact
    receiver: Contact
    receiver_pays: bool = False  # cash on delivery 到付; else the sender's monthly card
    fast: bool = False
    fetch: bool = True  # let a courier come for it


@dataclass(frozen=True)
class Ordered:
    """The carrier has taken the order."""

    waybill: str


@dataclass(frozen=True)
class Cancelled:
    """The order does not stand any more."""


@dataclass(frozen=True)
class Refused:
    """Surely not done. `passing`: nothing is wrong with the parcel, later it may go."""

    code: str
    passing: bool = False


@dataclass(frozen=True)
class Unknown:
    """No usable answer: it may have been done. Settled by asking again, for the same order."""

    reason: str


@dataclass(frozen=True)
class Push:
    """A bell: ask for these waybills' routes. Who rang it is not known."""

    waybills: frozenset[str]


class UnreadablePush(Exception):
    """Nothing that this carrier sends."""


Outcome = Ordered | Refused | Unknown
BY_HAND = Refused("by_hand")


class Carrier(Protocol):
    """One carrier. Nothing but `read_push` raises; no call is made twice by itself."""

    @property
    def code(self) -> str:
        """How our tables name it."""

    @property
    def name(self) -> str:
        """How patients know it."""

    @property
    def hotline(self) -> str:
        """Whom to phone."""

    @property
    def calls(self) -> bool:
        """Whether it can be ordered and asked from here; else waybills are typed or scanned and people watch the parcel."""

    def waybill(self, text: str) -> str | None:
        """A waybill as typed or scanned, in its one spelling; None when it is none of this carrier's."""

    def order(self, parcel: Parcel, *, again: bool = False) -> Outcome:
        """Order it once. `again`: an earlier try ended unknown, so ask first whether that one was taken."""

    def find(self, order: str) -> Outcome:
        """What came of that order of ours; `Refused("not_found")` when there is none (yet: a try may be under way)."""

    def cancel(self, order: str) -> Cancelled | Refused | Unknown:
        """Let the order not stand. Twice is once."""

    def routes(self, waybill: str, phone_tail: str = "") -> Routes | Refused | Unknown:
        """Where the parcel was. `phone_tail`: last four digits of a phone on the label, needed for a parcel ordered elsewhere."""

    def read_push(self, headers: Mapping[str, str], body: bytes) -> Push:
        """What the carrier's push tells. Raises UnreadablePush."""
