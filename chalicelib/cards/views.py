"""What goes in and out at this room's edge. Names, numbers and phones go out masked."""

import datetime as dt
from typing import Literal

from pydantic import Field

from chalicelib.cards import adding, binding, ecard, following, patients, phones, proxies
from chalicelib.cards.models import Card, CardState, Holder, Level, Link, Relation, State
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import clock, masks
from chalicelib.kernel.http import Input, View
from chalicelib.kernel.ids import AccountId, PatientId

PLAIN = r"^[^\x00-\x1f\x7f]+$"
CARD_WORDS = {
    CardState.REQUESTED: "办理中，完成后自动生效",
    CardState.ACTIVE: "正常",
    CardState.EXISTS: "本院已有就诊卡，请用预留手机号绑定",
    CardState.REFUSED: "请到窗口办理",
    CardState.GONE: "已停用，请到窗口咨询",
}


class FormInput(Input):
    """The identity form of somebody without a card. Birth date and sex where the paper's number does not tell them."""

    name: str = Field(min_length=1, max_length=50, pattern=PLAIN)
    kind: Kind
    number: str = Field(min_length=1, max_length=40, pattern=PLAIN)
    phone: str = Field(min_length=1, max_length=24, pattern=PLAIN)
    relation: Relation
    guardian: bool = Field(default=False, description="the guardian of somebody under 14 consents")
    born: dt.date | None = None
    sex: Literal["male", "female"] | None = None

    def form(self) -> adding.Form:
        """As the deed takes it."""
        return adding.Form(**self.model_dump())


class ClaimInput(Input):
    """Whose card is to be bound."""

    name: str = Field(min_length=1, max_length=50, pattern=PLAIN)
    kind: Kind
    number: str = Field(min_length=1, max_length=40, pattern=PLAIN)
    relation: Relation
    card: str | None = Field(
        default=None, min_length=1, max_length=40, pattern=PLAIN, description="needed where there are several"
    )
    guardian: bool = False

    def claim(self) -> binding.Claim:
        """As the deed takes it."""
        return binding.Claim(**self.model_dump())


class CodeInput(Input):
    """The six digits."""

    code: str = Field(pattern=r"^[0-9]{6}$")


class CardInput(Input):
    """One card."""

    card: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")


class WantedInput(Input):
    """Yes or no."""

    wanted: bool


class LevelsInput(Input):
    """What another account may do; seeing is the least."""

    levels: list[Level] = Field(min_length=1, max_length=4)


class CardView(View):
    """One card."""

    id: str
    state: CardState
    words: str
    number: str | None  # masked


class PatientView(View):
    """One patient of this account."""

    id: str
    name: str
    kind: Kind
    number: str
    phone: str | None
    sex: str
    state: State
    relation: Relation
    levels: list[Level]
    waits_until: str | None  # records and money are out of reach before
    wants_messages: bool
    proven: bool
    cards: list[CardView]


class PatientsView(View):
    """All of them, and the card shown first."""

    patients: list[PatientView]
    default_patient: str | None
    default_card: str | None


class CodeView(View):
    """The electronic card: draw `text` in that form; ask again before `ends`."""

    content: str
    form: str
    text: str
    ends: str | None


class BindingView(View):
    """A binding that waits for the code sent to this phone."""

    binding: str
    phone: str
    ends: str


class ProxyView(View):
    """Another account that is linked to this person."""

    account: str
    name: str | None  # its owner, masked, where known
    relation: Relation
    levels: list[Level]
    since: str


class ProxiesView(View):
    """All of them."""

    proxies: list[ProxyView]


def patient(link: Link) -> PatientView:
    """One patient, as this link shows."""
    person = patients.person(PatientId(link.patient))
    waiting = link.waits_until > clock.stamp(clock.now())
    cards = Card.batch_get(list(link.cards or ()), consistent_read=True)
    return PatientView(
        id=person.id,
        name=masks.name(person.name),
        kind=person.kind,
        number=masks.number(person.number),
        phone=shown_phone(person.phone) if person.phone else None,
        sex=person.sex,
        state=person.state,
        relation=Relation(link.relation),
        levels=_levels(link),
        waits_until=link.waits_until if waiting else None,
        wants_messages=bool(link.wants_messages),
        proven=bool(link.proven),
        cards=sorted((_card(card) for card in cards), key=lambda card: card.id),
    )


def patients_of(account: AccountId, links: list[Link]) -> PatientsView:
    """Every patient of this account."""
    chosen = proxies.default_of(account) or (None, None)
    return PatientsView(patients=[patient(link) for link in links], default_patient=chosen[0], default_card=chosen[1] or None)


def _card(card: Card) -> CardView:
    state, number = CardState(card.state), following.number_of(card)
    return CardView(id=card.id, state=state, words=CARD_WORDS[state], number=masks.number(number) if number else None)


def _levels(link: Link) -> list[Level]:
    return [level for level in Level if level.value in link.levels]


def code(shown: ecard.Code) -> CodeView:
    """The electronic card."""
    ends = clock.stamp(shown.ends) if shown.ends else None
    return CodeView(content=shown.content, form=shown.form, text=shown.text, ends=ends)


def begun(waiting: binding.Begun) -> BindingView:
    """A binding begun."""
    return BindingView(binding=waiting.id, phone=shown_phone(waiting.phone), ends=waiting.ends)


def shown_phone(number: str) -> str:
    """A phone, masked, without China's prefix."""
    return masks.phone(number.removeprefix(phones.CHINA))


def proxies_of(links: list[Link]) -> ProxiesView:
    """Other accounts that are linked to one person."""
    return ProxiesView(proxies=[_proxy(link) for link in links])


def _proxy(link: Link) -> ProxyView:
    holder = Holder.find(link.account)
    name = masks.name(patients.person(PatientId(holder.own)).name) if holder and holder.own else None
    relation = Relation(link.relation)
    return ProxyView(account=link.account, name=name, relation=relation, levels=_levels(link), since=link.since)
