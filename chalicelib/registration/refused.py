"""What this room refuses, in words for the patient.

Conflict ── SegmentFull, ClinicStopped, NotOpenYet, ClosedForBooking, SameSession, DayCapReached, MonthCapReached,
│           ChangedMeanwhile, TooLateToChange, NotChangeable, SamePlace, OtherFee, OtherCampus, NothingToDecide, StillAsking
Forbidden ─ PayOnline
"""

from chalicelib.kernel import refusals


class SegmentFull(refusals.Conflict):
    """No free number in this segment."""

    code, message = "segment_full", "该时段号源已满，请选择其他时段或其他医生"


class ClinicStopped(refusals.Conflict):
    """The clinic does not run."""

    code, message = "clinic_stopped", "该门诊已停诊，请选择其他医生或其他日期"


class NotOpenYet(refusals.Conflict):
    """The numbers of that day are not given yet."""

    code, message = "not_open_yet", "该日期的号源尚未开放，请在开放时间后再来预约"


class ClosedForBooking(refusals.Conflict):
    """Too near to the start, or over."""

    code, message = "closed_for_booking", "该时段已停止线上挂号，请选择其他时段，或到医院窗口咨询"


class SameSession(refusals.Conflict):
    """The patient has a registration with this doctor in this half-day."""

    code, message = "same_doctor_and_half_day", "就诊人在该医生的这个半天已有挂号，如需更换时段请使用改约"


class DayCapReached(refusals.Conflict):
    """As many registrations for that day as the hospital allows."""

    code, message = "day_cap_reached", "就诊人当天的挂号数量已达上限，请选择其他日期，或先取消不需要的挂号"


class MonthCapReached(refusals.Conflict):
    """As many registrations for that month as the hospital allows."""

    code, message = "month_cap_reached", "就诊人当月的挂号数量已达上限，如确有需要请到医院窗口办理"


class PayOnline(refusals.Forbidden):
    """The hospital does not offer paying there."""

    code, message = "pay_online", "本院暂不支持到院支付，请选择微信支付"


class ChangedMeanwhile(refusals.Conflict):
    """The registration was changed since it was read; nothing was done."""

    code, message = "registration_changed", "挂号状态刚刚发生变化，请刷新后查看最新状态"


class TooLateToChange(refusals.Conflict):
    """After the cut-off."""

    code, message = "too_late_to_change", "已超过线上退号、改约的截止时间，如需办理请在就诊前到医院窗口咨询"


class NotChangeable(refusals.Conflict):
    """The state of the registration does not allow it."""

    code, message = "registration_not_changeable", "该挂号当前状态不能退号或改约，请刷新后查看，如有疑问请到医院窗口咨询"


class SamePlace(refusals.Conflict):
    """Rescheduled to the segment it is in."""

    code, message = "same_segment", "您已在该时段挂号，无需改约"


class OtherFee(refusals.Conflict):
    """Rescheduling moves the fee that was paid, it neither asks for more nor pays back."""

    code, message = "other_fee", "两个门诊的挂号费不同，不能直接改约；请先退号（原路退款），再重新挂号"


class OtherCampus(refusals.Conflict):
    """A registration is not moved between campuses: their money goes to different merchants."""

    code, message = "other_campus", "改约须在同一院区内进行；如需换院区，请先退号再重新挂号"


class NothingToDecide(refusals.Conflict):
    """The registration is not (any more) waiting for the patient's choice."""

    code, message = "nothing_to_decide", "该挂号当前不需要确认，请刷新后查看最新状态"


class StillAsking(refusals.Busy):
    """The HIS has not said yet whether it locks the number."""

    code, message = "still_asking_hospital", "正在向医院确认号源，请稍候片刻再查看"
