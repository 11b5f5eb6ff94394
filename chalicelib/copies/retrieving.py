"""The store room: each record fetched, or chased with an owner and a day; pages counted before anything is priced."""

import datetime as dt
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

from chalicelib.copies import acting, desk_settings, refused, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.states import Chase, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.staff.sessions import Staff

FETCHED = "fetched"
MOST_PAGES = 5000  # of one stay: more is a slip of the finger
CHASEABLE = frozenset({State.RETRIEVING, State.CHASING, State.TO_COPY, State.COPYING, State.REPRINTING})


class NotAStay(refusals.Invalid):
    """None of what is applied for."""

    code, message = "copies_not_a_stay", "该住院或就诊记录不在本申请范围内，请核对后重新选择"


class NotAllFetched(refusals.Conflict):
    """Something is neither in hand nor put off to a later round."""

    code, message = "copies_not_all_fetched", "还有病历未取到：请先取齐，或登记催还后选择“先提供已有部分”"


class PagesUnlikely(refusals.Invalid):
    """No pages, far too many, or not for exactly the records in hand."""

    code, message = "copies_pages", "请为每份已取到的病历填写实际页数（1至5000页）"


class NothingFetched(refusals.Conflict):
    """There is nothing to go on with."""

    code, message = "copies_nothing_fetched", "尚无已取到的病历，不能先行提供，请继续催还或转医务科处理"


