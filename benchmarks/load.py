"""Several processes at once on loopback, each with its share of prepared work; bounded by the work itself."""

import http.client
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

PROCESSES = 4
Share = list[Any]
Worker = Callable[[Share], Counter[str]]  # does its share and counts outcomes


class Rate(NamedTuple):
    """What came of it."""

    done: int
    seconds: float
    outcomes: Counter[str]

    @property
    def each_second(self) -> float:
        """How many a second."""
        return self.done / self.seconds


class Call(NamedTuple):
    """One HTTP request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


def run(worker: Worker, work: Share, processes: int = PROCESSES) -> Rate:
    """Share the work out, start together, measure until the last is done. The first of each share warms up, unmeasured."""
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(processes + 1), context.Queue()
    shares = [work[n::processes] for n in range(processes)]
    children = [context.Process(target=_child, args=(worker, share, barrier, answers)) for share in shares]
    for child in children:
        child.start()
    barrier.wait(120)
    started = time.perf_counter()
    outcomes: Counter[str] = sum((answers.get(timeout=3000) for _ in children), Counter())
    seconds = time.perf_counter() - started
    for child in children:
        child.join()
    return Rate(sum(outcomes.values()), seconds, outcomes)


def _child(worker: Worker, share: Share, barrier: Any, answers: Any) -> None:
    worker(share[:2])
    barrier.wait(120)
    answers.put(worker(share[2:]))


def requests(share: Share) -> Counter[str]:
    """Send each (url, Call), a connection each as API Gateway would be sent them; count the statuses."""
    outcomes: Counter[str] = Counter()
    for base, call in share:
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
        connection.request(call.method, call.path, body=call.body or None, headers=call.headers)
        response = connection.getresponse()
        response.read()
        outcomes[str(response.status)] += 1
        connection.close()
    return outcomes
