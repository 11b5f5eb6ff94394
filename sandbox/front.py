"""The one origin of the local world: a start page, `/api` before the app and `/upload` before the inbox. `python -m sandbox.front FOLDER PORT`."""

import html
import json
import mimetypes
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import urllib3
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from chalicelib.copies.desk_words import ROLES
from chalicelib.staff.roles import Role
from sandbox.engines import HERE
from sandbox.gateway import LARGEST
from sandbox.party import page

ADDRESS = "X-World-Address"  # whose request it is, for the app; a tester may play many callers by sending it
OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "server", "date"}
CONSOLE = HERE / "console" / "dist"  # when it was built
MINI = Path(os.environ.get("XINGLIN_MINI", HERE / "miniprogram" / "dist"))  # the mini program's web host, when it was built
PLAYED = {"login": "_login", "phone_code": "_phone_code", "subscribe": "_subscribe"}  # what the host asks of the user's WeChat
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LINKS = (
    ("wechat", "微信", "每位用户收到的服务通知"),
    ("wechatpay", "微信支付", "订单、退款、通知与收银台记录"),
    ("sms", "短信收件箱", "医院发出的每一条短信"),
    ("express", "顺丰速运", "寄件订单与路由：揽收、派送、签收、退回"),
    ("invoices", "电子票据平台", "开具与冲红的票据"),
    ("calls", "随访呼叫设备", "拨出的随访电话"),
    ("his", "医院信息系统（HIS）", "号源、停诊、到诊：院内人员的操作"),
    ("vaults", "密钥与机密", "KMS 与 Secrets Manager"),
    ("queues", "消息队列", "各队列的等待数与死信"),
)


