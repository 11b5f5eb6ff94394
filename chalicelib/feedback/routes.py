"""What patients ask of feedback."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.feedback import cases, handling, rating, registering, showing, views
from chalicelib.feedback.views import (
    CasesView,
    FeedbackView,
    MyWordsInput,
    RatingInput,
    RatingsView,
    RatingView,
    ReplyInput,
    ShownsView,
)
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once

routes = Routes(__name__)


@routes.get("/ratings", who=PresentPatient)
def ratings(me: PresentPatient) -> RatingsView:
    """The visits and stays that I can rate, mine and of those for whom I book."""
    return RatingsView(ratings=[views.rated(one) for one in rating.open_for(me.account)])


@routes.get("/ratings/{rating_id}", who=PresentPatient)
def show_rating(me: PresentPatient, rating_id: str) -> RatingView:
    """One of them, rated or not."""
    return views.rated(rating.mine(me, rating_id))


@routes.post("/ratings/{rating_id}", who=Patient, body=RatingInput, once=True)
def rate(me: Patient, rating_id: str, answer: RatingInput, once: Once) -> RatingView:
    """Rate it, once."""
    return views.rated(rating.rate(me, rating_id, answer.answer(), once))


@routes.get("/departments/{department}/ratings", who=Patient)
def shown(_me: Patient, department: str) -> ShownsView:
    """What patients wrote about a department for others to read."""
    return ShownsView(ratings=[views.shown(one) for one in showing.shown(department)])


@routes.get("/feedback", who=PresentPatient)
def my_cases(me: PresentPatient) -> CasesView:
    """My praise, complaints and suggestions, the latest first. The anonymous ones are nobody's: they open by their code."""
    return CasesView(cases=[views.case(one) for one in cases.of_account(me.account)])


@routes.post("/feedback", who=Patient, body=MyWordsInput, once=True, status=201)
def register(me: Patient, said: MyWordsInput, once: Once) -> FeedbackView:
    """Praise, complain, suggest. Nothing of it leaves the hospital."""
    return views.registered(registering.register(me, said.said(), once, anonymous=said.anonymous))


@routes.get("/feedback/{case}", who=PresentPatient)
def show_case(me: PresentPatient, case: str) -> FeedbackView:
    """One of mine by its id, an anonymous one by its code."""
    return views.case(cases.mine(me, case))


@routes.post("/feedback/{case}/reply", who=Patient, body=ReplyInput, once=True)
def reply(me: Patient, case: str, said: ReplyInput, once: Once) -> FeedbackView:
    """Accept the answer, or object to it."""
    if said.content:
        return views.case(handling.accept(me, case, once))
    return views.case(handling.object_to(me, case, said.words.strip(), once))
