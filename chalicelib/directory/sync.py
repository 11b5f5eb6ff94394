"""Keeping the directory as the HIS has it.

Every few minutes what changed is read and merged; every night everything is read, and what the HIS no longer has is hidden.
Doing it twice is doing it once. Each list is taken for itself: what was read before the HIS went away is kept.
"""

import datetime as dt
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from pydantic import TypeAdapter

from chalicelib.directory import catalogue, lists, merging
from chalicelib.directory.models import Hospital, Price
from chalicelib.directory.spelling import spell
from chalicelib.gateways.his import directory as his
from chalicelib.gateways.his.directory import HisOrganization, HisPlace, HisPractitioner, HisPrice, HisRole, HisService
from chalicelib.gateways.his.outcomes import Changes
from chalicelib.kernel import log

_Raw = TypeVar("_Raw", HisOrganization, HisPractitioner, HisRole, HisPlace, HisService)
BELIEVABLE = 0.5  # of what was there must still be there, else a whole reading is not believed


class _Source(NamedTuple, Generic[_Raw]):
    """One list of the HIS as we keep it."""

    kind: str
    ask: Callable[[dt.datetime | None], Changes[_Raw]]
    adapter: TypeAdapter[dict[str, _Raw]]

    def read(self) -> lists.Kept[dict[str, _Raw]]:
        return lists.read(self.kind, self.adapter, {}, consistent=True)

    def take(self, *, whole: bool) -> None:
        """Merge what changed."""
        before = self.read()
        since = None if whole else before.since
        changes = self.ask(since)
        after = dict(before.content)
        if since is None and _believable(self.kind, len(after), changes):
            gone = after.keys() - {item.id for item in changes.items}
            after |= {name: after[name]._replace(active=False) for name in gone}
        for item in changes.items:
            if item.id not in after or after[item.id].at <= item.at or since is None:
                after[item.id] = item
        _keep(self.kind, self.adapter, before, after, changes.until)


ORGANIZATIONS = _Source("his.organizations", his.organizations, TypeAdapter(dict[str, HisOrganization]))
PRACTITIONERS = _Source("his.practitioners", his.practitioners, TypeAdapter(dict[str, HisPractitioner]))
ROLES = _Source("his.roles", his.roles, TypeAdapter(dict[str, HisRole]))
PLACES = _Source("his.places", his.places, TypeAdapter(dict[str, HisPlace]))
SERVICES = _Source("his.services", his.services, TypeAdapter(dict[str, HisService]))


def sync(*, whole: bool = False) -> None:
    """Bring the directory up to date. Raises HisAway, LostRace (another sync was quicker): come again."""
    for source in (ORGANIZATIONS, PRACTITIONERS, ROLES, PLACES, SERVICES):
        source.take(whole=whole)
    _make_hospital()
    _take_prices(whole=whole)
    catalogue.forget_cached()


_T = TypeVar("_T")


def _keep(kind: str, adapter: TypeAdapter[_T], before: lists.Kept[_T], after: _T, until: dt.datetime) -> None:
    if after != before.content or not before.version:
        lists.write(kind, adapter, before, after, since=until)
    else:
        lists.move(kind, before, until)


def _believable(kind: str, had: int, changes: Changes[_T]) -> bool:
    """A whole reading that lacks much is rather a fault of the HIS than the end of half the hospital."""
    if len(changes.items) >= had * BELIEVABLE and not changes.unusable:
        return True
    log.warning("directory_reading_not_believed", kind=kind, had=had, got=len(changes.items), unusable=changes.unusable)
    return False


def _make_hospital() -> None:
    """Join the lists into what the pages show, unless that was done from these very versions."""
    organizations, practitioners, roles = ORGANIZATIONS.read(), PRACTITIONERS.read(), ROLES.read()
    places, services = PLACES.read(), SERVICES.read()
    basis = "/".join(str(kept.version) for kept in (organizations, practitioners, roles, places, services))
    adapter = catalogue.adapters.hospital
    before = lists.read(catalogue.HOSPITAL, adapter, Hospital(), consistent=True)
    if before.basis == basis:
        return
    joined = merging.hospital(organizations.content, practitioners.content, roles.content, places.content, services.content)
    lists.write(catalogue.HOSPITAL, adapter, before, joined, basis=basis)


def _take_prices(*, whole: bool) -> None:
    adapter = catalogue.adapters.prices
    before = lists.read(catalogue.PRICES, adapter, {}, consistent=True)
    since = None if whole else before.since
    changes = his.prices(since)
    after = dict(before.content)
    if since is None and _believable(catalogue.PRICES, len(after), changes):
        gone = after.keys() - {item.id for item in changes.items}
        after |= {name: after[name].model_copy(update={"active": False}) for name in gone}
    for item in changes.items:
        known = after.get(item.id)
        if known is None or known.at <= item.at or since is None:
            after[item.id] = _price(item, known)
    _keep(catalogue.PRICES, adapter, before, after, changes.until)


def _price(item: HisPrice, known: Price | None) -> Price:
    """An entry with its spelling; that of a name which did not change is taken over."""
    pinyin, initials = (known.pinyin, known.initials) if known and known.name == item.name else spell(item.name)
    return Price(**item._asdict(), pinyin=pinyin, initials=initials)
