"""Papers, codes, handing in, and the form check by machine."""

import datetime as dt

import pytest
import time_machine

from chalicelib.accounts.codes import WrongCode
from chalicelib.accounts.consents import Purpose, withdraw
from chalicelib.copies import applying, checking, confirming, evidence, records, refused, submitting, wanting
from chalicelib.copies.applying import Who
from chalicelib.copies.availability import Take, TypedStay
from chalicelib.copies.models import Applicant, Paper, PaperState
from chalicelib.copies.rules import Confirmation, PaperKind
from chalicelib.copies.states import State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.ids import PatientId
from chalicelib.vault.models import Paper as VaultPaper
from tests.copies import applicants, desk
from tests.copies.applicants import forget_codes, now, pump, reject, request, seal


@pytest.fixture
def me(town):
    return applicants.account()


def submit(me, found):
    submitting.submit(me, found.id, request(me))
    pump()
    return now(found)


# ---- papers


def test_until_it_is_sealed_a_paper_does_not_count(town, me):
    found = town.draft(me)
    for nth in (1, 2):
        wanting.want(me, found.id, PaperKind.PATIENT_ID, nth)
    town.confirm(me, found.id)
    waiting = submit(me, found)
    assert waiting.stands is State.AWAITING_PAPERS
    first, second = (Paper.get(found.id, f"patient_id#{nth}") for nth in (1, 2))
    seal(first)
    assert now(found).stands is State.AWAITING_PAPERS
    seal(second)
    assert now(found).stands is State.FORM_CHECKED


def test_a_blurred_photo_comes_back_in_plain_words_and_is_taken_again(town, me):
    found = town.draft(me)
    wanting.want(me, found.id, PaperKind.PATIENT_ID, 1)
    slot = Paper.get(found.id, "patient_id#1")
    reject(slot)
    slot.refresh(consistent_read=True)
    assert slot.state == PaperState.REJECTED
    assert "模糊" in slot.words
    assert wanting.want(me, found.id, PaperKind.PATIENT_ID, 1).url
    assert Paper.get(found.id, "patient_id#1").paper == slot.paper


def test_a_second_photograph_of_a_rejected_one_is_under_way_and_no_longer_told_to_be_bad(town, me):
    found = town.draft(me)
    wanting.want(me, found.id, PaperKind.PATIENT_ID, 1)
    reject(Paper.get(found.id, "patient_id#1"))
    wanting.want(me, found.id, PaperKind.PATIENT_ID, 1)
    again = Paper.get(found.id, "patient_id#1", consistent_read=True)
    assert (again.state, again.problem, again.words) == ("wanted", "", "")
    reject(again, "too_small")
    assert Paper.get(found.id, "patient_id#1", consistent_read=True).problem == "too_small"


def test_a_file_that_is_rejected_after_handing_in_brings_the_application_back(town, me):
    found = town.draft(me)
    for nth in (1, 2):
        wanting.want(me, found.id, PaperKind.PATIENT_ID, nth)
    town.confirm(me, found.id)
    submit(me, found)
    reject(Paper.get(found.id, "patient_id#1"))
    back = now(found)
    assert back.stands is State.SENT_BACK
    assert back.mend[0]["what"] == "paper:patient_id"


def test_files_that_never_come_are_asked_for_again(town, me):
    found = town.draft(me)
    for nth in (1, 2):
        wanting.want(me, found.id, PaperKind.PATIENT_ID, nth)
    town.confirm(me, found.id)
    submit(me, found)
    assert submitting.PAPERS_LATE in applicants.drain(clock.now() + dt.timedelta(hours=2))
    assert now(found).stands is State.SENT_BACK


def test_a_resident_id_has_two_sides(town, me):
    found = town.draft(me, Applicant.AGENT)
    town.upload(me, found.id, PaperKind.AGENT_ID, 1)
    assert not evidence.of(now(found)).there(PaperKind.AGENT_ID, PaperState.SEALED)
    town.upload(me, found.id, PaperKind.AGENT_ID, 2)
    assert evidence.of(now(found)).there(PaperKind.AGENT_ID, PaperState.SEALED)


