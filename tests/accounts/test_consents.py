import pytest

from chalicelib.accounts import consents, sessions
from chalicelib.accounts.consents import ConsentRequired, NoticeChanged, Purpose
from chalicelib.accounts.notices import products
from chalicelib.accounts.settings import AccountsSettings
from chalicelib.kernel import refusals
from chalicelib.kernel.tables import Unit


def deed(me, purpose=Purpose.IDENTITY):
    with Unit() as unit:
        consents.require(unit, me, purpose)


def agree(me, purpose=Purpose.IDENTITY):
    consents.give(me, purpose, consents.current_notice(purpose).version)


def said(me):
    return [(entry.purpose, entry.given) for entry in consents.ledger(me.account)]


def test_without_my_consent_the_deed_is_refused_and_names_the_notice(me):
    with pytest.raises(ConsentRequired) as refused:
        deed(me)
    assert refused.value.code == "consent_required_identity"
    assert products()[Purpose.IDENTITY].title in refused.value.message


def test_with_my_consent_the_deed_goes_on(me):
    agree(me)
    deed(me)
    assert consents.given(me.account, Purpose.IDENTITY)


def test_consent_to_one_purpose_is_none_to_another(me):
    agree(me, Purpose.HEALTH)
    with pytest.raises(ConsentRequired):
        deed(me, Purpose.SCANS)
    assert not consents.given(me.account, Purpose.SCANS)


def test_my_consent_is_not_somebody_elses(someone):
    mine, yours = someone(), someone()
    agree(mine)
    with pytest.raises(ConsentRequired):
        deed(yours)


def test_withdrawn_consent_refuses_the_deed_from_then_on(me):
    agree(me)
    consents.withdraw(me, Purpose.IDENTITY)
    with pytest.raises(ConsentRequired):
        deed(me)
    assert not consents.given(me.account, Purpose.IDENTITY)


def test_consent_may_be_given_again_and_all_of_it_stays_in_the_ledger(me):
    agree(me)
    consents.withdraw(me, Purpose.IDENTITY)
    agree(me)
    deed(me)
    assert said(me) == [("identity", True), ("identity", False), ("identity", True)]


def test_saying_it_twice_is_saying_it_once(me):
    agree(me)
    agree(me)
    consents.withdraw(me, Purpose.IDENTITY)
    consents.withdraw(me, Purpose.IDENTITY)
    assert said(me) == [("identity", True), ("identity", False)]


def test_withdrawing_what_was_never_given_writes_nothing(me):
    consents.withdraw(me, Purpose.MARKETING)
    assert said(me) == []


def test_a_new_version_of_the_notice_asks_everybody_anew(me, world):
    agree(me)
    new = {**products()[Purpose.IDENTITY].model_dump(), "version": "2027-01-01"}
    world.choose(AccountsSettings, notices={"identity": new})
    try:
        with pytest.raises(ConsentRequired):
            deed(me)
        assert not consents.given(me.account, Purpose.IDENTITY)
        agree(me)
        deed(me)
        assert [entry.notice for entry in consents.ledger(me.account)] == [products()[Purpose.IDENTITY].version, "2027-01-01"]
    finally:
        world.choose(AccountsSettings, notices={})


def test_consent_to_an_older_notice_is_refused(me):
    with pytest.raises(NoticeChanged):
        consents.give(me, Purpose.HEALTH, "2020-01-01")
    assert said(me) == []


def test_an_ended_session_consents_to_nothing(me):
    sessions.sign_out_everywhere(me)
    with pytest.raises(refusals.Unauthenticated):
        agree(me)
    assert said(me) == []


def test_every_purpose_has_a_notice_that_tells_my_rights():
    for purpose in Purpose:
        assert "撤回" in products()[purpose].text
        assert "不同意" in products()[purpose].text
