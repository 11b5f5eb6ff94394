"""Adding a patient: one person is one index, and the card follows by itself."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import consents, sessions
from chalicelib.accounts.consents import ConsentRequired, Purpose
from chalicelib.cards import access, adding, asking, auditor, linking, patients, proxies
from chalicelib.cards.adding import CardExists, WrongPhone
from chalicelib.cards.asking import AskedTooOften, TwoNames
from chalicelib.cards.identity import Kind, WrongNumber
from chalicelib.cards.linking import GuardianNeeded, SelfAlready, TooManyAccounts, TooManyPatients
from chalicelib.cards.models import Card, CardState, Identity, Level, Link, PersonItem, Relation
from chalicelib.cards.settings import CardsSettings
from chalicelib.kernel import agenda, clock, refusals, secrets
from chalicelib.kernel.sealing import LookupKeys
from tests.cards.conftest import add, adult, facts_of, new_once, signed_in

CHILD = {"relation": Relation.CHILD, "guardian": True}


def young(years):
    return clock.today() - dt.timedelta(days=int(years * 365.25) + 1)


def card_of(patient):
    return Card.find(next(iter(PersonItem.find(patient).cards)))


def test_a_new_patient_is_mine_at_once_and_the_card_is_on_its_way(me, his):
    patient = add(me, adult(name="陈 大文", relation=Relation.SELF))
    person = patients.person(patient)
    assert (person.name, person.his_id, person.state) == ("陈 大文", None, "active")
    assert card_of(patient).state == CardState.REQUESTED
    assert [link.patient for link in access.mine(me.account)] == [patient]


def test_the_hospital_gives_the_card_by_itself_once(me, his, queue):
    patient = add(me, adult(name="陈大文"))
    queue.run()
    card, person = card_of(patient), patients.person(patient)
    held = [one for one in his.people() if one["name"] == "陈大文" and one["id"] == person.his_id]
    assert (card.state, len(held)) == (CardState.ACTIVE, 1)
    assert held[0]["card"]
    assert len(facts_of("card.settled", card.id)) == 1


def test_with_the_hospital_away_the_patient_is_added_and_the_card_comes_later(me, his, queue):
    his.feel("down")
    patient = add(me, adult())
    queue.run()
    assert card_of(patient).state == CardState.REQUESTED
    his.calm()
    again = next(one for one in queue.due("cards.request") if one.subject == card_of(patient).id)
    assert clock.read(again.due) > clock.now()
    queue.act(again)
    assert card_of(patient).state == CardState.ACTIVE


def test_an_answer_that_was_lost_makes_no_second_patient_at_the_hospital(me, his, queue):
    patient = add(me, adult(name="欧阳丢失"))
    his.feel("lost", "/fhir/Patient", times=1)
    queue.run(times=1)
    assert card_of(patient).state == CardState.REQUESTED
    queue.act(next(one for one in queue.due("cards.request") if one.subject == card_of(patient).id))
    assert card_of(patient).state == CardState.ACTIVE
    assert sum(one["name"] == "欧阳丢失" for one in his.people()) == 1


def test_who_turns_out_to_have_a_card_keeps_the_bookings_and_is_told_to_bind(me, his, sms, queue, person):
    form = adult(name=person["name"], number=person["papers"]["resident-id"], relation=Relation.SELF)
    his.feel("down")
    patient = add(me, form)
    his.calm()
    queue.run()
    assert card_of(patient).state == CardState.EXISTS
    assert patients.person(patient).his_id == person["id"]
    assert Link.find(me.account, patient).levels == {"see", "book"}
    queue.run()
    assert len(sms.inbox(person["phone"])) == 1


def test_a_name_that_the_hospital_does_not_know_by_that_number_goes_to_the_window(me, his, queue, person):
    his.feel("down")
    patient = add(me, adult(name="别人家", number=person["papers"]["resident-id"]))
    his.calm()
    queue.run()
    assert card_of(patient).state == CardState.REFUSED
    assert patients.person(patient).his_id is None


def test_who_has_a_card_here_is_told_to_bind_it(me, his, person):
    with pytest.raises(CardExists):
        add(me, adult(name=person["name"], number=person["papers"]["resident-id"]))


def test_another_name_on_a_number_that_the_hospital_knows_is_refused(me, his, person):
    with pytest.raises(TwoNames):
        add(me, adult(name="别人家", number=person["papers"]["resident-id"]))
    assert access.mine(me.account) == []


def test_another_name_on_a_number_that_we_know_is_refused(me, you, his):
    form = adult(name="王小明")
    add(me, form)
    with pytest.raises(TwoNames) as refused:
        add(you, form._replace(name="王小月"))
    assert "窗口" in refused.value.message


def test_two_accounts_adding_one_person_share_one_index(me, you, his):
    form = adult()
    assert add(me, form) == add(you, form._replace(relation=Relation.PARENT))
    assert {one.account for one in access.watchers(access.mine(me.account)[0].patient)} == {me.account, you.account}


def test_sixteen_adds_of_one_person_by_two_accounts_at_once_make_one_person(me, you, his):
    form = adult(name="同时添加")
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda number: add((me, you)[number % 2], form), range(16)))
    assert len(found) == 1
    patient = found.pop()
    assert int(PersonItem.find(patient).links) == 2
    assert len(facts_of("proxy.bound", patient)) == 2
    assert len(facts_of("card.requested", card_of(patient).id)) == 1


def test_the_same_request_twice_adds_once(me, his):
    form, key = adult(), new_once()
    assert adding.add(me, form, key) == adding.add(me, form, key)
    assert len(access.mine(me.account)) == 1


def test_adding_somebody_again_gives_the_same_patient(me, his):
    form = adult()
    assert add(me, form) == add(me, form)
    assert len(facts_of("proxy.bound", access.mine(me.account)[0].patient)) == 1


def test_a_reissued_hk_macau_pass_leads_to_the_same_person(me, you, his):
    details = {"kind": Kind.HK_MACAU_PASS, "born": dt.date(1990, 1, 1), "sex": "male", "name": "陈大文"}
    first = add(me, adult(number="H2345678901", **details))
    assert add(you, adult(number="h23456789", **details)) == first


def test_the_sixth_patient_is_refused_and_leaves_nothing_behind(me, his):
    for _ in range(5):
        add(me, adult())
    form = adult()
    with pytest.raises(TooManyPatients):
        add(me, form)
    assert len(access.mine(me.account)) == 5
    assert patients.subject_of(patients.paper_keys(adding._checked(form).paper, form.name)) is None


def test_six_at_once_are_five(me, his):
    def try_to(form):
        try:
            return add(me, form)
        except TooManyPatients:
            return None

    with ThreadPoolExecutor(6) as pool:
        added = list(pool.map(try_to, [adult() for _ in range(6)]))
    assert added.count(None) == 1
    assert len(access.mine(me.account)) == 5


def test_i_can_be_only_one_person(me, his):
    add(me, adult(relation=Relation.SELF))
    with pytest.raises(SelfAlready):
        add(me, adult(relation=Relation.SELF))


def test_as_many_accounts_as_the_hospital_allows_and_no_more(world, his, somebody):
    world.choose(CardsSettings, accounts_a_patient=2)
    form = adult()
    add(somebody(), form)
    add(somebody(), form)
    with pytest.raises(TooManyAccounts):
        add(somebody(), form)
    world.choose(CardsSettings, accounts_a_patient=8)


def test_without_consent_no_number_is_taken_and_the_hospital_is_not_asked(his, world):
    me = signed_in()
    before = len(his.heard())
    with pytest.raises(ConsentRequired):
        add(me, adult())
    assert len(his.heard()) == before


def test_consent_withdrawn_in_the_same_moment_stops_the_deed(me, his):
    checked = adding._checked(adult())
    asking.check_consent(me)
    consents.withdraw(me, Purpose.IDENTITY)
    with pytest.raises(ConsentRequired):
        adding._begin(me, checked, new_once())
    assert access.mine(me.account) == []


def test_a_session_ended_meanwhile_adds_nobody(me, his):
    sessions.sign_out_everywhere(me)
    with pytest.raises(refusals.Unauthenticated):
        add(me, adult())


def test_a_wrong_number_or_phone_is_refused_before_anything_is_asked(me, his):
    before = len(his.heard())
    with pytest.raises(WrongNumber):
        add(me, adult(number="110101199003071231"))
    with pytest.raises(WrongPhone):
        add(me, adult(phone="010-12345678"))
    assert len(his.heard()) == before


def test_nobody_adds_and_unbinds_without_end(me, his):
    form = adult()
    for _ in range(10):
        proxies.unbind(me, add(me, form))
    with pytest.raises(AskedTooOften):
        add(me, form)


@pytest.mark.parametrize(
    "wrong", [{"guardian": False, "relation": Relation.CHILD}, {"relation": Relation.FRIEND, "guardian": True}]
)
def test_a_child_under_14_is_added_by_a_consenting_guardian_only(me, his, wrong):
    with pytest.raises(GuardianNeeded):
        add(me, adult(day=young(9), **wrong))


def test_a_parent_may_do_everything_for_a_child_and_nobody_is_told(me, his):
    patient = add(me, adult(day=young(9), **CHILD))
    link = Link.find(me.account, patient)
    assert link.levels == {"see", "book", "pay", "all"}
    assert link.guardian_since
    assert facts_of("proxy.bound", patient) == []


def test_the_birthdays_to_come_are_on_the_agenda(me, his, queue):
    patient = add(me, adult(day=young(9), **CHILD))
    assert [one.about["age"] for one in queue.due(linking.BIRTHDAY) if one.subject == patient] == ["14", "18"]


def test_another_adult_is_seen_and_booked_for_and_no_more(me, his):
    patient = add(me, adult(relation=Relation.SPOUSE))
    assert access.allowed(me.account, patient, Level.BOOK)
    assert not access.allowed(me.account, patient, Level.PAY)


def test_nothing_that_names_a_person_lies_in_the_tables_in_clear(me, his):
    form = adult(name="不得外泄")
    patient = add(me, form)
    item = PersonItem.find(patient)
    everything = repr([item.serialize(), Identity.scan(), [entry.serialize() for entry in agenda.Entry.scan()]])
    assert not [text for text in (form.name, form.number, form.phone) if text in everything]
    assert form.name not in repr(patients.person(patient)) + repr(form)


def test_while_two_lookup_keys_are_in_force_the_person_is_found_under_both(me, you, his, vaults):
    form, later = adult(), adult()
    patient = add(me, form)
    old = secrets.read("lookup-keys", LookupKeys).keys
    use_lookup_keys(vaults, ("l2", "22" * 32), *old)
    assert add(you, form) == patient
    made = add(me, later)
    for keys in (old, [("l2", "22" * 32)]):
        use_lookup_keys(vaults, *keys)
        assert patients.subject_of(patients.paper_keys(adding._checked(later).paper, later.name)) == made
    use_lookup_keys(vaults, *old)


def use_lookup_keys(vaults, *keys):
    vaults.put_secret("xinglin/test/lookup-keys", {"keys": keys})
    secrets.forget_cached()


def test_everything_adds_up(his):
    assert auditor.problems() == []
