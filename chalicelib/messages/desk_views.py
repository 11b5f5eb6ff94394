"""What goes in and out of the desk's routes of this room."""

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime, Field

from chalicelib.accounts import phones
from chalicelib.cards import patients
from chalicelib.kernel import clock, masks, refusals, sealing
from chalicelib.kernel.http import Input, Query, View
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.messages import calls, desk_words, settings, templates
from chalicelib.messages.explaining import Explanation, Try
from chalicelib.messages.history import told_values
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import Call, CallState, Item, State
from chalicelib.messages.templates import TEMPLATES

ID = r"^[A-Za-z0-9_-]{1,64}$"
Result = Literal["reached", "not_reached", "wrong_number", "other"]


class Filters(Query):
    """Which messages: about one thing, of one patient, or of one hour; and of those, which."""

    reference: str = Field(default="", max_length=64)
    patient: str = Field(default="", max_length=64)
    hour: AwareDatetime | None = Field(default=None, strict=False)
    kind: Kind | None = Field(default=None, strict=False)
    state: State | None = Field(default=None, strict=False)
    channel: Channel | None = Field(default=None, strict=False)


class StepView(View):
    """What happened at which moment."""

    at: AwareDatetime
    state: str
    why: str


class TryView(View):
    """One recipient by one channel."""

    recipient: str
    channel: Channel
    channel_words: str
    state: State
    state_words: str
    why: str
    told_within: str | None
    steps: list[StepView]


class ExplanationView(View):
    """Why one message was sent, or why not. No tries: nobody was there to be told."""

    id: str
    kind: Kind
    title: str
    reference: str
    day: dt.date
    told: AwareDatetime
    expires: AwareDatetime
    urgent: bool
    sensitive: bool
    addressed: bool
    opened: AwareDatetime | None
    tries: list[TryView]


class ExplanationsView(View):
    """The newest first."""

    messages: list[ExplanationView]


class FieldView(View):
    """One keyword of a template."""

    key: str
    label: str
    value: str


class KindView(View):
    """How one kind of message is told here."""

    kind: Kind
    title: str
    template: str | None
    long_term: bool
    urgent: bool
    ladder: list[Channel]
    fields: list[FieldView]


class KindsView(View):
    """All of them."""

    kinds: list[KindView]


class PreviewInput(Input):
    """What would be told, by the names of values."""

    kind: Kind = Field(strict=False)
    values: dict[str, str] = Field(max_length=20)
    day: dt.date = Field(strict=False)
    sensitive: bool = False


class PreviewView(View):
    """How it would read: WeChat's values by label, the parameters of the short message; or what is wrong."""

    title: str
    wechat: dict[str, str]
    sms: list[str] | None
    problem: str


class Calls(Query):
    """Which list: open, or those that ended on a day."""

    day: dt.date | None = Field(default=None, strict=False)


class CallView(View):
    """Somebody to be rung; `name` masked."""

    id: str
    kind: Kind
    title: str
    name: str
    why: str
    state: CallState
    state_words: str
    since: AwareDatetime
    worth_until: AwareDatetime
    owner: str = Field(description="the name of whoever has it; empty: nobody")
    mine: bool
    result: str | None


class CallsView(View):
    """The oldest first."""

    calls: list[CallView]


class CallInFullView(CallView):
    """For whoever has claimed it: whom to ring, and what to say. Empty for everybody else."""

    full_name: str
    phone: str
    values: dict[str, str]
    note: str


class CallInput(Input):
    """What is done about a call; when it is done, what came of it."""

    deed: Literal["claim", "release", "done"]
    result: Result = "other"
    note: str = Field(default="", max_length=500)


def explained(one: Explanation) -> ExplanationView:
    """In words."""
    return ExplanationView(
        id=one.id,
        kind=one.kind,
        title=TEMPLATES[one.kind].title,
        reference=one.reference,
        day=dt.date.fromisoformat(one.day),
        told=clock.read(one.told),
        expires=clock.read(one.expires),
        urgent=one.urgent or TEMPLATES[one.kind].urgent,
        sensitive=one.sensitive,
        addressed=one.addressed,
        opened=clock.read(one.opened) if one.opened else None,
        tries=[_tried(each) for each in one.tries],
    )


