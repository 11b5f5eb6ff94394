"""Writing articles: drafts, handing in, approval by a second person, withdrawal. What patients read changes by approval alone."""

import contextlib
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.education import refused
from chalicelib.education.models import Article, Listed, Revision
from chalicelib.education.states import NEXT, ArticleState, BlockKind, Tag
from chalicelib.kernel import clock, facts, refusals
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit
from chalicelib.staff import acting
from chalicelib.staff.sessions import Staff

EVERYTHING = "published"  # the list of all that is live
PAGE = 50


class Block(NamedTuple):
    """One piece of an article: words, or of a list its items. Plain text, drawn natively."""

    kind: BlockKind
    text: str
    items: tuple[str, ...] = ()


class Content(NamedTuple):
    """What an article says, and by what it is found."""

    title: str
    summary: str
    blocks: tuple[Block, ...]
    tags: dict[Tag, tuple[str, ...]]
    commercial: bool = False


def known(article: str) -> Article:
    """Raises NotFound."""
    found = Article.find(article)
    if found is None:
        raise refusals.NotFound
    return found


def revision(found: Article, number: int | None = None) -> Revision:
    """A revision, the newest unless named."""
    return Revision.get(found.id, number or int(found.newest), consistent_read=True)


def begin(me: Staff, content: Content, once: Once) -> Article:
    """Begin an article as a draft of mine."""
    now = clock.stamp(clock.now())
    made = Article(once.id("article"), since=now)
    with contextlib.suppress(Repeated), acting.deed(me, "education.begun", made.id, once) as unit:
        unit.put(made, condition=Article.id.does_not_exist(), otherwise=refused.ChangedMeanwhile)
        unit.put(_revision(made.id, 1, content, me))
        unit.put(Listed(_at(ArticleState.DRAFT), _key(made)))
    return known(made.id)


def save(me: Staff, article: str, content: Content, once: Once) -> Article:
    """Change the draft; of what is published or withdrawn this begins the next revision. Raises NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = known(article)
        with acting.deed(me, "education.saved", found.id, once) as unit:
            if found.stands is ArticleState.DRAFT:
                _write(unit, found)
                unit.put(_revision(found.id, int(found.newest), content, me))
            else:
                number = int(found.newest) + 1
                _step(unit, found, ArticleState.DRAFT, Article.newest.set(number))
                unit.put(_revision(found.id, number, content, me))
    return known(article)


def submit(me: Staff, article: str, once: Once) -> Article:
    """Hand the draft to a second person. Raises NotNow, ChangedMeanwhile."""
    return _deed(me, article, once, ArticleState.IN_REVIEW, "submitted")


def send_back(me: Staff, article: str, note: str, once: Once) -> Article:
    """Not yet: back to a draft, saying why. Raises NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = known(article)
        if found.stands is not ArticleState.IN_REVIEW:
            raise refused.NotNow
        with acting.deed(me, "education.sent_back", found.id, once) as unit:
            _step(unit, found, ArticleState.DRAFT)
            unit.update(Revision(found.id, int(found.newest)), [Revision.note.set(note)])
    return known(article)


def approve(me: Staff, article: str, once: Once) -> Article:
    """Publish the revision that was handed in. Raises OwnWork, NotNow, ChangedMeanwhile."""
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = known(article)
        newest = revision(found)
        if newest.by == me.id:
            raise refused.OwnWork
        now = clock.stamp(clock.now())
        with acting.deed(me, "education.approved", found.id, once) as unit:
            _hide(unit, found, keep=_places(newest, found.id, now))
            _step(unit, found, ArticleState.PUBLISHED, Article.live.set(int(found.newest)), Article.published.set(now))
            for name, key in _places(newest, found.id, now) - _live_places(found):
                unit.put(Listed(name, key))
            approval: list[Action] = [Revision.approved_by.set(me.id), Revision.approved_at.set(now)]
            unit.update(
                Revision(found.id, int(found.newest)), approval, condition=Revision.by != me.id, otherwise=refused.OwnWork
            )
            facts.tell(unit, "education.published", found.id, int(found.version) + 1)
    return known(article)


def withdraw(me: Staff, article: str, reason: str, once: Once) -> Article:
    """Nobody reads it from now on. Raises NotNow, ChangedMeanwhile."""
    return _deed(me, article, once, ArticleState.WITHDRAWN, "withdrawn", reason)


