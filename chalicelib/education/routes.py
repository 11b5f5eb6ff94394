"""What patients read."""

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.directory import functions
from chalicelib.directory.settings import Function
from chalicelib.education import choosing, issuing, reading, views, writing
from chalicelib.education.choosing import Choice
from chalicelib.education.states import Tag
from chalicelib.education.views import About, ArticleRowsView, ArticleView, EducationChoiceInput, EducationChoiceView, IssuesView
from chalicelib.kernel.http import Routes

routes = Routes(__name__)


@routes.get("/articles", who=Patient, query=About)
def articles(_me: Patient, wanted: About) -> ArticleRowsView:
    """The latest articles, or those about a diagnosis, test, drug, season or department. Nothing commercial."""
    functions.require(Function.EDUCATION)
    if wanted.tag:
        return views.rows(reading.about(Tag(wanted.tag), wanted.value))
    page = reading.latest(wanted.after)
    return views.rows(page.rows, page.next)


@routes.get("/articles/{article}", who=Patient)
def article(me: Patient, article: str) -> ArticleView:
    """One article, in pieces that the page draws itself."""
    functions.require(Function.EDUCATION)
    return views.article(reading.article(me, article))


@routes.get("/issues", who=Patient)
def issues(_me: Patient) -> IssuesView:
    """The weekly issues, the latest first."""
    functions.require(Function.EDUCATION)
    return views.issues(reading.issues())


@routes.get("/issues/{week}", who=Patient)
def issue(_me: Patient, week: str) -> ArticleRowsView:
    """The articles of an issue; what was withdrawn since is left out."""
    functions.require(Function.EDUCATION)
    rows = writing.rows(issuing.out(week).articles)
    return views.rows([row for row in rows if not row.revision.commercial])


@routes.get("/me/offers", who=PresentPatient)
def offers(me: PresentPatient) -> ArticleRowsView:
    """Commercial content, for whoever consents to it."""
    return views.rows(reading.offers(me))


@routes.get("/me/education", who=PresentPatient)
def choice(me: PresentPatient) -> EducationChoiceView:
    """What I hear of."""
    return EducationChoiceView(**choosing.of(me.account)._asdict())


@routes.put("/me/education", who=Patient, body=EducationChoiceInput)
def choose(me: Patient, wanted: EducationChoiceInput) -> EducationChoiceView:
    """Choose what to hear of."""
    return EducationChoiceView(**choosing.choose(me, Choice(wanted.weekly, wanted.greetings))._asdict())
