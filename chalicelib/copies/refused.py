"""What this room refuses, in words for whoever reads them.

Conflict ── ChangedMeanwhile, NotWritable, NotComplete, NothingToDo
"""

from chalicelib.kernel import refusals


class ChangedMeanwhile(refusals.Conflict):
    """The application was changed since it was read; nothing was done."""

    code, message = "copies_changed", "申请刚刚有了新进展，请刷新后查看最新状态"


class NotNow(refusals.Conflict):
    """The state of the application does not allow it."""

    code, message = "copies_not_now", "申请当前所处的环节不能进行此项操作，请刷新后查看最新状态"
