"""Handing copies over at the window: a one-time code and the paper of whoever stands there, then completed or the rest awaited."""

import hmac
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.cards import patients
from chalicelib.copies import acting, forms, retrieving, scheduling, transitions
from chalicelib.copies.collecting import CollectorForm
from chalicelib.copies.forms import ApplicantForm, PersonForm, SubjectForm
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder, Proof
from chalicelib.copies.states import AT_THE_WINDOW, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Staff

TAIL = 6  # characters of the identity number, typed from the paper that is shown


class PaperDiffers(refusals.Invalid):
    """Whoever stands there is not the holder of the code."""

    code, message = (
        "copies_paper_differs",
        "出示的证件与登记的领取人不一致，请核对证件；如为他人代领，请申请人先在小程序登记代领人",
    )


class NoCollector(refusals.Conflict):
    """Nobody but the applicant may collect."""

    code, message = "copies_no_collector", "申请人未登记代领人，或已取消，请由申请人本人领取"


class HasAccount(refusals.Conflict):
    """The applicant makes the code on the own phone."""

    code, message = "copies_has_account", "该申请由申请人在小程序提交，请申请人在小程序出示领取码"


class Shown(NamedTuple):
    """What was brought to the window."""

    holder: Holder
    code: str
    number_tail: str  # the last characters of the identity number on the paper


def hand_over(me: Staff, application: str, shown: Shown, once: Once) -> Application:
    """Give the copies to who brings the code and the paper of the applicant or the named collector: once.

    Raises WrongHandOverCode, HandOverCodeLocked, PaperDiffers, NoCollector, DoneMeanwhile.
    """
    found = acting.known(application)
    acting.require(found, *AT_THE_WINDOW)
    person = holder_of(found, shown.holder)
    proof = codes.check(found.id, shown.holder, shown.code)
    if not hmac.compare_digest(person[-TAIL:].upper().encode(), shown.number_tail.strip().upper().encode()):
        raise PaperDiffers
    with acting.deed(me, found, "handed_over", once, shown.holder) as unit:
        changes = scheduling.let_go(unit, found)
        complete(unit, found, *changes, how="pick_up", to=shown.holder, by=me.id, proof=proof)
    return acting.known(application)


def counter_code(me: Staff, application: str, once: Once) -> str:
    """The code of an application that was entered at the counter, to be printed on its receipt. Raises HasAccount."""
    found = acting.known(application)
    acting.require(found, *AT_THE_WINDOW)
    if found.account:
        raise HasAccount
    with acting.deed(me, found, "code_printed", once) as unit:
        code = codes.issue(unit, found.id, Holder.APPLICANT)
        transitions.change(unit, found, "code_made", by=me.id)
    return code


def complete(
    unit: Unit, found: Application, *changes: Action, how: str, to: str, by: str = "", proof: Proof | None = None
) -> None:
    """This round has reached its reader: over, or the rest is awaited until its day. No code opens anything any more."""
    if proof:
        proof.use(unit)
    codes.withdraw(unit, found.id, *(holder for holder in Holder if proof is None or holder is not proof.holder))
    line = {"round": int(found.round), "how": how, "at": clock.stamp(clock.now()), "by": by, "to": to}
    handed = Application.handed.set([*found.handed, line])
    due = retrieving.rest_due(found)
    state = State.REST_AWAITED if due else State.COMPLETED
    transitions.step(unit, found, state, handed, *changes, by=by, due=due, round=str(int(found.round)))


def holder_of(found: Application, holder: Holder) -> str:
    """The identity number of whoever may bring that code. Raises NoCollector."""
    if holder is Holder.COLLECTOR:
        collector = forms.opened(found, "collector", CollectorForm)
        if collector is None:
            raise NoCollector
        return collector.number
    person: PersonForm | None = forms.opened(found, "applicant", ApplicantForm) or forms.opened(found, "subject", SubjectForm)
    return person.number if person else patients.person(PatientId(found.patient)).number
