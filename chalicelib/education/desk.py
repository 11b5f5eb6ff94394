"""What editors call. Nobody approves their own."""

from chalicelib.education import issuing, views, writing
from chalicelib.education.models import Article
from chalicelib.education.states import ArticleState
from chalicelib.education.views import (
    ArticleInput,
    ArticleNoteInput,
    DeskArticleRowsView,
    DeskArticleView,
    InState,
    IssueInput,
    IssuesView,
    IssueView,
    OfYear,
)
from chalicelib.education.writing import Row
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

EDITOR = acting_as(Role.EDITOR)
CHOOSERS = acting_as(Role.EDITOR, Role.FOLLOW_UP_LEAD)  # plans send articles


def _view(me: Staff, found: Article) -> DeskArticleView:
    return views.desk_article(Row(found, writing.revision(found)), me.id)


@routes.get("/desk/articles", who=CHOOSERS, query=InState)
def show_list(me: Staff, wanted: InState) -> DeskArticleRowsView:
    """The articles of one state, the latest first; whoever only chooses from them sees what is published."""
    state = ArticleState(wanted.state) if Role.EDITOR in me.roles else ArticleState.PUBLISHED
    return views.desk_rows(writing.of_state(state, wanted.after))


@routes.post("/desk/articles", who=EDITOR, body=ArticleInput, once=True, status=201)
def begin(me: Staff, said: ArticleInput, once: Once) -> DeskArticleView:
    """Begin an article."""
    return _view(me, writing.begin(me, said.content(), once))


@routes.get("/desk/articles/{article}", who=EDITOR)
def show(me: Staff, article: str) -> DeskArticleView:
    """One article, its newest revision."""
    return _view(me, writing.known(article))


@routes.post("/desk/articles/{article}", who=EDITOR, body=ArticleInput, once=True)
def save(me: Staff, article: str, said: ArticleInput, once: Once) -> DeskArticleView:
    """Change the draft, or begin the next revision."""
    return _view(me, writing.save(me, article, said.content(), once))


@routes.post("/desk/articles/{article}/submission", who=EDITOR, once=True)
def submit(me: Staff, article: str, once: Once) -> DeskArticleView:
    """Hand it to a second person."""
    return _view(me, writing.submit(me, article, once))


@routes.post("/desk/articles/{article}/approval", who=EDITOR, once=True)
def approve(me: Staff, article: str, once: Once) -> DeskArticleView:
    """Publish what somebody else wrote."""
    return _view(me, writing.approve(me, article, once))


@routes.post("/desk/articles/{article}/return", who=EDITOR, body=ArticleNoteInput, once=True)
def send_back(me: Staff, article: str, said: ArticleNoteInput, once: Once) -> DeskArticleView:
    """Send it back, saying why."""
    return _view(me, writing.send_back(me, article, said.note.strip(), once))


@routes.post("/desk/articles/{article}/withdrawal", who=EDITOR, body=ArticleNoteInput, once=True)
def withdraw(me: Staff, article: str, said: ArticleNoteInput, once: Once) -> DeskArticleView:
    """Nobody reads it from now on."""
    return _view(me, writing.withdraw(me, article, said.note.strip(), once))


@routes.get("/desk/issues", who=EDITOR, query=OfYear)
def show_issues(_me: Staff, wanted: OfYear) -> IssuesView:
    """The weekly issues of a year."""
    return views.issues(issuing.of_year(wanted.year))


@routes.post("/desk/issues", who=EDITOR, body=IssueInput, once=True, status=201)
def compose(me: Staff, said: IssueInput, once: Once) -> IssueView:
    """Put an issue together, or change one that is not out."""
    return views.issue(issuing.compose(me, said.week, said.title.strip(), said.articles, once))


@routes.post("/desk/issues/{week}/release", who=EDITOR, once=True)
def release(me: Staff, week: str, once: Once) -> IssueView:
    """Let out what somebody else put together, and tell its readers."""
    return views.issue(issuing.release(me, week, once))
