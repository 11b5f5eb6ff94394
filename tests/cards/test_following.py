"""Following the hospital: merges and unmerges, deaths, changed phones and numbers."""

import datetime as dt

import pytest
import time_machine

from chalicelib.cards import access, auditor, following, merging, patients, proxies
from chalicelib.cards.access import NotLiving
from chalicelib.cards.models import Card, CardState, Cursor, Holder, Level, Link, Merge, PersonItem, Relation, State
from chalicelib.gateways.his import patients as hospital
from chalicelib.gateways.his import systems
from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit
from tests.cards.conftest import facts_of


@pytest.fixture
def two(people):
    return next(people), next(people)


@pytest.fixture
def both(somebody, bind, two):
    """Two accounts, each bound to what turns out to be one person."""
    one, other = somebody(), somebody()
    return one, bind(one, two[0]), other, bind(other, two[1])


def whole_table():
    """Links, mirrors' counts, holders and cards as they lie in the tables, versions left out."""
    links = {(one.account, one.patient): one.serialize() for one in Link.scan()}
    holders = {one.account: one.serialize() for one in Holder.scan()}
    cards = {one.id: one.patient for one in Card.scan()}
    persons = {one.id: (one.state, one.into, sorted(one.cards or ()), int(one.links)) for one in PersonItem.scan()}
    return links, holders, cards, persons


def test_a_merge_at_the_hospital_moves_link_and_card(his, two, both):
    one, old, other, into = both
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    assert patients.current(old) == into
    assert patients.person(old).name == two[1]["name"]
    assert {watcher.account for watcher in access.watchers(into)} == {one.account, other.account}
    assert [link.patient for link in access.mine(one.account)] == [into]
    assert all(Card.find(card).patient == into for card in PersonItem.find(into).cards)
    assert [fact.about for fact in facts_of("patient.merged", old)] == [{"into": into}]


def test_polled_again_a_merge_is_one_merge(his, two, both):
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    before = whole_table()
    following.poll()
    assert whole_table() == before
    assert len(facts_of("patient.merged", both[1])) == 1


def test_an_unmerge_restores_exactly_what_the_merge_moved(his, two, both):
    before = whole_table()
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    assert whole_table() != before
    his.unmerge(two[0]["id"])
    following.poll()
    assert whole_table() == before
    assert [fact.about for fact in facts_of("patient.unmerged", both[1])] == [{"into": both[3]}]
    assert Merge.find(both[1]) is None


def test_an_account_that_had_both_has_one_and_gets_both_back(his, two, somebody, bind, world):
    me = somebody()
    first = bind(me, two[0])
    with time_machine.travel(clock.now() + dt.timedelta(minutes=2), tick=True):
        second = bind(me, two[1], relation=Relation.SPOUSE)
    before = whole_table()
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    (link,) = access.mine(me.account)
    assert (link.patient, link.own, len(link.cards)) == (second, True, 2)
    assert link.levels == {"see", "book", "pay", "all"}
    assert Holder.find(me.account).own == second
    his.unmerge(two[0]["id"])
    following.poll()
    assert whole_table() == before
    assert {link.patient for link in access.mine(me.account)} == {first, second}


def test_a_link_ended_between_merge_and_unmerge_stays_ended(his, two, both):
    one, old, _, into = both
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    proxies.unbind(one, into)
    his.unmerge(two[0]["id"])
    following.poll()
    assert access.mine(one.account) == []
    assert patients.person(old).state == State.ACTIVE
    assert auditor.problems() == []


def test_a_survivor_new_to_us_takes_the_place_of_the_old_record(his, two, somebody, bind):
    me = somebody()
    patient = bind(me, two[0])
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    assert patients.person(patient).his_id == two[1]["id"]
    assert facts_of("patient.merged", patient) == []
    his.unmerge(two[0]["id"])
    following.poll()
    assert patients.person(patient).his_id == two[0]["id"]
    assert auditor.problems() == []


