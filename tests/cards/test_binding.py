"""Binding an existing card: name and number as the hospital has them, and a code to the reserved phone."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.accounts.codes import PhoneUnreachable, TooManyTries, WrongCode
from chalicelib.accounts.consents import ConsentRequired
from chalicelib.cards import access, auditor, binding, confirming, patients
from chalicelib.cards.access import NotLiving
from chalicelib.cards.asking import AskedTooOften, TwoNames
from chalicelib.cards.binding import BindingOver, CardNumberNeeded, NoReservedPhone, NotMatched
from chalicelib.cards.identity import Kind
from chalicelib.cards.linking import GuardianNeeded, SelfAlready
from chalicelib.cards.models import Binding, Card, CardState, Level, Link, Relation
from chalicelib.gateways.his import systems
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import clock, refusals
from tests.cards.conftest import add, adult, claim, facts_of, new_once, signed_in


def start(me, person, **other):
    return binding.start(me, claim(person, **other), new_once())


def confirm(me, begun, code):
    return confirming.confirm(me, begun.id, code, new_once())


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def seeded(his, number):
    return his.people()[number]


def test_my_card_is_bound_with_the_code_to_the_reserved_phone(me, his, sms, person):
    begun = start(me, person)
    assert begun.phone == "+86" + person["phone"]
    patient = confirm(me, begun, sms.last_code(person["phone"]))
    known, link = patients.person(patient), Link.find(me.account, patient)
    assert (known.name, known.his_id, known.number) == (person["name"], person["id"], person["papers"]["resident-id"])
    assert (link.proven, link.levels) == (True, {"see", "book", "pay", "all"})
    assert [Card.find(card).state for card in link.cards] == [CardState.ACTIVE]


def test_another_adults_card_gives_seeing_and_booking(me, his, bind, person):
    patient = bind(me, person, relation=Relation.PARENT)
    assert Link.find(me.account, patient).levels == {"see", "book"}
    assert len(facts_of("proxy.bound", patient)) == 1


def test_two_accounts_that_bind_one_card_have_one_patient_and_one_card(me, you, his, bind, world, person):
    first = bind(me, person)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2)):
        assert bind(you, person, relation=Relation.CHILD) == first
    assert Link.find(me.account, first).cards == Link.find(you.account, first).cards


@pytest.mark.parametrize("wrong", [{"name": "别人家"}, {"card": "XL99999999"}, {"number": "E00000000", "kind": Kind.PASSPORT}])
def test_a_wrong_name_number_or_card_is_answered_alike(me, his, sms, person, wrong):
    with pytest.raises(NotMatched) as refused:
        start(me, person, **wrong)
    assert (refused.value.code, refused.value.message) == ("card_not_matched", NotMatched.message)
    assert sms.inbox(person["phone"]) == []
    assert Binding.count(me.account) == 0


def test_two_names_on_one_id_go_to_the_window(me, his, sms):
    with pytest.raises(TwoNames):
        start(me, seeded(his, 40))


def test_who_was_merged_at_the_hospital_is_found_as_who_holds_the_record_now(me, his, bind):
    survivor, merged = seeded(his, 44), seeded(his, 45)
    patient = bind(me, survivor, number=merged["papers"]["resident-id"])
    assert patients.person(patient).his_id == survivor["id"]


def test_several_cards_ask_for_the_number_of_one(me, his, sms, person):
    second_card(his, person)
    with pytest.raises(CardNumberNeeded):
        start(me, person)
    assert start(me, person, card=person["card"].lower()).id


def second_card(his, person):
    resource = his.there("Patient", person["id"])
    resource["identifier"].append({"system": systems.CARD, "value": person["card"] + "9"})
    his.store.put(resource)


def test_a_reissued_hk_macau_pass_finds_the_card(me, his, bind):
    person = next(one for one in his.people() if "hk-macau-pass" in one["papers"])
    patient = bind(me, person, number=person["papers"]["hk-macau-pass"] + "09")
    assert patients.person(patient).his_id == person["id"]


def test_a_phone_that_takes_no_messages_is_changed_at_the_window(me, his, sms):
    person = seeded(his, 21)
    sms.refuse("+86" + person["phone"])
    with pytest.raises(PhoneUnreachable) as refused:
        start(me, person)
    assert "窗口" in refused.value.message


@pytest.mark.parametrize("phone", ["010-88881234", "未留", "+86 12345"])
def test_a_reserved_landline_or_none_is_changed_at_the_window(me, his, sms, person, phone):
    his.change_phone(person["id"], phone)
    with pytest.raises(NoReservedPhone) as refused:
        start(me, person)
    assert "窗口" in refused.value.message


def test_the_dead_are_bound_by_nobody(me, his, sms, person):
    his.died(person["id"])
    with pytest.raises(NotLiving):
        start(me, person)


def test_with_the_hospital_away_i_am_told_so(me, his, sms, person):
    his.feel("down")
    with pytest.raises(HisAway) as refused:
        start(me, person)
    assert refused.value.status == 503


def test_no_number_is_asked_about_without_consent(his, world, person):
    before = len(his.heard())
    with pytest.raises(ConsentRequired):
        start(signed_in(), person)
    assert len(his.heard()) == before


def test_a_child_is_bound_by_a_consenting_guardian_only(me, his, bind):
    child = next(one for one in his.people() if one["born"] > "2016" and "birth-certificate" in one["papers"])
    with pytest.raises(GuardianNeeded):
        start(me, child, relation=Relation.CHILD)
    patient = bind(me, child, relation=Relation.CHILD, guardian=True)
    assert Link.find(me.account, patient).levels == {"see", "book", "pay", "all"}
    assert facts_of("proxy.bound", patient) == []


def test_a_wrong_code_binds_nothing_and_five_end_it(me, his, sms, person):
    begun = start(me, person)
    code = sms.last_code(person["phone"])
    for _ in range(4):
        with pytest.raises(WrongCode):
            confirm(me, begun, other_than(code))
    with pytest.raises(TooManyTries):
        confirm(me, begun, other_than(code))
    with pytest.raises(TooManyTries):
        confirm(me, begun, code)
    assert access.mine(me.account) == []


def test_guessing_at_once_gives_no_more_than_five_tries(me, his, sms, person):
    begun = start(me, person)
    code = sms.last_code(person["phone"])

    def guess(number):
        try:
            confirm(me, begun, f"{(int(code) + 1 + number) % 1_000_000:06d}")
        except refusals.Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(guess, range(20)))
    assert said.count("wrong_code") + said.count("code_too_many_tries") == 20
    assert said.count("wrong_code") <= 5


def test_my_code_opens_no_binding_of_another_account(me, you, his, sms, person):
    begun = start(me, person)
    with pytest.raises(refusals.NotFound):
        confirm(you, begun, sms.last_code(person["phone"]))


def test_the_code_of_one_card_opens_no_other(me, his, sms, people):
    one, other = next(people), next(people)
    begun = start(me, one)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2), tick=True):
        another = start(me, other)
        with pytest.raises(WrongCode):
            confirm(me, another, sms.last_code(one["phone"]))
        assert confirm(me, begun, sms.last_code(one["phone"]))


def test_a_new_binding_gives_no_new_tries_for_the_code_that_was_sent(me, his, sms, person):
    begun = start(me, person)
    code = sms.last_code(person["phone"])
    for _ in range(5):
        with pytest.raises(refusals.Refusal):
            confirm(me, begun, other_than(code))
    with pytest.raises(refusals.TooMany):
        start(me, person)  # another code at once
    with pytest.raises(TooManyTries):
        confirm(me, begun, code)


def test_a_code_is_spent_by_binding(me, his, sms, person):
    begun = start(me, person)
    code = sms.last_code(person["phone"])
    patient = confirm(me, begun, code)
    assert confirm(me, begun, code) == patient  # the same deed again
    assert len(facts_of("card.bound", begun.id)) == 1


def test_confirming_twice_at_once_binds_once(me, his, sms, person):
    begun = start(me, person)
    code = sms.last_code(person["phone"])
    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: confirm(me, begun, code), range(4)))
    assert len(found) == 1
    assert len(access.mine(me.account)) == 1


def test_a_repeated_start_sends_no_second_code(me, his, sms, person):
    key = new_once()
    first = binding.start(me, claim(person), key)
    assert binding.start(me, claim(person), key) == first
    assert len(sms.inbox(person["phone"])) == 1


def test_another_code_makes_the_one_before_void(me, his, sms, person):
    begun = start(me, person)
    first = sms.last_code(person["phone"])
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2), tick=True):
        binding.resend(me, begun.id)
        second = sms.last_code(person["phone"])
        if first != second:
            with pytest.raises(WrongCode):
                confirm(me, begun, first)
        assert confirm(me, begun, second)


def test_a_binding_begun_long_ago_is_over(me, his, sms, person):
    begun = start(me, person)
    with time_machine.travel(clock.now() + binding.LASTS + dt.timedelta(seconds=1), tick=True):
        with pytest.raises(BindingOver):
            confirm(me, begun, sms.last_code(person["phone"]))
        with pytest.raises(BindingOver):
            binding.resend(me, begun.id)


def test_the_day_has_only_so_many_questions(me, his, person):
    for _ in range(10):
        with pytest.raises(NotMatched):
            start(me, person, name="别人家")
    with pytest.raises(AskedTooOften):
        start(me, person)


def test_i_bind_only_one_card_as_my_own(me, his, bind, people):
    bind(me, next(people))
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2), tick=True), pytest.raises(SelfAlready):
        bind(me, next(people))


def test_who_was_added_while_the_hospital_was_away_is_bound_to_the_same_patient(me, his, sms, queue, bind, person):
    his.feel("down")
    number = person["papers"]["resident-id"]
    patient = add(me, adult(name=person["name"], number=number, relation=Relation.SELF))
    his.calm()
    queue.run()
    assert bind(me, person) == patient
    link = Link.find(me.account, patient)
    assert (link.proven, link.levels) == (True, {"see", "book", "pay", "all"})
    assert [Card.find(card).state for card in link.cards] == [CardState.ACTIVE]
    assert patients.person(patient).phone == "+86" + person["phone"]


def test_a_phone_changed_at_the_window_keeps_a_new_binding_from_money_for_a_day(me, you, his, sms, bind, person):
    patient = bind(me, person)
    assert access.allowed(me.account, patient, Level.PAY)
    new = "139" + person["phone"][3:]
    his.change_phone(person["id"], new)
    bind(you, {**person, "phone": new})
    assert access.allowed(me.account, patient, Level.PAY)
    assert access.allowed(you.account, patient, Level.BOOK)
    assert not access.allowed(you.account, patient, Level.PAY)
    with time_machine.travel(clock.now() + dt.timedelta(hours=24, seconds=1)):
        assert access.allowed(you.account, patient, Level.PAY)


def test_what_waits_for_the_code_is_sealed(me, his, sms, person):
    begun = start(me, person)
    kept = repr(Binding.find(me.account, begun.id).serialize())
    assert not [
        text for text in (person["name"], person["papers"]["resident-id"], person["phone"], person["card"]) if text in kept
    ]


def test_everything_adds_up(his):
    assert auditor.problems() == []