def test_only_papers_of_this_applicant_can_be_uploaded(town, me):
    found = town.draft(me)
    with pytest.raises(refused.PaperNotAsked):
        wanting.want(me, found.id, PaperKind.DEATH_CERTIFICATE, 1)
    with pytest.raises(wanting.TooManyFiles):
        wanting.want(me, found.id, PaperKind.PATIENT_ID, 7)


def test_without_consent_to_scans_no_place_is_made(town, me):
    found = town.draft(me)
    withdraw(me, Purpose.SCANS)
    with pytest.raises(refusals.Forbidden):
        wanting.want(me, found.id, PaperKind.PATIENT_ID, 1)
    assert evidence.papers_of(found.id) == []


def test_a_stranger_gets_no_form_for_my_paper(town, me):
    found = town.draft(me)
    with pytest.raises(refusals.NotFound):
        wanting.want(applicants.account(), found.id, PaperKind.PATIENT_ID, 1)


def test_a_file_taken_back_is_destroyed_and_no_longer_counts(town, me):
    found = town.draft(me)
    slot = town.upload(me, found.id, PaperKind.PATIENT_ID, 1)
    wanting.give_up(me, found.id, slot.slot)
    wanting.give_up(me, found.id, slot.slot)
    assert VaultPaper.get(slot.paper, consistent_read=True).state == "destroying"
    assert Paper.get(found.id, slot.slot, consistent_read=True).state == PaperState.DESTROYED
    assert town.upload(me, found.id, PaperKind.PATIENT_ID, 1).paper != slot.paper


# ---- codes


def test_the_patient_confirms_by_the_phone_reserved_at_the_hospital_and_no_other(town, me):
    found = town.draft(me)
    assert evidence.confirmations(found) == [Confirmation.RESERVED_PHONE]
    forget_codes()
    assert confirming.send(me, found.id, Confirmation.RESERVED_PHONE).endswith(town.seeded("p0000")["phone"][-4:])
    with pytest.raises(refused.NotAsked):
        confirming.send(me, found.id, Confirmation.OWN_PHONE)


def test_a_wrong_code_confirms_nothing(town, me):
    found = town.draft(me)
    forget_codes()
    confirming.send(me, found.id, Confirmation.RESERVED_PHONE)
    right = town.sms.last_code(confirming.reserved_phone(found))
    with pytest.raises(WrongCode):
        confirming.confirm(me, found.id, Confirmation.RESERVED_PHONE, f"{(int(right) + 1) % 1_000_000:06d}")
    assert now(found).confirmed == {}
    assert confirming.confirm(me, found.id, Confirmation.RESERVED_PHONE, right).confirmed


def test_of_somebody_not_at_the_hospital_no_phone_is_told(town, me):
    found = applying.begin(me, "east", request(me))
    unknown = applicants.SubjectForm(**{k: v for k, v in applicants.resident().items() if k != "phone"})
    applying.choose_applicant(me, found.id, Who(Applicant.AGENT, subject=unknown, applicant=town.applicant(Applicant.AGENT)))
    with pytest.raises(refused.NoReservedPhone):
        confirming.send(me, found.id, Confirmation.RESERVED_PHONE)


def test_where_the_hospital_chose_so_an_agent_needs_no_code_of_the_patient_but_a_second_reviewer(town, me, choose):
    choose(agent_needs_reserved=False)
    found = town.submitted(me, Applicant.AGENT)
    assert found.confirmed.keys() == {"own_phone"}
    assert found.second_why == ["no_reserved_phone"]


# ---- handing in


def test_what_is_missing_is_named_all_at_once(town, me):
    found = applying.begin(me, "east", request(me))
    with pytest.raises(refused.NotComplete) as no:
        submitting.submit(me, found.id, request(me))
    for words in ("申请人身份", "住院或就诊记录", "用途", "领取方式"):
        assert words in no.value.message


