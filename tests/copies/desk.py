"""Applications in whatever state a test of the desk begins with, and requests of staff."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from chalicelib.copies import desk as reviewing
from chalicelib.copies import transitions
from chalicelib.copies.given import desk as giving
from chalicelib.copies.given.models import Electronic, Invoice, Rated, Verified
from chalicelib.copies.making import desk as making
from chalicelib.copies.models import Application, Step, Waybill, Work
from chalicelib.copies.pickup import desk as handing_over
from chalicelib.copies.pickup.models import HalfHour, HandOverCode
from chalicelib.copies.states import LIST_OF, State
from chalicelib.copies.window import desk as window
from chalicelib.kernel import agenda, clock, ids, refusals
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.audit import Entry
from chalicelib.kernel.facts import Fact, Told
from chalicelib.kernel.idempotency import Once, once
from chalicelib.kernel.tables import Unit

CAMPUS = "east"
TABLES = (Electronic, HalfHour, HandOverCode, Invoice, Rated, Verified, Waybill)  # of the desk's side, to begin anew
STAY = "stay-1"
ROUTES = [route for room in (reviewing, making, handing_over, giving, window) for route in room.routes.all]  # of the desk


def application(state: State = State.FORM_CHECKED, **fields: object) -> Application:
    """One that stands there, as if it had come that way."""
    now = clock.stamp(clock.now())
    made = Application(ids.new(), state=state.value, since=now, began=now, handed_in=now, campus=CAMPUS, number="20261121000001")
    made.kind, made.delivery, made.account = "patient", "pick_up", ids.new()
    made.stays = [{"id": STAY}]
    made.parts = ["admission_record", "discharge_record"]
    for name, value in fields.items():
        setattr(made, name, value)
    with Unit() as unit:
        if LIST_OF[state] is None:
            unit.put(made)
        else:
            transitions.begin(unit, made)
    return made


def request(key: str = "") -> Once:
    """A request, new unless named."""
    return once("staff", "POST /desk", key or uuid.uuid4().hex, b"{}")


def now(found: Application) -> Application:
    """As it stands now."""
    return Application.get(found.id, consistent_read=True)


def lists(found: Application) -> list[Work]:
    """Where it lies: exactly one item for an open one."""
    return [item for item in Work.scan(consistent_read=True) if item.application == found.id]


def steps(found: Application) -> list[str]:
    """Its history, oldest first."""
    return [step.fact for step in Step.query(found.id, consistent_read=True)]


def facts(found: Application) -> list[Fact]:
    """What was told of it."""
    told = [Fact.model_validate_json(one.body) for one in Told.scan(consistent_read=True)]
    return sorted((fact for fact in told if fact.subject == found.id), key=lambda fact: fact.version)


def audited(found: Application) -> list[tuple[str, str]]:
    """What the audit log says of it: acts and reasons, in the order of each actor."""
    return [(entry.act, entry.reason) for entry in Entry.scan(consistent_read=True) if entry.subject == found.id]


def due(found: Application, kind: str) -> list[Due]:
    """What is due later for it."""
    far = clock.read("9999-01-01T00:00:00Z")
    return [
        one for shard in range(agenda.SHARDS) for _, one in agenda.due(shard, far) if (one.subject, one.kind) == (found.id, kind)
    ]


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """All at the same time; what each answered or was refused with."""

    def outcome(deed: Callable[[], object]) -> object:
        try:
            return deed()
        except refusals.Refusal as refusal:
            return refusal

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(outcome, deeds))
