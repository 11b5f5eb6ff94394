"""What every played outside party has: a server on loopback, books that survive a kill, moods, and a page that shows what came in.

A party derives from Party, names its routes with `@answers("POST", "/v3/…")` and keeps its state in books. The same class is
run by the sandbox as a process and by the tests inside their own process (`with WechatPay(folder).serving() as pay`).
"""

import html
import json
import random
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

Answer = Response | dict[str, Any] | list[Any] | tuple[int, dict[str, Any]]
REMEMBERED = 2000  # requests shown


def answers(method: str, path: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Mark a method of a Party as the answer to a request: `def prepay(self, request, **path_parameters)`."""

    def mark(view: Callable[..., Answer]) -> Callable[..., Answer]:
        view.__dict__.setdefault("routes", []).append((method, path))
        return view

    return mark


class Book:
    """A durable dictionary of JSON documents, in order of first writing."""

    def __init__(self, party: "Party", name: str) -> None:
        """A book of that party."""
        self._party, self._name = party, name

    def __setitem__(self, key: str, document: Any) -> None:
        """Write, durably."""
        text = json.dumps(document, ensure_ascii=False)
        self._party.sql(
            "insert into book(name, key, document) values (?, ?, ?) on conflict(name, key) do update set document = excluded.document",
            (self._name, key, text),
        )

    def get(self, key: str) -> Any:
        """The document, or None."""
        rows = self._party.sql("select document from book where name = ? and key = ?", (self._name, key))
        return json.loads(rows[0][0]) if rows else None

    def __getitem__(self, key: str) -> Any:
        """The document. Raises KeyError."""
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: str) -> bool:
        """Whether there is one."""
        return self.get(key) is not None

    def __delitem__(self, key: str) -> None:
        """Forget it."""
        self._party.sql("delete from book where name = ? and key = ?", (self._name, key))

    def items(self) -> list[tuple[str, Any]]:
        """All of it."""
        rows = self._party.sql("select key, document from book where name = ? order by rowid", (self._name,))
        return [(key, json.loads(document)) for key, document in rows]

    def values(self) -> list[Any]:
        """All documents."""
        return [document for _, document in self.items()]


class Mood:
    """How a party misbehaves on the routes that contain `on`, for the next `times` requests (0: until told otherwise)."""

    KINDS: ClassVar = ("down", "slow", "lost", "nonsense", "error")

    def __init__(self, kind: str, on: str = "", times: int = 0, seconds: float = 5, share: float = 1.0) -> None:
        """`down` closes before reading, `slow` waits, `lost` does the work and then closes, `nonsense` and `error` answer so."""
        if kind not in self.KINDS:
            raise ValueError(kind)
        self.kind, self.on, self.times, self.seconds, self.share = kind, on, times, seconds, share


class _Quiet(WSGIRequestHandler):
    """What came in stands in the books, not on the terminal."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


class Hangup(Exception):
    """Close the connection without an answer."""


class Party:
    """One outside party. Derive, name `title` and routes; `self.lock` guards a read-then-write on the books."""

    name: ClassVar[str]
    title: ClassVar[str]
    switches: ClassVar[
        dict[str, Callable[[Any], Any]]
    ] = {}  # attributes that another process may set, and what makes their value

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Books live in that folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.lock = folder, threading.RLock()
        self._db = sqlite3.connect(folder / f"{self.name}.sqlite", check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = normal")  # what is committed survives a kill, and waits for no disk
        self._db.execute("create table if not exists book(name text, key text, document text, primary key(name, key))")
        self._db.execute("create table if not exists heard(id integer primary key, at real, request text, answer text)")
        self._moods: list[Mood] = []
        rules = []
        for attribute in dir(type(self)):
            view = getattr(type(self), attribute)
            rules += [Rule(path, methods=[method], endpoint=attribute) for method, path in getattr(view, "routes", [])]
        self._map = Map(rules, strict_slashes=False)
        self._server: BaseWSGIServer = make_server("127.0.0.1", port, self, threaded=True, request_handler=_Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    # ---- what tests and the running world use
    @contextmanager
    def serving(self) -> Iterator[Self]:
        """Serve from a thread of this process, until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def serve_forever(self) -> None:
        """Serve from this thread."""
        self._server.serve_forever()

    def feel(self, kind: str, on: str = "", *, times: int = 0, seconds: float = 5, share: float = 1.0) -> None:
        """Misbehave from now on; see Mood."""
        self._moods.append(Mood(kind, on, times, seconds, share))

    def calm(self) -> None:
        """Behave again."""
        self._moods.clear()

    def heard(self) -> list[dict[str, Any]]:
        """Every request that came in, oldest first: {at, method, path, body, status, answer}."""
        rows = self.sql("select at, request, answer from heard order by id")
        return [{"at": at, **json.loads(request), **json.loads(answer)} for at, request, answer in rows]

    def book(self, name: str) -> Book:
        """The book of that name."""
        return Book(self, name)

    def sql(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """One statement, committed when it returns."""
        with self.lock:
            return self._db.execute(statement, values).fetchall()

    # ---- serving
    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """WSGI."""
        request = Request(environ)
        request.get_data(cache=True)
        try:
            response = self._hear(request)
        except Hangup:
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise ConnectionAbortedError from None  # werkzeug's way of letting a connection go
        return response(environ, start_response)

    def _hear(self, request: Request) -> Response:
        for_people = request.path.startswith("/_") or (request.method, request.path) == ("GET", "/")
        mood = None if for_people else self._mood(request.path)
        if mood and mood.kind == "down":
            raise Hangup
        if mood and mood.kind == "slow":
            time.sleep(mood.seconds)
        if mood and mood.kind == "nonsense":
            return Response("<html>nginx", 200, content_type="text/html")
        if mood and mood.kind == "error":
            return Response("", 502)
        response = self._do(request)
        if not request.path.startswith("/_"):
            self._remember(request, response)
        if mood and mood.kind == "lost":
            raise Hangup
        return response

    def _mood(self, path: str) -> Mood | None:
        with self.lock:
            for mood in self._moods:
                if mood.on in path and random.random() < mood.share:
                    if mood.times:
                        mood.times -= 1
                        if not mood.times:
                            self._moods.remove(mood)
                    return mood
        return None

    def _do(self, request: Request) -> Response:
        try:
            endpoint, parameters = self._map.bind_to_environ(request.environ).match()
        except HTTPException as refused:
            return Response(refused.description or "", refused.code or 404)
        answer = getattr(self, endpoint)(request, **parameters)
        if isinstance(answer, Response):
            return answer
        status, document = answer if isinstance(answer, tuple) else (200, answer)
        return Response(json.dumps(document, ensure_ascii=False), status, content_type="application/json; charset=utf-8")

    def _remember(self, request: Request, response: Response) -> None:
        asked = {"method": request.method, "path": request.full_path.rstrip("?"), "body": request.get_data(as_text=True)[:20000]}
        said = {"status": response.status_code, "answer": "" if response.is_streamed else response.get_data(as_text=True)[:20000]}
        texts = (json.dumps(asked, ensure_ascii=False), json.dumps(said, ensure_ascii=False))
        self.sql("insert into heard(at, request, answer) values (?, ?, ?)", (time.time(), *texts))

    # ---- for people and for the journey, over HTTP
    @answers("POST", "/_feel")
    def _feel(self, request: Request) -> Answer:
        mood = request.get_json()
        self.feel(mood.pop("kind"), mood.pop("on", ""), **mood)
        return {}

    @answers("POST", "/_calm")
    def _calm(self, _request: Request) -> Answer:
        self.calm()
        return {}

    @answers("POST", "/_set")
    def _set(self, request: Request) -> Answer:
        """Turn switches: `{"pace": 5}`; all of them or, where one is not known or its value makes no sense, none."""
        try:
            turned = {name: self.switches[name](value) for name, value in request.get_json().items()}
        except (KeyError, TypeError, ValueError):
            return 400, {"known": list(self.switches)}
        for name, value in turned.items():
            setattr(self, name, value)
        return {}

    @answers("GET", "/_heard")
    def _heard(self, _request: Request) -> Answer:
        return self.heard()

    @answers("GET", "/_ready")
    def _ready(self, _request: Request) -> Answer:
        return {"name": self.name}

    @answers("GET", "/")
    def _front(self, _request: Request) -> Answer:
        return page(self.title, self.front())

    def front(self) -> str:
        """The body of the party's page; by default the newest requests."""
        rows = "".join(
            f"<tr><td>{time.strftime('%H:%M:%S', time.localtime(one['at']))}<td>{one['method']} {html.escape(one['path'])}"
            f"<td>{one['status']}<td><pre>{html.escape(one['body'])}</pre><td><pre>{html.escape(one['answer'])}</pre>"
            for one in reversed(self.heard()[-REMEMBERED:])
        )
        return f"<table><tr><th>时间<th>请求<th>状态<th>内容<th>应答</tr>{rows}</table>"


STYLE = """
body{font:15px/1.6 -apple-system,"Noto Sans CJK SC",sans-serif;margin:0;background:#f5f6f8;color:#1d2129}
header{background:#0b6b50;color:#fff;padding:14px 24px;font-size:18px}
main{padding:20px 24px} table{border-collapse:collapse;background:#fff;width:100%}
th,td{border:1px solid #e5e6eb;padding:6px 10px;text-align:left;vertical-align:top} pre{margin:0;white-space:pre-wrap;word-break:break-all;font-size:12px}
button,.button{background:#0b6b50;color:#fff;border:0;border-radius:6px;padding:10px 20px;font-size:16px;cursor:pointer;text-decoration:none}
button.plain{background:#fff;color:#1d2129;border:1px solid #c9cdd4}
"""


def page(title: str, body: str) -> Response:
    """A small HTML page in the world's look."""
    text = (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style><header>{html.escape(title)}</header><main>{body}</main></html>"
    )
    return Response(text, content_type="text/html; charset=utf-8")