def test_handing_in_gives_a_number_and_a_due_day_and_the_same_request_hands_in_once(town, me):
    found, again = town.ready(me), request(me, "the-same-key-00000002")
    done = submitting.submit(me, found.id, again)
    assert submitting.submit(me, found.id, again).number == done.number
    assert done.number.startswith(f"{clock.today():%Y%m%d}")
    assert clock.local(clock.read(done.due)).date() > clock.today()
    pump()
    assert [one.list for one in desk.lists(found)] == ["east#review"]


def test_a_draft_that_nobody_goes_on_with_lapses_and_is_begun_again_in_one_tap(town, me):
    found = town.draft(me)
    with time_machine.travel(clock.now() + dt.timedelta(days=91), tick=True):
        applicants.drain(clock.now())
        assert now(found).stands is State.LAPSED
        assert desk.lists(found) == []
        assert submitting.begin_again(me, found.id, request(me)).stands is State.DRAFT
        assert now(found).stays


def test_what_was_sent_back_lapses_counted_from_then(town, me):
    found = town.submitted(me)
    with time_machine.travel(clock.now() + dt.timedelta(days=60), tick=True):
        from chalicelib.copies import claiming, reviewing
        from chalicelib.staff.roles import Role
        from tests.staff.people import on_duty

        who = on_duty(Role.REVIEWER)
        claiming.claim(who, found.id, desk.request())
        reviewing.send_back(who, found.id, [reviewing.ToMend("patient_id#1", "不清楚")], desk.request())
        pump()
    with time_machine.travel(clock.now() + dt.timedelta(days=120), tick=True):
        applicants.drain(clock.now())
        assert now(found).stands is State.SENT_BACK
    with time_machine.travel(clock.now() + dt.timedelta(days=151), tick=True):
        applicants.drain(clock.now())
        assert now(found).stands is State.LAPSED


# ---- the form check


def findings(found):
    return {one["what"]: one for one in found.findings}


def test_a_name_that_the_hospital_does_not_know_goes_back_to_the_applicant(town, me):
    found = town.draft(me, Applicant.GUARDIAN)
    wrong = town.typed("p0000").model_copy(update={"name": "王五"})
    applying.choose_applicant(me, found.id, Who(Applicant.GUARDIAN, subject=wrong, applicant=town.applicant(Applicant.GUARDIAN)))
    town.choose_stay(me, found.id, "p0000")
    town.papers(me, found.id)
    town.confirm(me, found.id)
    back = submit(me, found)
    assert back.stands is State.SENT_BACK
    assert back.mend[0]["what"] == "applicant"
    assert "姓名" in back.mend[0]["why"]


def test_another_patients_admission_number_goes_back(town, me):
    found = town.ready(me, Applicant.AGENT)
    other = town.his.store.get("Encounter", "enc-0004-0")["identifier"][0]["value"]
    applying.choose_stays(me, found.id, {}, [TypedStay(number=other, began=dt.date(2026, 1, 1))])
    back = submit(me, found)
    assert back.stands is State.SENT_BACK
    assert back.mend[0]["what"] == "stays"


def test_a_stay_that_the_his_does_not_know_is_left_to_the_store_room(town, me):
    found = town.ready(me)
    applying.choose_stays(me, found.id, {}, [TypedStay(began=dt.date(1999, 1, 1), department_name="内科")])
    done = submit(me, found)
    assert done.stands is State.FORM_CHECKED
    stay = next(one for what, one in findings(done).items() if what.startswith("stay:"))
    assert (stay["ok"], stay["mends"]) == (False, "staff")


def test_a_typed_stay_is_matched_by_its_number(town, me):
    done = town.submitted(me, Applicant.AGENT)
    assert done.stays[0]["his"] == "enc-0000-0"
    assert findings(done)[f"stay:{done.stays[0]['id']}"]["ok"]


