"""What SF's routes mean: operation codes, and the few reasons that change their meaning.

SF names some 150 operation codes. Those that matter to who waits are here; any other is told by the class of status that newer
answers carry beside it, else it is a step on the way.
"""

import datetime as dt
import re

from pydantic import BaseModel, ConfigDict

from chalicelib.gateways.express.standing import Milestone, Routes, Step
from chalicelib.kernel import clock, log

FORMAT = "%Y-%m-%d %H:%M:%S"
BY_REASON = {
    ("8000", "6"): Milestone.LOST,  # seen in use, not in SF's public pages
    ("99", "2"): Milestone.RETURNING,
}
BY_CODE = {
    **dict.fromkeys(("50", "54", "43", "46", "655", "656", "700", "701", "950"), Milestone.COLLECTED),
    **dict.fromkeys(("44", "204", "123", "630", "634", "658", "880"), Milestone.DELIVERING),
    **dict.fromkeys(("125", "130", "642", "678"), Milestone.WAITING),
    **dict.fromkeys(("33", "70", "72"), Milestone.TROUBLE),
    **dict.fromkeys(("80", "8000", "935"), Milestone.SIGNED),
    **dict.fromkeys(("631", "648"), Milestone.RETURNED),
}
BY_CLASS = {"1": Milestone.COLLECTED, "3": Milestone.DELIVERING, "4": Milestone.SIGNED, "11": Milestone.WAITING}
GOES_ON = "648"  # its words end in the new waybill
_WAYBILL = re.compile(r"SF\d{13}")


class Route(BaseModel):
    """One step as SF writes it."""

    model_config = ConfigDict(defer_build=True, coerce_numbers_to_str=True, hide_input_in_errors=True)

    opCode: str  # noqa: N815 - SF's name
    acceptTime: str  # noqa: N815
    acceptAddress: str | None = None  # noqa: N815
    remark: str | None = None
    reasonCode: str | None = None  # noqa: N815
    firstStatusCode: str | None = None  # noqa: N815


def meaning(route: Route) -> Milestone:
    """What the step means."""
    known = BY_REASON.get((route.opCode, route.reasonCode or "")) or BY_CODE.get(route.opCode)
    return known or BY_CLASS.get(route.firstStatusCode or "", Milestone.MOVING)


def read(routes: list[Route]) -> Routes:
    """SF's steps as ours, in order of time; a step without a readable time is left out."""
    steps = [step for step in map(_step, routes) if step]
    moved = [found[0] for one in routes if one.opCode == GOES_ON and (found := _WAYBILL.findall(one.remark or ""))]
    return Routes(tuple(sorted(steps, key=lambda step: step.at)), moved[-1] if moved else "")


def _step(route: Route) -> Step | None:
    try:
        at = dt.datetime.strptime(route.acceptTime, FORMAT).replace(tzinfo=clock.HOSPITAL_ZONE).astimezone(dt.UTC)
    except ValueError:
        log.warning("express_step_unreadable", code=route.opCode[:10])
        return None
    return Step(at, route.acceptAddress or "", route.remark or "", meaning(route))
