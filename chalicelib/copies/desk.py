"""What staff call to review applications: lists, papers, decisions. What follows stands in making, pickup, given and window."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict

from chalicelib.copies import (
    acting,
    claiming,
    desk_inputs,
    desk_views,
    desk_words,
    labels,
    lists,
    looking,
    medical_affairs,
    offers,
    particulars,
    reviewing,
    satisfaction,
    timing,
)
from chalicelib.copies.desk_shapes import (
    CaseView,
    ListsView,
    ParticularsView,
    RowsView,
    SightView,
    StatisticsView,
    StatisticView,
)
from chalicelib.copies.models import Application, Paper
from chalicelib.copies.shapes import OptionsView
from chalicelib.copies.states import OPEN, WorkList
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

DESK = acting_as(
    Role.REVIEWER, Role.SECOND_REVIEWER, Role.STORE_ROOM, Role.COPY_DESK, Role.CASHIER, Role.SERVICE, Role.MEDICAL_AFFAIRS
)
WORKERS = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER, Role.STORE_ROOM, Role.COPY_DESK)
REVIEWERS = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER)
EYES = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER, Role.MEDICAL_AFFAIRS)
AFFAIRS = acting_as(Role.MEDICAL_AFFAIRS)
SEALING = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER, Role.STORE_ROOM, Role.MEDICAL_AFFAIRS)
IN_FULL = acting_as(Role.REVIEWER, Role.SECOND_REVIEWER, Role.STORE_ROOM, Role.COPY_DESK, Role.MEDICAL_AFFAIRS)
HALTING = acting_as(Role.REVIEWER, Role.MEDICAL_AFFAIRS)


def done(me: Staff, application: str, once: Once, deed: Callable[[], object]) -> CaseView:
    """Do it, or find it done by this very request before; the application as it stands then."""
    try:
        once.raise_if_done()
        deed()
    except Repeated:
        pass
    return desk_views.case(me.id, acting.known(application))


# ---- lists


@routes.get("/desk/copies/lists", who=DESK, query=desk_inputs.At)
def show_lists(me: Staff, at: desk_inputs.At) -> ListsView:
    """The lists of my roles, with how many wait and how many are overdue."""
    return desk_views.counts(lists.counted(me, at.campus))


@routes.get("/desk/copies/lists/{list_}", who=DESK, query=desk_inputs.InList)
def show_list(me: Staff, list_: str, wanted: desk_inputs.InList) -> RowsView:
    """One list, the longest overdue first, page by page."""
    if list_ not in set(WorkList):
        raise refusals.NotFound
    return desk_views.rows(lists.page(me, wanted.campus, WorkList(list_), wanted.after))


@routes.get("/desk/copies/now", who=DESK, query=desk_inputs.At)
def show_now(me: Staff, at: desk_inputs.At) -> RowsView:
    """My work now: what I have claimed, then what is nobody's, overdue first."""
    return desk_views.all_rows(lists.now(me, at.campus))


@routes.get("/desk/copies/ageing", who=DESK, query=desk_inputs.At)
def show_ageing(me: Staff, at: desk_inputs.At) -> RowsView:
    """What has stood still for too long."""
    return desk_views.all_rows(lists.ageing(me, at.campus))


@routes.get("/desk/copies/statistics", who=DESK, query=desk_inputs.At)
def show_statistics(_me: Staff, at: desk_inputs.At) -> StatisticsView:
    """The median of each step in the last 30 days, and how content applicants were in the last year."""
    content = satisfaction.of(at.campus)
    steps = []
    for state in sorted(OPEN, key=list(desk_words.STATES).index):
        length = timing.median(state)
        minutes = round((length or dt.timedelta()).total_seconds() / 60)
        steps.append(StatisticView(state=state, words=desk_words.STATES[state], usual=timing.words(length), minutes=minutes))
    return StatisticsView(steps=steps, ratings=content.answers, stars=content.mean, by_stars=list(content.by_stars))


@routes.get("/desk/copies/search", who=DESK, query=desk_inputs.Wanted)
def find(me: Staff, wanted: desk_inputs.Wanted) -> CaseView:
    """The application of a number, typed or scanned from a label."""
    scanned = labels.read(wanted.number)
    return desk_views.case(me.id, lists.by_number(scanned[0] if scanned else wanted.number.strip()))


@routes.get("/desk/copies/options", who=DESK, query=desk_inputs.At)
def show_options(_me: Staff, at: desk_inputs.At) -> OptionsView:
    """Kinds of applicants with their papers, purposes, parts and ways of delivery, in words."""
    return offers.options(at.campus)


# ---- one application


@routes.get("/desk/copies/applications/{application}", who=DESK)
def show(me: Staff, application: str) -> CaseView:
    """One application; whatever names a person is masked."""
    return desk_views.case(me.id, acting.known(application))


@routes.post("/desk/copies/applications/{application}/particulars", who=IN_FULL, body=desk_inputs.WhyInput)
def show_particulars(me: Staff, application: str, wanted: desk_inputs.WhyInput) -> ParticularsView:
    """Names and numbers in full, as far as my work needs them; it is written down."""
    return ParticularsView(**asdict(particulars.show(me, application, wanted.reason)))