class Hunt(BaseModel):
    """Why a record is not in hand, who has it, and by when it is to be back."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    why: Chase
    owner: str  # a department or a person of the hospital
    until: dt.date | None = None
    note: str = ""


def wanted(found: Application) -> list[str]:
    """The stays that are applied for and were not left out whole, in their order."""
    gone = {one["stay"] for one in found.left_out if not one.get("part")}
    return [stay["id"] for stay in found.stays if stay["id"] not in gone]


def given(found: Application) -> set[str]:
    """The stays of earlier rounds."""
    return {stay for number, pages in found.pages.items() if int(number) < int(found.round) for stay in pages}


def in_hand(found: Application) -> list[str]:
    """The stays of this round whose records the store room has."""
    return [stay for stay in open_stays(found) if found.fetched.get(stay, {}).get("stands") == FETCHED]


def open_stays(found: Application) -> list[str]:
    """The stays that are still to be given."""
    earlier = given(found)
    return [stay for stay in wanted(found) if stay not in earlier]


def put_off(found: Application) -> list[str]:
    """The stays that this round goes on without: chased and told to wait, or the later part of an unfinished record."""
    rests = {stay["id"] for stay in found.stays if stay.get("rest")}
    entries = {stay: found.fetched.get(stay, {}) for stay in open_stays(found)}
    return [stay for stay, entry in entries.items() if entry.get("later") or (stay in rests and not entry)]


def fetch(me: Staff, application: str, stays: Iterable[str], once: Once) -> Application:
    """These records are in hand; what was chased and is back counts too. Raises NotAStay, DoneMeanwhile."""
    found = acting.known(application)
    acting.require(found, State.RETRIEVING, State.CHASING)
    fetched = dict(found.fetched)
    for stay in stays:
        fetched[_of(found, stay)] = {"stands": FETCHED}
    done = Application.fetched.set(fetched)
    with acting.deed(me, found, "fetched", once) as unit:
        if found.stands is State.CHASING and not _chased(found, fetched):
            transitions.step(unit, found, State.RETRIEVING, done, by=me.id, claim=me.id)
        else:
            transitions.change(unit, found, "fetched", done, by=me.id)
    return acting.known(application)


def chase(me: Staff, application: str, stay: str, hunt: Hunt, once: Once) -> Application:
    """A record is not to be had just now: who has it, and by which day. Raises NotAStay, ReasonNeeded, DoneMeanwhile."""
    found = acting.known(application)
    acting.require(found, *CHASEABLE)
    owner = acting.reason(hunt.owner)
    until = hunt.until or clock.today() + dt.timedelta(days=desk_settings.chosen(found.campus).chase_days)
    entry = {"stands": hunt.why.value, "owner": owner, "until": until.isoformat(), "note": hunt.note.strip()}
    fetched = {**found.fetched, _of(found, stay): entry}
    due = clock.at(_first_due(found, fetched), 0)
    done = Application.fetched.set(fetched)
    with acting.deed(me, found, "chased", once, f"{stay} {hunt.why}") as unit:
        if found.stands is State.CHASING:
            transitions.redate(unit, found, "chased", due, done, by=me.id)
        else:
            transitions.step(unit, found, State.CHASING, done, by=me.id, due=due, why=hunt.why.value)
    return acting.known(application)


def go_on_without(me: Staff, application: str, once: Once) -> Application:
    """Finished records are given now, those that are chased later (2013 rules Art 21). Raises NothingFetched."""
    found = acting.known(application)
    acting.require(found, State.CHASING)
    if not in_hand(found):
        raise NothingFetched
    later = {stay: {**found.fetched[stay], "later": True} for stay in _chased(found, found.fetched)}
    done = Application.fetched.set({**found.fetched, **later})
    with acting.deed(me, found, "went_on_without", once) as unit:
        transitions.step(unit, found, State.RETRIEVING, done, by=me.id, claim=me.id)
    return acting.known(application)


def count(me: Staff, application: str, pages: Mapping[str, int], once: Once) -> Application:
    """How many pages one copy has, stay by stay: the price follows by itself. Raises NotAllFetched, PagesUnlikely."""
    found = acting.known(application)
    acting.require(found, State.RETRIEVING)
    here = in_hand(found)
    if set(here) | set(put_off(found)) != set(open_stays(found)) or not here:
        raise NotAllFetched
    counted = likely(pages, here)
    done = Application.pages.set({**found.pages, str(int(found.round)): counted})
    with acting.deed(me, found, "counted", once) as unit:
        transitions.step(unit, found, State.COUNTED, done, by=me.id, pages=str(sum(counted.values())))
    return acting.known(application)


def likely(pages: Mapping[str, int], stays: Iterable[str]) -> dict[str, int]:
    """The pages, when there are some for exactly these stays. Raises PagesUnlikely."""
    if set(pages) != set(stays) or not all(0 < number <= MOST_PAGES for number in pages.values()):
        raise PagesUnlikely
    return dict(pages)


def leave_out(me: Staff, application: str, stay: str, why: str, once: Once) -> Application:
    """A record that cannot be had any more (lost, beyond retention) is left out, with the reason; all of them: 医务科 decides."""
    found = acting.known(application)
    acting.require(found, State.CHASING)
    words = acting.reason(why)
    if found.fetched.get(_of(found, stay), {}).get("stands") in (None, FETCHED):
        raise refused.NotNow
    last = not [one for one in wanted(found) if one != stay]
    without = [*found.left_out, {"stay": stay, "part": "", "why": words}]
    with acting.deed(me, found, "left_out", once, words) as unit:
        if last:
            due = clock.now() + dt.timedelta(days=desk_settings.chosen(found.campus).medical_affairs_days)
            transitions.step(unit, found, State.AT_MEDICAL_AFFAIRS, by=me.id, note=words, due=due)
        elif _chased(found, found.fetched) == [stay]:
            done = Application.left_out.set(without)
            transitions.step(unit, found, State.RETRIEVING, done, by=me.id, note=words, claim=me.id)
        else:
            transitions.change(unit, found, "left_out", Application.left_out.set(without), by=me.id, note=words)
    return acting.known(application)


def rest_is_there(me: Staff, application: str, once: Once) -> Application:
    """What was put off is finished now: the next round begins. Raises DoneMeanwhile."""
    found = acting.known(application)
    acting.require(found, State.REST_AWAITED)
    to = State.APPROVED_IN_PART if found.left_out else State.APPROVED
    fetched = {stay: entry for stay, entry in found.fetched.items() if entry["stands"] == FETCHED}
    done = [Application.round.set(int(found.round) + 1), Application.fetched.set(fetched)]
    with acting.deed(me, found, "rest_there", once) as unit:
        transitions.step(unit, found, to, *done, by=me.id)
    return acting.known(application)


def rest_due(found: Application) -> dt.datetime | None:
    """By when the rest is to be there: the earliest day named; None when there is no rest."""
    rest = set(put_off(found))
    days = {stay["id"]: stay.get("whole_from") for stay in found.stays if stay["id"] in rest}
    named = [found.fetched.get(stay, {}).get("until") or day for stay, day in days.items()]
    if not rest:
        return None
    first = min((dt.date.fromisoformat(day) for day in named if day), default=clock.today() + dt.timedelta(days=7))
    return clock.at(first, 0)


def _of(found: Application, stay: str) -> str:
    if stay not in open_stays(found):
        raise NotAStay
    return stay


def _chased(found: Application, fetched: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What is being chased and not put off to a later round."""
    there = [stay for stay in open_stays(found) if fetched.get(stay, {}).get("stands", FETCHED) != FETCHED]
    return [stay for stay in there if not fetched[stay].get("later")]


def _first_due(found: Application, fetched: Mapping[str, Mapping[str, str]]) -> dt.date:
    days = [entry["until"] for stay in open_stays(found) if "until" in (entry := fetched.get(stay, {}))]
    return min(dt.date.fromisoformat(day) for day in days)
