"""Applications for the desk: entered at the counter with a real paper, or standing wherever a test begins."""

import itertools
import time
import uuid

import urllib3

from chalicelib.copies import acting, bills, counter, forms, transitions
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.forms import RecipientForm, SubjectForm
from chalicelib.copies.models import Applicant, Application, Number, Paper, PaperState, What
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery, Money, State
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import clock, ids
from chalicelib.kernel.idempotency import once
from chalicelib.kernel.tables import Unit
from sandbox.seed import hospital, people, stays
from tests.vault import photos

CAMPUS = "east"
SECONDS = 90
PARTS = ("admission_record", "discharge_record", "orders")
PASSPORT = "E12345678"
FINE = [
    {"what": "patient", "ok": True, "words": "患者姓名、证件与医院登记一致", "mends": "", "step": ""},
    {"what": "stay", "ok": True, "words": "住院记录与医院登记一致，病历已归档", "mends": "", "step": ""},
]
PAGES = {"1": {"stay-1": 12, "stay-2": 30}}
TAILS = {"stay-1": "300001", "stay-2": "300002"}
READY = {"pages": PAGES, "copied_by": "", "fetched": {"stay-1": {"stands": "fetched"}, "stay-2": {"stands": "fetched"}}}
TO = RecipientForm(name="林小满", phone="13900000000", province="杏林省", city="杏林市", county="东湖区", address="春晖路9号")
_places = itertools.count(0, 2)


def request():
    return once("demo", "POST /desk", uuid.uuid4().hex, b"{}")


def standing(state, also=None, **fields):
    """One that stands there, as if it had come that way; `also` is written with it."""
    now = clock.stamp(clock.now())
    made = Application(ids.new(), state=state.value, since=now, began=now, handed_in=now, campus=CAMPUS, number=_number())
    made.kind, made.delivery, made.account, made.rules = "patient", "pick_up", ids.new(), 1
    made.purpose, made.copies = "insurance", 1
    made.subject = forms.sealed(made.id, "subject", SubjectForm(name="林小满", kind=Identity.PASSPORT, number=PASSPORT))
    made.numbers = _numbers(made.id)
    made.stays = [
        {"id": "stay-1", "began": "2026-09-02", "department_name": "心血管内科", "stands": "whole"},
        {"id": "stay-2", "began": "2026-10-11", "department_name": "骨科", "stands": "whole"},
    ]
    made.parts, made.findings = list(PARTS), FINE
    if fields.get("delivery") == "express":
        made.recipient, made.province = forms.sealed(made.id, "recipient", TO), TO.province
    for name, value in fields.items():
        setattr(made, name, value)
    with Unit() as unit:
        transitions.begin(unit, made)
        unit.put(Number(made.number, application=made.id))
        if also:
            also(unit, made)
    return made


def at_counter(state, **fields):
    """The same, entered at the counter: of no account."""
    return standing(state, account="", entered_by="x", **fields)


def with_bill(state, amount=4200, **fields):
    """One of the counter that waits to be paid there."""

    def bill(unit, made):  # in one: without a bill the world's jobs would close it
        bills.open_one(unit, made, What.PRICE, amount)

    return at_counter(state, also=bill, money=Money.DUE.value, price={"1": {"total": amount}}, **fields)


def with_code(made):
    """The code that its applicant shows at the window."""
    with Unit() as unit:
        return codes.issue(unit, made.id, Holder.APPLICANT)


def _numbers(application):
    from chalicelib.copies import finding

    return finding.sealed_numbers(application, TAILS)


def _number():
    return f"{clock.today():%Y%m%d}{int(uuid.uuid4()) % 1000000:06d}"


def now(made):
    """Where it stands."""
    return acting.known(made.id).stands


def somebody():
    """A patient of the HIS who has left long ago: name, number, when the stay began, its department and its number."""
    place = next(one for one in _places if one % 50 != 48)
    person = next(one for one in people.resources() if one["id"] == f"p{place:04d}")
    stay = next(one for one in stays.resources(clock.today()) if one["id"] == f"enc-{place:04d}-0")
    number = next(one["value"] for one in person["identifier"] if one["value"].startswith("99"))
    department = stay["serviceProvider"]["reference"].removeprefix("Organization/")
    words = next(one.name for one in hospital.DEPARTMENTS if one.id == department)
    return person["name"][0]["text"], number, stay["period"]["start"][:10], words, stay["identifier"][0]["value"]


def handed_in(me):
    """Entered at the counter with the paper that is asked for, checked by machine; and its patient's number."""
    name, number, began, department, admission = somebody()
    subject = SubjectForm(name=name, kind=Identity.RESIDENT_ID, number=number)
    stay = TypedStay(number=admission, inpatient=True, department_name=department, began=began, take=Take.WHOLE)
    entry = counter.Entry(Applicant.PATIENT, subject, (stay,), "insurance", PARTS, 1, certified=False, delivery=Delivery.PICK_UP)
    made = counter.enter(me, CAMPUS, entry, request())
    for side in (1, 2):
        form = counter.want_paper(me, made.id, PaperKind.PATIENT_ID, side, "image/jpeg")
        body = {**form.fields, "file": ("paper.jpg", photos.jpeg(seed=side), "image/jpeg")}
        said = urllib3.request("POST", form.url, fields=body)
        assert said.status < 300, said.data
    until(lambda: all(one.state == PaperState.SEALED for one in Paper.query(made.id, consistent_read=True)))
    counter.submit(me, made.id, request())
    until(lambda: acting.known(made.id).stands is State.FORM_CHECKED)
    return acting.known(made.id)


def until(holds, seconds=SECONDS):
    """Wait for it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.3)
