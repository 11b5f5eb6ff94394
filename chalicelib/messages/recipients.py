"""Who hears of a piece of news: asked anew whenever one is sent, so that whoever was removed hears nothing more."""

from typing import NamedTuple

from chalicelib.cards import access, patients
from chalicelib.cards.access import Watcher
from chalicelib.cards.models import PersonItem
from chalicelib.cards.models import State as PersonState
from chalicelib.kernel import refusals
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Item
from chalicelib.messages.templates import TEMPLATES


class Hearing(NamedTuple):
    """One recipient. `account` is None where only the person's reserved phone is known."""

    account: AccountId | None
    own: bool  # it is the patient's own
    wants: bool  # by the choice made for this patient
    masked: bool  # hears only that there is something


class Audience(NamedTuple):
    """Everybody who hears of one piece of news, by the recipient's name."""

    patient: PatientId
    alive: bool
    hearings: dict[str, Hearing]


def of_account(account: str) -> str:
    """The recipient's name of an account."""
    return f"a-{account}"


def audience(item: Item) -> Audience:
    """The patient's own account, proxies of the kind's level, and whoever's deed it answers.

    Whoever paid and is no longer linked hears of the money alone, masked. Where nobody is linked: the person, by the
    phone reserved at the hospital. When the patient is not there at all, or there is none: nobody, but of a `to_doer`
    kind whoever did it, who of a `to_doer_alone` kind is the only one in any case.
    """
    person = _person(item)
    hearings = {of_account(item.account): one for one in [_doer(item)] if one}
    if person is None:
        return Audience(PatientId(item.patient), alive=bool(hearings), hearings=hearings)
    patient = PatientId(person.id)
    for one in access.watchers(patient):
        heard = _watching(item, one)
        if heard:
            hearings[of_account(one.account)] = heard
    paid = _payer(item)
    if paid:
        hearings.setdefault(of_account(item.account), paid)
    if not hearings:
        hearings[f"p-{patient}"] = Hearing(None, own=True, wants=True, masked=True)
    return Audience(patient, person.state != PersonState.DEAD, hearings)


def hearing(item: Item, name: str) -> tuple[Hearing | None, bool]:
    """The one of that name, if still among the audience, and whether the patient lives: with fewer reads than all of it."""
    if not name.startswith("a-"):
        everybody = audience(item)
        return everybody.hearings.get(name), everybody.alive
    person, watcher = _person_and_watcher(item, AccountId(name.removeprefix("a-")))
    doer = _doer(item) if name == of_account(item.account or "") else None
    if person is None:
        return doer, doer is not None
    paid = _payer(item) if name == of_account(item.account or "") else None
    return (_watching(item, watcher) if watcher else None) or doer or paid, person.state != PersonState.DEAD


def _person_and_watcher(item: Item, account: AccountId) -> tuple[PersonItem | None, Watcher | None]:
    if not item.patient or TEMPLATES[Kind(item.kind)].to_doer_alone:
        return None, None
    try:
        return patients.watched(PatientId(item.patient), account)
    except refusals.NotFound:
        return None, None


def _person(item: Item) -> PersonItem | None:
    if not item.patient or TEMPLATES[Kind(item.kind)].to_doer_alone:
        return None
    try:
        return patients.item(item.patient)
    except refusals.NotFound:
        return None


def _doer(item: Item) -> Hearing | None:
    if not item.account or not TEMPLATES[Kind(item.kind)].to_doer:
        return None
    return Hearing(AccountId(item.account), own=False, wants=True, masked=bool(item.sensitive))


def _payer(item: Item) -> Hearing | None:
    if not item.account or not TEMPLATES[Kind(item.kind)].to_payer:
        return None
    return Hearing(AccountId(item.account), own=False, wants=True, masked=True)


def _watching(item: Item, one: Watcher) -> Hearing | None:
    mine = one.account == item.account
    if not (one.own or mine or TEMPLATES[Kind(item.kind)].level in one.levels):
        return None
    return Hearing(one.account, one.own, one.wants_messages or mine, bool(item.sensitive))