def test_a_parent_of_somebody_grown_up_is_told_who_may_apply(town, me):
    back = town.submitted(me, Applicant.PARENT, his_id="p0000")
    assert back.stands is State.SENT_BACK
    assert "满18周岁" in back.mend[0]["why"]


def test_of_somebody_dead_the_agent_is_led_to_the_heirs(town, me):
    dead = town.patient_for(Applicant.HEIR)
    back = town.submitted(me, Applicant.AGENT, his_id=dead)
    assert back.stands is State.SENT_BACK
    assert "法定继承人" in back.mend[0]["why"]


def test_a_heir_of_somebody_whom_the_hospital_thinks_alive_is_looked_at_by_staff(town, me):
    done = town.submitted(me, Applicant.HEIR, his_id="p0004")
    assert done.stands is State.FORM_CHECKED
    assert (findings(done)["life"]["ok"], findings(done)["life"]["mends"]) == (False, "staff")


def test_a_confidential_stay_asks_for_a_second_reviewer(town, me):
    assert town.submitted(me, his_id="p0048").second_why == ["restricted"]


def test_a_sensitive_department_asks_for_a_second_reviewer(town, me, choose):
    choose(second_departments=["cardiology"])
    assert town.submitted(me).second_why == ["department"]


@pytest.mark.parametrize("mood", ["down", "slow", "error", "nonsense"])
def test_the_his_away_is_asked_again_and_nothing_is_lost(town, me, mood):
    found = town.ready(me)
    submitting.submit(me, found.id, request(me))
    town.his.feel(mood, seconds=2.5)
    pump()
    assert now(found).stands is State.SUBMITTED
    assert [one.list for one in desk.lists(found)] == ["east#machine"]
    town.his.calm()
    assert checking.CHECK in applicants.drain(clock.now() + dt.timedelta(minutes=5))
    assert now(found).stands is State.FORM_CHECKED


def test_of_an_unfinished_record_the_rest_is_given_later_and_the_store_room_knows(town, me):
    found = town.ready(me)
    town.choose_stay(me, found.id, "p0000", 1, Take.FINISHED_NOW)
    done = submit(me, found)
    now_part, rest = done.stays
    assert now_part["id"] not in done.fetched
    assert done.fetched[rest["id"]]["stands"] == "not_archived"
    assert done.fetched[rest["id"]]["later"] is True
    assert done.fetched[rest["id"]]["until"] == rest["whole_from"]


def test_of_several_stays_one_not_archived_holds_the_others_up_for_nobody(town, me):
    found = town.ready(me)
    offered = {one.stay.his: one.stay.id for one in applying.finding.stays(found)}
    applying.choose_stays(me, found.id, {offered["enc-0000-0"]: Take.WHOLE, offered["enc-0000-1"]: Take.WHOLE}, [])
    done = submit(me, found)
    assert list(done.fetched) == [offered["enc-0000-1"]]
    assert done.fetched[offered["enc-0000-1"]]["later"] is True


def test_what_was_recorded_as_sealed_of_a_stay_is_known_to_the_next_application_for_it(town, me):
    from chalicelib.copies.models import Application

    first = town.submitted(me)
    entry = {"stay": first.stays[0]["id"], "parts": ["progress"], "original": True, "since": "2026-11-01"}
    Application(first.id).update([Application.sealed_originals.set([entry])])
    second = town.submitted(applicants.account(), Applicant.AGENT)
    assert second.sealed_originals == [entry | {"stay": second.stays[0]["id"]}]


def test_a_bound_patient_merged_meanwhile_is_followed(town, me):
    from chalicelib.copies import merging
    from chalicelib.kernel.facts import Fact

    found, other = town.draft(me), PatientId("other-patient")
    told = Fact(id="f", kind="patient.merged", subject=found.patient, version=1, at="", about={"into": other})
    merging.merged(told)
    assert [one.id for one in records.of_patient(other)] == [found.id]
    merging.unmerged(told)
    assert [one.id for one in records.of_patient(found.patient)] == [found.id]
