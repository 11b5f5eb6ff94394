"""The guided form: kept here, gone on with on another phone, and refused where the hospital must refuse."""

import datetime as dt

import pytest

from chalicelib.accounts.consents import Purpose, withdraw
from chalicelib.accounts.sessions import Patient
from chalicelib.cards.models import Level, Relation
from chalicelib.copies import applying, availability, finding, records, refused, rules, settings
from chalicelib.copies.applying import Who
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.models import Applicant
from chalicelib.copies.states import Delivery, State
from chalicelib.gateways.his.stays import PastStay
from chalicelib.kernel import clock, refusals
from tests.copies import applicants
from tests.copies.applicants import EAST, RECIPIENT, now, request


@pytest.fixture
def me(town) -> Patient:
    return applicants.account()


def begun(me):
    return applying.begin(me, EAST, request(me))


def test_a_draft_is_found_on_another_phone(town, me):
    found = town.draft(me)
    other_phone = Patient(me.account, me.epoch, "10.9.9.9")
    assert [one.id for one in records.of_account(other_phone.account)] == [found.id]
    done = applying.choose_parts(other_phone, found.id, ["discharge_record"], 2, certified=True)
    assert (done.parts, int(done.copies), done.certified) == (["discharge_record"], 2, True)


def test_the_same_request_begins_one_draft(town, me):
    again = request(me, "the-same-key-00000001")
    assert applying.begin(me, EAST, again).id == applying.begin(me, EAST, again).id
    assert len(records.of_account(me.account)) == 1


def test_a_draft_remembers_the_version_of_the_rules(town, me):
    assert int(begun(me).rules) == rules.CURRENT


def test_without_consent_to_identity_data_nothing_begins(town, me):
    withdraw(me, Purpose.IDENTITY)
    with pytest.raises(refusals.Forbidden):
        begun(me)


def test_somebody_elses_application_is_not_there(town, me):
    found, stranger = town.draft(me), applicants.account()
    for deed in (
        lambda: applying.choose_purpose(stranger, found.id, "own"),
        lambda: records.mine(stranger, found.id),
        lambda: applying.choose_delivery(stranger, found.id, Delivery.PICK_UP, None),
    ):
        with pytest.raises(refusals.NotFound):
            deed()


def test_as_the_patient_one_applies_for_oneself_alone(town, me):
    child = town.bound(me, "p0184", relation=Relation.CHILD)
    with pytest.raises(refused.NotThisPatient):
        applying.choose_applicant(me, begun(me).id, Who(Applicant.PATIENT, child))


def test_a_proxy_who_may_only_book_does_not_see_the_records_of_another(town, me):
    friend = town.bound(me, "p0004", Level.SEE, Level.BOOK, relation=Relation.FRIEND)
    with pytest.raises(refused.NotThisPatient):
        applying.choose_applicant(me, begun(me).id, Who(Applicant.AGENT, friend, applicant=town.applicant(Applicant.AGENT)))


def test_an_agent_must_be_named_and_a_patient_must_not(town, me):
    mine = town.bound(me)
    with pytest.raises(refused.ApplicantNeeded):
        applying.choose_applicant(me, begun(me).id, Who(Applicant.PATIENT, mine, applicant=town.applicant(Applicant.AGENT)))
    with pytest.raises(refused.ApplicantNeeded):
        applying.choose_applicant(me, begun(me).id, Who(Applicant.AGENT, subject=town.typed("p0000")))
    with pytest.raises(refused.PatientNeeded):
        applying.choose_applicant(me, begun(me).id, Who(Applicant.AGENT, applicant=town.applicant(Applicant.AGENT)))


def test_an_insurer_names_the_body_and_its_published_phone(town, me):
    with pytest.raises(refused.BodyNeeded):
        applying.choose_applicant(
            me, begun(me).id, Who(Applicant.INSURER, subject=town.typed("p0000"), applicant=town.applicant(Applicant.AGENT))
        )


def test_a_wrong_identity_number_is_told_at_once(town, me):
    wrong = town.typed("p0000").model_copy(update={"number": "990000200304180010"})
    with pytest.raises(refusals.Invalid):
        applying.choose_applicant(
            me, begun(me).id, Who(Applicant.AGENT, subject=wrong, applicant=town.applicant(Applicant.AGENT))
        )


def test_what_names_people_lies_sealed(town, me):
    found = town.draft(me, Applicant.AGENT)
    raw = str(found.serialize())
    who = town.seeded("p0000")
    for secret in (who["name"], next(iter(who["papers"].values())), "柳如眉", "ZY300000"):
        assert secret not in raw


def test_every_stay_is_offered_with_its_own_availability(town, me):
    found = town.draft(me)
    offered = {one.stay.his: one.stay for one in finding.stays(found)}
    assert offered["enc-0000-0"].stands is availability.Stands.WHOLE
    assert offered["enc-0000-1"].stands is availability.Stands.UNFINISHED
    assert offered["enc-0000-1"].whole_from > clock.today().isoformat()
    assert offered["enc-0000-2"].inpatient is False
    assert offered["enc-0000-3"].stands is availability.Stands.BEYOND_RETENTION


