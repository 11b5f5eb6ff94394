"""医务科: sealed originals, and what reviewers and the store room cannot settle. Decided by a day, always with written reasons."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.copies import acting, approving, claiming, desk_settings, records, refused, reviewing, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.reviewing import UnknownItem
from chalicelib.copies.states import REVIEWING, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, Staff, still_on_duty
from chalicelib.vault import destroying

SEALING_IN = REVIEWING | {State.AT_MEDICAL_AFFAIRS, State.RETRIEVING, State.CHASING}


class DayOver(refusals.Invalid):
    """Papers cannot be kept until a day that is over."""

    code, message = "copies_day_over", "保留期限不能早于今天，请重新选择日期；如需解除保留，请选择今天"


class Sealed(NamedTuple):
    """What of a stay's record is sealed 封存, since when; of copies sealed the originals are free."""

    stay: str
    parts: tuple[str, ...]
    original: bool
    since: dt.date


def record_sealing(me: Staff, application: str, sealed: Iterable[Sealed], once: Once) -> Application:
    """What is sealed, as it stands now: replaces what was recorded before. Raises UnknownItem."""
    found = acting.known(application)
    acting.require(found, *SEALING_IN)
    stays = {stay["id"] for stay in found.stays}
    entries = [{**one._asdict(), "parts": list(one.parts), "since": one.since.isoformat()} for one in sealed]
    if any(one["stay"] not in stays or not one["parts"] for one in entries):
        raise UnknownItem
    with acting.deed(me, found, "sealing_recorded", once) as unit:
        transitions.change(unit, found, "sealing_recorded", Application.sealed_originals.set(entries), by=me.id)
    return acting.known(application)


def refer(me: Staff, application: str, why: str, once: Once) -> Application:
    """A reviewer hands it to 医务科, to be decided by the day that the hospital chose."""
    found = reviewing.mine(me, application)
    words = acting.reason(why)
    due = clock.now() + dt.timedelta(days=desk_settings.chosen(found.campus).medical_affairs_days)
    with acting.deed(me, found, "referred", once, words) as unit:
        transitions.step(unit, found, State.AT_MEDICAL_AFFAIRS, by=me.id, note=words, due=due)
    return acting.known(application)


def give(me: Staff, application: str, why: str, once: Once) -> Application:
    """The right to copy holds: sealed originals are copied too. Goes on where the reviewers left it."""
    return _decide(me, application, why, once, held_back=False)


def hold_back(me: Staff, application: str, why: str, once: Once) -> Application:
    """The sealed originals are held back for now; everything else goes on. Refused when nothing else is wanted."""
    return _decide(me, application, why, once, held_back=True)


def refuse(me: Staff, application: str, why: str, once: Once) -> Application:
    """No, with written reasons."""
    found = acting.known(application)
    acting.require(found, State.AT_MEDICAL_AFFAIRS)
    words = acting.reason(why)
    with acting.deed(me, found, "refused", once, words) as unit:
        transitions.step(unit, found, State.REFUSED, Application.reason.set(words), by=me.id, note=words)
    return acting.known(application)


def take_up_again(me: Staff, application: str, why: str, once: Once) -> Application:
    """After a complaint a refused application is reviewed once more."""
    found = acting.known(application)
    acting.require(found, State.REFUSED)
    words = acting.reason(why)
    fresh = [Application.reviewer.set(""), Application.second_reviewer.set(""), Application.reason.set("")]
    with acting.deed(me, found, "taken_up_again", once, words) as unit:
        transitions.step(unit, found, State.FORM_CHECKED, *fresh, Application.closed.set(""), by=me.id, note=words)
    return acting.known(application)


def go_on(me: Staff, application: str, why: str, once: Once) -> Application:
    """The patient's death was an error, or does not touch this application: it goes on where it was halted."""
    found = acting.known(application)
    acting.require(found, State.HALTED)
    to = claiming.unclaimed(State(found.halted_from), in_part=bool(found.left_out))
    with acting.deed(me, found, "went_on", once, acting.reason(why)) as unit:
        transitions.step(unit, found, to, Application.halted_from.set(""), by=me.id)
    return acting.known(application)


def end(me: Staff, application: str, why: str, once: Once) -> Application:
    """The right to apply ended with the patient; near relatives or heirs apply anew. What was paid and not used goes back."""
    found = acting.known(application)
    acting.require(found, State.HALTED)
    words = acting.reason(why)
    with acting.deed(me, found, "ended", once, words) as unit:
        transitions.step(unit, found, State.REFUSED, Application.reason.set(words), by=me.id, note=words)
    return acting.known(application)


def keep_papers(me: Staff, application: str, until: dt.date, why: str) -> Application:
    """Nothing that was shown is destroyed before the end of that day; another day replaces it. Raises DayOver, ReasonNeeded."""
    found = acting.known(application)
    if until < clock.today():
        raise DayOver
    with Unit() as unit:
        still_on_duty(unit, me)
        destroying.hold(unit, me.id, records.PURPOSE, found.id, until, acting.reason(why))
    return found


def _decide(me: Staff, application: str, why: str, once: Once, *, held_back: bool) -> Application:
    found = acting.known(application)
    acting.require(found, State.AT_MEDICAL_AFFAIRS)
    if Role.MEDICAL_AFFAIRS not in me.roles:
        raise refused.NotNow
    words = acting.reason(why)
    sealed = [{**one, "decided": me.id} for one in found.sealed_originals]
    without = [*found.left_out, *(_held(found, words) if held_back else ())]
    if held_back:
        reviewing.still_something(found, without)
    decided = [Application.sealed_originals.set(sealed), Application.left_out.set(without)]
    with acting.deed(me, found, "held_back" if held_back else "given", once, words) as unit:
        if reviewed(found):
            approving.approve(unit, found, *decided, by=me.id, in_part=bool(without), note=words)
        else:
            transitions.step(unit, found, State.FORM_CHECKED, *decided, by=me.id, note=words)
    return acting.known(application)


def reviewed(found: Application) -> bool:
    """Whether the reviewers have said yes already, all that are asked."""
    return bool(found.reviewer) and (not found.second_why or bool(found.second_reviewer))


def _held(found: Application, why: str) -> list[dict[str, str]]:
    return [
        {"stay": one["stay"], "part": part, "why": why}
        for one in found.sealed_originals
        if one["original"]
        for part in one["parts"]
        if reviewing.wants(found, part)
    ]
