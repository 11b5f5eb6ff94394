"""What the service desk calls: why a message was sent or not, how templates read, and whom to ring."""

import contextlib

from chalicelib.kernel import refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import PatientId
from chalicelib.messages import calls, desk_views, explaining, finding
from chalicelib.messages.explaining import Explanation
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

DESK = acting_as(Role.SERVICE, Role.FOLLOW_UP_LEAD)


class SayWhich(refusals.Invalid):
    """Neither a reference, nor a patient, nor an hour."""

    code, message = "say_which_messages", "请输入业务编号、就诊人或时间后再查询"


@routes.get("/desk/messages", who=DESK, query=desk_views.Filters)
def find(_me: Staff, wanted: desk_views.Filters) -> desk_views.ExplanationsView:
    """Why they were sent, or why not."""
    found = [one for one in _found(wanted) if _fits(one, wanted)]
    return desk_views.ExplanationsView(messages=[desk_views.explained(one) for one in found])


@routes.get("/desk/messages/{message}", who=DESK)
def show(_me: Staff, message: str) -> desk_views.ExplanationView:
    """Why this one was sent, or why not."""
    return desk_views.explained(explaining.explain(message))


@routes.get("/desk/message-kinds", who=DESK)
def list_kinds(_me: Staff) -> desk_views.KindsView:
    """How every kind is told here."""
    return desk_views.kinds()


@routes.put("/desk/message-kinds", who=DESK, body=desk_views.PreviewInput)
def preview(_me: Staff, wanted: desk_views.PreviewInput) -> desk_views.PreviewView:
    """How a message would read. Nothing is sent or kept."""
    return desk_views.previewed(wanted)


@routes.get("/desk/calls", who=DESK, query=desk_views.Calls)
def list_calls(me: Staff, wanted: desk_views.Calls) -> desk_views.CallsView:
    """Whom to ring, the oldest first; or what came of those of a day."""
    listed = calls.listed(wanted.day.isoformat() if wanted.day else calls.OPEN)
    return desk_views.listed(listed, me.id)


@routes.get("/desk/calls/{call}", who=DESK)
def show_call(me: Staff, call: str) -> desk_views.CallInFullView:
    """One of them; in full when I have claimed it."""
    return desk_views.call_in_full(calls.known(call), me.id)


@routes.post("/desk/calls/{call}", who=DESK, body=desk_views.CallInput, once=True)
def work(me: Staff, call: str, told: desk_views.CallInput, once: Once) -> desk_views.CallInFullView:
    """I ring (it is written down that I read whom), somebody else shall, or I have rung."""
    deeds = {
        "claim": lambda: calls.claim(me, call, once),
        "release": lambda: calls.release(me, call, once),
        "done": lambda: calls.done(me, call, told.result, told.note, once),
    }
    with contextlib.suppress(Repeated):
        deeds[told.deed]()
    return desk_views.call_in_full(calls.known(call), me.id)


def _found(wanted: desk_views.Filters) -> list[Explanation]:
    if wanted.reference:
        return finding.about(wanted.reference)
    if wanted.patient:
        return finding.of_patient(PatientId(wanted.patient))
    if wanted.hour:
        return finding.of_hour(wanted.hour)
    raise SayWhich


def _fits(one: Explanation, wanted: desk_views.Filters) -> bool:
    tries = [
        each
        for each in one.tries
        if (wanted.state is None or each.state == wanted.state) and (wanted.channel is None or each.channel == wanted.channel)
    ]
    unfiltered = wanted.state is None and wanted.channel is None
    return (wanted.kind is None or one.kind == wanted.kind) and (unfiltered or bool(tries))
