"""The electronic copy: uploaded by staff, read under a watermark by its applicant, verified by anybody, revoked when it is wrong."""

import datetime as dt
import uuid

import pytest
import time_machine

import app as xinglin
from chalicelib.accounts import sessions as accounts
from chalicelib.copies import acting, copying, electronic
from chalicelib.copies.given.models import Electronic, Verified
from chalicelib.copies.recalling import What
from chalicelib.copies.states import State
from chalicelib.kernel import clock, refusals
from chalicelib.staff.roles import Role
from chalicelib.vault.models import Paper as VaultPaper
from tests.client import call
from tests.copies import desk
from tests.registration import people
from tests.staff.people import on_duty

PAGES = {"1": {desk.STAY: 3}}


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


@pytest.fixture
def applicant(world):
    return people.somebody(name="王小明")


@pytest.fixture
def found(world, applicant):
    fields = {"delivery": "online", "pages": PAGES, "account": applicant.me.account, "patient": applicant.patient}
    return desk.application(State.TO_GIVE_ONLINE, **fields)


def sealed(me, found, pages=3):
    """The PDF is posted, and the vault has sealed it."""
    electronic.upload(me, found.id)
    there = Electronic.get(found.id, 1, consistent_read=True)
    VaultPaper.get(there.paper).update([VaultPaper.state.set("sealed"), VaultPaper.pages.set(pages)])
    return there


def given(me, found):
    sealed(me, found)
    return electronic.give(me, found.id, desk.request())


def test_uploaded_sealed_and_whole_it_is_given_and_verified(me, found, applicant):
    assert given(me, found).stands is State.COMPLETED
    ((copy, code),) = electronic.of(applicant.me, found.id)
    assert (int(copy.pages), len(code)) == (3, 12)
    assert electronic.verify(code.upper()) == electronic.Genuine("2************1", "*小明", 3, clock.today().isoformat())


def test_the_code_is_nowhere_to_be_read(me, found, applicant):
    given(me, found)
    ((copy, code),) = electronic.of(applicant.me, found.id)
    assert code not in str(copy.attribute_values)
    assert all(code not in str(one.attribute_values) for one in Verified.scan())


def test_nothing_is_given_that_is_not_there_or_not_whole(me, found):
    with pytest.raises(electronic.NotUploaded):
        electronic.give(me, found.id, desk.request())
    electronic.upload(me, found.id)
    with pytest.raises(electronic.NotUploaded):
        electronic.give(me, found.id, desk.request())
    sealed_ = Electronic.get(found.id, 1)
    VaultPaper.get(sealed_.paper).update([VaultPaper.state.set("sealed"), VaultPaper.pages.set(2)])
    with pytest.raises(copying.PagesDiffer):
        electronic.give(me, found.id, desk.request())
    assert desk.now(found).stands is State.TO_GIVE_ONLINE


def test_a_stranger_reads_nothing_and_after_its_days_nobody_does(me, found, applicant):
    given(me, found)
    with pytest.raises(refusals.NotFound):
        electronic.of(people.somebody().me, found.id)
    for deed in (electronic.page, electronic.file):
        with pytest.raises(refusals.NotFound):
            deed(people.somebody().me, found.id, 1, 1)
        with pytest.raises(electronic.NotGiven):
            deed(applicant.me, found.id, 2, 1)
    with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=True):
        assert electronic.of(applicant.me, found.id) == []
        for deed in (electronic.page, electronic.file):
            with pytest.raises(electronic.NotGiven):
                deed(applicant.me, found.id, 1, 1)


def test_a_wrong_page_revokes_it_and_the_next_one_has_another_code(me, found, applicant):
    given(me, found)
    ((_, old),) = electronic.of(applicant.me, found.id)
    copying.reprint(me, found.id, What.WRONG_PATIENT, "混页", desk.request())
    with pytest.raises(electronic.CodeUnknown):
        electronic.verify(old)
    assert electronic.of(applicant.me, found.id) == []
    copying.copied(me, found.id, {desk.STAY: 3}, desk.request(), stamped=True)
    second = on_duty(Role.COPY_DESK)
    copying.check(second, found.id, {desk.STAY: copying.Checked(3, "", name_matches=True)}, desk.request())
    given(me, found)
    ((_, new),) = electronic.of(applicant.me, found.id)
    assert new != old
    assert electronic.verify(new).pages == 3


def test_the_page_for_anybody_tells_no_more_than_what_tells_one_copy_from_another(me, found, applicant):
    given(me, found)
    ((_, code),) = electronic.of(applicant.me, found.id)
    answer = call(xinglin.app, "GET", "/verify/{code}", code=code)
    assert (answer.status, set(answer.body)) == (200, {"number", "name", "pages", "given"})
    assert "王小明" not in str(answer.body)
    assert call(xinglin.app, "GET", "/verify/{code}", code="0" * 12).code == "copies_code_unknown"


def test_through_the_door_a_page_that_is_no_number_is_not_found(found, applicant):
    token = accounts.sign(applicant.me.account, 1).token
    route = "/copies/{application}/electronic/{round_}/pages/{page}"
    for page in ("x", "1234", "-1"):
        answer = call(xinglin.app, "GET", route, token=token, application=found.id, round_="1", page=page, key=uuid.uuid4().hex)
        assert answer.status == 404


@pytest.mark.parametrize("state", sorted(set(State) - {State.TO_GIVE_ONLINE}))
def test_nothing_is_uploaded_or_given_in_any_other_state(me, state):
    other = desk.application(state, pages=PAGES)
    for deed in (lambda: electronic.upload(me, other.id), lambda: electronic.give(me, other.id, desk.request())):
        with pytest.raises(acting.DoneMeanwhile):
            deed()