def test_an_unfinished_record_is_an_offer_the_finished_parts_now_the_rest_later(town, me):
    found = town.draft(me)
    done = town.choose_stay(me, found.id, "p0000", 1, Take.FINISHED_NOW)
    assert [(one["id"].endswith(availability.REST), one["rest"]) for one in done.stays] == [(False, False), (True, True)]
    whole = town.choose_stay(me, found.id, "p0000", 1, Take.WHOLE)
    assert [one["take"] for one in whole.stays] == ["whole"]


def test_during_a_stay_one_asks_the_ward(town, me):
    town.bound(me, "p0060")
    found = begun(me)
    applying.choose_applicant(me, found.id, Who(Applicant.PATIENT, town.bound(me, "p0060")))
    present = next(one for one in finding.stays(now(found)) if one.stay.stands is availability.Stands.IN_HOSPITAL)
    with pytest.raises(refused.InHospital):
        applying.choose_stays(me, found.id, {present.stay.id: Take.WHOLE}, [])


def test_a_stay_of_nobody_asked_for_is_not_taken(town, me):
    found = town.draft(me)
    with pytest.raises(refused.UnknownStay):
        applying.choose_stays(me, found.id, {"made-up": Take.WHOLE}, [])


def test_the_purpose_ticks_the_usual_parts_and_says_what_is_had_elsewhere(town, me):
    found = applying.choose_purpose(me, town.draft(me).id, "insurance")
    usual = settings.chosen(EAST).purposes["insurance"]
    assert found.parts == list(usual.parts)
    assert {settings.chosen(EAST).elsewhere[one].what for one in usual.elsewhere} == {"发票、费用明细清单", "诊断证明书"}


def test_only_parts_of_a_record_can_be_had(town, me):
    with pytest.raises(rules.UnknownPart):
        applying.choose_parts(me, town.draft(me).id, ["everything"], 1, certified=False)
    with pytest.raises(refused.TooManyCopies):
        applying.choose_parts(me, town.draft(me).id, ["all"], 6, certified=False)


def test_exactly_one_way_of_delivery(town, me):
    found = town.draft(me)
    with pytest.raises(refused.RecipientNeeded):
        applying.choose_delivery(me, found.id, Delivery.EXPRESS, None)
    with pytest.raises(refused.RecipientNeeded):
        applying.choose_delivery(me, found.id, Delivery.PICK_UP, RECIPIENT)
    with pytest.raises(refused.NotOffered):
        applying.choose_delivery(me, found.id, Delivery.ONLINE, None)
    done = applying.choose_delivery(me, found.id, Delivery.EXPRESS, RECIPIENT)
    assert (done.delivery, done.province) == ("express", "浙江")


def test_another_patient_begins_the_case_anew(town, me):
    found = town.ready(me, Applicant.AGENT)
    assert found.confirmed
    assert found.stays
    done = applying.choose_applicant(
        me, found.id, Who(Applicant.AGENT, subject=town.typed("p0004"), applicant=town.applicant(Applicant.AGENT))
    )
    assert (done.confirmed, done.stays) == ({}, [])


def test_what_was_handed_in_is_not_changed_any_more(town, me):
    found = town.submitted(me)
    with pytest.raises(refused.NotNow):
        applying.choose_purpose(me, found.id, "own")


def past(**about) -> PastStay:
    told = {"began": dt.date(2026, 11, 10), "ended": dt.date(2026, 11, 16), "archived": None, "inpatient": True}
    return PastStay(id="e", patient="p", number="ZY1", department="", restricted=False, **(told | about))


TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("stay", "stands"),
    [
        (past(), "unfinished"),
        (past(archived=dt.date(2026, 11, 20)), "whole"),
        (past(ended=None), "in_hospital"),
        (past(inpatient=False), "whole"),
        (past(ended=dt.date(1996, 11, 1), archived=dt.date(1996, 12, 1)), "beyond_retention"),
        (past(ended=dt.date(1997, 11, 1), archived=dt.date(1997, 12, 1)), "whole"),
        (past(ended=dt.date(2011, 11, 1), inpatient=False), "beyond_retention"),
    ],
)
def test_a_record_stands_as_the_days_say(hospital, stay, stands):
    assert availability.of_his(stay, settings.CopiesSettings(), TODAY).stands == stands


def test_the_whole_is_promised_for_ten_working_days_after_discharge(hospital):
    found = availability.of_his(past(), settings.CopiesSettings(), TODAY)
    assert found.whole_from == "2026-11-30"


def test_a_typed_stay_is_kept_to_be_matched(town, me):
    found = town.draft(me)
    done = applying.choose_stays(me, found.id, {}, [TypedStay(began=dt.date(2020, 5, 1), department_name="骨科")])
    assert [(one["typed"], one["stands"]) for one in done.stays] == [(True, "unknown")]
    assert done.stands is State.DRAFT
