"""A machine that dies, or whose AWS is away, at a chosen call: every call of botocore passes here."""

import contextlib

from botocore.exceptions import EndpointConnectionError
from botocore.httpsession import URLLib3Session


class Died(BaseException):
    """The process is gone: nothing of it runs any more, and nothing catches it."""


class Machine:
    """Counts the calls; dies before or after call number `at`; some services may be away."""

    def __init__(self, monkeypatch):
        self.calls, self._at, self._after, self._dead, self._away = [], None, False, False, ()
        send = URLLib3Session.send

        def sent(session, request):
            if self._dead:
                raise Died
            if any(part in request.url and method == request.method for method, part in self._away):
                raise EndpointConnectionError(endpoint_url=request.url)
            self.calls.append(request)
            last = len(self.calls) == self._at
            if last and not self._after:
                self._die()
            answer = send(session, request)
            if last:
                self._die()
            return answer

        monkeypatch.setattr(URLLib3Session, "send", sent)

    def _die(self):
        self._dead = True
        raise Died

    @contextlib.contextmanager
    def dying(self, at, *, after):
        """Within the block: dead from that call on. Tells whether it came so far."""
        self.calls, self._at, self._after = [], at, after
        try:
            with contextlib.suppress(Died):
                yield
        finally:
            self._at, self._dead = None, False

    @contextlib.contextmanager
    def without(self, *away):
        """Within the block: those are away, as (method, part of the URL)."""
        self._away = away
        try:
            yield
        finally:
            self._away = ()
