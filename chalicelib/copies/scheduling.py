"""When copies are picked up: staff propose, the applicant accepts or proposes another; the half hour is held all the while."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.copies import acting, desk_settings, refused, transitions
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import settings, times
from chalicelib.copies.pickup.models import HalfHourId
from chalicelib.copies.states import AT_THE_WINDOW, State
from chalicelib.copies.transitions import APPLICANT
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff

REMIND, MISSED = "copies.remind_pick_up", "copies.pick_up_missed"
WAITING = frozenset({State.TIME_PROPOSED, State.TO_PICK_UP})


def propose(me: Staff, application: str, place: str, half_hour: HalfHourId | None, once: Once) -> Application:
    """Offer a time, the quietest of the next days unless one is named. Raises HalfHourFull, NoSuchTime, NothingFree."""
    found = acting.known(application)
    acting.require(found, State.TO_SCHEDULE, State.TIME_COUNTERED)
    where = times.place(place or found.time.get("place") or first_place(found))
    wanted = half_hour or times.proposal(where, clock.now()).id
    with acting.deed(me, found, "time_proposed", once) as unit:
        held = _hold(unit, found, where, wanted, by="staff")
        transitions.step(unit, found, State.TIME_PROPOSED, held, by=me.id)
    return acting.known(application)


def take_down(me: Staff, application: str, once: Once) -> Application:
    """From the shelf back among those for which a time is to be found: the applicant has asked again."""
    found = acting.known(application)
    acting.require(found, State.RETURNED_TO_SHELF)
    with acting.deed(me, found, "taken_down", once) as unit:
        transitions.step(unit, found, State.TO_SCHEDULE, by=me.id)
    return acting.known(application)


def agree(me: Staff, application: str, once: Once) -> Application:
    """The time that the applicant proposed will do."""
    found = acting.known(application)
    acting.require(found, State.TIME_COUNTERED)
    with acting.deed(me, found, "time_agreed", once) as unit:
        _settle(unit, found, times.start_of(found.time["half"]))
        transitions.step(unit, found, State.TO_PICK_UP, by=me.id)
    return acting.known(application)


def accept(unit: Unit, found: Application) -> None:
    """The applicant takes what was offered, in the transaction that knows who that is. Raises NotNow."""
    if found.stands is not State.TIME_PROPOSED:
        raise refused.NotNow
    _settle(unit, found, times.start_of(found.time["half"]))
    transitions.step(unit, found, State.TO_PICK_UP, by=APPLICANT)


def counter(unit: Unit, found: Application, place: str, half_hour: HalfHourId) -> None:
    """The applicant proposes another time, which is held from now on; ⚙ it stands at once or when staff agree. Raises NotNow."""
    if found.stands not in AT_THE_WINDOW:
        raise refused.NotNow
    where = times.place(place)
    held = _hold(unit, found, where, half_hour, by=APPLICANT)
    staff_agree = desk_settings.chosen(found.campus).times_need_staff or found.stands is State.RETURNED_TO_SHELF
    if staff_agree and found.stands is State.TIME_COUNTERED:
        transitions.change(unit, found, "time_countered", held, by=APPLICANT)
    elif staff_agree:
        transitions.step(unit, found, State.TIME_COUNTERED, held, by=APPLICANT)
    else:
        _settle(unit, found, times.start_of(half_hour))
        transitions.step(unit, found, State.TO_PICK_UP, held, by=APPLICANT)


def let_go(unit: Unit, found: Application) -> list[Action]:
    """The half hour is free again, in the transaction that takes the application away from it; the change that says so."""
    if not found.time.get("half"):
        return []
    times.give_back(unit, found.time["place"], found.time["half"], found.id)
    return [Application.time.set({"place": found.time["place"]})]


def first_place(found: Application) -> str:
    """The first pick-up place of the application's campus. Raises NoSuchPlace."""
    for one in settings.chosen().places:
        if one.campus in ("", found.campus):
            return one.id
    raise times.NoSuchPlace


def missed(application: str, half: str) -> None:
    """The agreed (or offered) time is over and nobody came: reminded of after some days, then back to the shelf."""
    found = Application.find(application)
    if found is None or found.stands not in WAITING or found.time.get("half") != half:
        return
    chosen = settings.chosen()
    start = times.start_of(HalfHourId(half))
    shelf = start + dt.timedelta(days=chosen.shelf_after_days)
    now = clock.now()
    with Unit() as unit:
        if now >= shelf:
            transitions.step(unit, found, State.RETURNED_TO_SHELF, *let_go(unit, found))
        elif now >= start + dt.timedelta(days=chosen.remind_after_days):
            transitions.change(unit, found, "pick_up_missed")
            agenda.later(unit, MISSED, found.id, shelf, half=half)


def remind(application: str, half: str) -> None:
    """The evening before: told as a fact, if the time still stands."""
    found = Application.find(application)
    if found is None or found.stands is not State.TO_PICK_UP or found.time.get("half") != half:
        return
    if clock.now() < times.start_of(HalfHourId(half)):
        with Unit() as unit:
            transitions.change(unit, found, "pick_up_near")


def _hold(unit: Unit, found: Application, where: settings.Place, half_hour: HalfHourId, *, by: str) -> Action:
    """Hold that half hour instead of the one held so far."""
    start = times.require_open(where, half_hour, clock.now())
    before = (found.time.get("place"), found.time.get("half"))
    times.take(unit, where, half_hour, found.id)
    if before[1] and before != (where.id, half_hour):
        times.give_back(unit, found.time["place"], found.time["half"], found.id)
    agenda.later(unit, MISSED, found.id, start + dt.timedelta(days=settings.chosen().remind_after_days), half=half_hour)
    action: Action = Application.time.set({"place": where.id, "half": half_hour, "by": by, "was": before[1] or ""})
    return action


def _settle(unit: Unit, found: Application, start: dt.datetime) -> None:
    evening = clock.at(clock.local(start).date() - dt.timedelta(days=1), settings.chosen().remind_hour)
    if evening > clock.now():
        agenda.later(unit, REMIND, found.id, evening, half=times.id_of(start))
