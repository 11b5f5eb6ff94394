"""Two indexes of one person become one, and two again if the HIS takes that back: exactly what was moved goes back."""

from pydantic import BaseModel, ConfigDict
from pynamodb.expressions.update import Action

from chalicelib.cards.models import Card, Holder, Link, LinkOf, Merge, PersonItem, Relation, State
from chalicelib.kernel import clock, facts
from chalicelib.kernel.tables import LostRace, Unit

MERGED, UNMERGED = "patient.merged", "patient.unmerged"  # the facts' kinds
MOST_LINKS = 15  # what one transaction can move


class MergeTooLarge(RuntimeError):
    """More accounts are linked than one transaction moves: for an engineer, from the dead letters."""


class MovedLink(BaseModel):
    """One link as it was, and what it added to a link that the account had to the other index already."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    account: str
    relation: str
    levels: list[str]
    cards: list[str]
    wants_messages: bool
    proven: bool
    guardian_since: str
    waits_until: str
    since: str
    joined: bool  # into a link that was there
    gave_levels: list[str] = []
    gave_cards: list[str] = []
    relation_before: str = ""
    default: bool = False


class Moved(BaseModel):
    """The journal."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    state: State  # of the old index before
    cards: list[str]
    links: list[MovedLink]


def merge(old: PersonItem, into: PersonItem, his_id: str) -> None:
    """Move links and cards to the other index, all rows or none, and tell "patient.merged". Raises LostRace, MergeTooLarge."""
    links = [link for one in LinkOf.query(old.id, consistent_read=True) if (link := Link.find(one.account, old.id))]
    if len(links) > MOST_LINKS:
        raise MergeTooLarge
    with Unit() as unit:
        moved = Moved(state=State(old.state), cards=sorted(old.cards or ()), links=[_move(unit, link, into.id) for link in links])
        joining = sum(not link.joined for link in moved.links)
        _change(unit, old, [PersonItem.state.set(State.MERGED.value), PersonItem.into.set(into.id), PersonItem.links.set(0)])
        _change(unit, into, [PersonItem.links.add(joining), *_add_cards(moved.cards)])
        for card in moved.cards:
            unit.update(Card(card), [Card.patient.set(into.id)], condition=Card.patient == old.id)
        journal = Merge(old.id, his_id=his_id, into=into.id, moved=moved.model_dump_json(), at=clock.stamp(clock.now()))
        unit.put(journal, condition=Merge.old.does_not_exist(), otherwise=LostRace)
        facts.tell(unit, MERGED, old.id, int(old.version) + 1, into=into.id)


def _move(unit: Unit, link: Link, into: str) -> MovedLink:
    there = Link.find(link.account, into)
    holder = Holder.find(link.account) or Holder(link.account)
    unit.delete(link, condition=Link.account.exists())
    unit.delete(LinkOf(link.patient, link.account))
    _exchange(unit, holder, {link.patient}, {into}, own=into if link.own else holder.own)
    levels, cards = set(link.levels), set(link.cards or ())
    kept = MovedLink(
        account=link.account,
        relation=link.relation,
        levels=sorted(levels),
        cards=sorted(cards),
        wants_messages=bool(link.wants_messages),
        proven=bool(link.proven),
        guardian_since=link.guardian_since,
        waits_until=link.waits_until,
        since=link.since,
        joined=there is not None,
        default=holder.default_patient == link.patient,
    )
    if there is None:
        unit.put(_again(kept, into), condition=Link.account.does_not_exist())
        unit.put(LinkOf(into, link.account))
        return kept
    more_levels, more_cards = levels - set(there.levels), cards - set(there.cards or ())
    own: list[Action] = [Link.relation.set(Relation.SELF.value)] if link.own and not there.own else []
    actions = [
        *own,
        *([Link.levels.add(more_levels)] if more_levels else []),
        *([Link.cards.add(more_cards)] if more_cards else []),
    ]
    if actions:
        unit.update(there, actions, condition=Link.account.exists())
    gave = {"gave_levels": sorted(more_levels), "gave_cards": sorted(more_cards)}
    return kept.model_copy(update=gave | {"relation_before": there.relation if own else ""})


