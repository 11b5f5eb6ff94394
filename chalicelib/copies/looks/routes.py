"""Who looked at my papers (U10)."""

from chalicelib.accounts.sessions import PresentPatient
from chalicelib.copies import looking
from chalicelib.copies.rules import PAPERS, PaperKind
from chalicelib.directory import catalogue
from chalicelib.kernel.http import Routes, View

routes = Routes(__name__)


class LookView(View):
    """One look: when, at what, by which role of which department; never by whom."""

    at: str
    application: str
    paper: str
    role: str
    department: str


class LooksView(View):
    """Every look, the latest first."""

    looks: list[LookView]


@routes.get("/me/looks", who=PresentPatient)
def looks(me: PresentPatient) -> LooksView:
    """Every look of staff at my papers."""
    return LooksView(looks=[_look(one) for one in looking.mine(me)])


def _look(one: looking.Looked) -> LookView:
    words = PAPERS[PaperKind(one.paper)].words
    return LookView(at=one.at, application=one.application, paper=words, role=one.role, department=_department(one.department))


def _department(which: str) -> str:
    try:
        return catalogue.department(which).name
    except catalogue.NotInDirectory:
        return "病案室"
