"""What this room refuses, in words for whoever reads them.

Conflict ── ChangedMeanwhile, NotNow, NotComplete, InHospital
Forbidden ─ OnlyAtCounter, NotThisPatient
Invalid ─── OtherCampus, NotOffered, UnknownStay, TooManyStays, TooManyCopies, Missing
"""

from chalicelib.kernel import refusals


class ChangedMeanwhile(refusals.Conflict):
    """The application was changed since it was read; nothing was done."""

    code, message = "copies_changed", "申请刚刚有了新进展，请刷新后查看最新状态"


class NotNow(refusals.Conflict):
    """The state of the application does not allow it."""

    code, message = "copies_not_now", "申请当前所处的环节不能进行此项操作，请刷新后查看最新状态"


class NotComplete(refusals.Conflict):
    """Something is missing; the words say what."""

    code, message = "copies_not_complete", "申请还没有填写完整，请按提示补齐后再提交"


class InHospital(refusals.Conflict):
    """Requests during a stay go to the ward."""

    code, message = "copies_in_hospital", "该次住院尚未出院，住院期间如需复印病历，请向所在病区提出"


class OnlyAtCounter(refusals.Forbidden):
    """This kind of applicant does not apply online."""

    code, message = "copies_only_at_counter", "该类申请暂不支持线上办理，请携带材料原件到病案复印窗口办理"


class NotThisPatient(refusals.Forbidden):
    """The caller may not use this person's stays for such an application."""

    code, message = "copies_not_this_patient", "该就诊人不能用于此类申请：本人申请请选择“本人”，代他人申请请填写患者信息"


class PatientNeeded(refusals.Invalid):
    """Neither a bound person nor a typed one."""

    code, message = "copies_patient_needed", "请选择就诊人，或填写患者的姓名和证件信息"


class ApplicantNeeded(refusals.Invalid):
    """This kind of applicant must be named."""

    code, message = "copies_applicant_needed", "请填写申请人的姓名、证件和手机号码"


class BodyNeeded(refusals.Invalid):
    """An insurer or public body must be named."""

    code, message = "copies_body_needed", "请填写单位名称和对外公布的电话，以便医院回拨核实"


class KindFirst(refusals.Conflict):
    """The form begins with who applies."""

    code, message = "copies_kind_first", "请先选择申请人身份并填写患者信息"


class OtherCampus(refusals.Invalid):
    """Each campus has its own record room and its own till."""

    code, message = "copies_other_campus", "该次就诊在其他院区，请在该院区另行申请"


class UnknownStay(refusals.Invalid):
    """Not one of this patient's stays."""

    code, message = "copies_unknown_stay", "没有找到所选的住院或就诊记录，请刷新后重新选择，或手工填写"


class TooManyStays(refusals.Invalid):
    """More than the hospital takes in one application."""

    code, message = "copies_too_many_stays", "一次申请包含的住院或就诊次数过多，请分次申请"


class TooManyCopies(refusals.Invalid):
    """More than the hospital makes."""

    code, message = "copies_too_many", "申请的份数超过医院规定，请减少份数"


class NotOffered(refusals.Invalid):
    """The hospital does not offer this way."""

    code, message = "copies_not_offered", "医院暂不提供这种领取方式，请选择其他方式"


class RecipientNeeded(refusals.Invalid):
    """Express needs an address."""

    code, message = "copies_recipient_needed", "选择快递时，请填写收件人、手机号码和地址"


class NoReservedPhone(refusals.Conflict):
    """No phone of the patient is reserved at the hospital, or the patient is not found: which of them is not told."""

    code, message = (
        "copies_no_reserved_phone",
        "未能向患者在医院预留的手机发送验证码，请核对患者信息；预留号码已变更的，请先到窗口更新",
    )


class NotAsked(refusals.Conflict):
    """This confirmation is not needed of this applicant."""

    code, message = "copies_confirmation_not_asked", "该申请不需要此项验证，请刷新后查看"


class PaperNotAsked(refusals.Invalid):
    """Not a paper of this application."""

    code, message = "copies_paper_not_asked", "该申请不需要这份材料，请刷新后查看所需材料"


class NotWithdrawable(refusals.Conflict):
    """Too late."""

    code, message = "copies_not_withdrawable", "复印件已交付或已寄出，不能再撤回；如有问题请联系病案复印窗口"


class NotPayable(refusals.Conflict):
    """Nothing is to be paid."""

    code, message = "copies_nothing_to_pay", "该申请当前没有需要支付的费用，请刷新后查看"


class RatedAlready(refusals.Conflict):
    """One answer an application."""

    code, message = "copies_rated", "您已评价过本次服务，谢谢"


class TicketGone(refusals.NotFound):
    """A link that was answered, revoked, replaced, or is too old; or never was one."""

    code, message = "copies_ticket_gone", "授权链接已失效，请让申请人重新发送"


class NoLink(refusals.Conflict):
    """This applicant needs no authorisation by the patient."""

    code, message = "copies_no_link", "该类申请不需要患者在线授权，请按要求上传材料"


class SignatureNeeded(refusals.Invalid):
    """Empty, or not a drawing."""

    code, message = "copies_signature_needed", "请在签名区手写签名后再确认"
