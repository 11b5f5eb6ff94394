"""Binding a card that exists: name and number as the HIS has them, then a code to the phone reserved at the hospital."""

import datetime as dt
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from chalicelib.accounts import codes, consents, sessions
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import asking, identity, linking, phones, settings
from chalicelib.cards.access import NotLiving
from chalicelib.cards.asking import TwoNames
from chalicelib.cards.models import Binding, Relation
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import clock, ids, refusals, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.tables import Unit

PURPOSE = "card.bind"  # of the code
LASTS = dt.timedelta(minutes=30)


class NotMatched(refusals.NotFound):
    """No card with this name, number (and card number): which of them is wrong is not told."""

    code, message = (
        "card_not_matched",
        "没有找到与所填信息一致的就诊卡，请核对姓名、证件号码和就诊卡号；仍未找到的，请选择办理新卡或到窗口查询",
    )


class CardNumberNeeded(refusals.Invalid):
    """The person has several cards."""

    code, message = "card_number_needed", "该就诊人有多张就诊卡，请补充填写要绑定的就诊卡号"


class NoReservedPhone(refusals.Conflict):
    """The hospital has no phone of this person that takes short messages."""

    code, message = (
        "no_reserved_phone",
        "医院预留的手机号为空或无法接收短信，请先上传证件照片申请变更预留手机号，或携带证件原件到窗口更新",
    )


class BindingOver(refusals.Conflict):
    """Begun too long ago."""

    code, message = "binding_over", "本次绑定已超时，请返回重新填写"


class Claim(NamedTuple):
    """Whose card, in the claimant's words."""

    name: str
    kind: Kind
    number: str
    relation: Relation
    card: str | None = None  # the number on it
    guardian: bool = False

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


class Matched(BaseModel):
    """What the HIS has, kept sealed until the code is given."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    his_id: str
    name: str
    kind: Kind
    number: str
    born: dt.date
    sex: str
    phone: str
    card: str  # empty: a record without a card
    relation: Relation


class Begun(NamedTuple):
    """A binding that waits for its code."""

    id: str
    phone: str
    ends: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def start(me: Patient, claim: Claim, once: Once) -> Begun:
    """Find the card at the HIS and send a code to the phone reserved there. Repeated, no second code is sent.

    Raises NotMatched, TwoNames, CardNumberNeeded, NoReservedPhone, NotLiving, GuardianNeeded, ConsentRequired, AskedTooOften, HisAway,
    identity's refusals and those of `codes.send`.
    """
    try:
        once.raise_if_done()
        matched = _checked(claim, *found(me, claim))
        begun = _keep(me, matched, once)
    except Repeated as before:
        return _begun(mine(me, before.subject))
    _send(me, begun)
    return _begun(begun)


def resend(me: Patient, binding: str) -> Begun:
    """Send another code; the one before is void. Raises NotFound, BindingOver, and what `codes.send` refuses with."""
    begun = mine(me, binding)
    check_open(begun)
    _send(me, begun)
    return _begun(begun)


def mine(me: Patient, binding: str) -> Binding:
    """A binding of this account. Raises NotFound."""
    found = Binding.find(me.account, binding)
    if found is None:
        raise refusals.NotFound
    return found


def check_open(begun: Binding) -> None:
    """Raise BindingOver when its time is over."""
    if begun.done or begun.ends <= clock.stamp(clock.now()):
        raise BindingOver


def matched_of(begun: Binding) -> Matched:
    """What was matched, unsealed."""
    return Matched.model_validate_json(sealing.unseal(Binding.noun, begun.id, "matched", begun.sealed))


def found(me: Patient, claim: Claim) -> tuple[str, HisPatient, str]:
    """Whom the HIS knows under this claim: the number in its form, the record, and the card's number (empty: it has none).

    Counted as one question of this account. Raises NotMatched, TwoNames, CardNumberNeeded, ConsentRequired, HisAway, AskedTooOften
    and identity's refusals.
    """
    number = identity.in_form(claim.kind, claim.number, settings.chosen().accepted_test_region)
    name = identity.normal_name(claim.name)
    asking.check_consent(me)
    asking.count(me)
    everybody = asking.with_paper(claim.kind, number)
    named = asking.named(everybody, name)
    if named and len(named) < len(everybody):
        raise TwoNames
    held = [(one, card) for one in named for card in one.cards or ("",)]
    if claim.card:
        held = [(one, card) for one, card in held if card == identity.normal_number(claim.card)]
    if not held:
        raise NotMatched
    if len(held) > 1:
        raise CardNumberNeeded
    return (number, *held[0])


def _checked(claim: Claim, number: str, held: HisPatient, card: str) -> Matched:
    if held.deceased:
        raise NotLiving
    if held.born is None:
        raise NoReservedPhone  # a record that tells not even a birth date is mended at the window, like the phone
    linking.check_guardian(claim.relation, held.born, guardian=claim.guardian)
    phone = phones.first_usable(held.phones)
    if phone is None:
        raise NoReservedPhone
    name = next(one for one in held.names if identity.same_name(one, claim.name))
    return Matched(
        his_id=held.id,
        name=name,
        kind=claim.kind,
        number=number,
        born=held.born,
        sex=held.sex,
        phone=phone,
        card=card,
        relation=claim.relation,
    )


def _keep(me: Patient, matched: Matched, once: Once) -> Binding:
    binding, ends = once.id("binding"), clock.now() + LASTS
    begun = Binding(
        me.account,
        binding,
        sealed=sealing.seal(Binding.noun, binding, "matched", matched.model_dump_json()),
        subject=ids.derived("binding", matched.his_id, matched.card and sealing.fingerprint("visit-card", matched.card)),
        ends=clock.stamp(ends),
        until=ends + dt.timedelta(days=1),
    )
    unit = Unit()
    once.remember(unit, binding)
    sessions.still_signed_in(unit, me)
    consents.require(unit, me, Purpose.IDENTITY)
    unit.put(begun)
    once.commit(unit)
    return begun


def _send(me: Patient, begun: Binding) -> None:
    codes.send(me, PURPOSE, begun.subject, matched_of(begun).phone)


def _begun(begun: Binding) -> Begun:
    return Begun(begun.id, matched_of(begun).phone, begun.ends)
