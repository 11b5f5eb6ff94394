"""The personal centre: choices, and addresses that only their owner reads."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from pynamodb.expressions.condition import size
from pynamodb.expressions.update import Action

from chalicelib.accounts import consents, sessions, settings
from chalicelib.accounts.models import Account, Address, Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.kernel import refusals, sealing
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit, find_both


class Choices(NamedTuple):
    """What the owner wants: large type, visit reminders, health education, short messages where WeChat does not reach."""

    large_type: bool
    reminders: bool
    education: bool
    sms: bool


class Place(BaseModel):
    """One address."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    name: str
    phone: str
    region: str
    street: str


class Reach(NamedTuple):
    """How an account is reached, and what its owner chose."""

    openid: str
    choices: Choices


class TooManyAddresses(refusals.Conflict):
    """As many as one account may have."""

    code, message = "too_many_addresses", "地址数量已达上限，请先删除不用的地址"


class NoSuchAddress(refusals.NotFound):
    """Not among this account's."""

    code, message = "no_such_address", "没有找到该地址，请返回后刷新"


def reach(account: AccountId, purpose: Purpose) -> tuple[Reach | None, bool]:
    """How WeChat reaches this account, None when its owner ended it or it was never there; and whether it withdrew that consent."""
    found, said = find_both(Account.at_key(account), consents.at_key(account, purpose))
    way = Reach(found.openid, chosen(found)) if found and found.openid and not found.gone else None
    return way, said is not None and not said.given


def chosen(account: Account) -> Choices:
    """What stands in this item."""
    return Choices(account.large_type, account.reminders, account.education, account.sms)


def choose(me: Patient, wanted: Choices) -> None:
    """Set all choices. Raises Unauthenticated."""
    actions: list[Action] = [getattr(Account, name).set(value) for name, value in wanted._asdict().items()]
    with Unit() as unit:
        unit.update(Account(me.account), actions, condition=sessions.holds(me), otherwise=refusals.Unauthenticated)


def places(account: AccountId) -> dict[str, Place]:
    """Every address, by its id."""
    return {one.id: _opened(one) for one in Address.query(account, consistent_read=True)}


def place(account: AccountId, address: str) -> Place:
    """One address. Raises NoSuchAddress."""
    found = Address.find(account, address)
    if found is None:
        raise NoSuchAddress
    return _opened(found)


def keep_place(me: Patient, address: str, wanted: Place) -> None:
    """Write an address under an id that the owner's program chose. Raises TooManyAddresses, Unauthenticated."""
    sessions.fresh(me)
    sealed = sealing.seal(Address.noun, f"{me.account}#{address}", "sealed", wanted.model_dump_json())
    known, most = Account.addresses, settings.chosen().addresses_an_account
    few = size(known) < most  # type: ignore[no-untyped-call]  # pynamodb's own lacks types
    room = known.does_not_exist() | few | known.contains(address)
    with Unit() as unit:
        condition = sessions.holds(me) & room
        unit.update(Account(me.account), [known.add({address})], condition=condition, otherwise=TooManyAddresses)
        unit.put(Address(me.account, address, sealed=sealed))


def drop_place(me: Patient, address: str) -> None:
    """Delete an address; one that is not there is deleted already. Raises Unauthenticated."""
    with Unit() as unit:
        actions: list[Action] = [Account.addresses.delete({address})]
        unit.update(Account(me.account), actions, condition=sessions.holds(me), otherwise=refusals.Unauthenticated)
        unit.delete(Address(me.account, address))


def _opened(one: Address) -> Place:
    return Place.model_validate_json(sealing.unseal(Address.noun, f"{one.account}#{one.id}", "sealed", one.sealed))
