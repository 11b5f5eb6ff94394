"""The vault's Lambdas: one that seals, one that shows, one that sweeps, one that destroys."""

from typing import Any

from chalicelib.kernel.agenda import Due
from chalicelib.kernel.jobs import Jobs
from chalicelib.vault import destroying, receiving, showing, sweeping
from chalicelib.vault.models import PaperId

jobs = Jobs(__name__)

UPLOADS = {"source": ["aws.s3"], "detail-type": ["Object Created"], "detail": {"object": {"key": [{"prefix": "inbox/"}]}}}


def _uploaded(detail: dict[str, Any]) -> None:
    receiving.take_in(str(detail["object"]["key"]))


@jobs.due(destroying.FINISH)
def finish(due: Due) -> None:
    """The key of a paper is gone: its objects follow."""
    destroying.finish(PaperId(due.subject))


@jobs.due(destroying.DUE)
def destroy(due: Due) -> None:
    """A paper has been kept long enough."""
    destroying.when_due(due)


seal_paper = jobs.event("seal_paper", UPLOADS, _uploaded)
look_at_paper = jobs.function("look_at_paper", showing.show)
sweep_inbox = jobs.every("sweep_inbox", "rate(1 minute)", sweeping.sweep)
vault_queue = jobs.queue("vault")
