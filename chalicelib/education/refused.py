"""What the room refuses."""

from chalicelib.kernel import refusals


class ChangedMeanwhile(refusals.Conflict):
    """Somebody else changed it since it was read."""

    code, message = "education_changed", "内容刚刚被其他同事修改，请刷新后继续"


class NotNow(refusals.Conflict):
    """Its state is against it."""

    code, message = "education_not_now", "当前状态不能进行此操作，请刷新后继续"


class OwnWork(refusals.Forbidden):
    """Nobody approves what they wrote."""

    code, message = "education_own_work", "自己编写的内容须由另一位同事审核发布"


class NotPublished(refusals.Invalid):
    """An issue holds what patients can read."""

    code, message = "education_not_published", "期刊中有未发布或已下线的文章，请调整后重试"


class TooManyArticles(refusals.Invalid):
    """More than an issue holds, or none."""

    code, message = "education_issue_size", "期刊文章数量不符合要求，请调整后重试"


class OptInNeeded(refusals.Forbidden):
    """Commercial content, without the consent to it."""

    code, message = "education_opt_in", "此内容含商业推广，需在“我的—隐私设置”中同意后查看"
