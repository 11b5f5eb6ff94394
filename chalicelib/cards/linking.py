"""The rows that link an account to a person: written together, or not at all."""

import datetime as dt
import random
import time
from collections.abc import Iterator

from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action

from chalicelib.accounts.sessions import Patient
from chalicelib.cards import identity, settings
from chalicelib.cards.models import Holder, Level, Link, LinkOf, PersonItem, Relation, State
from chalicelib.kernel import agenda, clock, facts, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import LostRace, Unit

GUARDIAN_UNTIL = 14  # years: PIPL article 31
TURNING = (GUARDIAN_UNTIL, identity.GROWN_UP)
BIRTHDAY = "cards.birthday"  # the agenda's kind
BOUND = "proxy.bound"  # the fact's kind
PROXY = frozenset({Level.SEE, Level.BOOK})
YOUNG = PROXY | {Level.PAY}
EVERY = YOUNG | {Level.ALL}
PARENTAL = frozenset({Relation.CHILD, Relation.WARD})
AT_ONCE = 12  # tries when others link to the same person at the same moment
_random = random.SystemRandom()


class TooManyPatients(refusals.Conflict):
    """The account has as many patients as the hospital allows."""

    code, message = "too_many_patients", "就诊人数量已达上限，请先解绑不再使用的就诊人"


class SelfAlready(refusals.Conflict):
    """The account's owner is somebody else already."""

    code, message = "self_already", "您已添加“本人”，如需更换请先解绑原来的本人信息"


class TooManyAccounts(refusals.Conflict):
    """The person is linked to as many accounts as the hospital allows."""

    code, message = "too_many_accounts", "该就诊人已被较多微信账号绑定，请先由其他账号解绑，或到窗口办理"


class GuardianNeeded(refusals.Invalid):
    """Somebody under 14, without a guardian's consent."""

    code, message = "guardian_needed", "就诊人未满14周岁，需由父母或其他监护人添加，并由监护人勾选同意"


class AlreadyLinked(Exception):
    """The account is linked to this person."""


class HolderSaysNo(Exception):
    """Too many patients, or another self: `why` tells."""


def attempts() -> Iterator[int]:
    """Count the tries of a deed that several may do to one person at once, with a breath between them; then Busy."""
    for tried in range(AT_ONCE):
        if tried:
            time.sleep(_random.uniform(0, 0.02 * tried))
        yield tried
    raise refusals.Busy


def check_guardian(relation: Relation, born: dt.date, *, guardian: bool) -> None:
    """Raise GuardianNeeded when the person is under 14 and no guardian consents."""
    if identity.age(born, clock.today()) < GUARDIAN_UNTIL and not (guardian and relation in PARENTAL):
        raise GuardianNeeded


def levels(relation: Relation, born: dt.date, today: dt.date) -> frozenset[Level]:
    """What a new link gives: everything to oneself and to the parent of a child under 14, less as it grows up."""
    years = identity.age(born, today)
    if relation is Relation.SELF or (relation in PARENTAL and years < GUARDIAN_UNTIL):
        return EVERY
    return YOUNG if relation in PARENTAL and years < identity.GROWN_UP else PROXY


def is_told(relation: Relation, born: dt.date, today: dt.date) -> bool:
    """Whether the person is to be told of the link: whoever is neither oneself nor one's own minor."""
    return not (relation is Relation.SELF or (relation in PARENTAL and identity.age(born, today) < identity.GROWN_UP))


def new_link(
    me: Patient, patient: str, card: str, relation: Relation, born: dt.date, *, proven: bool = False, waits_until: str = ""
) -> Link:
    """A link, not yet written."""
    now, today = clock.now(), clock.today()
    under_guard = identity.age(born, today) < GUARDIAN_UNTIL
    return Link(
        me.account,
        patient,
        relation=relation.value,
        levels={level.value for level in levels(relation, born, today)},
        cards={card},
        proven=proven,
        guardian_since=clock.stamp(now) if under_guard else "",
        waits_until=waits_until,
        since=clock.stamp(now),
    )


def put_link(unit: Unit, link: Link, born: dt.date, version: int) -> None:
    """The rows of a new link, except the person's own: link, its mirror, the holder, birthdays to come, the fact.

    `version` is the person's, after this change. Fails with AlreadyLinked, HolderSaysNo.
    """
    unit.put(link, condition=Link.account.does_not_exist(), otherwise=AlreadyLinked)
    unit.put(LinkOf(link.patient, link.account))
    hold(unit, link)
    for years in TURNING:
        day = identity.birthday(born, years)
        if day > clock.today():
            agenda.later(unit, BIRTHDAY, link.patient, clock.at(day, 0), age=str(years))
    if is_told(Relation(link.relation), born, clock.today()):
        facts.tell(unit, BOUND, link.patient, version, account=link.account)


def hold(unit: Unit, link: Link) -> None:
    """The holder's row of a new link: fails with HolderSaysNo."""
    few: Condition = size(Holder.patients) < settings.chosen().patients_an_account  # type: ignore[no-untyped-call]  # pynamodb's
    few = Holder.patients.does_not_exist() | few
    actions: list[Action] = [
        Holder.patients.add({link.patient}),
        Holder.default_patient.set(Holder.default_patient | link.patient),
        Holder.default_card.set(Holder.default_card | next(iter(link.cards or ()), "")),
    ]
    if link.own:
        few &= Holder.own.does_not_exist()
        actions.append(Holder.own.set(link.patient))
    unit.update(Holder(link.account), actions, condition=few, otherwise=HolderSaysNo)


def why(account: AccountId, relation: Relation) -> refusals.Refusal:
    """What the holder's row was against."""
    holder = Holder.find(account)
    return SelfAlready() if relation is Relation.SELF and holder and holder.own else TooManyPatients()


def check_open(person: PersonItem) -> None:
    """Raise TooManyAccounts when no further account may link. The transaction's condition decides; this only says why."""
    if person.links >= settings.chosen().accounts_a_patient:
        raise TooManyAccounts


def one_more(unit: Unit, person: PersonItem, *more: Action) -> int:
    """The person's row of a new link; it must be as it was read. The version after it. Fails with LostRace."""
    unchanged = (PersonItem.version == person.version) & (PersonItem.state == State.ACTIVE.value)
    actions: list[Action] = [PersonItem.links.add(1), PersonItem.version.add(1), *more]
    few = PersonItem.links < settings.chosen().accounts_a_patient
    unit.update(person, actions, condition=unchanged & few, otherwise=LostRace)
    return int(person.version) + 1


def drop_link(unit: Unit, link: Link) -> None:
    """Every row of a link, gone. Fails with LostRace when it is gone already or another card is the default meanwhile."""
    unit.delete(link, condition=Link.account.exists(), otherwise=LostRace)
    unit.delete(LinkOf(link.patient, link.account))
    unit.update(PersonItem(link.patient), [PersonItem.links.add(-1)])
    let_go(unit, link)


def let_go(unit: Unit, link: Link) -> None:
    """The holder's row of a link that ends."""
    holder = Holder.find(link.account)
    actions: list[Action] = [Holder.patients.delete({link.patient})]
    if link.own:
        actions.append(Holder.own.remove())
    same = Holder.account.exists()
    if holder is not None and holder.default_patient is not None:
        same &= Holder.default_patient == holder.default_patient
        if holder.default_patient == link.patient:
            actions += [Holder.default_patient.remove(), Holder.default_card.remove()]
    else:
        same &= Holder.default_patient.does_not_exist()
    unit.update(Holder(link.account), actions, condition=same, otherwise=LostRace)
