"""What patients ask of the service desk."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.chat import talking, views
from chalicelib.chat.views import ChatView, MyLineInput, Since
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once

routes = Routes(__name__)


@routes.get("/chat", who=PresentPatient, query=Since)
def news(me: PresentPatient, wanted: Since) -> ChatView:
    """What is new after a line, and whether somebody answers now. Ask every few seconds while the page is open."""
    return views.chat(talking.news(me.account, wanted.after), wanted.campus)


@routes.post("/chat", who=Patient, body=MyLineInput, once=True, status=201)
def write(me: Patient, said: MyLineInput, once: Once) -> ChatView:
    """Write a line; the last lines come back."""
    talking.write(me, said.words.strip(), said.campus, said.patient, once)
    return views.chat(talking.latest(me.account), said.campus)
