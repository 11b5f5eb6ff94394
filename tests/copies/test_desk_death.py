"""The patient dies midway: a reviewer decides how the application goes on."""

import pytest

from chalicelib.copies import acting, claiming, collecting, medical_affairs, reviewing, withdrawing
from chalicelib.copies.states import State
from chalicelib.kernel import clock
from chalicelib.kernel.facts import Fact
from chalicelib.staff.roles import Role
from tests.copies import applicants, desk
from tests.staff.people import on_duty


@pytest.fixture
def me(world):
    return on_duty(Role.REVIEWER)


def test_the_applicant_dies_midway_and_a_reviewer_decides(town, me):
    applicant = applicants.account()
    found = town.submitted(applicant)
    claiming.claim(me, found.id, desk.request())
    died = Fact(id="f" + found.id, kind="patient.died", subject=found.patient, version=1, at=clock.stamp(clock.now()))
    withdrawing.patient_died(died)
    halted = desk.now(found)
    assert halted.stands is State.HALTED
    with pytest.raises(acting.DoneMeanwhile):
        reviewing.approve(me, found.id, desk.request())
    with pytest.raises(Exception, match="copies_not_now"):
        collecting.my_code(applicant, found.id)
    ended = medical_affairs.end(me, found.id, "患者已故，请近亲属另行申请", desk.request())
    assert ended.stands is State.REFUSED
    applicants.pump()


def test_the_patient_was_declared_dead_by_mistake_and_it_goes_on(town, me):
    found = town.submitted(applicants.account())
    died = Fact(id="g" + found.id, kind="patient.died", subject=found.patient, version=1, at=clock.stamp(clock.now()))
    withdrawing.patient_died(died)
    assert medical_affairs.go_on(me, found.id, "登记有误", desk.request()).stands is State.FORM_CHECKED
    claiming.claim(me, found.id, desk.request())
    assert reviewing.approve(me, found.id, desk.request()).stands is State.APPROVED
