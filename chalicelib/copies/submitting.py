"""Handing in: only when everything is there. What is still being sealed, or the patient's yes, is waited for; then it goes on by itself."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient
from chalicelib.copies import applying, deeds, evidence, records, refused, rules, settings, transitions
from chalicelib.copies.evidence import Evidence
from chalicelib.copies.models import Application, Number, Paper, PaperState, Yes
from chalicelib.copies.rules import Confirmation
from chalicelib.copies.states import WRITABLE, State
from chalicelib.kernel import agenda, clock, workdays
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import LostRace, Unit

PAPERS_LATE = "copies.papers_late"
LATE = "材料没有全部收到，请重新上传后再提交"


def submit(me: Patient, application: str, once: Once) -> Application:
    """Hand the application in, for the first time or after it was sent back. Raises NotComplete (naming what is missing), NotNow."""
    found = records.mine(me, application)
    if deeds.done_before(found, once, WRITABLE, refused.NotNow):
        return found
    proofs = evidence.of(found) if found.kind else None
    lacks = evidence.missing(found, proofs)
    if lacks or proofs is None:
        raise refused.NotComplete("；".join(dict.fromkeys(one.words for one in lacks)))
    with deeds.deed(me, found, once) as unit:
        hand_in(unit, found, proofs, by=transitions.APPLICANT)
    return records.known(found.id)


def hand_in(unit: Unit, found: Application, proofs: Evidence, *, by: str) -> None:
    """Go as far as what is there allows; that the papers are sealed is a condition of the transaction itself."""
    to = where(found, proofs)
    if to is State.SUBMITTED:
        for paper in proofs.used():
            still_sealed = (Paper.paper == paper.paper) & (Paper.state == PaperState.SEALED.value)
            unit.check(Paper, paper.application, paper.slot, condition=still_sealed, otherwise=refused.ChangedMeanwhile)
    chosen = settings.chosen(found.campus)
    actions: list[Action] = [Application.mend.set([]), Application.reason.set("")]
    due = clock.read(found.due) if found.due else None
    if not found.handed_in:
        due = clock.at(workdays.after(clock.today(), chosen.ready_within, chosen), 17)
        number = records.number(found.id)
        unit.put(Number(number, application=found.id), condition=Number.number.does_not_exist(), otherwise=LostRace)
        actions += [
            Application.handed_in.set(records.now()),
            Application.number.set(number),
            Application.due.set(clock.stamp(due)),
        ]
    if to is State.AWAITING_PAPERS:
        late = clock.now() + dt.timedelta(minutes=chosen.papers_within)
        agenda.later(unit, PAPERS_LATE, found.id, late, version=str(int(found.version) + 1))
    if to is State.AWAITING_AUTHORISATION:
        due = clock.now() + dt.timedelta(hours=chosen.link_hours)
    transitions.step(unit, found, to, *actions, by=by, due=due)


def where(found: Application, proofs: Evidence) -> State:
    """How far a complete application comes now."""
    if not all(proofs.met(need) or (need.by_link and proofs.waits_for_link) for need in proofs.needs):
        return State.AWAITING_PAPERS
    link_for_phone = Confirmation.RESERVED_PHONE in evidence.confirmations(found) and (
        Confirmation.RESERVED_PHONE not in evidence.confirmed(found)
    )
    if proofs.waits_for_link and (link_for_phone or not all(proofs.met(need) for need in proofs.needs)):
        return State.AWAITING_AUTHORISATION
    return State.SUBMITTED


def go_on(application: str) -> None:
    """Something came: the last paper, or the patient's answer. Go on when it is enough; back to the applicant when it cannot be."""
    found = records.known(application)
    if found.stands not in (State.AWAITING_PAPERS, State.AWAITING_AUTHORISATION):
        return
    proofs = evidence.of(found)
    lacks = evidence.missing(found, proofs)
    with Unit() as unit:
        if lacks:
            send_back(unit, found, [{"what": one.what, "why": one.words} for one in lacks])
        elif where(found, proofs) is not found.stands:
            hand_in(unit, found, proofs, by=transitions.MACHINE)


def papers_late(application: str, version: str) -> None:
    """Files that were announced have not come: back to the applicant."""
    found = Application.find(application)
    if found is None or found.stands is not State.AWAITING_PAPERS or str(int(found.version)) != version:
        return
    late = [one for one in evidence.papers_of(found.id) if one.state == PaperState.WANTED]
    with Unit() as unit:
        send_back(
            unit,
            found,
            [{"what": f"paper:{one.kind}", "why": f"{rules.PAPERS[rules.PaperKind(one.kind)].words}：{LATE}"} for one in late],
        )


def send_back(unit: Unit, found: Application, mend: list[dict[str, str]], *changes: Action) -> None:
    """Back to the applicant, naming each thing and why; it may be mended from afar until it lapses."""
    days = settings.chosen(found.campus).lapses_after
    lapses = clock.now() + dt.timedelta(days=days)
    words = "；".join(one["why"] for one in mend)
    transitions.step(unit, found, State.SENT_BACK, Application.mend.set(mend), *changes, due=lapses, note=words)


def plan_lapse(application: str) -> None:
    """It waits for the applicant, or for the patient: not for ever."""
    found = records.known(application)
    days = settings.chosen(found.campus).lapses_after
    agenda.put_off(applying.LAPSE, found.id, clock.read(found.since) + dt.timedelta(days=days), since=found.since)


def lapse(application: str) -> None:
    """Nobody went on with it for long: it is over, and may be begun again in one tap. The scans' time runs from now."""
    found = Application.find(application)
    idle = frozenset({State.DRAFT, State.SENT_BACK, State.AWAITING_AUTHORISATION})
    if found is None or found.stands not in idle:
        return
    last = clock.read(found.since)
    ends = last + dt.timedelta(days=settings.chosen(found.campus).lapses_after)
    if clock.now() < ends:
        agenda.put_off(applying.LAPSE, found.id, ends)
        return
    with Unit() as unit:
        transitions.step(unit, found, State.LAPSED, Application.authorised.set(Yes.EXPIRED.value if found.authorised else ""))


def begin_again(me: Patient, application: str, once: Once) -> Application:
    """Take up a lapsed application as a draft; papers that were destroyed meanwhile are asked again."""
    found = records.mine(me, application)
    if deeds.done_before(found, once, (State.LAPSED,), refused.NotNow):
        return found
    actions = [Application.confirmed.set({}), Application.closed.set("")]
    with deeds.deed(me, found, once) as unit:
        transitions.step(unit, found, State.DRAFT, *actions, by=transitions.APPLICANT)
        applying.lapse_later(unit, found)
    return records.known(found.id)
