"""What the pumps would do, for one room: hand it every fact it listens to, and what is due by then."""

import contextlib
import datetime as dt

from chalicelib.kernel import agenda
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import AlreadySeen, Fact, Told
from chalicelib.kernel.jobs import Jobs


def facts(subject: str = "") -> list[Fact]:
    """Every fact told, or those of one subject, oldest first."""
    told = [Fact.model_validate_json(one.body) for one in Told.scan(consistent_read=True)]
    return sorted((fact for fact in told if subject in ("", fact.subject)), key=lambda fact: (fact.at, fact.version))


def pump(jobs: Jobs, *, times: int = 1) -> None:
    """Hand over every fact, as often as told: whoever acts once does not mind."""
    for _ in range(times):
        for fact in facts():
            handler = jobs.facts.get((fact.kind, fact.purpose))
            if handler:
                with contextlib.suppress(AlreadySeen):
                    handler(fact)


def drain(jobs: Jobs, until: dt.datetime) -> list[Due]:
    """Do what is due by then."""
    done = []
    for shard in range(agenda.SHARDS):
        for entry, due in list(agenda.due(shard, until)):
            if due.kind in jobs.dues:
                entry.delete()
                jobs.dues[due.kind](due)
                done.append(due)
    return done
