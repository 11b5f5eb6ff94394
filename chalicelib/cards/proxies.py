"""Links changed and ended: by their holder, by the person, by one tap in an SMS, by growing up."""

from pynamodb.expressions.update import Action

from chalicelib.accounts import sessions
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import identity, linking, patients
from chalicelib.cards.access import NotYours
from chalicelib.cards.models import Holder, Level, Link, LinkOf, PersonItem, Relation
from chalicelib.kernel import audit, clock, facts
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.ids import AccountId, CardId, PatientId
from chalicelib.kernel.tables import LostRace, Unit

CONSUMER = "cards"


class OwnLink(NotYours):
    """One's own link is ended by unbinding, not as a proxy's."""


def unbind(me: Patient, patient: PatientId) -> None:
    """End this account's own link; the person and the cards stay at the hospital. Raises NotYours, Unauthenticated."""
    link = Link.find(me.account, patient)
    if link is None:
        raise NotYours
    with Unit() as unit:
        sessions.still_signed_in(unit, me)
        linking.drop_link(unit, link)


def proxies_of(me: Patient, patient: PatientId) -> list[Link]:
    """Every other account linked to this person, for the person's own account. Raises NotYours."""
    mine = Link.find(me.account, patient)
    if mine is None or not mine.own:
        raise NotYours
    keys = [(one.account, patient) for one in LinkOf.query(patient, consistent_read=True) if one.account != me.account]
    return list(Link.batch_get(keys, consistent_read=True))


def set_levels(me: Patient, patient: PatientId, account: AccountId, levels: frozenset[Level]) -> None:
    """The person decides what another account may do: seeing is the least. Raises NotYours, Unauthenticated."""
    if account == me.account:
        raise OwnLink
    wanted = {level.value for level in closed(levels)}
    with Unit() as unit:
        _by_the_person(unit, me, patient)
        chosen: list[Action] = [Link.levels.set(wanted)]
        unit.update(Link(account, patient), chosen, condition=Link.account.exists(), otherwise=NotYours)


def end(me: Patient, patient: PatientId, account: AccountId) -> None:
    """The person ends another account's link, at once. Raises NotYours, Unauthenticated."""
    link = Link.find(account, patient)
    if account == me.account or link is None:
        raise NotYours
    with Unit() as unit:
        _by_the_person(unit, me, patient)
        linking.drop_link(unit, link)


def end_by_staff(actor: str, patient: PatientId, account: AccountId, reason: str) -> None:
    """The window ends a link: the relation or the guardianship is over. Audited with the reason. Raises NotYours."""
    link = Link.find(account, patient)
    if link is None:
        raise NotYours
    with Unit() as unit:
        audit.write(unit, actor, "proxy.ended", f"{patient}#{account}", reason)
        linking.drop_link(unit, link)


def closed(levels: frozenset[Level]) -> frozenset[Level]:
    """A level brings those it cannot do without."""
    if Level.ALL in levels:
        return linking.EVERY
    return levels | {Level.SEE}


def hear(me: Patient, patient: PatientId, *, wanted: bool) -> None:
    """Whether this account is told what happens to the person. Raises NotYours, Unauthenticated."""
    with Unit() as unit:
        sessions.still_signed_in(unit, me)
        choice: list[Action] = [Link.wants_messages.set(wanted)]
        unit.update(Link(me.account, patient), choice, condition=Link.account.exists(), otherwise=NotYours)


def choose_default(me: Patient, patient: PatientId, card: CardId) -> None:
    """The card shown first. Raises NotYours, Unauthenticated."""
    with Unit() as unit:
        sessions.still_signed_in(unit, me)
        unit.check(Link, me.account, patient, condition=Link.cards.contains(card), otherwise=NotYours)
        choice: list[Action] = [Holder.default_patient.set(patient), Holder.default_card.set(card)]
        unit.update(Holder(me.account), choice)


def default_of(account: AccountId) -> tuple[str, str] | None:
    """The patient and card shown first, if any."""
    holder = Holder.find(account)
    if holder is None or not holder.default_patient:
        return None
    return holder.default_patient, holder.default_card or ""


def grow_up(due: Due) -> None:
    """A birthday: a parent's or guardian's link gives less at 14 and at 18, and at 18 the person is told of it.

    Raises AlreadySeen when this birthday was kept before.
    """
    person = patients.item(due.subject)
    known, today = patients.opened(person), clock.today()
    if identity.age(known.born, today) < int(due.about["age"]):
        return  # the birth date was corrected at the HIS
    version = int(person.version)
    with Unit() as unit:
        facts.once(unit, CONSUMER, due.id)
        for linked in LinkOf.query(person.id, consistent_read=True):
            link = Link.find(linked.account, person.id)
            if link is None or link.relation not in linking.PARENTAL:
                continue
            left = linking.levels(Relation(link.relation), known.born, today)
            ended = {level.value for level in linking.EVERY - left}
            less: list[Action] = [Link.levels.delete(ended), Link.guardian_since.set("")]
            unit.update(link, less, condition=Link.account.exists(), otherwise=LostRace)
            if linking.is_told(Relation(link.relation), known.born, today):
                version += 1
                facts.tell(unit, linking.BOUND, person.id, version, account=link.account)
        unchanged = PersonItem.version == person.version
        unit.update(person, [PersonItem.version.set(version)], condition=unchanged, otherwise=LostRace)


def _by_the_person(unit: Unit, me: Patient, patient: PatientId) -> None:
    sessions.still_signed_in(unit, me)
    own = (Link.relation == Relation.SELF.value) & Link.levels.contains(Level.ALL.value)
    own &= Link.waits_until <= clock.stamp(clock.now())
    unit.check(Link, me.account, patient, condition=own, otherwise=NotYours)
