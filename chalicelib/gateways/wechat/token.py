"""The access token: WeChat's stable token, shared by all Lambdas through a table, kept in the process for a while.

Two processes that fetch at once get the same token: that is what makes it stable, and why nothing is locked.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.gateways.wechat.models import SharedToken
from chalicelib.kernel.settings import deployment

EARLY = 300  # seconds before its end WeChat begins to give out the next one, and both are good
A_PROCESS_KEEPS = 60  # seconds: then the table is asked again, so that a token dropped by one is dropped by all


class Fetched(NamedTuple):
    """What WeChat gave."""

    token: str
    expires_in: int


_kept: dict[tuple[str, str], tuple[str, float]] = {}


def current(appid: str, fetch: Callable[[], Fetched]) -> str:
    """The token of that account: of this process, else of the table, else fetched."""
    place = deployment().wechat_url, appid
    kept = _kept.get(place)
    if kept and kept[1] > time.monotonic():
        return kept[0]
    shared = SharedToken.find(appid)
    token = shared.token if shared and shared.expires_at > time.time() else _renewed(appid, fetch)
    _kept[place] = (token, time.monotonic() + A_PROCESS_KEEPS)
    return token


def _renewed(appid: str, fetch: Callable[[], Fetched]) -> str:
    fetched = fetch()
    SharedToken(appid, token=fetched.token, expires_at=int(time.time()) + fetched.expires_in - EARLY).save()
    return fetched.token


def drop(appid: str, token: str) -> None:
    """WeChat does not take this token: forget it everywhere, unless somebody has put a newer one in its place."""
    forget_cached()
    shared = SharedToken.find(appid)
    if shared and shared.token == token:
        SharedToken(appid, token=token, expires_at=0).save(SharedToken.token == token)


def forget_cached() -> None:
    """Ask the table again at the next question."""
    _kept.clear()
