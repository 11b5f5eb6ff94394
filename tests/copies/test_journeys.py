"""Every kind of applicant, from the form to the reviewers' word: each paper missing once, sent back once, refused once."""

import pytest

from chalicelib.copies import claiming, evidence, records, refused, reviewing, rules, submitting
from chalicelib.copies.models import Applicant, Paper, PaperState
from chalicelib.copies.reviewing import ToMend
from chalicelib.copies.rules import Confirmation, PaperKind
from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.copies import applicants, desk
from tests.copies.applicants import now, request
from tests.staff.people import on_duty

ONLINE = [kind for kind in Applicant if kind is not Applicant.PUBLIC_BODY]
EACH_PAPER = [
    (kind, paper)
    for kind in ONLINE
    for paper in dict.fromkeys(
        need.any_of[0][0]
        for need in rules.needs(rules.of(1, kind), dead=kind in applicants.DEAD, note_asked=False, handheld_asked=False)
    )
]


@pytest.fixture
def reviewer(world):
    return on_duty(Role.REVIEWER)


@pytest.fixture
def second(world):
    return on_duty(Role.SECOND_REVIEWER)


def called_back(who, found):
    if Confirmation.CALL_BACK in rules.of(1, found.who).confirm and found.stands is State.IN_REVIEW:
        reviewing.call_back(who, found.id, "0990-8801234", "对方确认经办人与来函属实", desk.request())


def approved(found, reviewer, second):
    """The reviewers say yes, both where two are asked."""
    claiming.claim(reviewer, found.id, desk.request())
    called_back(reviewer, now(found))
    done = reviewing.approve(reviewer, found.id, desk.request())
    if done.stands is State.AWAITING_SECOND_REVIEW:
        claiming.claim(second, found.id, desk.request())
        done = reviewing.approve(second, found.id, desk.request())
    return done


@pytest.mark.parametrize("kind", ONLINE)
def test_a_complete_application_of_every_kind_is_checked_reviewed_and_approved(town, reviewer, second, kind):
    me = applicants.account()
    found = town.submitted(me, kind)
    assert found.stands is State.FORM_CHECKED, found.findings
    assert [one["words"] for one in found.findings if not one["ok"] and one["what"] != "confirm:call_back"] == []
    assert bool(found.second_why) == rules.of(1, kind).second
    assert approved(found, reviewer, second).stands is State.APPROVED


@pytest.mark.parametrize(("kind", "paper"), EACH_PAPER)
def test_without_one_paper_nothing_is_handed_in_and_the_paper_is_named(town, kind, paper):
    me = applicants.account()
    found = town.draft(me, kind)
    town.papers(me, found.id, but=paper)
    town.confirm(me, found.id)
    with pytest.raises(refused.NotComplete) as no:
        submitting.submit(me, found.id, request(me))
    assert rules.PAPERS[paper].words in no.value.message
    assert now(found).stands is State.DRAFT
    for nth in range(1, evidence.of(now(found)).files[paper] + 1):
        town.upload(me, found.id, paper, nth)
    submitting.submit(me, found.id, request(me))
    applicants.pump()
    assert now(found).stands is State.FORM_CHECKED


@pytest.mark.parametrize(("kind", "paper"), EACH_PAPER)
def test_a_paper_sent_back_is_mended_from_afar_and_goes_through(town, reviewer, second, kind, paper):
    me = applicants.account()
    found = town.submitted(me, kind)
    claiming.claim(reviewer, found.id, desk.request())
    slot = f"{paper.value}#1"
    reviewing.send_back(reviewer, found.id, [ToMend(slot, "照片有遮挡，请重新拍摄")], desk.request())
    applicants.pump()
    assert now(found).stands is State.SENT_BACK
    assert now(found).mend == [{"what": slot, "why": "照片有遮挡，请重新拍摄"}]
    with pytest.raises(refused.NotComplete):
        submitting.submit(me, found.id, request(me))
    before = Paper.get(found.id, slot, consistent_read=True).paper
    assert town.upload(me, found.id, paper).paper != before
    submitting.submit(me, found.id, request(me))
    applicants.pump()
    assert now(found).stands is State.FORM_CHECKED
    assert approved(found, reviewer, second).stands is State.APPROVED


@pytest.mark.parametrize("kind", ONLINE)
def test_a_refusal_is_told_with_its_reason_and_nothing_is_deleted(town, reviewer, kind):
    me = applicants.account()
    found = town.submitted(me, kind)
    claiming.claim(reviewer, found.id, desk.request())
    reviewing.refuse(reviewer, found.id, "所附证明不能证明与患者的关系", desk.request())
    applicants.pump()
    done = records.mine(me, found.id)
    assert (done.stands, done.reason) == (State.REFUSED, "所附证明不能证明与患者的关系")
    assert "copy_refused" in messages(found)
    assert {one.state for one in evidence.papers_of(found.id)} == {PaperState.SEALED}


def messages(found):
    from chalicelib.messages.models import Item

    return [one.kind for one in Item.scan(consistent_read=True) if one.reference == found.id]


def test_public_bodies_apply_at_the_counter(town):
    me = applicants.account()
    with pytest.raises(refused.OnlyAtCounter):
        town.draft(me, Applicant.PUBLIC_BODY)


ALTERNATIVES = [
    (Applicant.PARENT, 1, PaperKind.BIRTH_CERTIFICATE),
    (Applicant.PARENTS_AGENT, 1, PaperKind.BIRTH_CERTIFICATE),
    (Applicant.GUARDIAN, 1, PaperKind.DESIGNATION),
    (Applicant.GUARDIAN, 2, PaperKind.KINSHIP),
    (Applicant.INSURER, 1, PaperKind.CONSENT_WAIVED),
]


@pytest.mark.parametrize(("kind", "nth", "paper"), ALTERNATIVES)
def test_without_the_other_paper_that_would_do_nothing_is_handed_in(town, kind, nth, paper):
    me = applicants.account()
    found = town.draft(me, kind)
    town.papers(me, found.id, but=paper, nth_of_need=nth)
    town.confirm(me, found.id)
    with pytest.raises(refused.NotComplete) as no:
        submitting.submit(me, found.id, request(me))
    assert rules.PAPERS[paper].words in no.value.message
    assert now(found).stands is State.DRAFT


@pytest.mark.parametrize("kind", [kind for kind in ONLINE if kind is not Applicant.INSURER])
def test_where_the_hospital_asks_for_it_nothing_is_handed_in_without_the_photo_with_the_paper_in_hand(town, choose, kind):
    choose(handheld=True)
    me = applicants.account()
    found = town.draft(me, kind)
    town.papers(me, found.id, but=PaperKind.HANDHELD)
    town.confirm(me, found.id)
    with pytest.raises(refused.NotComplete) as no:
        submitting.submit(me, found.id, request(me))
    assert rules.PAPERS[PaperKind.HANDHELD].words in no.value.message
    town.upload(me, found.id, PaperKind.HANDHELD)
    submitting.submit(me, found.id, request(me))
    applicants.pump()
    assert now(found).stands is State.FORM_CHECKED


@pytest.mark.parametrize(("kind", "nth", "paper"), ALTERNATIVES)
def test_another_paper_does_as_well_where_the_rules_say_so(town, kind, nth, paper):
    me = applicants.account()
    found = town.draft(me, kind)
    town.papers(me, found.id, nth_of_need=nth)
    town.confirm(me, found.id)
    assert paper in {one.kind for one in evidence.papers_of(found.id)}
    submitting.submit(me, found.id, request(me))
    applicants.pump()
    assert now(found).stands is State.FORM_CHECKED
