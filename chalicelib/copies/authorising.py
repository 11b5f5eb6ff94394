"""授权委托书 by link: the patient reads, confirms by a code to the phone reserved at the hospital, signs with a finger, says yes or no.

The ticket stands only in the link; here is its hash. It dies with the decision, with its time, and when another is made.
Until the copies are handed over the patient may take the yes back.
"""

import datetime as dt
import hashlib
import json
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.accounts import codes
from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.copies import confirming, evidence, finding, forms, records, refused, rules, settings, transitions
from chalicelib.copies.models import Application, Authorisation, Of, Yes
from chalicelib.copies.states import NEXT, WRITABLE, State
from chalicelib.kernel import agenda, clock, masks, refusals, sealing
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.tables import Unit

ENDS = "copies.link_ends"
CODE = "copies.authorise"
ASKABLE = WRITABLE | {State.AWAITING_AUTHORISATION}
LARGEST_SIGNATURE = 20 * 1024  # bytes of JSON
FEWEST_POINTS = 8  # a tap is no signature
TEXT = """授权委托书

委托人（患者）：{patient}
受托人（代理人）：{agent}，{kind}号码：{number}

委托人授权受托人代为办理病案复印事宜：
就诊记录：{stays}
复印用途：{purpose}
复印内容：{parts}
复印份数：{copies}份

受托人办理上述事宜的行为，委托人予以认可。复印件交付之前，委托人可以随时撤销本授权。
"""


class Link(NamedTuple):
    """What the applicant sends to the patient."""

    ticket: str
    ends: str

    def __repr__(self) -> str:
        """The ticket opens it: shown nowhere."""
        return f"<{type(self).__name__}>"


class Draft(NamedTuple):
    """What the patient reads."""

    application: str
    text: str
    phone: str  # masked
    ends: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def ask(me: Patient, application: str, once: Once) -> Link:
    """Make the link; one made before is void. The same request again gives the same link.

    Raises NoLink, NoReservedPhone, NotComplete, NotNow, HisAway.
    """
    found = records.mine(me, application)
    if found.stands not in ASKABLE:
        raise refused.NotNow
    rule = rules.of(int(found.rules), found.who) if found.kind else None
    if rule is None or not any(need.by_link for need in rule.needs):
        raise refused.NoLink
    lacks = [one for one in evidence.missing(found) if ":" not in one.what]
    if lacks:
        raise refused.NotComplete("；".join(one.words for one in lacks))
    ticket = _ticket(once)
    digest = _digest(ticket)
    ends = clock.stamp(clock.now() + dt.timedelta(hours=settings.chosen(found.campus).link_hours))
    before = Authorisation.find(digest)
    if before is not None:
        return Link(ticket, before.ends)
    made = Authorisation(
        digest,
        application=found.id,
        text=sealing.seal(Authorisation.noun, digest, "text", text(found)),
        phone=sealing.seal(Authorisation.noun, digest, "phone", confirming.reserved_phone(found)),
        asked=records.now(),
        ends=ends,
    )
    with Unit() as unit:
        records.require(unit, me)
        unit.put(made, condition=Authorisation.digest.does_not_exist())
        _void(unit, found)
        actions = [Application.authorisation.set(digest), Application.authorised.set(Yes.ASKED.value)]
        transitions.change(unit, found, "authorisation_asked", *actions, by=transitions.APPLICANT)
        agenda.later(unit, ENDS, digest, clock.read(ends))
    return Link(ticket, ends)


def _ticket(once: Once) -> str:
    """Cannot be guessed, and is the same at every repetition of the request: keyed by a secret of ours."""
    return sealing.fingerprint("copies ticket", once.key).partition(":")[2][:48]


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def _void(unit: Unit, found: Application) -> None:
    if found.authorisation and found.authorised in (Yes.ASKED, Yes.GIVEN):
        _set(unit, _of(found.authorisation), Yes.REPLACED)


def text(found: Application) -> str:
    """The very words that are agreed to; also what is printed to be signed in ink. Names both persons in full: never logged."""
    agent = forms.opened(found, "applicant", forms.ApplicantForm)
    chosen = settings.chosen(found.campus)
    if agent is None:
        raise refused.NoLink
    parts = rules.VERSIONS[int(found.rules)].parts
    return TEXT.format(
        patient=finding.name_of(found),
        agent=agent.name,
        kind=forms.KINDS[agent.kind],
        number=agent.number,
        stays="；".join(_stay(stay) for stay in found.stays if not stay.get("rest")),
        purpose=chosen.purposes[found.purpose].words if found.purpose in chosen.purposes else found.purpose,
        parts="、".join(parts[part].words for part in found.parts),
        copies=int(found.copies),
    )


def _stay(stay: dict[str, str]) -> str:
    until = f"至{stay['ended']}" if stay["ended"] else ""
    return f"{stay['began']}{until} {stay['department_name']}{'住院' if stay['inpatient'] else '门诊'}"


