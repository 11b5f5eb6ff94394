"""Looking at papers: only at an open application, claimed by oneself, with a reason; written down before anything is shown."""

from typing import NamedTuple

from chalicelib.accounts.sessions import Patient
from chalicelib.cards import access
from chalicelib.copies import acting, claiming, desk_words
from chalicelib.copies.looks.models import Look, Secrecy
from chalicelib.copies.models import Application, Paper, PaperState
from chalicelib.copies.states import State
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.staff.sessions import Role, RoleRequired, Staff, still_on_duty
from chalicelib.vault import looking as vault
from chalicelib.vault.models import PaperId

LOOKABLE: dict[State, Role] = {
    State.IN_REVIEW: Role.REVIEWER,
    State.IN_SECOND_REVIEW: Role.SECOND_REVIEWER,
    State.AT_MEDICAL_AFFAIRS: Role.MEDICAL_AFFAIRS,  # nobody claims there
}


class NothingToSee(refusals.NotFound):
    """No such paper, or not sealed yet, or destroyed."""

    code, message = "copies_nothing_to_see", "没有可查看的材料：材料尚未处理完成、已退回重传或已按规定销毁"


class OrderHolds(refusals.Conflict):
    """There is a secrecy order, or there is none."""

    code, message = "copies_secrecy", "保密状态已变更，请刷新后查看"


class Looked(NamedTuple):
    """One look, as the patient reads it: which role and department, never who."""

    at: str
    application: str
    paper: str
    role: str
    department: str


def look(me: Staff, application: str, slot: str, reason: str, page: int = 1) -> vault.Sight:
    """One page of one paper, watermarked with my work number and the moment.

    Raises ClaimFirst, ClaimedByAnother, RoleRequired, DoneMeanwhile, NothingToSee, ReasonNeeded, and what the vault refuses with.
    """
    found = acting.known(application)
    acting.require(found, *LOOKABLE)
    role = LOOKABLE[found.stands]
    if role not in me.roles:
        raise RoleRequired
    if found.stands is not State.AT_MEDICAL_AFFAIRS:
        claiming.require_mine(found, me)
    why = acting.reason(reason)
    paper = Paper.find(found.id, slot)
    if paper is None or paper.state != PaperState.SEALED:
        raise NothingToSee
    now = clock.now()
    with Unit() as unit:
        still_on_duty(unit, me)
        acting.as_read(unit, found)
        for owner in _owners(found):
            unit.put(_line(me, found, paper, role, owner, clock.stamp(now)))
        entry = vault.admit(unit, me.id, PaperId(paper.paper), f"{found.id} {why}")
    return vault.look(PaperId(paper.paper), f"{me.number} {clock.local(now):%Y-%m-%d %H:%M:%S}", entry, page)


def mine(me: Patient) -> list[Looked]:
    """Every look at the papers that I sent and at those of applications for my own record, the latest first; none under secrecy."""
    return of_account(AccountId(me.account))


def of_account(account: AccountId) -> list[Looked]:
    """The same, for whoever gathers what is held of an account."""
    owners = [f"account#{account}", *(f"patient#{link.patient}" for link in access.mine(account) if link.own)]
    looks = {line.key: line for owner in owners for line in Look.query(owner, consistent_read=True)}
    hidden = _under_secrecy({line.application for line in looks.values()})
    told = [line for _, line in sorted(looks.items(), reverse=True) if line.application not in hidden]
    return [Looked(line.at, line.application, line.paper, desk_words.ROLES[Role(line.role)], line.department) for line in told]


def forget(account: AccountId) -> None:
    """Take the account's own list of looks away; that of the patient stays with the patient."""
    for line in list(Look.query(f"account#{account}", consistent_read=True)):
        line.delete()


def order_secrecy(me: Staff, application: str, why: str, once: Once) -> None:
    """From now on looks at this application's papers are not told, those before included, until it is lifted."""
    _secrecy(me, application, why, once, holds=True)


def lift_secrecy(me: Staff, application: str, why: str, once: Once) -> None:
    """Every look is told now, those made meanwhile included."""
    _secrecy(me, application, why, once, holds=False)


def _secrecy(me: Staff, application: str, why: str, once: Once, *, holds: bool) -> None:
    found, words = acting.known(application), acting.reason(why)
    before = Secrecy.find(found.id)
    if holds == bool(before and not before.lifted):
        raise OrderHolds
    now = clock.stamp(clock.now())
    version = int(before.version) if before else 0
    item = Secrecy(found.id, version=version + 1, ordered=now if holds or before is None else before.ordered)
    item.lifted = "" if holds else now
    unchanged = (Secrecy.version == version) if before else Secrecy.application.does_not_exist()
    unit = Unit()
    once.remember(unit, found.id)
    still_on_duty(unit, me)
    unit.put(item, condition=unchanged, otherwise=OrderHolds)
    audit.write(unit, me.id, "copies.secrecy_ordered" if holds else "copies.secrecy_lifted", found.id, words)
    once.commit(unit)


def _owners(found: Application) -> list[str]:
    return [*([f"account#{found.account}"] if found.account else []), *([f"patient#{found.patient}"] if found.patient else [])]


def _line(me: Staff, found: Application, paper: Paper, role: Role, owner: str, at: str) -> Look:
    key = f"{at}#{found.id}#{paper.slot}"
    return Look(owner, key, application=found.id, paper=paper.kind, role=role.value, department=me.department, at=at)


def _under_secrecy(applications: set[str]) -> set[str]:
    orders = Secrecy.batch_get(sorted(applications), consistent_read=True) if applications else ()
    return {order.application for order in orders if not order.lifted}
