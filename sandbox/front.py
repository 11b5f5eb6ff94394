"""The one origin of the local world: a start page, `/api` before the app and `/upload` before the inbox. `python -m sandbox.front FOLDER PORT`."""

import html
import json
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import urllib3
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.engines import HERE
from sandbox.gateway import LARGEST
from sandbox.party import page

ADDRESS = "X-World-Address"  # whose request it is, for the app; a tester may play many callers by sending it
OF_ONE_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "server", "date"}
LINKS = (
    ("wechat", "微信", "每位用户收到的服务通知"),
    ("wechatpay", "微信支付", "订单、退款、通知与收银台记录"),
    ("sms", "短信收件箱", "医院发出的每一条短信"),
    ("express", "顺丰速运", "寄件订单与路由：揽收、派送、签收、退回"),
    ("invoices", "电子票据平台", "开具与冲红的票据"),
    ("his", "医院信息系统（HIS）", "号源、停诊、到诊：院内人员的操作"),
    ("vaults", "密钥与机密", "KMS 与 Secrets Manager"),
    ("queues", "消息队列", "各队列的等待数与死信"),
)


class Front:
    """WSGI."""

    def __init__(self, folder: Path) -> None:
        """Where everything is stands in the folder."""
        where = json.loads((folder / "where.json").read_text())
        self._urls: dict[str, str] = where["urls"]
        self._inbox = where["environment"]["XINGLIN_INBOX_BUCKET"]
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
        if request.path == "/openapi.json":
            return Response((HERE / "docs" / "openapi.json").read_text(), content_type="application/json")
        if request.path == "/":
            return page("杏林 · 本地世界", self._start_page())
        return Response("没有这个页面", 404, content_type="text/plain; charset=utf-8")

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

    def _start_page(self) -> str:
        rows = "".join(
            f'<tr><td><a href="{html.escape(self._urls[name])}">{title}</a><td>{what}'
            for name, title, what in LINKS
            if name in self._urls
        )
        return (
            "<p>这里是一座虚构的医院和它周围的一切：微信、微信支付、医院信息系统、短信、快递、电子票据，都在这台机器上。其中的人物均不存在。</p>"
            f"<table><tr><th>去处<th>看什么</tr>{rows}"
            '<tr><td><a href="/openapi.json">接口文档</a><td>OpenAPI 3.1，接口地址为 <code>/api</code></table>'
            "<p>走一遍完整的就诊流程：<code>make journey</code></p>"
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
