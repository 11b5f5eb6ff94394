"""Applicants of every kind, with what each has to show; and what the queues would do."""

import datetime as dt
import itertools
import uuid

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.models import Account, CodeCount, Consent
from chalicelib.accounts.sessions import Patient
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, Relation
from chalicelib.copies import applying, confirming, evidence, finding, jobs, records, submitting, wanting
from chalicelib.copies.applying import Who
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.forms import ApplicantForm, RecipientForm, SubjectForm
from chalicelib.copies.models import Applicant, Application, Bill, BillState, Paper
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import agenda, clock, facts, ids, sealing
from chalicelib.kernel.agenda import Entry
from chalicelib.kernel.facts import AlreadySeen, Fact, Told
from chalicelib.kernel.idempotency import Once, once
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Table, Unit
from chalicelib.payments import jobs as payments
from chalicelib.payments import refunds as paid_back
from chalicelib.payments.models import Order, Refund, RefundState
from chalicelib.vault.models import Paper as VaultPaper
from chalicelib.vault.models import PaperOf
from chalicelib.vault.models import PaperState as VaultState
from sandbox.seed import numbers
from tests import paid

_numbers = itertools.count(1)
_people = itertools.count(5000)
EAST = "east"
BODY = {Applicant.INSURER: "杏林人寿保险公司", Applicant.PUBLIC_BODY: "杏林市公安局"}
DEAD = {Applicant.RELATIVE, Applicant.HEIR, Applicant.HEIRS_AGENT}
CHILDREN = {Applicant.PARENT, Applicant.PARENTS_AGENT}


def account() -> Patient:
    """Somebody signed in who consents to all that is asked."""
    me = Patient(AccountId(ids.new()), 1, f"10.1.{next(_numbers) % 250}.1")
    now = clock.stamp(clock.now())
    Account(me.account, openid=f"o{me.account}", since=now).save()
    for purpose in (Purpose.HEALTH, Purpose.IDENTITY, Purpose.SCANS):
        version = consents.current_notice(purpose).version
        Consent(me.account, f"now#{purpose}", purpose=purpose.value, notice=version, given=True, at=now).save()
    return me


def request(me: Patient, key: str = "") -> Once:
    """A request of theirs, new unless named."""
    return once(me.account, "POST /copies", key or uuid.uuid4().hex, b"{}")


def resident() -> dict[str, object]:
    """Somebody's name, paper and phone."""
    order = next(_people)
    return {
        "name": "柳如眉",
        "kind": Identity.RESIDENT_ID,
        "number": numbers.resident_id(dt.date(1988, 4, 5), order % 1000),
        "phone": f"1549{order:07d}",
    }