def _tried(one: Try) -> TryView:
    return TryView(
        recipient=one.recipient,
        channel=Channel(one.channel),
        channel_words=desk_words.CHANNELS[Channel(one.channel)],
        state=State(one.state),
        state_words=desk_words.STATES[State(one.state)],
        why=desk_words.reason(one.reason),
        told_within=one.told_within,
        steps=[_step(*step.split(" ", 2)) for step in one.steps],
    )


def _step(at: str, state: str, reason: str = "") -> StepView:
    return StepView(at=clock.read(at), state=desk_words.STATES[State(state)], why=desk_words.reason(reason))


def kinds() -> KindsView:
    """Every kind."""
    chosen = settings.chosen()
    return KindsView(
        kinds=[
            KindView(
                kind=kind,
                title=rules.title,
                template=chosen.template_ids.get(kind),
                long_term=kind in chosen.long_term,
                urgent=rules.urgent,
                ladder=list(chosen.ladder(kind)),
                fields=[FieldView(key=one.key, label=one.label, value=one.value) for one in chosen.fields(kind)],
            )
            for kind, rules in TEMPLATES.items()
        ]
    )


def previewed(wanted: PreviewInput) -> PreviewView:
    """How it would read, cut as it would be."""
    rules, used = TEMPLATES[wanted.kind], settings.chosen().fields(wanted.kind)
    labels = {one.key: one.label for one in used}
    try:
        told = templates.rendered(used, [wanted.values], wanted.day, masked=wanted.sensitive)
        params = templates.short(rules.sms, [wanted.values], wanted.day) if rules.sms is not None else None
    except templates.Unfit as unfit:
        return PreviewView(
            title=rules.title, wechat={}, sms=None, problem=f"缺少内容或格式不符：{labels.get(str(unfit), '金额')}"
        )
    return PreviewView(title=rules.title, wechat={labels[key]: text for key, text in told.items()}, sms=params, problem="")


def listed(found: list[Call], staff: str) -> CallsView:
    """A list."""
    owners = calls.owners(found)
    return CallsView(calls=[_call(one, staff, owners) for one in found])


def _call(one: Call, staff: str, owners: dict[str, str]) -> CallView:
    return CallView(
        id=one.id,
        kind=Kind(one.kind),
        title=TEMPLATES[Kind(one.kind)].title,
        name=masks.name(_name(one)) if _name(one) else "",
        why=desk_words.reason(one.reason),
        state=CallState(one.state),
        state_words=desk_words.CALLS[CallState(one.state)],
        since=clock.read(one.since),
        worth_until=clock.read(one.expires),
        owner=owners.get(one.owner or "", ""),
        mine=one.owner == staff,
        result=one.result,
    )


def call_in_full(one: Call, staff: str) -> CallInFullView:
    """Alone: in full for its owner while it is claimed."""
    shown = _call(one, staff, calls.owners([one])).model_dump()
    note = sealing.unseal(Call.noun, one.id, "note", one.note) if one.note else ""
    if one.owner != staff or one.state != CallState.CLAIMED:
        return CallInFullView(**shown, full_name="", phone="", values={}, note=note if one.owner == staff else "")
    item = Item.find(one.id)
    return CallInFullView(**shown, full_name=_name(one), phone=_phone(one), values=told_values(item) if item else {}, note=note)


def _name(one: Call) -> str:
    try:
        return patients.person(PatientId(one.patient)).name if one.patient else ""
    except refusals.NotFound:
        return ""


def _phone(one: Call) -> str:
    try:
        reserved = patients.person(PatientId(one.patient)).phone if one.patient else None
    except refusals.NotFound:
        reserved = None
    return reserved or (phones.phone_of(AccountId(one.account)) if one.account else None) or ""
