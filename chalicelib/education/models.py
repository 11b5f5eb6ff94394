"""The room's tables: articles with their revisions, where they are found, weekly issues, and who wants to hear of them."""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.education.states import ArticleState, IssueState
from chalicelib.kernel import ids
from chalicelib.kernel.tables import Table

SHARDS = 16


class Article(Table):
    """One article. `live` is the revision that patients read; 0: none."""

    noun = "articles"

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=1)
    state = UnicodeAttribute(default=ArticleState.DRAFT.value)
    since = UnicodeAttribute()
    newest = NumberAttribute(default=1)
    live = NumberAttribute(default=0)
    published = UnicodeAttribute(default="")  # when the live one was

    @property
    def stands(self) -> ArticleState:
        """Its state."""
        return ArticleState(self.state)


class Revision(Table):
    """One revision. Once it was handed in it does not change; the hospital can show for ever what patients read."""

    noun = "article-revisions"

    article = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    title = UnicodeAttribute()
    summary = UnicodeAttribute(default="")
    blocks = JSONAttribute()  # [{kind, text, items}]
    tags = JSONAttribute()  # tag → values
    commercial = BooleanAttribute(default=False)
    by = UnicodeAttribute()
    at = UnicodeAttribute()
    note = UnicodeAttribute(default="")  # why it was sent back
    approved_by = UnicodeAttribute(default="")
    approved_at = UnicodeAttribute(default="")


class Listed(Table):
    """Where articles are found: staff's lists by state, patients' by what they are about."""

    noun = "article-lists"

    list = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)  # moment#id

    @property
    def id(self) -> str:
        """Of the article."""
        return self.key.rpartition("#")[2]


class Issue(Table):
    """A weekly issue: a few articles together. One a week."""

    noun = "article-issues"

    year = UnicodeAttribute(hash_key=True)
    week = UnicodeAttribute(range_key=True)  # 2026-W47
    version = NumberAttribute(default=1)
    state = UnicodeAttribute(default=IssueState.DRAFT.value)
    title = UnicodeAttribute()
    articles = JSONAttribute()  # ids, in order
    commercial = BooleanAttribute(default=False)
    by = UnicodeAttribute()
    released_by = UnicodeAttribute(default="")
    released_at = UnicodeAttribute(default="")


class Reader(Table):
    """What an account wants to hear of. Whoever wants nothing has no item."""

    noun = "article-readers"

    shard = UnicodeAttribute(hash_key=True)
    account = UnicodeAttribute(range_key=True)
    weekly = BooleanAttribute(default=False)
    greetings = BooleanAttribute(default=False)

    @classmethod
    def of(cls, account: str) -> "Reader":
        """The item of that account."""
        return cls(f"{int(ids.derived('reader', account)[-1], 36) % SHARDS:02d}", account)
