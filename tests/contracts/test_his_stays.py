"""Stays and visits as the HIS tells them: those that have a record, and whether the record room has it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from fhir.resources.R4B import get_fhir_model_class

from chalicelib.gateways.his import stays
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import clock
from sandbox.his import His
from sandbox.seed import stays as seeded

TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def his(world, tmp_path_factory) -> Iterator[His]:
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        world.meet(party)
        yield party


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


def with_all_four() -> str:
    fourth = next(one for one in seeded.resources(TODAY) if one["id"].endswith("-3"))
    return fourth["subject"]["reference"].removeprefix("Patient/")


def test_every_seeded_stay_is_valid_fhir_and_the_same_every_time():
    for resource in seeded.resources(TODAY):
        get_fhir_model_class("Encounter").model_validate(resource)
    assert list(seeded.resources(TODAY)) == list(seeded.resources(TODAY))


def test_the_stays_of_a_patient_come_latest_first_with_their_records(his):
    found = stays.of_patient(with_all_four())
    assert [one.inpatient for one in found] == [True, False, True, True]
    just_left, visit, archived, old = found
    assert (just_left.ended, just_left.archived) == (clock.today() - dt.timedelta(days=3), None)
    assert visit.number.startswith("MZ")
    assert archived.archived is not None
    assert archived.department in seeded.INPATIENT
    assert old.ended is not None
    assert old.ended.year < TODAY.year - 30


def test_somebody_without_a_stay_has_none(his):
    assert stays.of_patient("p0001") == []


def test_somebody_in_hospital_has_a_stay_without_an_end(his):
    present = stays.of_patient("p0060")[0]
    assert (present.ended, present.inpatient) == (None, True) or present.ended == clock.today() - dt.timedelta(days=3)


def test_a_number_finds_its_stay_and_nothing_else(his):
    wanted = stays.of_patient("p0000")[0]
    assert stays.with_number(wanted.number) == [wanted]
    assert stays.with_number("ZY1") == []


def test_a_record_that_is_archived_later_is_seen_so(his):
    patient = with_all_four()
    just_left = stays.of_patient(patient)[0]
    his.archive(just_left.id)
    assert stays.of_patient(patient)[0].archived == clock.today()


def test_confidential_stays_are_marked(his):
    assert all(one.restricted for one in stays.of_patient("p0048"))
    assert not any(one.restricted for one in stays.of_patient("p0000"))


def test_a_discharge_ends_a_stay(his):
    his.discharge("stay-1")
    found = next(one for one in stays.of_patient("p0061") if one.id == "stay-1")
    assert found.ended == clock.today()


def test_a_hospital_that_is_away_is_said_to_be(his):
    his.feel("down")
    with pytest.raises(HisAway):
        stays.of_patient("p0000")
