"""Who may do what for whom. Deeds ask with `require`, views with `allowed`."""

from typing import NamedTuple

from chalicelib.accounts.sessions import Patient
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, State
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.ids import AccountId, CardId, PatientId
from chalicelib.kernel.tables import Unit

MONEY_AND_RECORDS = frozenset({Level.PAY, Level.ALL})


class NotYours(refusals.NotFound):
    """Not linked, or not at this level, or not with this card, or still waiting: told apart by nothing, on purpose."""

    code, message = "patient_not_found", "没有找到该就诊人，或您没有相应权限，请在“我的—就诊人”中核对后重试"


class NotLiving(refusals.Conflict):
    """The person is dead, or was merged a moment ago."""

    code, message = "patient_closed", "该就诊人的档案状态已变更，无法在线办理，请刷新后重试，或到窗口咨询"


class Watcher(NamedTuple):
    """An account that is linked to a person."""

    account: AccountId
    own: bool
    levels: frozenset[Level]
    wants_messages: bool


def require(unit: Unit, me: Patient, patient: PatientId, level: Level, card: CardId | None = None) -> None:
    """Make the deed's transaction fail with NotYours unless the caller is linked at that level (and with that card).

    Fails with NotLiving when the person is dead or merged. Reads nothing.
    """
    holds = Link.levels.contains(level.value)
    if card is not None:
        holds &= Link.cards.contains(card)
    if level in MONEY_AND_RECORDS:
        holds &= Link.waits_until <= clock.stamp(clock.now())
    unit.check(Link, me.account, patient, condition=holds, otherwise=NotYours)
    unit.check(PersonItem, patient, condition=PersonItem.state == State.ACTIVE.value, otherwise=NotLiving)


def allowed(account: AccountId, patient: PatientId, level: Level) -> bool:
    """Whether the account is linked at that level. The dead may be seen by those who could before."""
    link = Link.find(account, patient)
    return link is not None and reaches(link, level)


def reaches(link: Link, level: Level) -> bool:
    """Whether this link gives that level now."""
    waiting = level in MONEY_AND_RECORDS and link.waits_until > clock.stamp(clock.now())
    return level.value in link.levels and not waiting


def mine(account: AccountId) -> list[Link]:
    """Everybody whom the account is linked to."""
    return list(Link.query(account, consistent_read=True))


def watchers(patient: PatientId) -> list[Watcher]:
    """Every account that is linked to the person."""
    keys = [(one.account, patient) for one in LinkOf.query(patient, consistent_read=True)]
    return [watching(link) for link in Link.batch_get(keys, consistent_read=True)]


def watching(link: Link) -> Watcher:
    """Who stands behind this link."""
    levels = frozenset(Level(one) for one in link.levels)
    return Watcher(AccountId(link.account), link.own, levels, bool(link.wants_messages))