class Front:
    """WSGI."""

    def __init__(self, folder: Path) -> None:
        """Where everything is stands in the folder."""
        self._folder, where = folder, json.loads((folder / "where.json").read_text())
        self._urls: dict[str, str] = where["urls"]
        self._inbox = where["environment"]["XINGLIN_INBOX_BUCKET"]
        self._appid = where["environment"]["XINGLIN_APPID"]
        self._pool = urllib3.PoolManager(maxsize=32, retries=False, timeout=urllib3.Timeout(connect=5, read=40))

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer."""
        request = Request(environ)
        return self._answer(request, environ)(environ, start_response)

    def _answer(self, request: Request, environ: dict[str, Any]) -> Response:
        target = environ.get("REQUEST_URI") or request.full_path
        if target == "/api" or target.startswith(("/api/", "/api?")):
            return self._pass_on(request, self._urls["app"], target.removeprefix("/api") or "/")
        if request.path == "/upload" and request.method == "POST":
            return self._pass_on(request, self._urls["s3.port"], f"/{self._inbox}")
        return self._shown(request)

    def _shown(self, request: Request) -> Response:
        """What a browser opens."""
        path = request.path
        if path == "/openapi.json":
            return Response((HERE / "docs" / "openapi.json").read_text(), content_type="application/json")
        if path == "/console" or path.startswith("/console/"):
            return self._console(path.removeprefix("/console").lstrip("/"))
        if path.startswith("/mini/-/"):
            return self._played(request, path.removeprefix("/mini/-/"))
        if path == "/mini" or path.startswith("/mini/"):
            return _mini(path.removeprefix("/mini/")) if path != "/mini" else redirect("/mini/")
        told = {"/": ("杏林 · 本地世界", self._start_page), "/staff": ("杏林 · 演示人员", self._staff_page)}
        if path in told:
            title, body = told[path]
            return page(title, body())
        return Response("没有这个页面", 404, content_type="text/plain; charset=utf-8")

    def _console(self, path: str) -> Response:
        """A file of the staff's console; every other path is a page of it."""
        wanted = (CONSOLE / path).resolve()
        if not wanted.is_file() or not wanted.is_relative_to(CONSOLE):
            wanted = CONSOLE / "index.html"
        if not wanted.is_file():
            return Response("工作台尚未构建：npm ci && npm run build", 404, content_type="text/plain; charset=utf-8")
        kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
        answer = Response(wanted.read_bytes(), content_type=kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-cache" if wanted.name == "index.html" else "max-age=31536000, immutable"
        return answer

    def _played(self, request: Request, deed: str) -> Response:
        """What the mini program's host needs of WeChat: a code, an answer to the popup, where the cashier is."""
        if deed == "where":
            beside = {name: self._urls[name] for name in ("wechat", "sms") if name in self._urls} | {
                "people": self._urls["his"] + "/_people"
            }
            told = {"cashier": self._urls["wechatpay"] + "/cashier", "appid": self._appid, **beside}
            return Response(json.dumps(told), content_type="application/json")
        if deed not in PLAYED or request.method != "POST":
            return Response("没有这个页面", 404, content_type="text/plain; charset=utf-8")
        return self._pass_on(request, self._urls["wechat"], "/" + PLAYED[deed])

    def _pass_on(self, request: Request, to: str, target: str) -> Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in OF_ONE_HOP}
        headers.setdefault(ADDRESS, request.remote_addr or "")
        body = request.stream.read(2 * LARGEST)  # whoever gets it says what is too large
        try:
            said = self._pool.request(
                request.method, to + target, headers=headers, body=body, redirect=False, decode_content=False
            )
        except urllib3.exceptions.HTTPError:
            return Response('{"message": "服务没有应答"}', 502, content_type="application/json; charset=utf-8")
        answer = Response(said.data, said.status)
        answer.headers.clear()
        for name, value in said.headers.items():
            if name.lower() not in OF_ONE_HOP:
                answer.headers.add(name, value)
        return answer

    def _staff_page(self) -> str:
        """Who may sign in at the console, each with the code that their authenticator shows now."""
        from sandbox import demonstration

        rows = "".join(
            f"<tr><td>{one.number}<td>{html.escape(one.name)}<td>{ROLES[Role(one.role)]}<td><code>{one.code}</code>"
            for one in demonstration.known(self._folder)
        )
        return (
            '<meta http-equiv="refresh" content="5"><p><a href="/console/">打开工作台</a>。这些人员只在这台机器上，'
            f"密码均为 <code>{demonstration.PASSWORD}</code>；动态验证码每 30 秒更换，每个只能用一次。</p>"
            f"<table><tr><th>工号<th>姓名<th>岗位<th>动态验证码</tr>{rows}</table>"
        )

    def _start_page(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{html.escape(self._urls[name])}">{title}</a><td>{what}'
            for name, title, what in LINKS
            if name in self._urls
        )
        return (
            "<p>这里是一座虚构的医院和它周围的一切：微信、微信支付、医院信息系统、短信、快递、电子票据，都在这台机器上。其中的人物均不存在。</p>"
            f"<table><tr><th>去处<th>看什么</tr>{_mini_row()}{_console_row()}{rows}"
            '<tr><td><a href="/openapi.json">接口文档</a><td>OpenAPI 3.1，接口地址为 <code>/api</code></table>'
            "<p>走一遍完整的就诊流程：<code>make journey</code></p>"
        )


def _mini(path: str) -> Response:
    """A file of the mini program's web host."""
    wanted = (MINI / (path or "index.html")).resolve()
    if not wanted.is_file() or not wanted.is_relative_to(MINI.resolve()):
        return Response("没有这个文件；尚未构建时：make miniprogram", 404, content_type="text/plain; charset=utf-8")
    kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
    answer = Response(wanted.read_bytes(), content_type=kind + ("; charset=utf-8" if kind.startswith("text/") else ""))
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _mini_row() -> str:
    return '<tr><td><a href="/mini/">小程序</a><td>患者的手机：挂号、缴费、复印病历' if MINI.is_dir() else ""


def _console_row() -> str:
    return (
        '<tr><td><a href="/console/">工作台</a><td>医院员工办理病案复印；<a href="/staff">演示人员</a>'
        if CONSOLE.is_dir()
        else ""
    )


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing: the app has its own log."""


def main(folder: str, port: str) -> None:
    """Serve until ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    make_server("127.0.0.1", int(port), Front(Path(folder)), threaded=True, request_handler=_Quiet).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:3])
