"""When copies are picked up: half hours with so many hand-overs each, won by a condition on one item."""

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import NamedTuple

from pynamodb.expressions.condition import Condition, size

from chalicelib.copies.pickup import settings
from chalicelib.copies.pickup.models import HalfHour, HalfHourId
from chalicelib.copies.pickup.settings import Place
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import Unit

LENGTH = dt.timedelta(minutes=30)
PROPOSED_DAYS = 3  # among so many open days the quietest time is looked for


class HalfHourFull(refusals.Conflict):
    """Others were quicker."""

    code, message = "half_hour_full", "该时段已约满，请选择其他时段"


class NoSuchTime(refusals.Invalid):
    """Not a half hour at which anything is handed over there."""

    code, message = "no_such_time", "该时段不办理领取，请从列出的时段中选择"


class NoSuchPlace(refusals.Invalid):
    """None of the hospital's pick-up places."""

    code, message = "no_such_place", "没有该领取地点，请重新选择"


class NothingFree(refusals.Conflict):
    """No half hour is left in the days ahead."""

    code, message = "nothing_free", "近期领取时段均已约满，请改约更晚的日期或选择邮寄"


class Half(NamedTuple):
    """One half hour of a place."""

    place: Place
    id: HalfHourId
    start: dt.datetime
    taken: int

    @property
    def full(self) -> bool:
        """Whether nobody fits in any more."""
        return self.taken >= self.place.capacity

    @property
    def peak(self) -> bool:
        """Whether everybody comes then."""
        return any(hours.opens <= self.id[-4:] < hours.closes for hours in self.place.peak)


def place(known_as: str) -> Place:
    """The pick-up place of that id. Raises NoSuchPlace."""
    for one in settings.chosen().places:
        if one.id == known_as:
            return one
    raise NoSuchPlace


def start_of(half_hour: HalfHourId) -> dt.datetime:
    """When it starts. Raises NoSuchTime."""
    try:
        moment = dt.datetime.strptime(half_hour, "%Y%m%d-%H%M").replace(tzinfo=clock.HOSPITAL_ZONE)
    except ValueError:
        raise NoSuchTime from None
    return moment.astimezone(dt.UTC)


def id_of(start: dt.datetime) -> HalfHourId:
    """The half hour that starts then."""
    return HalfHourId(f"{clock.local(start):%Y%m%d-%H%M}")


def calendar(where: Place, now: dt.datetime) -> Iterator[Half]:
    """Every half hour that may be chosen now, in order of time, with how many it holds: one query a day."""
    ends = clock.local(now).date() + dt.timedelta(days=settings.chosen().days_ahead)
    for day in _days(clock.local(now).date(), ends):
        starts = [start for start in _starts(where, day) if _soonest(now) <= start]
        taken = _taken(where, day) if starts else {}
        for start in starts:
            yield Half(where, id_of(start), start, taken.get(f"{clock.local(start):%H%M}", 0))


def proposal(where: Place, now: dt.datetime) -> Half:
    """The half hour to offer first: in the next days, off-peak before peak, the emptiest, the earliest. Raises NothingFree."""
    days = itertools.groupby(calendar(where, now), key=lambda half: half.id[:8])
    offered: list[Half] = []
    for number, (_, halves) in enumerate(days, 1):
        offered += [half for half in halves if not half.full]
        if number >= PROPOSED_DAYS and offered:
            break
    if not offered:
        raise NothingFree
    return min(offered, key=lambda half: (half.peak, half.taken / where.capacity, half.start))


def require_open(where: Place, half_hour: HalfHourId, now: dt.datetime) -> dt.datetime:
    """When that half hour starts, if things are handed over then. Raises NoSuchTime."""
    start = start_of(half_hour)
    local = clock.local(start)
    latest = clock.local(now).date() + dt.timedelta(days=settings.chosen().days_ahead)
    if start < _soonest(now) or local.date() > latest or start not in set(_starts(where, local.date())):
        raise NoSuchTime
    return start


def take(unit: Unit, where: Place, half_hour: HalfHourId, application: str) -> None:
    """Promise one hand-over in the deed's transaction, which fails with HalfHourFull when others were quicker."""
    room: Condition = HalfHour.holders.does_not_exist() | (size(HalfHour.holders) < where.capacity)  # type: ignore[no-untyped-call]
    there = HalfHour.holders.contains(application)
    unit.update(
        HalfHour.at(where.id, half_hour), [HalfHour.holders.add({application})], condition=room | there, otherwise=HalfHourFull
    )


def give_back(unit: Unit, place_id: str, half_hour: str, application: str) -> None:
    """Let a promise go in the deed's transaction; who held none loses none."""
    unit.update(HalfHour.at(place_id, half_hour), [HalfHour.holders.delete({application})])


def _soonest(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(hours=settings.chosen().notice_hours)


def _days(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    while since <= until:
        yield since
        since += dt.timedelta(days=1)


def _starts(where: Place, day: dt.date) -> Iterator[dt.datetime]:
    if day.isoweekday() not in where.weekdays or day in settings.chosen().closed:
        return
    for hours in where.hours:
        start = clock.at(day, int(hours.opens[:2]), int(hours.opens[2:]))
        while f"{clock.local(start):%H%M}" < hours.closes:
            yield start
            start += LENGTH


def _taken(where: Place, day: dt.date) -> dict[str, int]:
    items = HalfHour.query(f"{where.id}#{day:%Y%m%d}", consistent_read=True)
    return {item.start: len(item.holders or ()) for item in items}
