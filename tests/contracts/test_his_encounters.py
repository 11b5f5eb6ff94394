"""Visits and stays as the follow-up reads them: what changed, what was found, who was in charge."""

import datetime as dt

import pytest
from fhir.resources.R4B import get_fhir_model_class

from chalicelib.gateways.his import encounters
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.gateways.his.systems import Severity
from chalicelib.kernel import clock
from sandbox.his import His
from sandbox.seed import stays as seeded


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield world.meet(party)


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


def test_every_seeded_diagnosis_is_valid_fhir():
    for resource in seeded.diagnoses(seeded.resources(dt.date(2026, 11, 23))):
        get_fhir_model_class("Condition").model_validate(resource)


def test_a_stay_is_told_when_it_begins_when_it_is_diagnosed_and_when_it_ends(his):
    since = clock.now()
    stay = his.admit("p0002", "cardiology", "住院楼5层5病区")
    [begun] = [one for one in encounters.changed(since).items if one.id == stay]
    assert (begun.patient, begun.inpatient, begun.finished, begun.ward) == ("p0002", True, False, "住院楼5层5病区")
    his.diagnose(stay, "I21.001", "急性心肌梗死", "severe")
    his.discharge(stay)
    [over] = [one for one in encounters.changed(since).items if one.id == stay]
    assert over.finished
    assert over.ended is not None
    assert over.doctor == "d001"
    assert over.diagnoses == (encounters.Diagnosis("I21.001", "急性心肌梗死", Severity.SEVERE),)


def test_a_diagnosis_that_comes_later_tells_its_stay_again(his):
    stay = his.admit("p0004", "digestive", kind="AMB")
    his.discharge(stay)
    since = clock.now() + encounters.searching.OVERLAP
    his.diagnose(stay, "K29.500", "慢性胃炎", "mild")
    [told] = [one for one in encounters.changed(since).items if one.id == stay]
    assert [one.icd for one in told.diagnoses] == ["K29.500"]


def test_a_refuted_diagnosis_is_none(his):
    stay = his.admit("p0006", "digestive")
    his.diagnose(stay, "C16.900", "胃恶性肿瘤")
    wrong = next(one for one in his.store.all("Condition") if one["encounter"]["reference"] == f"Encounter/{stay}")
    his.store.put({**wrong, "verificationStatus": {"coding": [{"code": "refuted"}]}})
    assert encounters.of_patient("p0006")[0].diagnoses == ()


def test_nothing_of_anybodys_health_is_printed(his):
    found = encounters.of_patient("p0000")[0]
    assert found.diagnoses
    assert repr(found) == f"<Encounter {found.id}>"


def test_a_hospital_that_is_away_is_said_to_be(his):
    his.feel("down")
    with pytest.raises(HisAway):
        encounters.changed(clock.now())
