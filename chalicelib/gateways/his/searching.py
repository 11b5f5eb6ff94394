"""Searches: every page of them, from one origin only; and what changed since."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from chalicelib.gateways.his import client
from chalicelib.gateways.his.outcomes import Changes, HisAway, Unusable
from chalicelib.gateways.his.resources import Node, fhir
from chalicelib.kernel import clock, log

PAGE = 200
MOST_PAGES = 2000
AT_ONCE = 25  # ids or references in one question
OVERLAP = dt.timedelta(minutes=2)  # a HIS stamps a change before it is seen; what is read twice is the same twice
_T = TypeVar("_T")


def found(kind: str, **parameters: str) -> Iterator[Node]:
    """Every resource of that type that matches, page by page."""
    return _matches(kind, client.get(client.at(kind, **parameters, _count=str(PAGE))))


def found_privately(kind: str, **parameters: str) -> Iterator[Node]:
    """The same, with parameters that may not stand in a URL."""
    return _matches(kind, client.search_by_post(kind, {**parameters, "_count": str(PAGE)}))


def _matches(kind: str, answer: client.Answer) -> Iterator[Node]:
    for _ in range(MOST_PAGES):
        for entry in answer.node.nodes("entry"):
            resource = entry.node("resource")
            if resource and resource.kind == kind:
                yield resource
        following = _next(answer.node)
        if following is None:
            return
        answer = client.get(following)
    log.warning("his_pages_without_end", kind=kind)
    raise HisAway(sent=False)


def _next(bundle: Node) -> str | None:
    link = next((one.text("url") for one in bundle.nodes("link") if one.maybe("relation") == "next"), None)
    if link is None:
        return None
    base = client.at("")
    url = urljoin(base, link)
    if urlsplit(url)[:2] != urlsplit(base)[:2]:  # our token goes to the HIS and nowhere else
        log.warning("his_next_link_leads_away")
        raise HisAway(sent=False)
    return url


def by_ids(kind: str, ids: Iterable[str]) -> dict[str, Node]:
    """The resources of that type with these ids of ours."""
    resources = (one for some in _some(sorted({fhir(one) for one in ids})) for one in found(kind, _id=",".join(some)))
    return {one.id: one for one in resources}


def of_references(kind: str, name: str, target: str, ids: Iterable[str]) -> Iterator[Node]:
    """The resources whose reference `name` is to one of those targets."""
    for some in _some(sorted({f"{target}/{fhir(one)}" for one in ids})):
        yield from found(kind, **{name: ",".join(some)})


def _some(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def changed(
    kind: str,
    since: dt.datetime | None,
    read: Callable[[Node], _T],
    parameters: dict[str, str] | None = None,
    overlap: dt.timedelta = OVERLAP,
) -> Changes[_T]:
    """Everything of that type that changed since, read; what cannot be read is left out, logged and counted."""
    moment = {"_lastUpdated": "ge" + clock.stamp(since - overlap)} if since else {}
    answer = client.get(client.at(kind, **(parameters or {}), **moment, _sort="_lastUpdated", _count=str(PAGE)))
    items, unusable = usable(_matches(kind, answer), read)
    return Changes(items, asked_at(answer), unusable)


def usable(nodes: Iterable[Node], read: Callable[[Node], _T]) -> tuple[list[_T], int]:
    """What can be read, and how many cannot."""
    items, unusable = [], 0
    for node in nodes:
        try:
            items.append(read(node))
        except Unusable as error:
            unusable += 1
            log.warning("his_resource_unusable", kind=node.kind, id=node.maybe("id") or "", lacks=str(error))
    if unusable:
        log.metric("HisResourceUnusable", unusable)
    return items, unusable


def asked_at(answer: client.Answer) -> dt.datetime:
    """The HIS's own clock when it answered, so that a clock of ours that goes wrong loses no change."""
    try:
        return parsedate_to_datetime(answer.headers["date"]).astimezone(dt.UTC)
    except (KeyError, ValueError):
        return clock.now()
