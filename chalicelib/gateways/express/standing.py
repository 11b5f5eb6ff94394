"""A parcel's way in steps, and where it stands."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Milestone(StrEnum):
    """What a step means to who waits for the parcel."""

    COLLECTED = "collected"  # 揽收
    MOVING = "moving"  # 运输
    DELIVERING = "delivering"  # 派送
    WAITING = "waiting"  # 待取: in a locker or shop
    TROUBLE = "trouble"  # 派送不成功; they will try again
    SIGNED = "signed"  # 签收
    RETURNING = "returning"  # 退回途中
    RETURNED = "returned"  # 退回; perhaps under another waybill
    LOST = "lost"  # 丢失


ENDS = frozenset({Milestone.SIGNED, Milestone.RETURNED, Milestone.LOST})


@dataclass(frozen=True, repr=False)
class Step:
    """One entry of the carrier. `words` are the carrier's and may name a courier with phone: for the patient, never for a log."""

    at: dt.datetime
    place: str
    words: str
    milestone: Milestone


@dataclass(frozen=True)
class Routes:
    """Every step, oldest first; none when the carrier has not seen the parcel. `next_waybill`: under which it goes on."""

    steps: tuple[Step, ...]
    next_waybill: str = ""

    @property
    def standing(self) -> Milestone | None:
        """Where the parcel is. An end is left only for another end; signed on the way back is returned."""
        now: Milestone | None = None
        homeward = False
        for step in self.steps:
            homeward = homeward or step.milestone == Milestone.RETURNING
            told = Milestone.RETURNED if homeward and step.milestone == Milestone.SIGNED else step.milestone
            if now not in ENDS or told in ENDS:
                now = told
        return now
