"""Who looked at my papers (U10)."""

from chalicelib.accounts.sessions import PresentPatient
from chalicelib.cards.newphone import deciding
from chalicelib.cards.newphone.models import PhoneLook, Side
from chalicelib.cards.newphone.views import SIDES
from chalicelib.copies import looking
from chalicelib.copies.desk_words import ROLES
from chalicelib.copies.rules import PAPERS, PaperKind
from chalicelib.directory import called
from chalicelib.kernel.http import Routes, View
from chalicelib.kernel.ids import AccountId
from chalicelib.staff.sessions import Role

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
    mine = [*(_look(one) for one in looking.mine(me)), *(_of_photograph(one) for one in deciding.looks_of(AccountId(me.account)))]
    return LooksView(looks=sorted(mine, key=lambda one: one.at, reverse=True))


def _of_photograph(one: PhoneLook) -> LookView:
    """A look at what was sent for another reserved phone."""
    words, role = SIDES[Side(one.side)], ROLES[Role(one.role)]
    return LookView(at=one.at, application=one.key.split("#")[1], paper=words, role=role, department=_department(one.department))


def _look(one: looking.Looked) -> LookView:
    words = PAPERS[PaperKind(one.paper)].words
    return LookView(at=one.at, application=one.application, paper=words, role=one.role, department=_department(one.department))


def _department(which: str) -> str:
    return called.department_name(which) or "病案室"
