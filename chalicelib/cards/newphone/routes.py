"""What patients call to change a reserved phone that they can no longer read."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.cards import views as cards
from chalicelib.cards.newphone import asking, views
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import AccountId

routes = Routes(__name__)


@routes.post("/phone-changes", who=Patient, body=views.ChangeInput, once=True)
def ask(me: Patient, wanted: views.ChangeInput, once: Once) -> views.ChangeView:
    """Ask for another reserved phone; a code goes to the new number."""
    return views.change(asking.start(me, wanted.claim(), wanted.phone, once))


@routes.get("/phone-changes", who=PresentPatient)
def show_all(me: PresentPatient) -> views.ChangesView:
    """Mine."""
    return views.ChangesView(changes=[views.change(one) for one in asking.all_of(AccountId(me.account))])


@routes.get("/phone-changes/{change}", who=PresentPatient)
def show(me: PresentPatient, change: str) -> views.ChangeView:
    """One of them."""
    return views.change(asking.mine(me, change))


@routes.delete("/phone-changes/{change}", who=Patient)
def withdraw(me: Patient, change: str) -> None:
    """Take it back."""
    asking.withdraw(me, change)


@routes.post("/phone-changes/{change}/code", who=Patient)
def resend(me: Patient, change: str) -> views.ChangeView:
    """Send another code."""
    return views.change(asking.resend(me, change))


@routes.post("/phone-changes/{change}/confirmation", who=Patient, body=cards.CodeInput, once=True)
def prove(me: Patient, change: str, given: cards.CodeInput, once: Once) -> views.ChangeView:
    """The new number is mine, with the code."""
    return views.change(asking.prove(me, change, given.code, once))


@routes.post("/phone-changes/{change}/papers", who=Patient, body=views.PhotographInput)
def upload(me: Patient, change: str, wanted: views.PhotographInput) -> views.PhotographFormView:
    """A form to upload one photograph with, straight into the hospital's store."""
    return views.PhotographFormView(**asking.form(me, change, wanted.side, wanted.content_type)._asdict())
