"""What we refuse, with a status, a code and words the patient can read.

    Refusal
    ├── Malformed 400         the request cannot be read
    ├── Unauthenticated 401   sign in first
    ├── Forbidden 403         not yours to do
    ├── NotFound 404          not there, or not yours to see
    ├── Conflict 409          the state of things is against it
    ├── TooLarge 413
    ├── UnsupportedType 415
    ├── Invalid 422           read, but a value is wrong
    ├── TooMany 429           wait, then try again
    └── Unavailable 503       somebody we need does not answer; nothing was done

A room derives its own from these. Anything else that is raised is a fault: a bare 500, logged with its stack.
"""


class Refusal(Exception):
    """An answer that says no. `message` is for the patient: plain, kind, and says what to do next."""

    status = 400
    code = "refused"
    message = "暂时无法办理，请稍后再试"

    def __init__(self, message: str | None = None) -> None:
        """Say no, in the class's words or in words for this occasion (never with the caller's input in them)."""
        super().__init__(self.code)
        if message is not None:
            self.message = message


class Malformed(Refusal):
    """The request cannot be read: not JSON, not UTF-8."""

    status, code, message = 400, "malformed", "请求格式有误，请更新小程序后重试"


class Unauthenticated(Refusal):
    """No token, or one that is not valid (any more)."""

    status, code, message = 401, "sign_in_required", "登录已过期，请重新进入小程序"


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    status, code, message = 403, "forbidden", "您没有办理此项业务的权限"


class NotFound(Refusal):
    """Not there, or not the caller's: the two look alike on purpose."""

    status, code, message = 404, "not_found", "没有找到相关记录，请返回后刷新重试"


class Conflict(Refusal):
    """The state of things is against it."""

    status, code, message = 409, "conflict", "当前状态无法办理，请刷新后重试"


class Busy(Conflict):
    """Too many at once on the same thing; nothing was done."""

    code, message = "busy", "当前办理人数较多，请稍后再试一次"


class TooLarge(Refusal):
    """The body is larger than the route takes."""

    status, code, message = 413, "too_large", "提交的内容过大，请减少后重试"


class UnsupportedType(Refusal):
    """A content type the route does not take."""

    status, code, message = 415, "unsupported_type", "请求格式不受支持，请更新小程序后重试"


class Invalid(Refusal):
    """The request was read, but a value is missing, unknown or out of range."""

    status, code, message = 422, "invalid", "填写的内容有误，请检查后重新提交"


class TooMany(Refusal):
    """Asked too often."""

    status, code, message = 429, "too_many", "操作过于频繁，请稍后再试"


class Unavailable(Refusal):
    """An outside party does not answer; nothing was done."""

    status, code, message = 503, "unavailable", "系统繁忙，请稍后再试"
