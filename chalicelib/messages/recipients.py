"""Who hears of a piece of news: asked anew whenever one is sent, so that whoever was removed hears nothing more."""

from typing import NamedTuple

from chalicelib.cards import access, patients
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
    template = TEMPLATES[Kind(item.kind)]
    hearings: dict[str, Hearing] = {}
    if template.to_doer and item.account:
        hearings[of_account(item.account)] = Hearing(AccountId(item.account), own=False, wants=True, masked=bool(item.sensitive))
    try:
        person = patients.item(item.patient) if item.patient and not template.to_doer_alone else None
    except refusals.NotFound:
        person = None
    if person is None:
        return Audience(PatientId(item.patient), alive=bool(hearings), hearings=hearings)
    patient = PatientId(person.id)
    for one in access.watchers(patient):
        if one.own or template.level in one.levels or one.account == item.account:
            wants = one.wants_messages or one.account == item.account
            hearings[of_account(one.account)] = Hearing(one.account, one.own, wants, bool(item.sensitive))
    if template.to_payer and item.account and of_account(item.account) not in hearings:
        hearings[of_account(item.account)] = Hearing(AccountId(item.account), own=False, wants=True, masked=True)
    if not hearings:
        hearings[f"p-{patient}"] = Hearing(None, own=True, wants=True, masked=True)
    return Audience(patient, person.state != PersonState.DEAD, hearings)
