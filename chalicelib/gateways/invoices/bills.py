"""Bills as docs/invoice-profile.md has them: what is asked for, how one stands, what a question may end in."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from chalicelib.kernel.money import Fen


class Kind(StrEnum):
    """What is issued."""

    FISCAL = "fiscal"  # 医疗收费电子票据 of public hospitals
    TAX = "tax"  # 电子发票 of the tax office


class PayerKind(StrEnum):
    """Whose name stands on it."""

    PERSON = "person"
    ORGANIZATION = "organization"


class State(StrEnum):
    """How a bill stands."""

    ISSUING = "ISSUING"
    ISSUED = "ISSUED"
    RED_FLUSHED = "RED_FLUSHED"  # 已冲红
    REFUSED = "REFUSED"


NEXT: dict[State, frozenset[State]] = {
    State.ISSUING: frozenset({State.ISSUED, State.REFUSED}),
    State.ISSUED: frozenset({State.RED_FLUSHED}),
    State.RED_FLUSHED: frozenset(),
    State.REFUSED: frozenset(),
}


class Code(StrEnum):
    """The refusals somebody acts on; the rest is for engineers."""

    BILL_UNKNOWN = "bill-unknown"
    NUMBER_USED = "number-used"
    NOT_ISSUED = "not-issued"
    PERIOD_CLOSED = "period-closed"
    PAYER_REFUSED = "payer-refused"
    ITEM_UNKNOWN = "item-unknown"
    TOTAL_WRONG = "total-wrong"
    TOO_MANY = "too-many"
    AWAY = "away"
    UNSIGNED = "unsigned"
    STALE = "stale"
    REPEATED = "repeated"


SETUP = frozenset({Code.UNSIGNED, Code.STALE, Code.REPEATED})  # our access is wrong
PASSING = SETUP | {Code.TOO_MANY, Code.AWAY}


@dataclass(frozen=True)
class Line:
    """One item charged."""

    item: str  # the public tariff's code
    name: str
    unit: str
    quantity: int
    price: Fen
    amount: Fen


@dataclass(frozen=True, repr=False)
class Payer:
    """Whose name stands on the bill. Goes into a request's body and nowhere else."""

    name: str
    kind: PayerKind = PayerKind.PERSON
    tax_number: str = ""  # of an organization


@dataclass(frozen=True, repr=False)
class Wanted:
    """What is to be issued. `number` is ours, 1–64 of `[A-Za-z0-9_-]`; the same number is asked with the same values every time."""

    number: str
    kind: Kind
    payer: Payer
    lines: tuple[Line, ...]
    total: Fen
    paid_at: dt.datetime
    transaction: str  # WeChat Pay's
    remark: str = ""
    replaces: str = ""  # our number of the red-flushed bill whose rest this is


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True, hide_input_in_errors=True)


class Red(_Part):
    """The red bill that takes one back."""

    state: State
    serial: str = ""
    issued: AwareDatetime | None = None
    problem: str = ""


class Bill(_Part):
    """A bill as the platform has it. Without red-flush `red` is None; while it is under way the bill itself is still ISSUED."""

    number: str
    kind: Kind
    state: State
    total: Fen = Field(ge=0)
    code: str = ""  # 票据代码
    serial: str = ""  # 票据号码
    check: str = ""  # 校验码
    issued: AwareDatetime | None = None
    problem: str = ""  # code, when REFUSED
    red: Red | None = None


class Link(_Part):
    """Where the bill's PDF is, for a while. Whoever has the link has the bill: never logged."""

    url: str = Field(repr=False)
    expires: AwareDatetime


@dataclass(frozen=True)
class Refused:
    """Surely not done. `passing`: nothing is wrong with the bill, later it may go."""

    code: str
    passing: bool = False


@dataclass(frozen=True)
class Unknown:
    """No usable answer: it may have been done. Settled by `query`, or by asking the same again."""

    reason: str
