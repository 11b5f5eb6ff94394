"""What the room refuses."""

from chalicelib.kernel import refusals


class ChangedMeanwhile(refusals.Conflict):
    """Somebody wrote or did something at the same moment."""

    code, message = "chat_changed", "会话刚刚有了新进展，请刷新后继续"


class TakenByAnother(refusals.Conflict):
    """A colleague has it."""

    code, message = "chat_taken", "该会话已由其他同事接待，请刷新列表"


class TakeFirst(refusals.Conflict):
    """Nobody answers what they have not taken."""

    code, message = "chat_take_first", "请先接待该会话，再回复"


class NotNow(refusals.Conflict):
    """Its state is against it."""

    code, message = "chat_not_now", "会话当前状态不能进行此操作，请刷新后继续"


class TooManyLines(refusals.TooMany):
    """The minute's number is reached."""

    code, message = "chat_too_many", "发送得太快了，请稍等片刻再发"
