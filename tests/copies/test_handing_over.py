"""Handed over by a one-time code and the paper that is shown: to the applicant, or to the named collector."""

import pytest

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.models import Consent
from chalicelib.copies import acting, applying, collecting, forms, handing_over
from chalicelib.copies.collecting import CollectorForm
from chalicelib.copies.handing_over import Shown
from chalicelib.copies.models import Application
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.states import AT_THE_WINDOW, Delivery, State
from chalicelib.gateways.his.systems import Identity
from chalicelib.kernel import clock, refusals
from chalicelib.staff.roles import Role
from tests.copies import desk
from tests.copies.applicants import RECIPIENT
from tests.registration import people
from tests.staff.people import on_duty

pytestmark = pytest.mark.usefixtures("world")
COLLECTOR = CollectorForm(name="赵代领", kind=Identity.PASSPORT, number="E12345678")


@pytest.fixture
def me(world):
    return on_duty(Role.COPY_DESK)


def consenting():
    person = people.somebody()
    for purpose in (Purpose.HEALTH, Purpose.IDENTITY):
        version = consents.current_notice(purpose).version
        at = clock.stamp(clock.now())
        Consent(person.me.account, f"now#{purpose}", purpose=purpose.value, notice=version, given=True, at=at).save()
    return person


@pytest.fixture
def applicant(world):
    return consenting()


def ready(applicant, state=State.TO_PICK_UP, **fields):
    return desk.application(state, account=applicant.me.account, patient=applicant.patient, **fields)


def hand_over(me, found, code, tail="010017", holder=Holder.APPLICANT):
    return handing_over.hand_over(me, found.id, Shown(holder, code, tail), desk.request())


def test_the_applicant_with_code_and_paper_gets_the_copies_and_it_is_over(me, applicant):
    found = ready(applicant)
    done = hand_over(me, found, collecting.my_code(applicant.me, found.id))
    assert done.stands is State.COMPLETED
    assert done.handed[0] | {"at": ""} == {"round": 1, "how": "pick_up", "at": "", "by": me.id, "to": "applicant"}
    assert desk.lists(found) == []


def test_the_rest_of_an_unfinished_record_is_awaited(me, applicant):
    rest = {"id": "stay-1-rest", "rest": True, "whole_from": "2026-12-10"}
    found = ready(applicant, stays=[{"id": "stay-1"}, rest], pages={"1": {"stay-1": 3}})
    done = hand_over(me, found, collecting.my_code(applicant.me, found.id))
    assert done.stands is State.REST_AWAITED
    assert [item.list for item in desk.lists(found)] == ["east#rest"]


def test_without_the_right_paper_the_code_opens_nothing_and_stays_good(me, applicant):
    found = ready(applicant)
    code = collecting.my_code(applicant.me, found.id)
    for tail in ("010018", "", "17"):
        with pytest.raises(handing_over.PaperDiffers):
            hand_over(me, found, code, tail)
    assert hand_over(me, found, code).stands is State.COMPLETED


def test_a_wrong_code_opens_nothing(me, applicant):
    found = ready(applicant)
    code = collecting.my_code(applicant.me, found.id)
    with pytest.raises(codes.WrongHandOverCode):
        hand_over(me, found, f"{(int(code) + 1) % 10**8:08d}")
    other = ready(applicant)
    with pytest.raises(codes.WrongHandOverCode):
        hand_over(me, other, code)


def test_a_code_serves_once_even_at_two_windows_at_once(me, applicant):
    found = ready(applicant)
    code = collecting.my_code(applicant.me, found.id)
    colleague = on_duty(Role.COPY_DESK)
    outcomes = desk.at_once([lambda who=who: hand_over(who, found, code) for who in (me, colleague)])
    assert sum(not isinstance(one, Exception) for one in outcomes) == 1
    assert len(desk.now(found).handed) == 1


