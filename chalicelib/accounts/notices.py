"""The notices that consent is given to: who, what for, how, which data, how long, which rights (PIPL articles 17, 30).

These are the product's texts, to be read by the hospital's lawyers; a hospital puts its own in its settings.
Whoever changes a text changes its version: then everybody is asked anew.
"""

import functools

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.accounts.models import Purpose

RIGHTS = (
    "您可以随时在“我的—隐私与授权”中查看、复制、更正您的信息，撤回同意或注销账号，撤回与同意同样方便；撤回不影响撤回前已进行的处理。"
    "如有疑问，请联系医院服务台。"
)


class Notice(BaseModel):
    """One notice in one version."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    version: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,32}$")
    title: str = Field(min_length=1, max_length=40)
    text: str = Field(min_length=1, max_length=4000)


@functools.cache
def products() -> dict[Purpose, Notice]:
    """The product's texts."""
    return {
        Purpose.SERVICE: Notice(
            version="2026-11-01",
            title="用户服务与个人信息处理说明",
            text="本医院为向您提供预约挂号、缴费、查询等服务，处理您的微信用户标识、手机号和操作记录。"
            "信息加密存储在中国境内，保存至您注销账号；法律要求保存更久的，到期后删除。不同意将无法使用需要登录的服务，您仍可到窗口办理。"
            + RIGHTS,
        ),
        Purpose.HEALTH: Notice(
            version="2026-11-01",
            title="健康信息处理单独同意书",
            text="挂号、缴费、查看报告和病历时，本医院需要处理就诊科室、诊断、检查检验、用药等健康信息。健康信息属于敏感个人信息，"
            "泄露可能使您受到歧视或财产损失，因此只为您本次办理的业务使用，加密存储，按病历管理规定的期限保存，工作人员的每次查看都有记录。"
            "不同意将无法在线办理相关业务，您仍可到窗口办理。" + RIGHTS,
        ),
        Purpose.IDENTITY: Notice(
            version="2026-11-01",
            title="身份信息处理单独同意书",
            text="办理就诊卡需要核对就诊人的姓名、证件类型、证件号码和在医院预留的手机号。证件信息属于敏感个人信息，"
            "只用于确认就诊人身份、防止他人冒用，加密存储，显示时隐去部分内容，保存至您解绑就诊卡并注销账号。未满十四周岁的，由监护人同意。"
            "不同意将无法在线办卡、绑卡，您仍可到窗口办理。" + RIGHTS,
        ),
        Purpose.SCANS: Notice(
            version="2026-11-01",
            title="证件影像处理单独同意书",
            text="复印病历、更改预留手机号等业务需要您拍摄证件照片，供工作人员审核申请人身份。证件影像属于敏感个人信息，"
            "单独加密，只有办理该业务的工作人员可以查看，每次查看都有记录，业务办结后按期销毁。不同意将无法在线办理，您仍可携带证件到窗口办理。"
            + RIGHTS,
        ),
        Purpose.MARKETING: Notice(
            version="2026-11-01",
            title="健康资讯与活动推送同意书",
            text="经您同意，本医院向您推送体检、健康讲座等资讯。这与就医无关，不同意不影响您使用任何服务。" + RIGHTS,
        ),
    }
