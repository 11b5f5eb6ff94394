"""The rules table says what the law says: who shows what, who confirms by what, when a second reviewer looks."""

import pytest

from chalicelib.copies import rules
from chalicelib.copies.models import Applicant
from chalicelib.copies.rules import Confirmation, PaperKind, Second

P = PaperKind


def shown(kind, *, dead=False, note=False, handheld=False):
    found = rules.needs(rules.of(1, kind), dead=dead, note_asked=note, handheld_asked=handheld)
    return [set(need.any_of) for need in found]


def one(*papers):
    return [{(paper,)} for paper in papers]


TABLE = {  # 《医疗机构病历管理规定（2013年版）》第十七至二十条,《医疗纠纷预防和处理条例》第十六条
    Applicant.PATIENT: one(P.PATIENT_ID),
    Applicant.AGENT: one(P.PATIENT_ID, P.AGENT_ID, P.AGENCY, P.MANDATE),
    Applicant.PARENT: [*one(P.PARENT_ID), {(P.HOUSEHOLD_REGISTER,), (P.BIRTH_CERTIFICATE,)}],
    Applicant.PARENTS_AGENT: [
        *one(P.PARENT_ID),
        {(P.HOUSEHOLD_REGISTER,), (P.BIRTH_CERTIFICATE,)},
        *one(P.AGENT_ID, P.MANDATE),
    ],
    Applicant.GUARDIAN: [*one(P.PATIENT_ID, P.GUARDIAN_ID), {(P.JUDGMENT,), (P.DESIGNATION,), (P.KINSHIP,)}],
    Applicant.RELATIVE: one(P.DEATH_CERTIFICATE, P.RELATIVE_ID, P.KINSHIP),
    Applicant.HEIR: one(P.DEATH_CERTIFICATE, P.HEIR_ID, P.HEIRSHIP),
    Applicant.HEIRS_AGENT: one(P.DEATH_CERTIFICATE, P.HEIR_ID, P.AGENT_ID, P.HEIRSHIP, P.AGENCY, P.MANDATE),
    Applicant.INSURER: [*one(P.REQUEST, P.OFFICER_ID, P.WORK_CERTIFICATE, P.POLICY), {(P.CONSENT,), (P.CONSENT_WAIVED,)}],
    Applicant.PUBLIC_BODY: one(P.REQUEST, P.OFFICER_ID, P.WORK_CERTIFICATE),
}


@pytest.mark.parametrize("kind", Applicant)
def test_each_applicant_shows_what_the_law_names(kind):
    assert shown(kind) == TABLE[kind]


def test_an_insurer_of_somebody_dead_shows_the_heirs_consent():
    assert {(P.HEIRS_CONSENT,), (P.CONSENT_WAIVED,)} in shown(Applicant.INSURER, dead=True)
    assert {(P.CONSENT,), (P.CONSENT_WAIVED,)} not in shown(Applicant.INSURER, dead=True)


def test_a_guardian_by_kinship_adds_the_doctors_note_where_the_hospital_asks_for_it():
    wanted = {(P.JUDGMENT,), (P.DESIGNATION,), (P.KINSHIP, P.CAPACITY_NOTE)}
    assert wanted in shown(Applicant.GUARDIAN, note=True)


def test_a_near_relative_needs_no_doctors_note():
    assert shown(Applicant.RELATIVE, note=True) == TABLE[Applicant.RELATIVE]


def test_a_photo_with_the_paper_in_hand_is_asked_only_where_the_hospital_chose_it():
    assert {(P.HANDHELD,)} in shown(Applicant.PATIENT, handheld=True)
    assert {(P.HANDHELD,)} not in shown(Applicant.PATIENT)
    assert {(P.HANDHELD,)} not in shown(Applicant.PUBLIC_BODY, handheld=True)


CONFIRMED_BY = {
    Applicant.PATIENT: {Confirmation.RESERVED_PHONE},
    Applicant.AGENT: {Confirmation.OWN_PHONE, Confirmation.RESERVED_PHONE},
    Applicant.PARENT: {Confirmation.OWN_PHONE, Confirmation.RESERVED_PHONE},
    Applicant.PARENTS_AGENT: {Confirmation.OWN_PHONE, Confirmation.RESERVED_PHONE},
    Applicant.GUARDIAN: {Confirmation.OWN_PHONE},
    Applicant.RELATIVE: {Confirmation.OWN_PHONE},
    Applicant.HEIR: {Confirmation.OWN_PHONE},
    Applicant.HEIRS_AGENT: {Confirmation.OWN_PHONE},
    Applicant.INSURER: {Confirmation.CALL_BACK},
    Applicant.PUBLIC_BODY: {Confirmation.CALL_BACK},
}


@pytest.mark.parametrize("kind", Applicant)
def test_each_applicant_confirms_by_the_right_means(kind):
    assert set(rules.of(1, kind).confirm) == CONFIRMED_BY[kind]


@pytest.mark.parametrize("kind", Applicant)
def test_whoever_cannot_confirm_by_the_reserved_phone_meets_a_second_reviewer(kind):
    rule = rules.of(1, kind)
    assert rule.second == (Confirmation.RESERVED_PHONE not in rule.confirm)
    everything = frozenset(Confirmation)
    assert rules.second(rule, everything, department=False, restricted=False) == ([Second.KIND] if rule.second else [])


def test_sensitive_records_meet_a_second_reviewer_whoever_applies():
    rule = rules.of(1, Applicant.PATIENT)
    said = frozenset({Confirmation.RESERVED_PHONE})
    assert rules.second(rule, said, department=True, restricted=False) == [Second.DEPARTMENT]
    assert rules.second(rule, said, department=False, restricted=True) == [Second.RESTRICTED]


def test_an_agent_without_the_patients_code_meets_a_second_reviewer():
    rule = rules.of(1, Applicant.AGENT)
    assert rules.second(rule, frozenset({Confirmation.OWN_PHONE}), department=False, restricted=False) == [
        Second.NO_RESERVED_PHONE
    ]


def test_every_version_names_its_sources_and_every_paper_has_words():
    for version in rules.VERSIONS.values():
        assert set(version.applicants) == set(Applicant)
        for rule in version.applicants.values():
            assert all(need.source for need in rule.needs)
        assert all(part.source in ("A19", "T16") for part in version.parts.values())
    assert set(rules.PAPERS) == set(PaperKind)


def test_the_proof_that_the_hospital_checked_is_told_apart_from_scans_of_identity():
    assert not any(rules.PAPERS[kind].proof for kind in rules.IDENTITY_PAPERS)
    assert rules.PAPERS[P.MANDATE].proof
