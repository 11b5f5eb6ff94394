"""What the room refuses."""

from chalicelib.kernel import refusals


class RatedAlready(refusals.Conflict):
    """One answer a visit."""

    code, message = "feedback_rated_already", "您已评价过本次就诊，感谢您的意见；如有其他问题可提交表扬、投诉或建议"


class RatingOver(refusals.Conflict):
    """Its time is over."""

    code, message = "feedback_rating_over", "本次评价已过期；如有问题可在“意见反馈”中告诉我们"


class NothingScored(refusals.Invalid):
    """A score for each of what is asked, and for nothing else."""

    code, message = "feedback_scores", "请为每一项打 1 到 5 分后再提交"


class TooManyCases(refusals.TooMany):
    """The day's number is reached."""

    code, message = "feedback_too_many", "今天提交的意见较多，请明天再试；紧急问题请拨打医院电话或到服务台"


class ChangedMeanwhile(refusals.Conflict):
    """Somebody else did something with it since it was read."""

    code, message = "feedback_changed", "该意见刚刚有了新进展，请刷新后查看"


class NotNow(refusals.Conflict):
    """Its state is against it."""

    code, message = "feedback_not_now", "当前进度不能进行此操作，请刷新后查看"


class NoMoreObjection(refusals.Conflict):
    """The hospital looks into one matter so many times."""

    code, message = "feedback_no_more_objection", "该意见已复核过，如仍有异议请拨打医院电话或到医务处反映"


class AnonymousHasNobody(refusals.Invalid):
    """An anonymous case names no patient and no phone, or it would not be one."""

    code, message = "feedback_anonymous", "匿名提交时不能填写就诊人和电话，请去掉后重试，或改为实名提交"


class OtherDepartment(refusals.Forbidden):
    """It was given to another department."""

    code, message = "feedback_other_department", "该意见由其他科室办理，如需转办请联系服务中心"
