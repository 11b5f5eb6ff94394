"""How talk with the HIS can end otherwise than well. None of these carries text of the HIS or personal data."""

import datetime as dt
from typing import Generic, NamedTuple, TypeVar

from chalicelib.kernel import refusals

T = TypeVar("T")


class HisAway(refusals.Unavailable):
    """The HIS gave no usable answer. `sent` False: it surely did nothing. True: the outcome is unknown, ask or come again."""

    code, message = "hospital_system_away", "医院信息系统暂时无法连接，请稍后再试；您已办好的业务不受影响"

    def __init__(self, *, sent: bool) -> None:
        """Say whether the request may have been carried out."""
        super().__init__()
        self.sent = sent


class HisRefused(Exception):
    """The HIS understood and said no. `reason` is a code of the profile's table of refusals, or FHIR's issue code."""

    def __init__(self, reason: str) -> None:
        """Keep the code."""
        super().__init__(reason)
        self.reason = reason


class Stale(Exception):
    """Somebody changed the resource since it was read (If-Match failed): read it again."""


class Unusable(Exception):
    """A resource lacks what the profile asks of it; names the element, never its content."""


class Changes(NamedTuple, Generic[T]):
    """What changed, in the HIS's order of change. The same change may come twice; the newest state always comes.

    Hand `until` to the next question. `unusable` counts resources that were left out (each is logged with its id).
    """

    items: list[T]
    until: dt.datetime
    unusable: int = 0