def test_a_merge_of_people_whom_we_do_not_know_is_none_of_ours(his, two):
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    assert Merge.find(f"his#{two[0]['id']}") is None


def test_a_death_closes_booking_and_is_told_once(his, person, somebody, bind):
    me = somebody()
    patient = bind(me, person)
    his.died(person["id"])
    following.poll()
    following.poll()
    assert patients.person(patient).state == State.DEAD
    assert len(facts_of("patient.died", patient)) == 1
    with pytest.raises(NotLiving), Unit() as unit:
        access.require(unit, me, patient, Level.BOOK)


def test_a_death_entered_in_error_is_taken_back(his, person, somebody, bind):
    patient = bind(somebody(), person)
    his.died(person["id"])
    following.poll()
    resource = his.there("Patient", person["id"])
    del resource["deceasedDateTime"]
    his.store.put(resource)
    following.poll()
    assert patients.person(patient).state == State.ACTIVE


def test_a_phone_changed_at_the_window_is_taken_over_with_its_moment(his, person, somebody, bind):
    patient = bind(somebody(), person)
    assert patients.person(patient).phone_changed_at == ""
    his.change_phone(person["id"], "13811112222")
    following.poll()
    changed = patients.person(patient)
    assert changed.phone == "+8613811112222"
    assert clock.now() - clock.read(changed.phone_changed_at) < dt.timedelta(minutes=1)


def test_a_card_given_anew_keeps_its_place_and_a_withdrawn_one_is_gone(his, person, somebody, bind):
    me = somebody()
    (card,) = Link.find(me.account, bind(me, person)).cards
    renumber(his, person, "XL77777777")
    following.poll()
    assert following.number_of(Card.find(card)) == "XL77777777"
    renumber(his, person, None)
    following.poll()
    assert Card.find(card).state == CardState.GONE
    renumber(his, person, "XL77777777")
    following.poll()
    assert Card.find(card).state == CardState.ACTIVE


def renumber(his, person, number):
    resource = his.there("Patient", person["id"])
    resource["identifier"] = [one for one in resource["identifier"] if one["system"] != systems.CARD]
    if number:
        resource["identifier"].append({"system": systems.CARD, "value": number})
    his.store.put(resource)


def test_an_older_state_never_replaces_a_newer_one(his, person, somebody, bind):
    patient = bind(somebody(), person)
    old = hospital.get(person["id"])
    his.change_phone(person["id"], "13833334444")
    following.poll()
    following.take_over(old)
    assert patients.person(patient).phone == "+8613833334444"


def test_with_the_hospital_away_the_next_look_takes_it_all(his, person, somebody, bind):
    patient = bind(somebody(), person)
    following.poll()
    until = Cursor.find(following.PATIENTS).until
    his.change_phone(person["id"], "13855556666")
    his.feel("down")
    following.poll()
    assert Cursor.find(following.PATIENTS).until == until
    his.calm()
    following.poll()
    assert patients.person(patient).phone == "+8613855556666"


def test_one_that_cannot_be_taken_over_holds_up_no_other_and_comes_again(his, two, both, queue, person, somebody, bind):
    patient = bind(somebody(), person)
    for number in range(merging.MOST_LINKS + 1):
        Link(f"crowd{number}", both[1], relation="friend", levels={"see"}, since="").save()
        merging.LinkOf(both[1], f"crowd{number}").save()
    his.merge(two[0]["id"], two[1]["id"])
    his.change_phone(person["id"], "13877778888")
    following.poll()
    assert patients.person(patient).phone == "+8613877778888"
    for number in range(merging.MOST_LINKS + 1):
        Link(f"crowd{number}", both[1], relation="friend", levels={"see"}, since="").delete()
        merging.LinkOf(both[1], f"crowd{number}").delete()
    (again,) = [one for one in queue.due(following.AGAIN) if one.subject == two[0]["id"]]
    queue.act(again)
    assert patients.current(both[1]) == both[3]


def test_everything_adds_up(his):
    assert auditor.problems() == []