def read(ticket: str) -> Draft:
    """What the patient reads, by the ticket alone. Raises TicketGone."""
    found = _open(ticket)
    phone = sealing.unseal(Authorisation.noun, found.digest, "phone", found.phone or b"")
    return Draft(found.application, _text(found), masks.phone(phone), found.ends)


def _text(found: Authorisation) -> str:
    return sealing.unseal(Authorisation.noun, found.digest, "text", found.text)


def _open(ticket: str) -> Authorisation:
    found = Authorisation.find(_digest(ticket))
    if found is None or found.state != Yes.ASKED or found.ends <= records.now():
        raise refused.TicketGone
    return found


def send_code(me: Patient, ticket: str) -> str:
    """A code to the phone reserved at the hospital; that phone, masked. Raises TicketGone and what `codes.send` refuses with."""
    found = _open(ticket)
    phone = sealing.unseal(Authorisation.noun, found.digest, "phone", found.phone or b"")
    codes.send(me, CODE, found.digest, phone)
    return masks.phone(phone)


def give(me: Patient, ticket: str, code: str, strokes: list[list[list[int]]]) -> None:
    """The patient's yes: the right code and a signature, both kept. Raises TicketGone, SignatureNeeded, WrongCode, CodeExpired."""
    found, drawn = _open(ticket), json.dumps(strokes, separators=(",", ":"))
    if sum(len(stroke) for stroke in strokes) < FEWEST_POINTS or len(drawn) > LARGEST_SIGNATURE:
        raise refused.SignatureNeeded
    proof = codes.check(me, CODE, found.digest, code)
    signed = sealing.seal(Authorisation.noun, found.digest, "signature", drawn)
    with Unit() as unit:
        proof.use(unit)
        _answer(unit, me, found, Yes.GIVEN, Authorisation.signature.set(signed))


def decline(me: Patient, ticket: str) -> None:
    """The patient's no. Needs no code: whoever holds the ticket may end it. Raises TicketGone."""
    with Unit() as unit:
        _answer(unit, me, _open(ticket), Yes.DECLINED)


def _answer(unit: Unit, me: Patient, found: Authorisation, yes: Yes, *actions: Action) -> None:
    application = records.known(found.application)
    if (application.authorisation, application.authorised) != (found.digest, Yes.ASKED):
        raise refused.TicketGone
    still_signed_in(unit, me)
    if yes is Yes.GIVEN:
        unit.put(Of(f"authoriser#{me.account}", application.key()))
    _set(unit, found, yes, Authorisation.account.set(me.account), Authorisation.answered.set(records.now()), *actions)
    done = Application.authorised.set(yes.value)
    transitions.change(unit, application, f"authorisation_{yes.value}", done, by=transitions.PATIENT)


def _set(unit: Unit, found: Authorisation, yes: Yes, *actions: Action) -> None:
    unit.update(
        found,
        [Authorisation.state.set(yes.value), Authorisation.version.set(int(found.version) + 1), *actions],
        condition=(Authorisation.version == found.version) & (Authorisation.state == found.state),
        otherwise=refused.TicketGone,
    )


def _of(digest: str) -> Authorisation:
    found = Authorisation.find(digest)
    if found is None:
        raise refusals.NotFound
    return found


def revoke(me: Patient, application: str) -> None:
    """The patient takes the yes back, until the copies are handed over; the application is halted, unless it was still to be handed in.

    Raises NotFound, NotNow.
    """
    found = records.known(application)
    yes = Authorisation.find(found.authorisation) if found.authorisation else None
    if yes is None or yes.account != me.account:
        raise refusals.NotFound
    if yes.state == Yes.REVOKED:
        return
    if yes.state != Yes.GIVEN or found.handed or not may_revoke(found):
        raise refused.NotNow
    done = [Application.authorised.set(Yes.REVOKED.value), Application.reason.set(REVOKED)]
    with Unit() as unit:
        still_signed_in(unit, me)
        _set(unit, yes, Yes.REVOKED)
        if found.stands in WRITABLE:
            transitions.change(unit, found, "authorisation_revoked", *done, by=transitions.PATIENT)
        else:
            halted = Application.halted_from.set(found.state)
            transitions.step(unit, found, State.HALTED, *done, halted, by=transitions.PATIENT, note=REVOKED, why="revoked")


REVOKED = "患者已撤销授权"


def is_by(found: Application, me: Patient) -> bool:
    """Whether the yes that counts is this account's."""
    yes = Authorisation.find(found.authorisation) if found.authorisation else None
    return yes is not None and yes.account == me.account and yes.state == Yes.GIVEN


def may_revoke(found: Application) -> bool:
    """Whether it is still in our hands."""
    return found.stands in WRITABLE or State.HALTED in NEXT[found.stands]


def ended(digest: str) -> None:
    """The link's time is over: whoever waits for it is told, and may make another."""
    found = Authorisation.find(digest)
    if found is None or found.state != Yes.ASKED:
        return
    application = records.known(found.application)
    with Unit() as unit:
        _set(unit, found, Yes.EXPIRED)
        if application.authorisation == digest:
            done = Application.authorised.set(Yes.EXPIRED.value)
            transitions.change(unit, application, "authorisation_expired", done)