class Town:
    """The seeded hospital's people, and deeds in a word."""

    def __init__(self, his, sms) -> None:
        self.his, self.sms = his, sms

    # ---- people
    def seeded(self, his_id: str) -> dict:
        """A patient of the HIS in plain words."""
        return next(one for one in self.his.people() if one["id"] == his_id)

    def bound(self, me: Patient, his_id: str = "p0000", *levels: Level, relation: Relation = Relation.SELF) -> PatientId:
        """Bind a seeded patient to an account."""
        who, found = self.seeded(his_id), PatientId(ids.new())
        kind, number = next(iter(who["papers"].items()))
        fields = {"name": who["name"], "number": number, "phone": f"+86{who['phone'].removeprefix('+86')}", "born": who["born"]}
        sealed = {name: sealing.seal("patients", found, name, text) for name, text in fields.items()}
        PersonItem(found, kind=kind, sex=who["sex"], his_id=his_id, **sealed).save()
        names = {level.value for level in levels or tuple(Level)}
        Link(me.account, found, relation=relation.value, levels=names, since=clock.stamp(clock.now())).save()
        LinkOf(found, me.account).save()
        return found

    def typed(self, his_id: str) -> SubjectForm:
        """A seeded patient as somebody types it."""
        who = self.seeded(his_id)
        kind, number = next(iter(who["papers"].items()))
        return SubjectForm(name=who["name"], kind=Identity(kind), number=number)

    def applicant(self, kind: Applicant) -> ApplicantForm:
        """Somebody who applies for another."""
        body = {"body": BODY[kind], "body_phone": "0990-8801234"} if kind in BODY else {}
        return ApplicantForm(**resident(), **body)

    def patient_for(self, kind: Applicant) -> str:
        """A seeded patient for whom that kind may apply: archived stay, of the right age, alive or dead."""
        if kind in CHILDREN:
            return "p0184"
        if kind in DEAD:
            if not any(one.get("deceasedDateTime") for one in self.his.store.all("Patient") if one["id"] == "p0002"):
                self.his.died("p0002")
            return "p0002"
        return "p0000"

    # ---- the form
    def draft(self, me: Patient, kind: Applicant = Applicant.PATIENT, *, his_id: str = "", **who) -> Application:
        """Filled in up to the papers: one archived stay, for insurance, to be picked up."""
        found = applying.begin(me, EAST, request(me))
        his_id = his_id or self.patient_for(kind)
        if kind is Applicant.PATIENT:
            chosen = Who(kind, self.bound(me, his_id))
        else:
            chosen = Who(kind, subject=self.typed(his_id), applicant=self.applicant(kind), **who)
        applying.choose_applicant(me, found.id, chosen)
        self.choose_stay(me, found.id, his_id)
        applying.choose_purpose(me, found.id, "own")
        applying.choose_delivery(me, found.id, Delivery.PICK_UP, None)
        return now(found)

    def choose_stay(self, me: Patient, application: str, his_id: str, nth: int = 0, take: Take = Take.WHOLE) -> Application:
        """The seeded patient's nth stay: picked when bound, typed by its number else."""
        found = records.known(application)
        encounter = self.his.store.get("Encounter", f"enc-{his_id[1:]}-{nth}")
        if found.patient:
            offered = next(one for one in finding.stays(found) if one.stay.his == encounter["id"])
            return applying.choose_stays(me, application, {offered.stay.id: take}, [])
        began = dt.date.fromisoformat(encounter["period"]["start"][:10])
        return applying.choose_stays(
            me, application, {}, [TypedStay(number=encounter["identifier"][0]["value"], began=began, take=take)]
        )

    def papers(self, me: Patient, application: str, *, but: PaperKind | None = None, nth_of_need: int = 0) -> None:
        """Show all that is needed (of alternatives the nth), except one kind."""
        proofs = evidence.of(records.known(application))
        for need in proofs.needs:
            kinds = need.any_of[min(nth_of_need, len(need.any_of) - 1)]
            for kind in kinds:
                if kind is not but:
                    for nth in range(1, proofs.files[kind] + 1):
                        wanting.want(me, application, kind, nth)
                        _vault(Paper.get(application, f"{kind.value}#{nth}"), VaultState.SEALED, "paper.sealed", pages=1)
        pump()

    def upload(self, me: Patient, application: str, kind: PaperKind, nth: int = 1) -> Paper:
        """A file is posted, and the vault has sealed it."""
        wanting.want(me, application, kind, nth)
        slot = Paper.find(application, f"{kind.value}#{nth}")
        seal(slot)
        return Paper.get(application, slot.slot, consistent_read=True)

    def confirm(self, me: Patient, application: str) -> None:
        """Give every code that is asked."""
        for which in evidence.confirmations(records.known(application)):
            forget_codes()
            phone = confirming._phone(records.known(application), which)
            confirming.send(me, application, which)
            confirming.confirm(me, application, which, self.sms.last_code(phone))

    def ready(self, me: Patient, kind: Applicant = Applicant.PATIENT, **how) -> Application:
        """All there, not handed in."""
        found = self.draft(me, kind, **how)
        self.papers(me, found.id)
        self.confirm(me, found.id)
        return now(found)

    def submitted(self, me: Patient, kind: Applicant = Applicant.PATIENT, **how) -> Application:
        """Handed in, and checked by the machine."""
        found = self.ready(me, kind, **how)
        submitting.submit(me, found.id, request(me))
        pump()
        return now(found)


