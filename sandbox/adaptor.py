"""Serves the app as API Gateway and Lambda would: `gunicorn 'sandbox.adaptor:application()'`, sync workers only.

Chalice keeps the current request in a global: threads mix up requests (docs/decisions). A sync worker serves one request at
a time, as a Lambda does. A request that takes longer than API Gateway waits is answered for it, and its worker ends.
"""

import os
import signal
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from types import FrameType
from typing import Any

from sandbox.gateway import LARGEST, Gateway, Incoming, refusal

SECONDS = 29  # API Gateway waits no longer
FRONT = "HTTP_X_WORLD_ADDRESS"  # set by sandbox.front: whose request it is


class TimedOut(BaseException):
    """Not an Exception: nothing in the app may catch it."""


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimedOut

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def incoming(environ: dict[str, Any]) -> Incoming:
    """A WSGI request. A body longer than API Gateway takes is read just far enough to know."""
    headers = {name[5:].replace("_", "-").title(): str(value) for name, value in environ.items() if name.startswith("HTTP_")}
    if environ.get("CONTENT_TYPE"):
        headers["Content-Type"] = environ["CONTENT_TYPE"]
    return Incoming(
        method=environ["REQUEST_METHOD"],
        target=environ.get("RAW_URI") or environ["REQUEST_URI"],
        headers=headers,
        body=environ["wsgi.input"].read(LARGEST + 1),
        address=environ.get(FRONT) or environ.get("REMOTE_ADDR", ""),
    )


Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def serve(gateway: Gateway, seconds: float = SECONDS) -> Wsgi:
    """The WSGI application of a gateway."""

    def respond(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = incoming(environ)
        try:
            with _at_most(seconds):
                answer = gateway.answer(request)
        except TimedOut:
            os.kill(os.getpid(), signal.SIGTERM)  # ends this worker after the answer: what it was doing is in an unknown state
            answer = refusal(500, str(uuid.uuid4()))
        length = ("Content-Length", str(len(answer.body)))
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", [*answer.headers, length])
        return [] if request.method == "HEAD" else [answer.body]

    return respond


def application() -> Wsgi:
    """The app's."""
    from app import app

    return serve(Gateway(app))