@routes.post("/desk/copies/applications/{application}/papers/{paper}/look", who=EYES, body=desk_inputs.LookInput)
def look(me: Staff, application: str, paper: str, wanted: desk_inputs.LookInput) -> SightView:
    """One watermarked page of one paper of an application that I have claimed; it is written down, and the patient reads it."""
    slot = next((one.slot for one in Paper.query(application, consistent_read=True) if one.paper == paper), None)
    if slot is None:
        raise looking.NothingToSee
    return SightView(**looking.look(me, application, slot, wanted.reason, wanted.page)._asdict())


@routes.post("/desk/copies/applications/{application}/claim", who=WORKERS, once=True)
def claim(me: Staff, application: str, once: Once) -> CaseView:
    """Take it to work on it."""
    return done(me, application, once, lambda: claiming.claim(me, application, once))


@routes.post("/desk/copies/applications/{application}/release", who=WORKERS, once=True)
def release(me: Staff, application: str, once: Once) -> CaseView:
    """Lay it back into its list."""
    return done(me, application, once, lambda: claiming.give_back(me, application, once))


@routes.post("/desk/copies/applications/{application}/approval", who=REVIEWERS, body=desk_inputs.ApprovalInput, once=True)
def approve(me: Staff, application: str, wanted: desk_inputs.ApprovalInput, once: Once) -> CaseView:
    """Yes, to all of it or in part."""
    without = [reviewing.LeftOut(one.stay, one.part, one.why) for one in wanted.left_out]
    return done(me, application, once, lambda: reviewing.approve(me, application, once, without))


@routes.post("/desk/copies/applications/{application}/return", who=REVIEWERS, body=desk_inputs.ReturnInput, once=True)
def send_back(me: Staff, application: str, wanted: desk_inputs.ReturnInput, once: Once) -> CaseView:
    """Back to the applicant, naming what is to be mended and why."""
    mend = [reviewing.ToMend(one.what, one.why) for one in wanted.mend]
    return done(me, application, once, lambda: reviewing.send_back(me, application, mend, once))


@routes.post("/desk/copies/applications/{application}/refusal", who=REVIEWERS, body=desk_inputs.WhyInput, once=True)
def refuse(me: Staff, application: str, wanted: desk_inputs.WhyInput, once: Once) -> CaseView:
    """No, with the reason."""
    return done(me, application, once, lambda: reviewing.refuse(me, application, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/call-back", who=REVIEWERS, body=desk_inputs.CallBackInput, once=True)
def call_back(me: Staff, application: str, wanted: desk_inputs.CallBackInput, once: Once) -> CaseView:
    """The body's published number was called."""
    return done(me, application, once, lambda: reviewing.call_back(me, application, wanted.phone, wanted.said, once))


@routes.post("/desk/copies/applications/{application}/referral", who=REVIEWERS, body=desk_inputs.WhyInput, once=True)
def refer(me: Staff, application: str, wanted: desk_inputs.WhyInput, once: Once) -> CaseView:
    """To 医务科."""
    return done(me, application, once, lambda: medical_affairs.refer(me, application, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/sealing", who=SEALING, body=desk_inputs.SealingInput, once=True)
def record_sealing(me: Staff, application: str, wanted: desk_inputs.SealingInput, once: Once) -> CaseView:
    """What of the records is sealed."""
    sealed = [medical_affairs.Sealed(one.stay, tuple(one.parts), one.original, one.since) for one in wanted.sealed]
    return done(me, application, once, lambda: medical_affairs.record_sealing(me, application, sealed, once))


DECISIONS: dict[str, Callable[[Staff, str, str, Once], Application]] = {
    "give": medical_affairs.give,
    "hold_back": medical_affairs.hold_back,
    "refuse": medical_affairs.refuse,
    "take_up_again": medical_affairs.take_up_again,
}


@routes.post("/desk/copies/applications/{application}/decision", who=AFFAIRS, body=desk_inputs.DecisionInput, once=True)
def decide(me: Staff, application: str, wanted: desk_inputs.DecisionInput, once: Once) -> CaseView:
    """医务科 decides, with written reasons."""
    return done(me, application, once, lambda: DECISIONS[wanted.decision](me, application, wanted.reason, once))


@routes.post("/desk/copies/applications/{application}/halt", who=HALTING, body=desk_inputs.HaltInput, once=True)
def settle_halt(me: Staff, application: str, wanted: desk_inputs.HaltInput, once: Once) -> CaseView:
    """A halted application goes on, or ends."""
    deed = medical_affairs.go_on if wanted.go_on else medical_affairs.end
    return done(me, application, once, lambda: deed(me, application, wanted.reason, once))


@routes.put("/desk/copies/applications/{application}/papers", who=AFFAIRS, body=desk_inputs.KeepInput)
def keep_papers(me: Staff, application: str, wanted: desk_inputs.KeepInput) -> CaseView:
    """Nothing that was shown is destroyed before the end of that day."""
    return desk_views.case(me.id, medical_affairs.keep_papers(me, application, wanted.until, wanted.reason))


@routes.post("/desk/copies/applications/{application}/secrecy", who=AFFAIRS, body=desk_inputs.SecrecyInput, once=True)
def keep_secret(me: Staff, application: str, wanted: desk_inputs.SecrecyInput, once: Once) -> CaseView:
    """Looks at this application's papers are not told for a while, or told again."""
    deed = looking.order_secrecy if wanted.holds else looking.lift_secrecy
    return done(me, application, once, lambda: deed(me, application, wanted.reason, once))
