"""The auditor tells of each thing that does not add up, and of nothing else."""

import pytest

from chalicelib.cards import auditor, following
from chalicelib.cards.models import Card, Holder, Identity, Link, LinkOf, Merge, PersonItem, Relation, State, Telling, Ticket
from chalicelib.kernel import clock
from tests.cards.conftest import add, adult
from tests.planting import changed, missing, planted


@pytest.fixture
def added(me, his) -> str:
    """A patient of mine whose card is on its way."""
    return add(me, adult())


@pytest.fixture
def bound(me, his, bind, person) -> str:
    """A patient of mine whom the hospital knows: myself."""
    return bind(me, person)


@pytest.fixture
def merged(his, somebody, bind, people) -> tuple[str, str]:
    """Two patients, one into the other."""
    two = next(people), next(people)
    old, into = (bind(somebody(), one) for one in two)
    his.merge(two[0]["id"], two[1]["id"])
    following.poll()
    return old, into


def person_of(patient) -> PersonItem:
    return PersonItem.get(patient, consistent_read=True)


def card_of(patient) -> Card:
    return Card.get(next(iter(person_of(patient).cards)), consistent_read=True)


def linked(account, patient) -> Link:
    return Link(account, patient, relation=Relation.FRIEND.value, levels={"see"}, since=clock.stamp(clock.now()))


def test_of_whole_patients_links_and_cards_nothing_is_told(added, bound, merged):
    assert auditor.problems() == []


# ---- links
def test_a_link_without_its_mirror_is_told(me, added):
    with missing(LinkOf(added, me.account)):
        assert auditor.problems() == [f"link {me.account} {added} has no mirror, or the other way round"]


def test_a_mirror_without_its_link_is_told(you, added):
    with planted(LinkOf(added, you.account)):
        assert auditor.problems() == [f"link {you.account} {added} has no mirror, or the other way round"]


def test_a_wrong_count_of_links_is_told(added):
    with changed(person_of(added), links=2):
        assert auditor.problems() == [f"patient {added} counts 2 links and has 1"]


def test_a_link_to_nobody_is_told(you, his):
    with planted(linked(you.account, "nobody"), LinkOf("nobody", you.account), Holder(you.account, patients={"nobody"})):
        assert auditor.problems() == [f"link {you.account} nobody leads to nobody"]


def test_a_link_that_a_merge_left_behind_is_told(you, merged):
    old, _ = merged
    rows = linked(you.account, old), LinkOf(old, you.account), Holder(you.account, patients={old})
    with planted(*rows), changed(person_of(old), links=1):
        assert auditor.problems() == [f"link {you.account} {old} leads to nobody"]


# ---- holders
@pytest.mark.parametrize("patients", [None, {"another"}])
def test_a_holder_that_counts_others_than_are_linked_is_told(me, added, patients):
    with changed(Holder.get(me.account), patients=patients):
        assert auditor.problems() == [f"holder {me.account} counts other patients than it is linked to"]


def test_links_without_a_holder_are_told(me, added):
    with missing(Holder(me.account)):
        assert auditor.problems() == [f"holder {me.account} counts other patients than it is linked to"]


def test_a_holder_without_links_is_told(you, added):
    with planted(Holder(you.account, patients={added})):
        assert auditor.problems() == [f"holder {you.account} counts other patients than it is linked to"]


def test_a_holder_that_shows_a_stranger_first_is_told(me, added):
    with changed(Holder.get(me.account), default_patient="stranger"):
        assert auditor.problems() == [f"holder {me.account} shows somebody first whom it is not linked to"]


@pytest.mark.parametrize("own", [None, "another"])
def test_a_holder_who_is_another_than_its_links_say_is_told(me, bound, own):
    with changed(Holder.get(me.account), own=own):
        assert auditor.problems() == [f"holder {me.account} is another person than its links say"]


def test_a_link_to_oneself_that_the_holder_does_not_know_is_told(me, added):
    with changed(Link.get(me.account, added), relation=Relation.SELF.value):
        assert auditor.problems() == [f"holder {me.account} is another person than its links say"]


# ---- merges
@pytest.mark.parametrize("into", [None, "nobody"])
def test_a_patient_merged_into_nobody_is_told(merged, into):
    old, _ = merged
    with changed(person_of(old), into=into):
        assert auditor.problems() == [f"patient {old} is merged into nobody"]


def test_merges_in_a_circle_are_told(merged):
    old, into = merged
    with changed(person_of(into), state=State.MERGED.value, into=old):
        assert {f"patient {one} is merged into nobody" for one in merged} <= set(auditor.problems())


def test_a_living_patient_who_leads_to_another_is_told(added, bound):
    with changed(person_of(added), into=bound):
        assert auditor.problems() == [f"patient {added} is merged into nobody"]


def test_a_merge_without_its_journal_is_told(merged):
    old, _ = merged
    with missing(Merge.get(old)):
        assert auditor.problems() == [f"patient {old} is merged without a journal"]


# ---- cards
def test_a_card_that_is_gone_is_told(added):
    card = card_of(added)
    with missing(card):
        assert auditor.problems() == [f"card {card.id} is not {added}'s"]


def test_anothers_card_is_told(added):
    card = card_of(added)
    with changed(card, patient="another"):
        assert auditor.problems() == [f"card {card.id} is not {one}'s" for one in (added, "another")]


def test_a_card_that_its_patient_does_not_know_is_told(added):
    stray = card_of(added)
    stray.id = "stray"
    with planted(stray):
        assert auditor.problems() == [f"card stray is not {added}'s"]


def test_a_link_that_shows_anothers_card_is_told(me, added, bound):
    link = Link.get(me.account, added)
    with changed(link, cards={*link.cards, card_of(bound).id}):
        assert auditor.problems() == [f"link {me.account} {added} shows cards that are not the patient's"]


# ---- identities
@pytest.mark.parametrize("kind", ["paper", "his", "card"])
def test_an_identity_that_leads_to_nobody_is_told(his, kind):
    with planted(Identity(f"{kind}#unknown", subject="nobody")):
        assert auditor.problems() == ["an identity leads to nobody, who is not there"]


def test_a_patient_whom_the_his_id_does_not_find_is_told(bound):
    with missing(Identity(f"his#{person_of(bound).his_id}")):
        assert auditor.problems() == [f"patient {bound} is not found by the HIS id"]


def test_a_his_id_that_leads_to_somebody_else_is_told(bound, added):
    with changed(Identity(f"his#{person_of(bound).his_id}"), subject=added):
        assert auditor.problems() == [f"patient {bound} is not found by the HIS id"]


# ---- what is not finished
def test_a_card_on_its_way_is_waited_for(added):
    assert f"card {card_of(added).id} is on its way" in auditor.waiting()


@pytest.mark.parametrize("state", [Telling.WAITING, Telling.SENDING])
def test_an_sms_that_is_not_sent_is_waited_for(me, added, state):
    ticket = Ticket(
        "digest", account=me.account, patient=added, state=state.value, at=clock.stamp(clock.now()), until=clock.now()
    )
    with planted(ticket):
        assert "SMS digest is not sent" in auditor.waiting()
