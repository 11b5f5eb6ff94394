"""Do the books add up? Reads every piece of news and every attempt: for tests, for the end of a day, not for a request."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from chalicelib.kernel import agenda, clock
from chalicelib.messages import addressing
from chalicelib.messages.attempts import DUE
from chalicelib.messages.models import Attempt, Call, Item, State, Wanted

LATE = dt.timedelta(minutes=15)  # an open attempt is looked after well before
OPEN = frozenset({State.WAITING, State.SENDING})


def counts() -> Counter[str]:
    """How many attempts are in each state, by channel: `wechat sent`."""
    return Counter(f"{one.channel} {one.state}" for one in Attempt.scan())


def problems(now: dt.datetime | None = None) -> list[str]:
    """What does not add up, in words; empty when every recipient of all news has exactly one end by each channel."""
    moment = now or clock.now()
    looked_after = _looked_after(moment)
    return [*(problem for item in Item.scan() for problem in _of_item(item, moment, looked_after)), *_of_no_news()]


def _looked_after(now: dt.datetime) -> set[tuple[str, str]]:
    """The attempts for which an agenda item stands that is not long overdue."""
    dues = (agenda.Due.model_validate_json(entry.body) for entry in agenda.Entry.scan())
    mine = (due for due in dues if due.kind == DUE and clock.read(due.due) + LATE >= now)
    return {(due.about["recipient"], due.about["key"]) for due in mine}


def _of_item(item: Item, now: dt.datetime, looked_after: set[tuple[str, str]]) -> Iterator[str]:
    if item.state == Wanted.WANTED:
        if clock.read(item.told) + LATE < now:
            yield f"news {item.id}: told at {item.told} and not addressed"
        return
    attempts = addressing.attempts_of(item)
    for name in set(item.recipients or ()) - {one.recipient for one in attempts}:
        yield f"news {item.id}: no attempt for {name}"
    for attempt in attempts:
        if attempt.state in OPEN and (attempt.recipient, attempt.key) not in looked_after:
            yield f"attempt {attempt.key} of {attempt.recipient}: {attempt.state}, and nobody looks after it"
        yield from _of_attempt(attempt, attempts)


def _of_no_news() -> Iterator[str]:
    """What would still be sent, though no piece of news names its recipient."""
    for one in Attempt.scan(Attempt.state.is_in(*(state.value for state in OPEN))):
        item = Item.find(one.item)
        if item is None or one.recipient not in (item.recipients or ()):
            yield f"attempt {one.key} of {one.recipient}: {one.state}, and of no news to them"


def _of_attempt(attempt: Attempt, siblings: list[Attempt]) -> Iterator[str]:
    name = f"attempt {attempt.key} of {attempt.recipient}"
    if attempt.state == State.FALLEN_BACK:
        others = [one for one in siblings if one.recipient == attempt.recipient and one.state != State.FALLEN_BACK]
        if not others and Call.find(attempt.item) is None:
            yield f"{name}: fell back, and went no other way"
    if sum(str(step).split(" ")[1] == State.SENT for step in attempt.steps) > 1:
        yield f"{name}: sent more than once"
    if attempt.state == State.MERGED and not (attempt.carrier and Item.find(attempt.carrier)):
        yield f"{name}: merged into nothing"
    if attempt.steps and str(attempt.steps[-1]).split(" ")[1] != attempt.state:
        yield f"{name}: {attempt.state}, its last step says otherwise"
