"""授权委托书 by link: the father reads, confirms, signs; says yes or no; and may take it back."""

import datetime as dt

import pytest

from chalicelib.accounts import codes
from chalicelib.copies import applying, authorising, claiming, confirming, evidence, records, refused, reviewing, submitting
from chalicelib.copies.models import Applicant, Authorisation, Yes
from chalicelib.copies.rules import Confirmation, PaperKind
from chalicelib.copies.states import State
from chalicelib.kernel import clock, refusals
from chalicelib.staff.roles import Role
from tests.copies import applicants, desk
from tests.copies.applicants import forget_codes, now, pump, request
from tests.staff.people import on_duty

STROKES = [[[10, 10], [12, 14], [15, 20], [20, 30]], [[40, 10], [42, 20], [44, 30], [46, 44], [50, 60]]]


@pytest.fixture
def daughter(town):
    return applicants.account()


@pytest.fixture
def father(town):
    return applicants.account()


def drafted(town, daughter):
    """All papers but the 授权委托书, her own phone confirmed."""
    found = town.draft(daughter, Applicant.AGENT)
    town.papers(daughter, found.id, but=PaperKind.MANDATE)
    forget_codes()
    confirming.send(daughter, found.id, Confirmation.OWN_PHONE)
    phone = confirming._phone(found, Confirmation.OWN_PHONE)
    return confirming.confirm(daughter, found.id, Confirmation.OWN_PHONE, town.sms.last_code(phone))


def ask(daughter, found):
    return authorising.ask(daughter, found.id, request(daughter)).ticket


def say_yes(town, father, found, ticket):
    forget_codes()
    authorising.send_code(father, ticket)
    authorising.give(father, ticket, town.sms.last_code(confirming.reserved_phone(found)), STROKES)
    pump()


def test_the_father_says_yes_and_the_application_goes_on_by_itself(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    submitting.submit(daughter, found.id, request(daughter))
    pump()
    assert now(found).stands is State.AWAITING_AUTHORISATION
    draft = authorising.read(ticket)
    who = town.seeded("p0000")
    assert who["name"] in draft.text
    assert "柳如眉" in draft.text
    assert who["phone"] not in draft.phone
    say_yes(town, father, found, ticket)
    done = now(found)
    assert done.stands is State.FORM_CHECKED
    assert Confirmation.RESERVED_PHONE in evidence.confirmed(done)
    assert done.second_why == []


def test_the_signature_and_the_words_are_kept_sealed(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    say_yes(town, father, found, ticket)
    yes = Authorisation.get(now(found).authorisation, consistent_read=True)
    assert (yes.state, yes.account) == (Yes.GIVEN, father.account)
    assert ticket not in str(yes.serialize())
    assert "[10,10]" not in str(yes.serialize())


def test_the_ticket_dies_with_the_decision(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    authorising.decline(father, ticket)
    for deed in (
        lambda: authorising.read(ticket),
        lambda: authorising.decline(father, ticket),
        lambda: authorising.give(father, ticket, "123456", STROKES),
    ):
        with pytest.raises(refused.TicketGone):
            deed()


def test_a_no_brings_the_application_back_to_the_daughter(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    submitting.submit(daughter, found.id, request(daughter))
    pump()
    authorising.decline(father, ticket)
    pump()
    back = now(found)
    assert back.stands is State.SENT_BACK
    assert {one["what"] for one in back.mend} >= {"paper:mandate"}


def test_without_the_code_of_the_reserved_phone_there_is_no_yes(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    forget_codes()
    authorising.send_code(father, ticket)
    right = town.sms.last_code(confirming.reserved_phone(found))
    with pytest.raises(codes.WrongCode):
        authorising.give(father, ticket, f"{(int(right) + 1) % 1_000_000:06d}", STROKES)
    assert now(found).authorised == Yes.ASKED


@pytest.mark.parametrize("strokes", [[[]], [[[1, 1]]], [[[n % 300, n % 400] for n in range(5000)]]])
def test_a_tap_or_a_novel_is_no_signature(town, daughter, father, strokes):
    ticket = ask(daughter, drafted(town, daughter))
    with pytest.raises(refused.SignatureNeeded):
        authorising.give(father, ticket, "123456", strokes)


def test_a_second_link_voids_the_first_and_the_same_request_gives_the_same_link(town, daughter):
    found, again = drafted(town, daughter), request(daughter, "the-same-key-00000003")
    first = authorising.ask(daughter, found.id, again).ticket
    assert authorising.ask(daughter, found.id, again).ticket == first
    second = ask(daughter, found)
    assert second != first
    with pytest.raises(refused.TicketGone):
        authorising.read(first)
    assert authorising.read(second).text


def test_another_content_needs_another_yes(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    say_yes(town, father, found, ticket)
    applying.choose_parts(daughter, found.id, ["all"], 3, certified=False)
    assert now(found).authorised == Yes.REPLACED
    with pytest.raises(refused.NotComplete):
        submitting.submit(daughter, found.id, request(daughter))


def test_a_yes_to_words_that_changed_meanwhile_is_not_taken(town, daughter, father):
    found = drafted(town, daughter)
    ticket = ask(daughter, found)
    applying.choose_parts(daughter, found.id, ["all"], 3, certified=False)
    forget_codes()
    authorising.send_code(father, ticket)
    with pytest.raises(refused.TicketGone):
        authorising.give(father, ticket, town.sms.last_code(confirming.reserved_phone(found)), STROKES)


def test_a_link_ends_and_the_daughter_is_told(town, daughter):
    found = drafted(town, daughter)
    ask(daughter, found)
    submitting.submit(daughter, found.id, request(daughter))
    pump()
    applicants.drain(clock.now() + dt.timedelta(hours=73))
    assert now(found).authorised == Yes.EXPIRED
    assert now(found).stands is State.SENT_BACK


def test_the_father_takes_his_yes_back_and_the_application_is_halted(town, daughter, father):
    found = drafted(town, daughter)
    say_yes(town, father, found, ask(daughter, found))
    submitting.submit(daughter, found.id, request(daughter))
    pump()
    who = on_duty(Role.REVIEWER)
    claiming.claim(who, found.id, desk.request())
    reviewing.approve(who, found.id, desk.request())
    assert [one.id for one in records.authorised_by(father.account)] == [found.id]
    with pytest.raises(refusals.NotFound):
        authorising.revoke(daughter, found.id)
    authorising.revoke(father, found.id)
    authorising.revoke(father, found.id)
    pump()
    assert now(found).stands is State.HALTED
    assert now(found).halted_from == "approved"
    assert [one.list for one in desk.lists(found)] == ["east#halted"]


def test_where_the_hospital_wants_ink_the_link_confirms_and_the_paper_is_still_asked(town, daughter, father, choose):
    choose(e_consent=False)
    found = drafted(town, daughter)
    say_yes(town, father, found, ask(daughter, found))
    with pytest.raises(refused.NotComplete) as no:
        submitting.submit(daughter, found.id, request(daughter))
    assert no.value.message == "请上传授权委托书"
    assert "授权委托书" in authorising.text(now(found))


def test_only_agents_of_the_patient_ask_by_link(town, daughter):
    found = town.draft(daughter, Applicant.GUARDIAN)
    with pytest.raises(refused.NoLink):
        authorising.ask(daughter, found.id, request(daughter))