def test_the_named_collector_has_an_own_code_and_shows_an_own_paper(me, applicant):
    found = ready(applicant)
    code = collecting.name_collector(applicant.me, found.id, COLLECTOR)
    with pytest.raises(handing_over.PaperDiffers):
        hand_over(me, found, code, "010017", Holder.COLLECTOR)
    done = hand_over(me, found, code, "345678", Holder.COLLECTOR)
    assert done.handed[0]["to"] == "collector"


def test_whoever_was_named_before_collects_no_more(me, applicant):
    found = ready(applicant)
    old = collecting.name_collector(applicant.me, found.id, COLLECTOR)
    new = collecting.name_collector(applicant.me, found.id, COLLECTOR.model_copy(update={"number": "E87654321"}))
    for tail in ("345678", "654321"):
        with pytest.raises(refusals.Refusal):
            hand_over(me, found, old, tail, Holder.COLLECTOR)
    collecting.drop_collector(applicant.me, found.id)
    with pytest.raises(handing_over.NoCollector):
        hand_over(me, found, new, "654321", Holder.COLLECTOR)


def test_whoever_was_to_collect_does_not_once_the_copies_come_another_way(me, applicant):
    found = ready(applicant)
    code = collecting.name_collector(applicant.me, found.id, COLLECTOR)
    Application(found.id).update([Application.state.set(State.SENT_BACK.value)])
    applying.choose_delivery(applicant.me, found.id, Delivery.EXPRESS, RECIPIENT)
    assert desk.now(found).collector is None
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(found.id, Holder.COLLECTOR, code)


def test_a_collector_code_of_another_application_opens_nothing(me, applicant):
    found, other = ready(applicant), ready(applicant)
    code = collecting.name_collector(applicant.me, other.id, COLLECTOR)
    collecting.name_collector(applicant.me, found.id, COLLECTOR)
    with pytest.raises(codes.WrongHandOverCode):
        hand_over(me, found, code, "345678", Holder.COLLECTOR)


def test_another_account_makes_no_code_and_names_nobody(applicant):
    stranger, found = consenting(), ready(applicant)
    for deed in (
        lambda: collecting.my_code(stranger.me, found.id),
        lambda: collecting.name_collector(stranger.me, found.id, COLLECTOR),
        lambda: collecting.drop_collector(stranger.me, found.id),
    ):
        with pytest.raises(refusals.NotFound):
            deed()


def test_the_collector_is_sealed_and_the_code_is_nowhere(applicant):
    found = ready(applicant)
    code = collecting.name_collector(applicant.me, found.id, COLLECTOR)
    text = str(desk.now(found).attribute_values)
    assert "赵代领" not in text
    assert "E12345678" not in text
    assert code not in text
    assert forms.opened(desk.now(found), "collector", CollectorForm) == COLLECTOR


def test_after_the_hand_over_no_collector_is_named_any_more(me, applicant):
    found = ready(applicant)
    hand_over(me, found, collecting.my_code(applicant.me, found.id))
    with pytest.raises(Exception, match="copies_not_now"):
        collecting.name_collector(applicant.me, found.id, COLLECTOR)


def test_an_application_of_the_counter_gets_its_code_on_the_receipt(me, applicant):
    found = desk.application(State.TO_PICK_UP, account="", patient=applicant.patient, entered_by=me.id)
    code = handing_over.counter_code(me, found.id, desk.request())
    assert hand_over(me, found, code).stands is State.COMPLETED
    with pytest.raises(handing_over.HasAccount):
        handing_over.counter_code(me, ready(applicant).id, desk.request())


@pytest.mark.parametrize("state", sorted(set(State) - AT_THE_WINDOW))
def test_nothing_is_handed_over_in_any_other_state(me, applicant, state):
    found = ready(applicant, state)
    with pytest.raises(acting.DoneMeanwhile):
        hand_over(me, found, "12345678")
    with pytest.raises(Exception, match="copies_not_now"):
        collecting.my_code(applicant.me, found.id)
    assert Application.get(found.id).state == state.value