def unmerge(old: PersonItem, journal: Merge) -> None:
    """Give back exactly what the merge moved, to accounts that are still linked, and tell "patient.unmerged". Raises LostRace."""
    moved = Moved.model_validate_json(journal.moved)
    into = PersonItem.find(journal.into)
    if into is None:
        raise LostRace
    with Unit() as unit:
        unit.delete(journal, condition=Merge.into == journal.into)
        back = [link for link in moved.links if _give_back(unit, link, old.id, into.id)]
        leaving = sum(not link.joined for link in back)
        restored: list[Action] = [
            PersonItem.state.set(moved.state.value),
            PersonItem.into.remove(),
            PersonItem.links.set(len(back)),
        ]
        _change(unit, old, restored)
        gone: list[Action] = [PersonItem.cards.delete(set(moved.cards))] if moved.cards else []
        _change(unit, into, [PersonItem.links.add(-leaving), *gone])
        for card in moved.cards:
            unit.update(Card(card), [Card.patient.set(old.id)], condition=Card.patient == into.id)
        facts.tell(unit, UNMERGED, old.id, int(old.version) + 1, into=into.id)


def _give_back(unit: Unit, kept: MovedLink, old: str, into: str) -> bool:
    """Whether the account has its link to the old index again; one that ended its link meanwhile has ended both."""
    there = Link.find(kept.account, into)
    if there is None:
        return False
    holder = Holder.find(kept.account) or Holder(kept.account)
    unit.put(_again(kept, old), condition=Link.account.does_not_exist())
    unit.put(LinkOf(old, kept.account))
    own = old if kept.relation == Relation.SELF else holder.own
    if not kept.joined:
        unit.delete(there, condition=Link.account.exists())
        unit.delete(LinkOf(into, kept.account))
        _exchange(unit, holder, {into}, {old}, own=own, default=old if kept.default else None)
        return True
    actions: list[Action] = [Link.relation.set(kept.relation_before)] if kept.relation_before else []
    actions += [Link.levels.delete(set(kept.gave_levels))] if kept.gave_levels else []
    actions += [Link.cards.delete(set(kept.gave_cards))] if kept.gave_cards else []
    if actions:
        unit.update(there, actions, condition=Link.account.exists())
    _exchange(unit, holder, set(), {old}, own=own, default=old if kept.default else None)
    return True


def _again(kept: MovedLink, patient: str) -> Link:
    return Link(
        kept.account,
        patient,
        relation=kept.relation,
        levels=set(kept.levels),
        cards=set(kept.cards) or None,
        wants_messages=kept.wants_messages,
        proven=kept.proven,
        guardian_since=kept.guardian_since,
        waits_until=kept.waits_until,
        since=kept.since,
    )


def _exchange(unit: Unit, holder: Holder, drop: set[str], take: set[str], *, own: str | None, default: str | None = None) -> None:
    """The holder's row: these patients for those, as it was read."""
    before = set(holder.patients or ())
    unchanged = Holder.patients == before if before else Holder.patients.does_not_exist()
    actions: list[Action] = [Holder.patients.set((before - drop) | take)]
    if own != holder.own:
        actions.append(Holder.own.set(own) if own else Holder.own.remove())
    if holder.default_patient in drop:
        default = next(iter(take))
    if default:
        actions.append(Holder.default_patient.set(default))
    unit.update(holder, actions, condition=unchanged, otherwise=LostRace)


def _change(unit: Unit, person: PersonItem, actions: list[Action]) -> None:
    unchanged = PersonItem.version == person.version
    unit.update(person, [*actions, PersonItem.version.add(1)], condition=unchanged, otherwise=LostRace)


def _add_cards(cards: list[str]) -> list[Action]:
    return [PersonItem.cards.add(set(cards))] if cards else []