def _deed(me: Staff, article: str, once: Once, to: ArticleState, act: str, why: str = "") -> Article:
    with contextlib.suppress(Repeated):
        once.raise_if_done()
        found = known(article)
        with acting.deed(me, f"education.{act}", found.id, once, why) as unit:
            if to is ArticleState.WITHDRAWN:
                _hide(unit, found, keep=set())
                _step(unit, found, to, Article.live.set(0), Article.published.set(""))
                facts.tell(unit, "education.withdrawn", found.id, int(found.version) + 1)
            else:
                _step(unit, found, to)
    return known(article)


def _revision(article: str, number: int, content: Content, me: Staff) -> Revision:
    return Revision(
        article,
        number,
        title=content.title,
        summary=content.summary,
        blocks=[{"kind": one.kind.value, "text": one.text, "items": list(one.items)} for one in content.blocks],
        tags={tag.value: list(values) for tag, values in content.tags.items()},
        commercial=content.commercial,
        by=me.id,
        at=clock.stamp(clock.now()),
    )


def _step(unit: Unit, found: Article, to: ArticleState, *changes: Action) -> None:
    if to not in NEXT[found.stands]:
        raise refused.NotNow
    now = clock.stamp(clock.now())
    unit.delete(Listed(_at(found.stands), _key(found)))
    unit.put(Listed(_at(to), f"{now}#{found.id}"))
    _write(unit, found, Article.state.set(to.value), Article.since.set(now), *changes)


def _write(unit: Unit, found: Article, *changes: Action) -> None:
    version = int(found.version)
    condition = (Article.version == version) & (Article.state == found.state)
    unit.update(
        Article(found.id), [Article.version.set(version + 1), *changes], condition=condition, otherwise=refused.ChangedMeanwhile
    )


def _hide(unit: Unit, found: Article, keep: set[tuple[str, str]]) -> None:
    for name, key in _live_places(found) - keep:
        unit.delete(Listed(name, key))


def _live_places(found: Article) -> set[tuple[str, str]]:
    return _places(revision(found, int(found.live)), found.id, found.published) if found.live else set()


def places(found: Article) -> set[tuple[str, str]]:
    """In which lists it lies: its state's, and those by which patients find it."""
    return {(_at(found.stands), _key(found))} | _live_places(found)


def _places(one: Revision, article: str, published: str) -> set[tuple[str, str]]:
    """Commercial ones in lists of their own: nobody meets them who did not ask for them."""
    names = {EVERYTHING} | {tagged(Tag(tag), value) for tag, values in one.tags.items() for value in values}
    return {(f"commercial#{name}" if one.commercial else name, f"{published}#{article}") for name in names}


def tagged(tag: Tag, value: str) -> str:
    """The list of what is about that."""
    return f"{tag}#{value.strip().upper()}"


def _at(state: ArticleState) -> str:
    return f"state#{state}"


def _key(found: Article) -> str:
    return f"{found.since}#{found.id}"


class Row(NamedTuple):
    """One article with the revision that matters."""

    article: Article
    revision: Revision


class Page(NamedTuple):
    """Some articles, and where the next begin (empty: there are none)."""

    rows: list[Row]
    next: str


def of_state(state: ArticleState, after: str) -> Page:
    """For staff: the newest revisions of one state, the latest first."""
    return page(_at(state), after, newest=True)


def page(name: str, after: str, *, newest: bool = False) -> Page:
    """One list, the latest first."""
    beyond = Listed.key < after if after else None
    items = list(Listed.query(name, beyond, limit=PAGE + 1, scan_index_forward=False))
    more = len(items) > PAGE
    return Page(rows([one.id for one in items[:PAGE]], newest=newest), items[PAGE - 1].key if more else "")


def rows(keys: list[str], *, newest: bool = False) -> list[Row]:
    """The articles of these ids in this order, with the live revision (or the newest); those that have none are left out."""
    if not keys:
        return []
    found = {one.id: one for one in Article.batch_get(keys)}
    wanted = {one.id: int(one.newest if newest else one.live) for one in found.values()}
    pairs = [(article, number) for article, number in wanted.items() if number]
    revisions = {one.article: one for one in Revision.batch_get(pairs)} if pairs else {}
    return [Row(found[key], revisions[key]) for key in dict.fromkeys(keys) if key in revisions]
