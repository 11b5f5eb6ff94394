"""Who is behind a wx.login code, and which phone number behind a phone code."""

from chalicelib.gateways.wechat import client
from chalicelib.gateways.wechat.errors import Cause, WechatRefused
from chalicelib.kernel import transport
from chalicelib.kernel.settings import deployment

TOO_OFTEN = 45011


class CodeRefused(Exception):
    """Unknown, used, or older than five minutes."""


class Risky(Exception):
    """WeChat holds this user for a risk."""


class TooOften(Exception):
    """More than WeChat takes a minute."""


class Unavailable(Exception):
    """No answer, or busy. The code may be used up: the client gets another one."""


def openid(code: str) -> str:
    """The openid behind a wx.login code. The session key is not kept: nothing of ours needs it.

    Raises CodeRefused, Risky, TooOften, Unavailable; WechatRefused when the deployment is set up wrongly.
    """
    asked = {
        "appid": deployment().appid,
        "secret": client.secret().app_secret,
        "js_code": code,
        "grant_type": "authorization_code",
    }
    try:
        found = client.call("GET", "/sns/jscode2session", asked)
    except WechatRefused as error:
        raise _plain(error) from None
    except transport.Unanswered:
        raise Unavailable from None
    if not isinstance(found.get("openid"), str):
        raise Unavailable
    return str(found["openid"])


def phone(code: str, openid: str) -> str:
    """The phone number behind a phone code of that very user, in E.164: `+8613800001234`.

    Raises CodeRefused, TooOften, Unavailable; WechatRefused when the deployment is set up wrongly.
    """
    try:
        found = client.post("/wxa/business/getuserphonenumber", {"code": code, "openid": openid})
    except WechatRefused as error:
        raise _plain(error) from None
    except transport.Unanswered:
        raise Unavailable from None
    try:
        told = found["phone_info"]
        return f"+{told['countryCode']}{told['purePhoneNumber']}"  # countryCode comes as a number or as text
    except (KeyError, TypeError):
        raise Unavailable from None


def _plain(error: WechatRefused) -> Exception:
    if error.errcode == TOO_OFTEN:
        return TooOften()
    plain: dict[Cause, type[Exception]] = {
        Cause.CODE: CodeRefused,
        Cause.USER: CodeRefused,
        Cause.RISKY: Risky,
        Cause.PASSING: Unavailable,
        Cause.TOKEN: Unavailable,
    }
    return plain[error.cause]() if error.cause in plain else error
