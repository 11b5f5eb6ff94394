"""What staff call to look after feedback: the service office sees all, a department its own."""

from chalicelib.feedback import cases, desk_views, handling, rating, registering, showing
from chalicelib.feedback.desk_views import (
    At,
    Behind,
    CallBackView,
    CallerInput,
    CaseAnswerInput,
    CaseAssignInput,
    FeedbackCaseView,
    FeedbackCountsView,
    FeedbackNoteInput,
    FeedbackRowsView,
    InList,
    RatingRow,
    RatingRows,
    ShowingInput,
)
from chalicelib.feedback.transitions import At as Lists
from chalicelib.kernel import clock
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, RoleRequired, Staff, acting_as

routes = Routes(__name__)

OFFICE = acting_as(Role.SERVICE, Role.MEDICAL_AFFAIRS)
HANDLING = acting_as(Role.SERVICE, Role.MEDICAL_AFFAIRS, Role.FEEDBACK)
PAGE = 50


@routes.get("/desk/feedback/counts", who=HANDLING, query=At)
def show_counts(me: Staff, at: At) -> FeedbackCountsView:
    """What waits, and what of it is overdue."""
    return desk_views.counts(cases.counts(me, at.campus))


@routes.get("/desk/feedback/cases", who=HANDLING, query=InList)
def show_list(me: Staff, wanted: InList) -> FeedbackRowsView:
    """One list, the earliest due first: the office's of a campus, or my department's."""
    if wanted.list == "department":
        return desk_views.rows(cases.page(Lists.department(me.department), wanted.after))
    if not OFFICE.needed & me.roles:
        raise RoleRequired
    if wanted.list == "overdue":
        return desk_views.all_rows(cases.overdue(wanted.campus))
    return desk_views.rows(cases.page(_list(wanted), wanted.after))


def _list(wanted: InList) -> str:
    if wanted.list == "closed":
        return Lists.closed(wanted.campus, wanted.month or f"{clock.today():%Y-%m}")
    names = {"registered": Lists.waiting, "assigned": Lists.assigned, "answered": Lists.answered}
    return names[wanted.list](wanted.campus)


@routes.post("/desk/feedback/cases", who=OFFICE, body=CallerInput, once=True, status=201)
def register(me: Staff, said: CallerInput, once: Once) -> FeedbackCaseView:
    """Register what a caller or somebody at the counter says."""
    return desk_views.case(registering.register_for(me, said.said(), once))


@routes.get("/desk/feedback/cases/{case}", who=HANDLING)
def show_case(me: Staff, case: str) -> FeedbackCaseView:
    """One case with its history."""
    return desk_views.case(cases.for_desk(me, case))


@routes.post("/desk/feedback/cases/{case}/phone", who=HANDLING, once=True)
def show_phone(me: Staff, case: str, once: Once) -> CallBackView:
    """Where to call back; the look is written down."""
    return CallBackView(phone=handling.call_back(me, case, once))


@routes.post("/desk/feedback/cases/{case}/assignment", who=OFFICE, body=CaseAssignInput, once=True)
def assign(me: Staff, case: str, said: CaseAssignInput, once: Once) -> FeedbackCaseView:
    """Give it to a department."""
    return desk_views.case(handling.assign(me, case, said.department, said.note.strip(), once))


@routes.post("/desk/feedback/cases/{case}/return", who=HANDLING, body=FeedbackNoteInput, once=True)
def hand_back(me: Staff, case: str, said: FeedbackNoteInput, once: Once) -> FeedbackCaseView:
    """Hand it back to the office, saying why."""
    return desk_views.case(handling.hand_back(me, case, said.note.strip(), once))


@routes.post("/desk/feedback/cases/{case}/answer", who=HANDLING, body=CaseAnswerInput, once=True)
def answer(me: Staff, case: str, said: CaseAnswerInput, once: Once) -> FeedbackCaseView:
    """Answer whoever wrote it."""
    return desk_views.case(handling.answer(me, case, said.words.strip(), once))


@routes.get("/desk/feedback/ratings", who=OFFICE, query=Behind)
def show_ratings(_me: Staff, wanted: Behind) -> RatingRows:
    """What patients wrote when they rated, the latest first."""
    return desk_views.ratings(*rating.said(wanted.campus, wanted.after, PAGE))


@routes.get("/desk/feedback/undecided", who=OFFICE, query=At)
def show_undecided(_me: Staff, at: At) -> RatingRows:
    """Words of which a person decides whether others may read them."""
    return desk_views.ratings(showing.to_decide(at.campus), "")


@routes.post("/desk/feedback/ratings/{which}", who=OFFICE, body=ShowingInput, once=True)
def decide(me: Staff, which: str, said: ShowingInput, once: Once) -> RatingRow:
    """Show it to others, or withhold it."""
    return desk_views.rating_row(showing.decide(me, which, once, show=said.show))
