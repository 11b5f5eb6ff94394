import pytest

from chalicelib.directory import catalogue, jobs, lists, sync
from chalicelib.directory.models import Part
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import refusals
from chalicelib.kernel.tables import LostRace


@pytest.fixture(autouse=True)
def calm(his):
    yield
    his.calm()


def versions() -> dict[str, int]:
    return {head.kind: int(head.version) for head in Part.scan() if head.number == 0}


def test_the_whole_hospital_is_taken_over(synced):
    hospital = catalogue.hospital()
    assert hospital.name == "杏林市人民医院"
    assert [one.name for one in hospital.campuses] == ["东院区", "西院区"]
    assert len([one for one in hospital.departments if one.active]) == 20
    assert len([one for one in hospital.doctors if one.active]) == len(synced.store.all("Practitioner"))
    assert len(catalogue.prices()) == len(synced.store.all("ChargeItemDefinition"))


def test_a_department_knows_its_campus_and_where_it_is(synced):
    department = catalogue.department("cardiology")
    assert (department.name, department.campus, department.places) == ("心血管内科", "east", ("门诊楼2层A区1诊室",))


def test_a_doctor_knows_grade_department_and_specialities(synced):
    doctor = catalogue.doctor("d001")
    assert doctor.grade == "主任医师"
    assert [post.department for post in doctor.posts] == ["cardiology"]
    assert len(doctor.posts[0].specialities) == 2


def test_a_price_is_exact_to_the_fen(synced):
    assert catalogue.prices()["fee-attending"].amount == 1550


def test_sensitive_departments_are_those_the_his_marks_and_those_the_hospital_chose(synced, world):
    from chalicelib.directory.settings import DirectorySettings

    assert catalogue.department("psychology").sensitive
    assert not catalogue.department("urology").sensitive
    world.choose(DirectorySettings, sensitive=["urology"])
    assert catalogue.department("urology").sensitive


def test_syncing_twice_changes_nothing(synced):
    before = versions()
    sync.sync()
    sync.sync(whole=True)
    assert versions() == before


def test_a_change_at_the_hospital_is_taken_over_with_its_spelling(synced):
    department = synced.there("Organization", "ent")
    synced.store.put({**department, "name": "耳鼻咽喉头颈外科"})
    sync.sync()
    found = catalogue.department("ent")
    assert (found.name, found.initials) == ("耳鼻咽喉头颈外科", "ebyhtjwk")


def test_a_doctor_who_left_is_hidden_and_still_known_to_old_visits(synced):
    synced.retire("Practitioner", "d002")
    sync.sync()
    doctor = catalogue.doctor("d002")
    assert not doctor.active
    assert doctor.name


def test_what_vanished_from_the_his_without_a_word_is_hidden_at_night(synced):
    del synced.store._all["ChargeItemDefinition"]["drug-0000"]
    del synced.store._all["Practitioner"]["d003"]
    sync.sync()
    assert catalogue.prices()["drug-0000"].active
    sync.sync(whole=True)
    assert not catalogue.prices()["drug-0000"].active
    assert not catalogue.doctor("d003").active


def test_a_his_that_suddenly_knows_next_to_nothing_is_not_believed(synced, capsys):
    kept = synced.store._all["Practitioner"]
    synced.store._all["Practitioner"] = {"d004": kept["d004"]}
    try:
        sync.sync(whole=True)
    finally:
        synced.store._all["Practitioner"] = kept
    assert catalogue.doctor("d010").active
    assert "directory_reading_not_believed" in capsys.readouterr().err


def test_while_the_his_is_away_the_directory_stays_and_the_job_ends_quietly(synced):
    synced.feel("down", "/fhir")
    with pytest.raises(HisAway):
        sync.sync()
    jobs.changes()
    assert catalogue.department("cardiology").name == "心血管内科"


def test_what_was_read_before_the_his_went_away_is_joined_later(synced):
    synced.store.put({**synced.there("Organization", "tcm"), "name": "中医内科"})
    synced.feel("down", "/fhir/PractitionerRole")
    with pytest.raises(HisAway):
        sync.sync()
    synced.calm()
    assert catalogue.department("tcm").name == "中医科"
    sync.sync()
    assert catalogue.department("tcm").name == "中医内科"


def test_of_two_syncs_at_once_one_writes(synced):
    source = sync.PLACES
    before = source.read()
    lists.write(source.kind, source.adapter, before, before.content, since=before.since)
    with pytest.raises(LostRace):
        lists.write(source.kind, source.adapter, before, {}, since=before.since)
    assert source.read().content == before.content


def test_a_list_that_is_half_written_is_not_shown(synced):
    body = Part.get("his.places", 1)
    Part("his.places", 1, version=body.version - 1, body=body.body).save()
    with pytest.raises(refusals.Busy):
        sync.PLACES.read()
    body.save()
    assert sync.PLACES.read().content


def test_a_list_that_shrinks_leaves_nothing_behind(synced, monkeypatch):
    source = sync.SERVICES
    monkeypatch.setattr(lists, "LARGEST", 100)
    before = source.read()
    lists.write(source.kind, source.adapter, before, before.content)
    assert source.read().content == before.content
    assert len(list(Part.query(source.kind))) > 5
    monkeypatch.undo()
    lists.write(source.kind, source.adapter, source.read(), before.content)
    assert len(list(Part.query(source.kind))) == 2
    assert source.read().content == before.content


def test_nobody_of_that_name_is_said_kindly(synced):
    with pytest.raises(catalogue.NotInDirectory):
        catalogue.doctor("nobody")
