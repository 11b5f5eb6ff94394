"""Asking the HIS who somebody is: only after consent, only so often a day, merges followed."""

import datetime as dt

from pynamodb.exceptions import UpdateError

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import settings
from chalicelib.cards.identity import same_name
from chalicelib.cards.models import BindingCount
from chalicelib.gateways.his import patients as his
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import clock, refusals

MOST_MERGES = 5


class AskedTooOften(refusals.TooMany):
    """The day's questions are used up."""

    code, message = "too_many_bindings", "今天添加或绑定就诊人的次数过多，请明天再试，或携带证件到窗口办理"


class TwoNames(refusals.Conflict):
    """The identity is known under another name: staff decide."""

    code, message = "two_names", "该证件号码登记的姓名与您填写的不一致，请核对姓名；如确认无误，请携带证件原件到窗口核实"


def check_consent(me: Patient) -> None:
    """Raise ConsentRequired. Before anything else is done with an ID number; the deed's transaction checks again."""
    if not consents.given(me.account, Purpose.IDENTITY):
        raise consents.ConsentRequired(Purpose.IDENTITY)


def count(me: Patient) -> None:
    """Count one person asked for by this account. Raises AskedTooOften."""
    counted = BindingCount(f"{me.account}#{clock.today()}")
    few = BindingCount.tries.does_not_exist() | (BindingCount.tries < settings.chosen().bindings_a_day)
    until = BindingCount.until.set(clock.now() + dt.timedelta(days=2))
    try:
        counted.update([BindingCount.tries.add(1), until], condition=few)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise AskedTooOften from None


def with_paper(kind: Kind, number: str) -> list[HisPatient]:
    """Everybody whom the HIS knows by that paper, each once, merges followed. Raises HisAway."""
    found = {one.id: one for held in his.find(kind, number) if (one := _present(held))}
    return list(found.values())


def _present(held: HisPatient) -> HisPatient | None:
    """The record that holds this person now; None when it leads nowhere."""
    for _ in range(MOST_MERGES):
        if held.replaced_by is None:
            return held if held.active else None
        following = his.get(held.replaced_by)
        if following is None:
            return None
        held = following
    return None


def named(found: list[HisPatient], name: str) -> list[HisPatient]:
    """Those who bear that name."""
    return [one for one in found if any(same_name(known, name) for known in one.names)]
