"""What goes in and out, at the patients' edge and at the editors'."""

from typing import Literal

from pydantic import Field, model_validator

from chalicelib.education.issuing import week_of
from chalicelib.education.models import Issue
from chalicelib.education.reading import SHORTEST_PREFIX
from chalicelib.education.states import ArticleState, BlockKind, IssueState, Season, Tag
from chalicelib.education.writing import Block, Content, Page, Row
from chalicelib.kernel import clock
from chalicelib.kernel.http import Input, Query, View
from chalicelib.staff.sessions import StaffId, names_of

PLAIN = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"  # no control characters; there is no markup that could be meant
WEEK = r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$"
LONGEST_ITEM, LONGEST_TAG, MOST_TAGS = 300, 40, 30
Note = Field(min_length=1, max_length=300, pattern=r"\S")


class About(Query):
    """What about; nothing: the latest."""

    tag: Literal["diagnosis", "test", "drug", "season", "department", "guide"] | None = None
    value: str = Field("", max_length=40)
    after: str = Field("", max_length=120)

    @model_validator(mode="after")
    def _both(self) -> "About":
        if (self.tag is None) != (not self.value.strip()):
            raise ValueError("tag and value go together")
        return self


class InState(Query):
    """In which state, behind which row."""

    state: Literal["draft", "in_review", "published", "withdrawn"] = "draft"
    after: str = Field("", max_length=120)


class OfYear(Query):
    """Of which year."""

    year: str = Field(pattern=r"^\d{4}$")


class BlockInput(Input):
    """One piece: words, or of a list its items."""

    kind: Literal["heading", "paragraph", "list", "advice", "warning"]
    text: str = Field("", max_length=2000, pattern=PLAIN)
    items: list[str] = Field(default=[], max_length=30)

    @model_validator(mode="after")
    def _fitting(self) -> "BlockInput":
        is_list = self.kind == "list"
        if is_list != bool(self.items) or is_list == bool(self.text.strip()):
            raise ValueError("a list has items, everything else has words")
        if any(not 0 < len(one.strip()) <= LONGEST_ITEM for one in self.items):
            raise ValueError("an item has 1 to 300 characters")
        return self


class TagsInput(Input):
    """By what it is found."""

    diagnosis: list[str] = Field(default=[], max_length=20)
    test: list[str] = Field(default=[], max_length=20)
    drug: list[str] = Field(default=[], max_length=20)
    season: list[Literal["spring", "summer", "autumn", "winter"]] = Field(default=[], max_length=4)
    department: list[str] = Field(default=[], max_length=20)
    guide: list[str] = Field(default=[], max_length=5)

    @model_validator(mode="after")
    def _short(self) -> "TagsInput":
        if any(not 0 < len(one.strip()) <= LONGEST_TAG for values in self.model_dump().values() for one in values):
            raise ValueError("a tag has 1 to 40 characters")
        if sum(len(values) for values in self.model_dump().values()) > MOST_TAGS:
            raise ValueError("too many tags")
        if any(len(one.strip()) < SHORTEST_PREFIX for one in self.diagnosis):
            raise ValueError("a diagnosis begins with three characters")
        return self


class ArticleInput(Input):
    """An article."""

    title: str = Field(min_length=1, max_length=40, pattern=r"\S")
    summary: str = Field("", max_length=120, pattern=PLAIN)
    blocks: list[BlockInput] = Field(min_length=1, max_length=80)
    tags: TagsInput = TagsInput()
    commercial: bool = False

    def content(self) -> Content:
        """As the deed takes it."""
        return Content(
            title=self.title.strip(),
            summary=self.summary.strip(),
            blocks=tuple(Block(BlockKind(one.kind), one.text, tuple(one.items)) for one in self.blocks),
            tags={
                Tag(tag): tuple(dict.fromkeys(one.strip() for one in values))
                for tag, values in self.tags.model_dump().items()
                if values
            },
            commercial=self.commercial,
        )


class ArticleNoteInput(Input):
    """Why."""

    note: str = Note


