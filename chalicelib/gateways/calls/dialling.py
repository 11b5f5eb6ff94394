"""Have the device dial, and ask what came of it. Every question may be repeated under the same number."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.gateways.calls.wire import call
from chalicelib.kernel import log
from chalicelib.kernel.signed import No
from chalicelib.kernel.transport import Unanswered

SETUP = frozenset({"unsigned", "stale", "repeated"})
PASSING = SETUP | {"busy", "away"}


class State(StrEnum):
    """How a call stands."""

    DIALLING = "DIALLING"
    TALKING = "TALKING"
    ENDED = "ENDED"
    NOT_ANSWERED = "NOT_ANSWERED"
    FAILED = "FAILED"


OVER = frozenset({State.ENDED, State.NOT_ANSWERED, State.FAILED})


class Call(BaseModel):
    """A call as the device has it."""

    model_config = ConfigDict(frozen=True, defer_build=True, hide_input_in_errors=True)

    number: str
    state: State
    seconds: int = Field(default=0, ge=0)
    recording: str = Field(default="", max_length=200)
    problem: str = Field(default="", max_length=40)


@dataclass(frozen=True)
class Refused:
    """Surely not dialled. `passing`: later it may go."""

    code: str
    passing: bool = False


@dataclass(frozen=True)
class Unknown:
    """No usable answer: it may ring. Settled by `query`."""

    reason: str


def dial(number: str, phone: str, extension: str) -> Call | Refused | Unknown:
    """Ring the member of staff at that extension, then the patient. The phone goes into the body and nowhere else."""
    return _asked("PUT", number, {"phone": phone, "extension": extension})


def query(number: str) -> Call | Refused | Unknown:
    """How it stands; `Refused("call-unknown")` when the device never had it."""
    return _asked("GET", number)


def _asked(method: str, number: str, document: dict[str, object] | None = None) -> Call | Refused | Unknown:
    try:
        said = Call.model_validate_json(call(method, f"/v1/calls/{number}", document))
    except No as no:
        if no.code in SETUP:
            log.metric("CallsSetup", code=no.code)
        return Refused(no.code, passing=no.code in PASSING)
    except Unanswered as error:
        return Unknown(str(error)) if error.sent else Refused("not-connected", passing=True)
    except ValidationError:
        return Unknown("unreadable")
    return said if said.number == number else Unknown("another_call")
