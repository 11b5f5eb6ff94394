"""The cashier page: what the payer's WeChat shows, in a browser. One pays, is refused by the bank, or walks away."""

import html
from urllib.parse import urlencode, urlsplit

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from sandbox.party import Answer, answers, page
from sandbox.wechatpay import keys
from sandbox.wechatpay.noticing import Noticing
from sandbox.wechatpay.trading import CannotPay
from sandbox.wechatpay.wire import Document

NAMES = ("appId", "timeStamp", "nonceStr", "package", "signType", "paySign")
LOOPBACK = ("127.0.0.1", "localhost", "")
RESULTS = {"ok": "支付成功", "fail": "支付失败", "cancel": "已取消支付"}
LOOK = """<style>main{max-width:390px;margin:0 auto;background:#fff;min-height:calc(100vh - 60px);box-sizing:border-box;text-align:center}
h1{font-size:40px;margin:8px 0 24px} dl{text-align:left;display:grid;grid-template-columns:5em 1fr;gap:8px;border-top:1px solid #eee;
padding-top:16px} dt{color:#86909c} dd{margin:0;word-break:break-all} form button{width:100%;margin:6px 0;padding:14px} .no{color:#c0392b}</style>"""


class Cashier(Noticing):
    """The page's part."""

    @answers("GET", "/cashier")
    def cashier(self, request: Request) -> Answer:
        """Show what is to be paid, if the parameters are genuinely signed."""
        given = {name: request.args.get(name, "") for name in NAMES}
        if not given["package"] and "prepay_id" in request.args:
            given["package"] = f"prepay_id={request.args['prepay_id']}"
        back = request.args.get("back", "")
        try:
            order = self._signed(given)
        except CannotPay as no:
            return _told(str(no), back)
        return page("微信支付", LOOK + _form(order, given | {"back": back}))

    @answers("POST", "/cashier")
    def at_the_cashier(self, request: Request) -> Answer:
        """Pay, be refused, or leave; then back to where one came from, with the result."""
        given, back, wish = (
            {name: request.form.get(name, "") for name in NAMES},
            request.form.get("back", ""),
            request.form.get("do"),
        )
        result = {"pay": "ok", "refuse": "fail"}.get(wish or "", "cancel")
        try:
            self._signed(given)
            if result == "ok":
                self.pay(given["package"])
        except CannotPay as no:
            return _told(str(no), back)
        if not back:
            return page("微信支付", f"{LOOK}<h1>{RESULTS[result]}</h1><p>您可以关闭此页面")
        return _away(back, result)

    def _signed(self, given: dict[str, str]) -> Document:
        """The waiting order, when `paySign` is its merchant's own."""
        order = self.waiting(given["package"])
        signed = "".join(f"{given[name]}\n" for name in ("appId", "timeStamp", "nonceStr", "package"))
        key = keys.public_pem(self.keys["merchants"][order["mchid"]]["private_key"])
        right = given["signType"] == "RSA" and given["appId"] == order["asked"]["appid"]
        if not right or not keys.fits(key, given["paySign"], signed.encode()):
            raise CannotPay("支付验证签名失败")
        return order


def _form(order: Document, given: dict[str, str]) -> str:
    asked = order["asked"]
    fields = "".join(f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in given.items())
    return (
        f"<p>{html.escape(asked['description'])}<h1>¥{asked['amount']['total'] / 100:.2f}</h1>"
        f'<form method="post" action="/cashier">{fields}<button name="do" value="pay">支付</button>'
        '<button class="plain" name="do" value="refuse">支付失败</button><button class="plain" name="do" value="leave">离开</button></form>'
        f"<dl><dt>收款方<dd>商户 {html.escape(order['mchid'])}<dt>订单号<dd>{html.escape(order['out_trade_no'])}</dl>"
    )


def _told(words: str, back: str) -> Response:
    way = f'<p><a class="button" href="{html.escape(_with(back, "fail"))}">返回</a>' if back and _ours(back) else ""
    answer = page("微信支付", f'{LOOK}<h1 class="no" style="font-size:20px">{html.escape(words)}</h1>{way}')
    answer.status_code = 400
    return answer


def _away(back: str, result: str) -> Response:
    if not _ours(back):
        return _told("返回地址有误", "")
    to = redirect(_with(back, result), 303)
    return Response(to.get_data(), 303, to.headers)


def _ours(back: str) -> bool:
    """Only to this machine."""
    where = urlsplit(back)
    return where.scheme in ("http", "") and (where.hostname or "") in LOOPBACK and not back.startswith("//")


def _with(back: str, result: str) -> str:
    return back + ("&" if "?" in back else "?") + urlencode({"result": result})