RECIPIENT = RecipientForm(
    name="柳如眉", phone="15490000001", province="浙江", city="杭州市", county="西湖区", address="龙井路1号"
)


def forget_codes() -> None:
    """As if no code had been sent for long."""
    for one in CodeCount.scan():
        one.delete()


def now(found: Application) -> Application:
    """As it stands now."""
    return Application.get(found.id, consistent_read=True)


def seal(slot: Paper) -> None:
    """What the vault does with a good file."""
    _vault(slot, VaultState.SEALED, "paper.sealed", pages=1)
    pump()


def reject(slot: Paper, problem: str = "blurred") -> None:
    """What the vault does with a bad one."""
    _vault(slot, VaultState.REJECTED, "paper.rejected", problem=problem)
    pump()


def destroyed(slot: Paper) -> None:
    """What the vault says when nothing of a file is left."""
    _vault(slot, VaultState.DESTROYED, "paper.destroyed")
    pump()


def _vault(slot: Paper, to: VaultState, fact: str, **fields: object) -> None:
    there = VaultPaper.get(slot.paper, consistent_read=True)
    actions = [VaultPaper.state.set(to.value), VaultPaper.version.add(1)]
    actions += [getattr(VaultPaper, name).set(value) for name, value in fields.items()]
    there.update(actions)
    with Unit() as unit:
        about = {"reference": slot.application, "kind": slot.kind, "problem": str(fields.get("problem", ""))}
        facts.tell(unit, fact, slot.paper, int(there.version), purpose=records.PURPOSE, **about)


def pay(found: Application) -> Bill:
    """The open bill is paid at WeChat Pay, and its notice has come."""
    bill = next(one for one in Bill.query(found.id, consistent_read=True) if one.state == BillState.OPEN)
    paid.notice(bill.order)
    pump()
    return Bill.get(found.id, bill.order, consistent_read=True)


def refunds_arrive(found: Application) -> int:
    """Every refund that was asked for this application comes back to its payer; how much that is."""
    asked = [one for one in Refund.scan(consistent_read=True) if one.reference == found.id and one.state == RefundState.ASKED]
    for one in asked:
        paid_back.move(one, RefundState.PROCESSING)
        one.refresh(consistent_read=True)
        paid_back.move(one, RefundState.DONE)
    pump()
    return sum(int(one.amount) for one in asked)


_heard: list[Fact] = []


def pump() -> None:
    """Hand every new fact to this room, until nothing new happens."""
    while new := _new():
        _heard.extend(new)
        for fact in new:
            handler = jobs.jobs.facts.get((fact.kind, fact.purpose))
            if handler:
                try:
                    handler(fact)
                except AlreadySeen:
                    continue


def _new() -> list[Fact]:
    """What was told since, taken off the table."""
    told = list(Told.scan(consistent_read=True))
    with Told.batch_write() as batch:
        for one in told:
            batch.delete(one)
    return sorted((Fact.model_validate_json(one.body) for one in told), key=lambda fact: (fact.at, fact.version))


def told(subject: str = "") -> list[Fact]:
    """Every fact that was handed on, or those of one subject."""
    return [fact for fact in _heard if subject in ("", fact.subject)]


def forget_all() -> None:
    """As before the first application: so that no test waits for the others'."""
    _heard.clear()
    for table in TABLES:
        items = list(table.scan(consistent_read=True))
        with table.batch_write() as batch:
            for item in items:
                batch.delete(item)


TABLES = [
    Told,
    Order,
    Refund,
    VaultPaper,
    PaperOf,
    Entry,
    *(one for one in Table.__subclasses__() if one.__module__.startswith("chalicelib.copies.")),
]


def drain(until: dt.datetime) -> list[str]:
    """Do what is due by then in this room and in payments; the kinds."""
    done = []
    for shard in range(agenda.SHARDS):
        for entry, due in list(agenda.due(shard, until)):
            handler = jobs.jobs.dues.get(due.kind) or payments.jobs.dues.get(due.kind)
            if handler and due.kind not in ("payments.send_refund", "payments.ask_refund", "payments.ask_order"):
                entry.delete()
                handler(due)
                done.append(due.kind)
    pump()
    return done
