"""Small HTTP calls inside the world: to the parties' switches, to the front."""

import json
from typing import Any

import urllib3

_pool = urllib3.PoolManager(retries=False, timeout=30, maxsize=8)


def get(url: str) -> Any:
    """The JSON that is there."""
    return _said(_pool.request("GET", url))


def post(url: str, document: Any = None) -> Any:
    """The JSON that comes back."""
    headers = {"Content-Type": "application/json"}
    return _said(_pool.request("POST", url, body=json.dumps(document or {}, ensure_ascii=False).encode(), headers=headers))


def _said(answer: urllib3.BaseHTTPResponse) -> Any:
    if answer.status >= 400:
        msg = f"{answer.status}: {answer.data[:200].decode(errors='replace')}"
        raise OSError(msg)
    return json.loads(answer.data or b"{}")
