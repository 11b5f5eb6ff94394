"""The invented hospital: valid FHIR, valid numbers, as large as promised, the same at every start."""

import datetime as dt
import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from fhir.resources.R4B import get_fhir_model_class

from chalicelib.gateways.his.systems import Identity
from sandbox.his import His
from sandbox.seed import clinics, hospital, numbers, people, prices

DAY = dt.date(2026, 11, 23)


def every_resource():
    return [*hospital.resources(), *prices.resources(), *people.resources()]


def test_every_seeded_resource_is_valid_fhir():
    for resource in every_resource():
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def test_every_clinic_of_a_day_is_valid_fhir():
    for resource in clinics.of_day(DAY):
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def test_the_hospital_is_as_large_as_promised():
    counted = [resource["resourceType"] for resource in every_resource()]
    assert (len(hospital.CAMPUSES), counted.count("Patient")) == (2, 200)
    assert len(hospital.DEPARTMENTS) >= 12
    assert counted.count("Practitioner") >= 60
    assert counted.count("ChargeItemDefinition") >= 300
    assert [one.name for one in hospital.DEPARTMENTS if one.sensitive] == ["精神心理科", "生殖医学科"]


def test_the_same_seed_every_time():
    assert json.dumps(every_resource()) == json.dumps(every_resource())
    assert list(clinics.of_day(DAY)) == list(clinics.of_day(DAY))


def test_clinics_run_on_every_day_of_a_week():
    for ahead in range(7):
        sessions = [one for one in clinics.of_day(DAY + dt.timedelta(days=ahead)) if one["resourceType"] == "Schedule"]
        assert len(sessions) >= 60


def residents() -> list[str]:
    found = [one for patient in people.resources() if patient["resourceType"] == "Patient" for one in patient["identifier"]]
    return [one["value"] for one in found if one["system"] == Identity.RESIDENT_ID.system]


def test_resident_ids_are_of_no_region_and_pass_the_check_digit():
    assert len(residents()) >= 150
    for number in residents():
        assert number.startswith("990000")
        assert numbers.check_digit(number[:17]) == number[17]


def test_the_check_digit_of_the_standards_own_example():
    assert numbers.check_digit("11010519491231002") == "X"


def test_a_phone_is_nobodys_and_some_are_dead():
    phones = [one["telecom"][0]["value"] for one in people.resources() if one["resourceType"] == "Patient"]
    assert all(len(phone) == 11 and phone.startswith("154") for phone in phones)
    assert sum(phone.startswith(numbers.DEAD) for phone in phones) == 10


def test_no_id_of_ours_would_be_changed_by_the_path_of_a_url():
    assert all(numbers.REGION not in resource["id"] for resource in every_resource())


@pytest.fixture(scope="module")
def his(tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield party


def test_the_page_shows_todays_clinics(his):
    with urlopen(his.url) as page:
        text = page.read().decode()
    assert "今日门诊" in text
    assert "心血管内科专科门诊" in text


def told(his: His, path: str, **said: object) -> object:
    request = Request(his.url + path, json.dumps(said).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return json.loads(answer.read())


def test_the_windows_are_told_over_http(his):
    clinic = next(one for one in his.store.all("Schedule") if one["id"].endswith("-ent-am"))
    told(his, "/_stop_clinic", clinic=clinic["id"], reason="会诊")
    assert not his.store.get("Schedule", clinic["id"])["active"]
    told(his, "/_resume_clinic", clinic=clinic["id"])
    sold = told(his, "/_sell_at_window", slot=f"{clinic['id']}-5")
    told(his, "/_mark", appointment=sold["id"], step="taken")
    assert his.store.get("Appointment", sold["id"])["status"] == "checked-in"


def test_a_person_at_the_page_presses_a_button(his):
    clinic = next(one for one in his.store.all("Schedule") if one["id"].endswith("-ent-pm"))
    with urlopen(Request(his.url + "/_stop_clinic", f"clinic={clinic['id']}".encode())) as page:
        assert "停诊：" in page.read().decode()


def test_everything_that_can_happen_in_the_hospital_can_be_told_over_http(his):
    clinic = next(one["id"] for one in his.store.all("Schedule") if one["id"].endswith("-urology-am"))
    acts = {
        "/_replace_doctor": {"clinic": clinic, "doctor": "d001"},
        "/_move_room": {"clinic": clinic, "room": "room-urology-3"},
        "/_move_time": {"clinic": clinic, "minutes": 15},
        "/_share_numbers": {"campus": "east"},
        "/_merge": {"old": "p0010", "into": "p0011"},
        "/_unmerge": {"old": "p0010"},
        "/_died": {"patient": "p0012"},
        "/_change_phone": {"patient": "p0013", "phone": "15490009999"},
        "/_retire": {"kind": "Practitioner", "name": "d005"},
        "/_refuse_next": {"reasons": []},
        "/_expire_tokens": {},
    }
    for path, said in acts.items():
        assert told(his, path, **said) == {}, path
    assert his.store.get("Schedule", clinic)["planningHorizon"]["start"].endswith("T08:15:00+08:00")
    with urlopen(his.url + "/_people") as answer:
        people_ = {one["id"]: one for one in json.loads(answer.read())}
    assert (people_["p0013"]["phone"], people_["p0010"]["active"]) == ("15490009999", True)


def test_what_the_hospital_does_not_do_is_refused_over_http(his):
    with pytest.raises(HTTPError) as refused:
        told(his, "/_sell_at_window", slot="nowhere")
    assert refused.value.code == 404
    refused.value.close()
