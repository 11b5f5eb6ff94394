"""What every deed about a change shares: the change, its content, and one step from state to state."""

import datetime as dt

from pydantic import BaseModel, ConfigDict
from pynamodb.expressions.update import Action

from chalicelib.cards import settings
from chalicelib.cards.newphone.models import NEXT, OVER, PURPOSE, Change, Side, Standing, State, Waiting
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import agenda, clock, facts, ids, refusals, sealing
from chalicelib.kernel.tables import Unit
from chalicelib.vault.papers import PaperId

LIST = "reviewers"
DESTROY = "cards.phone_papers_end"  # the agenda's kind


class MovedOn(refusals.Conflict):
    """It no longer stands where this could be done."""

    code, message = "phone_change_moved_on", "该申请的状态已变化，请刷新后查看"


class Asked(BaseModel):
    """Whose phone, from which number to which. Kept sealed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    name: str
    kind: Kind
    number: str
    old: str  # empty: the hospital had none
    new: str
    his_id: str


def known(change: str) -> Change:
    """The change with that id. Raises NotFound."""
    found = Change.find(change)
    if found is None:
        raise refusals.NotFound
    return found


def asked(found: Change) -> Asked:
    """What was asked, unsealed."""
    return Asked.model_validate_json(sealing.unseal(Change.noun, found.id, "asked", found.sealed))


def paper(change: str, side: Side) -> PaperId:
    """The place of one photograph."""
    return PaperId(ids.derived("phone-paper", change, side))


def step(unit: Unit, found: Change, to: State, *actions: Action) -> None:
    """Take the change as it was read to that state, with its place in the desk's list. The unit fails with MovedOn when it changed."""
    if to not in NEXT[found.stands]:
        raise MovedOn
    now, version = clock.now(), int(found.version) + 1
    moved: list[Action] = [Change.state.set(to.value), Change.version.set(version), Change.at.set(clock.stamp(now)), *actions]
    unit.update(found, moved, condition=Change.version == found.version, otherwise=MovedOn)
    entry = Waiting(LIST, f"{found.asked_at}#{found.id}", id=found.id)
    if to is State.SUBMITTED:
        unit.put(entry)
    elif to in {State.APPROVED, State.REFUSED, State.WITHDRAWN}:
        unit.delete(entry)
    if to in OVER:
        _over(unit, found, to, now)
    facts.tell(unit, "phone_change.moved", found.id, version, state=to.value)


def _over(unit: Unit, found: Change, to: State, now: dt.datetime) -> None:
    """The person is free for another change, and the photographs are destroyed after ⚙ days."""
    actions: list[Action] = [Standing.open.remove()]
    if to is State.REFUSED:
        actions.append(Standing.refused.add(1))
    if to is State.DONE:
        actions += [Standing.refused.set(0), Standing.changed_at.set(clock.stamp(now))]
    unit.update(Standing(found.his), actions)
    kept = dt.timedelta(days=settings.chosen().phone_papers_kept)
    agenda.later(unit, DESTROY, found.id, now + kept, again=24 * 3600, purpose=PURPOSE)
