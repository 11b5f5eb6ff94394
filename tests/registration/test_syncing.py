"""The hospital's whole programme comes in, and follows its changes minute by minute."""

import datetime as dt

import pytest

from chalicelib.gateways.his import clinics as his_clinics
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import clock
from chalicelib.registration import finding, syncing, views
from chalicelib.registration.models import Clinic, Segment, Watermark
from sandbox.his import His


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield world.meet(party)


def test_every_clinic_of_the_hospital_is_taken_in_and_a_days_list_shows_it(his):
    syncing.sync()
    assert {one.his for one in Clinic.scan()} == {one["id"] for one in his.store.all("Schedule")}
    listed = views.clinics(finding.of_day("cardiology", his.today())).clinics
    assert {one.department for one in listed} == {"cardiology"}
    assert {one.half for one in listed} == {"am", "pm"}
    assert all(one.segments and one.campus_name == "东院区" for one in listed)


def test_what_changed_since_is_taken_in_the_next_minute(his):
    syncing.sync()
    one = his.store.all("Schedule")[0]
    his.stop_clinic(one["id"])
    syncing.sync()
    assert Clinic.get(one["id"], consistent_read=True).running is False


def test_a_his_that_is_away_loses_nothing(his):
    syncing.sync()
    before = Watermark.get(syncing.WATERMARK).until
    one = his.store.all("Schedule")[1]
    his.feel("down")
    his.stop_clinic(one["id"])
    with pytest.raises(HisAway):
        syncing.sync()
    his.calm()
    assert Watermark.get(syncing.WATERMARK).until == before
    syncing.sync()
    assert Clinic.get(one["id"], consistent_read=True).running is False


def test_a_new_days_clinics_come_by_themselves(his):
    syncing.sync()
    his.days = 2
    his._rolled = dt.date.min
    his.roll()
    syncing.sync()
    tomorrow = (clock.today() + dt.timedelta(days=1)).isoformat()
    assert any(one.date == tomorrow for one in Segment.scan(limit=5000))


def test_a_clinic_that_moves_to_another_day_is_stopped_there_and_new_here(his):
    one = his_clinics.changed(None).items[5]
    syncing.take_in(one)
    old = Clinic.get(one.id).id
    his.move_time(one.id, 24 * 60)
    moved = his_clinics.get(one.id)
    syncing.take_in(moved)
    assert Clinic.get(one.id, consistent_read=True).id != old
    assert not any(segment.running for segment in finding.segments(old))
    assert all(segment.running for segment in finding.segments(Clinic.get(one.id).id))