class IssueInput(Input):
    """A weekly issue."""

    week: str = Field(pattern=WEEK)
    title: str = Field(min_length=1, max_length=40, pattern=r"\S")
    articles: list[str] = Field(min_length=1, max_length=20)


class EducationChoiceInput(Input):
    """What I want to hear of."""

    weekly: bool
    greetings: bool


class BlockView(View):
    """One piece."""

    kind: BlockKind
    text: str
    items: list[str]


class ArticleRowView(View):
    """An article in a list."""

    id: str
    title: str
    summary: str
    published: str
    commercial: bool


class ArticleRowsView(View):
    """Articles, and where the next begin (empty: there are none)."""

    articles: list[ArticleRowView]
    next: str
    season: Season


class ArticleView(ArticleRowView):
    """An article, whole."""

    blocks: list[BlockView]


class IssueView(View):
    """A weekly issue."""

    week: str
    title: str
    state: IssueState
    released: str
    articles: list[str]


class IssuesView(View):
    """Weekly issues, the latest first."""

    issues: list[IssueView]
    this_week: str


class EducationChoiceView(View):
    """What I hear of."""

    weekly: bool
    greetings: bool


class DeskArticleRowView(ArticleRowView):
    """An article in an editors' list."""

    state: ArticleState
    live: int
    newest: int
    by: str
    at: str


class DeskArticleRowsView(View):
    """Articles, and where the next begin (empty: there are none)."""

    articles: list[DeskArticleRowView]
    next: str


class DeskArticleView(DeskArticleRowView):
    """An article as its editors see it: the newest revision."""

    blocks: list[BlockView]
    tags: dict[str, list[str]]
    note: str
    approved_by: str
    mine: bool


def season() -> Season:
    """The season of today."""
    return list(Season)[(clock.today().month - 3) % 12 // 3]


def _row(found: Row) -> dict[str, object]:
    one = found.revision
    about = {"title": one.title, "summary": one.summary, "commercial": bool(one.commercial)}
    return {"id": found.article.id, "published": found.article.published, **about}


def rows(found: list[Row], following: str = "") -> ArticleRowsView:
    """A list."""
    return ArticleRowsView(articles=[ArticleRowView(**_row(one)) for one in found], next=following, season=season())


def article(found: Row) -> ArticleView:
    """One, whole."""
    return ArticleView(**_row(found), blocks=_blocks(found))


def _blocks(found: Row) -> list[BlockView]:
    return [BlockView(kind=BlockKind(one["kind"]), text=one["text"], items=one["items"]) for one in found.revision.blocks]


def issue(found: Issue) -> IssueView:
    """One issue."""
    return IssueView(
        week=found.week, title=found.title, state=IssueState(found.state), released=found.released_at, articles=found.articles
    )


def issues(found: list[Issue]) -> IssuesView:
    """Several."""
    return IssuesView(issues=[issue(one) for one in found], this_week=week_of(clock.today()))


def desk_rows(found: Page) -> DeskArticleRowsView:
    """A list for editors."""
    names = names_of(StaffId(row.revision.by) for row in found.rows) if found.rows else {}
    made = [DeskArticleRowView(**_desk_row(row, names)) for row in found.rows]
    return DeskArticleRowsView(articles=made, next=found.next)


def _desk_row(found: Row, names: dict[StaffId, str]) -> dict[str, object]:
    one, whole = found.revision, found.article
    by = names.get(StaffId(one.by), "")
    numbers = {"live": int(whole.live), "newest": int(whole.newest)}
    return _row(found) | numbers | {"state": whole.stands, "by": by, "at": one.at}


def desk_article(found: Row, me: str) -> DeskArticleView:
    """One for editors."""
    one = found.revision
    names = names_of(StaffId(who) for who in (one.by, one.approved_by) if who)
    return DeskArticleView(
        **_desk_row(found, names),
        blocks=_blocks(found),
        tags=one.tags,
        note=one.note,
        approved_by=names.get(StaffId(one.approved_by), "") if one.approved_by else "",
        mine=one.by == me,
    )
