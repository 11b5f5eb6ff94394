"""Somebody with a card and consent, a clinic with numbers, and what the pumps would do: for threads and processes too."""

import datetime as dt
import uuid

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.models import Account, Consent
from chalicelib.accounts.sessions import Patient
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, Relation
from chalicelib.kernel import agenda, clock, ids, sealing
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import AlreadySeen, Fact, Told
from chalicelib.kernel.idempotency import Once, once
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.money import Fen
from chalicelib.payments import jobs as payments
from chalicelib.registration import booking, jobs, records
from chalicelib.registration.models import Registration, Segment, clinic_id, half_of
from tests import paid

FEE = Fen(2500)


class Person:
    """An account and the patient it books for."""

    def __init__(self, me: Patient, patient: PatientId) -> None:
        self.me, self.patient = me, patient

    @property
    def wish(self) -> records.Wish:
        return records.Wish(self.patient)


def account() -> Patient:
    """Somebody signed in who consents to the use of health data."""
    me = Patient(AccountId(ids.new()), 1, "10.0.0.1")
    now = clock.stamp(clock.now())
    Account(me.account, openid=f"o{me.account}", since=now).save()
    version = consents.current_notice(Purpose.HEALTH).version
    Consent(me.account, f"now#{Purpose.HEALTH}", purpose=Purpose.HEALTH.value, notice=version, given=True, at=now).save()
    return me


def patient(his_id: str | None = "p0001", name: str = "王小明") -> PatientId:
    """A patient of the hospital."""
    found = ids.new()
    sealed = {field: sealing.seal("patients", found, field, text) for field, text in PAPERS.items()}
    PersonItem(
        found, kind="resident-id", sex="male", his_id=his_id, **(sealed | {"name": sealing.seal("patients", found, "name", name)})
    ).save()
    return PatientId(found)


PAPERS = {"number": "990000199001010017", "born": "1990-01-01", "phone": "+8615412345678"}


def link(me: Patient, who: PatientId, *levels: Level) -> None:
    """Let the account act for the patient."""
    names = {level.value for level in levels or (Level.SEE, Level.BOOK)}
    Link(me.account, who, relation=Relation.SELF.value, levels=names, since=clock.stamp(clock.now())).save()
    LinkOf(who, me.account).save()


def somebody(his_id: str | None = "p0001", name: str = "王小明") -> Person:
    """A new account with a new patient."""
    me, who = account(), patient(his_id, name)
    link(me, who)
    return Person(me, who)


def request(person: Person, key: str = "") -> Once:
    """A request of theirs, new unless named."""
    return once(person.me.account, "POST /registrations", key or uuid.uuid4().hex, b"{}")


def segment(numbers: int = 1, fee: int = FEE, *, at: dt.datetime | None = None, shared: bool = False, **other: object) -> Segment:
    """A segment of a new clinic: tomorrow at 9, unless told otherwise."""
    start = at or clock.at(clock.today() + dt.timedelta(days=1), 9)
    return add_segment(f"his{uuid.uuid4().hex}", start, numbers, fee, shared=shared, **other)


def add_segment(
    his: str, start: dt.datetime, numbers: int = 1, fee: int = FEE, *, shared: bool = False, **other: object
) -> Segment:
    """A segment of that clinic of the HIS."""
    department = str(other.pop("department", "cardiology"))
    day = clock.local(start).date().isoformat()
    bare = Segment.at(clinic_id(department, day, his), f"{clock.local(start):%H%M}")
    first = int(str(other.pop("first", "1")))
    marks = {
        str(first + n): [clock.stamp(start + n * STEP), clock.stamp(start + (n + 1) * STEP), f"{his}-{first + n}"]
        for n in range(numbers)
    }
    made = Segment(
        bare.day,
        bare.own,
        his=his,
        department=department,
        department_name="心血管内科",
        campus=str(other.pop("campus", "east")),
        campus_name="东院区",
        doctor=str(other.pop("doctor", f"doctor-{his}")),
        doctor_name="李医生",
        grade="主任医师",
        kind="expert",
        room="门诊楼 3 层 301 诊室",
        fee=fee,
        date=day,
        half=half_of(start).value,
        start=clock.stamp(start),
        end=clock.stamp(start + dt.timedelta(minutes=30)),
        free={int(number) for number in marks} or None,
        shared={int(number) for number in marks} if shared and marks else None,
        numbers=marks,
        **other,
    )
    made.save()
    return made


STEP = dt.timedelta(minutes=6)


def hold(person: Person, there: Segment, key: str = "") -> Registration:
    """Book."""
    return booking.hold(person.me, person.wish, there.clinic, there.id, request(person, key))


def fresh(there: Segment) -> Segment:
    """The segment as it is now."""
    found = Segment.find(there.day, there.own)
    assert found is not None
    return found


def pay(registration: Registration) -> None:
    """The fee is paid at WeChat Pay, and its notice has come."""
    paid.notice(registration.order)


_pumped: set[str] = set()


def pump() -> None:
    """Hand every new fact to this room, until nothing new happens."""
    while new := [fact for fact in facts() if fact.id not in _pumped]:
        for fact in new:
            _pumped.add(fact.id)
            act(fact)


def act(fact: Fact) -> None:
    """What the room's queue does with a fact."""
    handler = jobs.jobs.facts.get((fact.kind, fact.purpose))
    if handler:
        try:
            handler(fact)
        except AlreadySeen:
            return


def facts(subject: str = "") -> list[Fact]:
    """Every fact told, or those of one subject."""
    told = [Fact.model_validate_json(one.body) for one in Told.scan(consistent_read=True)]
    return sorted((fact for fact in told if subject in ("", fact.subject)), key=lambda fact: (fact.at, fact.version))


def drain(until: dt.datetime) -> list[Due]:
    """Do what is due by then, in the rooms of registration and payments."""
    done = []
    for shard in range(agenda.SHARDS):
        for entry, due in list(agenda.due(shard, until)):
            handler = jobs.jobs.dues.get(due.kind) or payments.jobs.dues.get(due.kind)
            if handler and due.kind != "payments.send_refund":
                entry.delete()
                handler(due)
                done.append(due)
    return done
