"""Applications for the desk: entered at the counter with a real paper, or standing wherever a test begins."""

import time
import uuid

import urllib3

from chalicelib.copies import acting, counter, transitions
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.forms import SubjectForm
from chalicelib.copies.models import Applicant, Application, Number, Paper, PaperState
from chalicelib.copies.rules import PaperKind
from chalicelib.copies.states import Delivery, State
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import clock, ids
from chalicelib.kernel.idempotency import once
from chalicelib.kernel.tables import Unit
from tests.vault import photos

CAMPUS = "east"
SECONDS = 90
PARTS = ("admission_record", "discharge_record", "orders")


def request():
    return once("demo", "POST /desk", uuid.uuid4().hex, b"{}")


def standing(state, **fields):
    """One that stands there, as if it had come that way."""
    now = clock.stamp(clock.now())
    made = Application(ids.new(), state=state.value, since=now, began=now, handed_in=now, campus=CAMPUS, number=_number())
    made.kind, made.delivery, made.account, made.rules = "patient", "pick_up", ids.new(), 1
    made.purpose, made.copies = "insurance", 1
    made.subject = _sealed(made.id)
    made.stays = [
        {"id": "stay-1", "began": "2026-09-02", "department_name": "心血管内科", "stands": "whole"},
        {"id": "stay-2", "began": "2026-10-11", "department_name": "骨科", "stands": "whole"},
    ]
    made.parts = list(PARTS)
    for name, value in fields.items():
        setattr(made, name, value)
    with Unit() as unit:
        transitions.begin(unit, made)
        unit.put(Number(made.number, application=made.id))
    return made


def _number():
    return f"{clock.today():%Y%m%d}{int(uuid.uuid4()) % 1000000:06d}"


def _sealed(application):
    from chalicelib.copies import forms

    return forms.sealed(application, "subject", SubjectForm(name="林小满", kind=Identity.PASSPORT, number="E12345678"))


def handed_in(me, entry):
    """Entered at the counter, with the paper that is asked for; checked by machine."""
    made = counter.enter(me, CAMPUS, entry, request())
    form = counter.want_paper(me, made.id, PaperKind.PATIENT_ID, 1, "image/jpeg")
    body = {**form.fields, "file": ("paper.jpg", photos.jpeg(), "image/jpeg")}
    said = urllib3.request("POST", form.url, fields=body)
    assert said.status < 300, said.data
    until(lambda: all(one.state == PaperState.SEALED for one in Paper.query(made.id, consistent_read=True)))
    counter.submit(me, made.id, request())
    until(lambda: acting.known(made.id).stands is State.FORM_CHECKED)
    return acting.known(made.id)


def entry(name, number, began, department):
    """What somebody says at the counter who applies for their own record."""
    stay = TypedStay(number="", inpatient=True, department_name=department, began=began, take=Take.WHOLE)
    subject = SubjectForm(name=name, kind=Identity.RESIDENT_ID, number=number)
    return counter.Entry(Applicant.PATIENT, subject, (stay,), "insurance", PARTS, 1, certified=False, delivery=Delivery.PICK_UP)


def until(holds, seconds=SECONDS):
    """Wait for it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.3)
