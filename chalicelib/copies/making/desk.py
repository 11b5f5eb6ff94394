"""What staff call to make copies: records fetched and counted, copied, checked by a second person, put right."""

from chalicelib.copies import (
    acting,
    copying,
    desk_inputs,
    desk_views,
    recalling,
    retrieving,
)
from chalicelib.copies.desk import done
from chalicelib.copies.desk_shapes import (
    CaseView,
    LabelView,
)
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

STORE_ROOM = acting_as(Role.STORE_ROOM)
COPY_DESK = acting_as(Role.COPY_DESK)
INCIDENTS = acting_as(Role.COPY_DESK, Role.MEDICAL_AFFAIRS)


# ---- the store room


@routes.post("/desk/copies/applications/{application}/fetched", who=STORE_ROOM, body=desk_inputs.FetchedInput, once=True)
def fetch(me: Staff, application: str, wanted: desk_inputs.FetchedInput, once: Once) -> CaseView:
    """These records are in hand."""
    return done(me, application, once, lambda: retrieving.fetch(me, application, wanted.stays, once))


@routes.post("/desk/copies/applications/{application}/chase", who=STORE_ROOM, body=desk_inputs.ChaseInput, once=True)
def chase(me: Staff, application: str, wanted: desk_inputs.ChaseInput, once: Once) -> CaseView:
    """A record is not to be had: who has it, until when."""
    hunt = retrieving.Hunt(why=wanted.why, owner=wanted.owner, until=wanted.until, note=wanted.note)
    return done(me, application, once, lambda: retrieving.chase(me, application, wanted.stay, hunt, once))


@routes.post("/desk/copies/applications/{application}/first-part", who=STORE_ROOM, once=True)
def go_on_without(me: Staff, application: str, once: Once) -> CaseView:
    """Finished records now, what is chased later."""
    return done(me, application, once, lambda: retrieving.go_on_without(me, application, once))


@routes.post("/desk/copies/applications/{application}/left-out", who=STORE_ROOM, body=desk_inputs.StayInput, once=True)
def leave_out(me: Staff, application: str, wanted: desk_inputs.StayInput, once: Once) -> CaseView:
    """A record that cannot be had any more."""
    return done(me, application, once, lambda: retrieving.leave_out(me, application, wanted.stay, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/pages", who=STORE_ROOM, body=desk_inputs.PagesInput, once=True)
def count(me: Staff, application: str, wanted: desk_inputs.PagesInput, once: Once) -> CaseView:
    """Pages of one copy; the price follows by itself."""
    return done(me, application, once, lambda: retrieving.count(me, application, wanted.pages, once))


@routes.post("/desk/copies/applications/{application}/rest", who=STORE_ROOM, once=True)
def rest_is_there(me: Staff, application: str, once: Once) -> CaseView:
    """What was put off is finished."""
    return done(me, application, once, lambda: retrieving.rest_is_there(me, application, once))


# ---- the copy desk


@routes.post("/desk/copies/applications/{application}/copied", who=COPY_DESK, body=desk_inputs.CopiedInput, once=True)
def copied(me: Staff, application: str, wanted: desk_inputs.CopiedInput, once: Once) -> CaseView:
    """Copied, stamped, dated."""
    return done(me, application, once, lambda: copying.copied(me, application, wanted.pages, once, stamped=wanted.stamped))


@routes.post(
    "/desk/copies/applications/{application}/pages-correction", who=COPY_DESK, body=desk_inputs.CorrectionInput, once=True
)
def correct_pages(me: Staff, application: str, wanted: desk_inputs.CorrectionInput, once: Once) -> CaseView:
    """The store room had miscounted: priced anew."""
    return done(me, application, once, lambda: copying.correct_pages(me, application, wanted.pages, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/check", who=COPY_DESK, body=desk_inputs.CheckInput, once=True)
def check(me: Staff, application: str, wanted: desk_inputs.CheckInput, once: Once) -> CaseView:
    """A second person has looked at every page."""
    seen = {one.stay: copying.Checked(one.pages, one.number_tail, one.name_matches) for one in wanted.stays}
    return done(me, application, once, lambda: copying.check(me, application, seen, once))


@routes.post("/desk/copies/applications/{application}/fault", who=COPY_DESK, body=desk_inputs.FaultInput, once=True)
def fault(me: Staff, application: str, wanted: desk_inputs.FaultInput, once: Once) -> CaseView:
    """The second person found an error of ours: printed again free of charge."""
    return done(me, application, once, lambda: copying.fault(me, application, wanted.what, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/reprint", who=COPY_DESK, body=desk_inputs.FaultInput, once=True)
def reprint(me: Staff, application: str, wanted: desk_inputs.FaultInput, once: Once) -> CaseView:
    """An error of ours found later: printed again free of charge."""
    return done(me, application, once, lambda: copying.reprint(me, application, wanted.what, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/recall", who=INCIDENTS, body=desk_inputs.WhyInput, once=True)
def recall(me: Staff, application: str, wanted: desk_inputs.WhyInput, once: Once) -> CaseView:
    """Another patient's page is among the copies."""
    return done(me, application, once, lambda: recalling.recall(me, application, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/incident", who=INCIDENTS, body=desk_inputs.IncidentInput, once=True)
def settle_incident(me: Staff, application: str, wanted: desk_inputs.IncidentInput, once: Once) -> CaseView:
    """What was done about the incident."""
    return done(me, application, once, lambda: recalling.settle(me, application, wanted.reason, once, again=wanted.again))


@routes.get("/desk/copies/applications/{application}/label", who=COPY_DESK)
def label(_me: Staff, application: str) -> LabelView:
    """What is printed on the label."""
    return desk_views.label(acting.known(application))
