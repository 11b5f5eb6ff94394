"""What reviewers call to decide about changes of reserved phones."""

from chalicelib.cards.newphone import deciding, views
from chalicelib.cards.newphone.models import Side
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)
REVIEWERS = acting_as(Role.REVIEWER)


@routes.get("/desk/phone-changes", who=REVIEWERS, query=views.ChangesAfter)
def show_waiting(_me: Staff, page: views.ChangesAfter) -> views.ChangeRowsView:
    """What waits for a decision, the oldest first."""
    found, following = deciding.waiting(page.after)
    return views.ChangeRowsView(rows=[views.row(one) for one in found], next=following)


@routes.get("/desk/phone-changes/{change}", who=REVIEWERS)
def show(me: Staff, change: str) -> views.ChangeCaseView:
    """One of them; in clear for who has claimed it."""
    return views.case(me, deciding.case(change))


@routes.post("/desk/phone-changes/{change}/claim", who=REVIEWERS, once=True)
def claim(me: Staff, change: str, once: Once) -> views.ChangeCaseView:
    """Take it to decide it."""
    return views.case(me, deciding.claim(me, change, once))


@routes.post("/desk/phone-changes/{change}/papers/{side}/look", who=REVIEWERS, body=views.ChangeLookInput)
def look(me: Staff, change: str, side: str, wanted: views.ChangeLookInput) -> views.PictureView:
    """One watermarked photograph; it is written down, and the patient reads it."""
    if side not in set(Side):
        raise refusals.NotFound
    return views.PictureView(image=deciding.look(me, change, Side(side), wanted.reason).image)


@routes.post("/desk/phone-changes/{change}/decision", who=REVIEWERS, body=views.ChangeDecisionInput, once=True)
def decide(me: Staff, change: str, said: views.ChangeDecisionInput, once: Once) -> views.ChangeCaseView:
    """Yes, or no and why."""
    seen = deciding.approve(me, change, once) if said.approve else deciding.refuse(me, change, said.reason, once)
    return views.case(me, seen)
