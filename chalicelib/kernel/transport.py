"""HTTP to the outside parties: one pool a process, explicit time-outs, no retries of its own, outcomes told apart."""

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from urllib3 import PoolManager

LARGEST = 8 * 1024 * 1024  # bytes of an answer that we are ready to read


class Unanswered(Exception):
    """No usable answer. `sent` is False when the party surely got nothing; True when the outcome is unknown."""

    def __init__(self, reason: str, *, sent: bool) -> None:
        """Say why, in a code without personal data."""
        super().__init__(reason)
        self.sent = sent


class Answer(NamedTuple):
    """What the party said. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@functools.cache
def _pool() -> "PoolManager":
    import urllib3

    return urllib3.PoolManager(num_pools=8, maxsize=4, retries=False)


def call(
    method: str,
    url: str,
    *,
    timeout: float,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """One request, `timeout` seconds to connect and between reads. Redirects are not followed. Raises Unanswered."""
    import urllib3

    try:
        response = _pool().request(
            method,
            url,
            body=body,
            headers=dict(headers or {}),
            timeout=urllib3.Timeout(connect=timeout, read=timeout),
            redirect=False,
            preload_content=False,
        )
        try:
            content = response.read(LARGEST + 1)
        finally:
            response.release_conn()
    except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
        raise Unanswered(type(error).__name__, sent=False) from None
    except urllib3.exceptions.HTTPError as error:
        raise Unanswered(type(error).__name__, sent=True) from None
    if len(content) > LARGEST:
        raise Unanswered("answer_too_large", sent=True)
    return Answer(response.status, {name.lower(): value for name, value in response.headers.items()}, content)
