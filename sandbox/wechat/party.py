"""The played WeChat, whole, with its page."""

import html
import time
from typing import Any

from sandbox.wechat.content import Content
from sandbox.wechat.messages import Messages

STYLE = """<style>
.user{margin:0 0 28px} .cards{display:flex;flex-wrap:wrap;gap:14px}
.card{background:#fff;border-radius:10px;padding:14px 18px;width:320px;box-shadow:0 1px 4px #0002}
.card h3{margin:0 0 4px;font-size:16px} .card small{color:#86909c}
.card dl{display:grid;grid-template-columns:auto 1fr;gap:4px 12px;margin:10px 0} .card dt{color:#86909c} .card dd{margin:0}
.card a{color:#0b6b50}
</style>"""


class Wechat(Content, Messages):
    """WeChat."""

    def front(self) -> str:
        """Each user's service messages, as cards."""
        users = self.book("users").items()
        if not users:
            return "<p>还没有用户登录过小程序。</p>"
        return STYLE + "".join(self._user(user, known) for user, known in users)

    def _user(self, user: str, known: dict[str, Any]) -> str:
        messages = self.messages_of(user)
        cards = "".join(_card(message) for message in reversed(messages)) or "<p>还没有收到服务通知。</p>"
        phone = html.escape(known["phone"])
        return f"<section class=user><h2>{html.escape(user)} <small>{phone}</small></h2><div class=cards>{cards}</div></section>"


def _card(message: dict[str, Any]) -> str:
    at = time.strftime("%m月%d日 %H:%M", time.localtime(message["at"]))
    rows = "".join(
        f"<dt>{html.escape(message['labels'].get(key, key))}<dd>{html.escape(value['value'])}"
        for key, value in message["data"].items()
    )
    page = f"<small>进入小程序：{html.escape(message['page'])}</small>" if message.get("page") else ""
    return f"<div class=card><h3>{html.escape(message['title'])}</h3><small>服务通知 · {at}</small><dl>{rows}</dl>{page}</div>"
