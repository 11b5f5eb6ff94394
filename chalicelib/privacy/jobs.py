"""Makes copies and deletes, when asked."""

import json

from chalicelib.kernel.facts import AlreadySeen, Fact
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.jobs import Jobs
from chalicelib.privacy import asking, gathering
from chalicelib.privacy.models import Asked, State
from chalicelib.privacy.settings import chosen

jobs = Jobs(__name__)


@jobs.on("privacy.copy_asked")
def make_copy(fact: Fact) -> None:
    """Gather everything, seal it, keep it for some days."""
    asked = _open(fact)
    text = json.dumps(gathering.everything(AccountId(asked.account)), ensure_ascii=False, indent=1)
    asking.keep(asked, text, chosen().copy_kept_days)


@jobs.on("privacy.deletion_asked")
def delete(fact: Fact) -> None:
    """Every room forgets; then the request is done."""
    asked = _open(fact)
    gathering.forget(AccountId(asked.account))
    asking.done(asked)


def _open(fact: Fact) -> Asked:
    asked = Asked.find(fact.about["account"], fact.subject)
    if asked is None or asked.state != State.ASKED:
        raise AlreadySeen
    return asked


privacy_queue = jobs.queue("privacy")
