"""What a hospital chooses for record copies ⚙."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.copies.models import Applicant
from chalicelib.copies.states import Delivery
from chalicelib.copies.tariff import Tariff
from chalicelib.kernel import settings

__all__ = ["CopiesSettings", "Elsewhere", "Purpose", "chosen"]


class Elsewhere(BaseModel):
    """What the record room does not give, and where it is to be had."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    what: str
    where: str


class Purpose(BaseModel):
    """What copies are for: which parts are usual, and what must be had elsewhere."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    words: str
    parts: tuple[str, ...]
    certified: bool = False
    elsewhere: tuple[str, ...] = ()  # keys of CopiesSettings.elsewhere


ELSEWHERE = {
    "invoice": Elsewhere(what="发票、费用明细清单", where="门诊、住院收费处"),
    "diagnosis": Elsewhere(what="诊断证明书", where="请找主治医生开具，到门诊办公室盖章"),
    "films": Elsewhere(what="影像胶片、光盘", where="影像科服务窗口"),
    "slides": Elsewhere(what="病理切片、蜡块", where="病理科"),
    "birth": Elsewhere(what="出生医学证明", where="产科出生证办理处"),
}
_CLAIM = ("front_page", "admission_record", "orders", "operation_record", "discharge_record", "pathology", "reports")
PURPOSES = {
    "insurance": Purpose(words="医疗保险报销", parts=(*_CLAIM, "fees"), elsewhere=("invoice", "diagnosis")),
    "commercial": Purpose(words="商业保险理赔", parts=(*_CLAIM, "visit_record"), elsewhere=("invoice", "diagnosis")),
    "treatment": Purpose(
        words="转院或到其他医院就诊",
        parts=("admission_record", "operation_record", "discharge_record", "pathology", "reports", "imaging"),
        elsewhere=("films", "slides"),
    ),
    "chronic": Purpose(
        words="办理门诊慢特病", parts=("front_page", "discharge_record", "pathology", "reports"), elsewhere=("diagnosis",)
    ),
    "disability": Purpose(
        words="伤残、工伤或劳动能力鉴定", parts=(*_CLAIM, "imaging"), certified=True, elsewhere=("diagnosis", "films")
    ),
    "legal": Purpose(words="诉讼或医疗纠纷处理", parts=("all",), certified=True, elsewhere=("films", "slides")),
    "abroad": Purpose(
        words="出国", parts=("discharge_record", "operation_record", "pathology", "reports"), elsewhere=("diagnosis",)
    ),
    "own": Purpose(words="个人留存", parts=("discharge_record", "reports")),
    "other": Purpose(words="其他", parts=()),
}


class CopiesSettings(settings.HospitalSettings):
    """The product's defaults. A campus may choose otherwise."""

    room: ClassVar[str] = "copies"

    # who and how
    online: frozenset[Applicant] = Field(
        default=frozenset(Applicant) - {Applicant.PUBLIC_BODY}, description="kinds that may apply online; all may at the counter"
    )
    deliveries: frozenset[Delivery] = frozenset({Delivery.PICK_UP, Delivery.EXPRESS})
    e_consent: bool = Field(default=True, description="the patient's yes by link stands for a 授权委托书 in ink")
    agent_needs_reserved: bool = Field(
        default=True, description="an agent shows a code from the patient's reserved phone, or the link"
    )
    capacity_note: bool = Field(default=False, description="a guardian by mere kinship adds a doctor's note")
    handheld: bool = Field(default=False, description="a photo with the identity paper in hand, of applications from afar")
    second_departments: frozenset[str] = Field(default=frozenset(), description="besides those the directory marks as sensitive")
    most_stays: int = Field(10, ge=1, le=30)
    most_copies: int = Field(5, ge=1, le=20)
    purposes: dict[str, Purpose] = PURPOSES
    elsewhere: dict[str, Elsewhere] = ELSEWHERE

    # when
    archived_after: int = Field(
        10, ge=0, le=60, description="working days after discharge by which a record is whole and archived"
    )
    ready_within: int = Field(5, ge=1, le=60, description="working days from handing in to ready: the due date")
    holidays: frozenset[str] = Field(
        default=frozenset(), description="ISO days beyond the national calendar on which nobody works"
    )
    workdays: frozenset[str] = Field(default=frozenset(), description="ISO days on which work is done all the same")
    lapses_after: int = Field(90, ge=7, le=365, description="days after which a draft, or what was sent back, lapses")
    papers_within: int = Field(60, ge=5, le=1440, description="minutes for the last files to be sealed, then it is sent back")
    link_hours: int = Field(72, ge=1, le=720, description="how long a link of authorisation may be answered")
    kept_inpatient: int = Field(30, ge=30, description="years, from the last discharge")
    kept_outpatient: int = Field(15, ge=15, description="years, from the last visit")

    # money
    tariff: Tariff = Tariff()
    pay: Literal["after_pricing", "prepay"] = "after_pricing"
    prepay: int = Field(5000, ge=1, description="fen a copy, where prepaid")
    free_for: frozenset[Applicant] = Field(default=frozenset({Applicant.PUBLIC_BODY}), description="nothing is asked of them")
    free_words: str = "依法免收费用"
    pay_within: int = Field(7, ge=1, le=60, description="days to pay; then closed, and reopened in one tap")
    remind_after: tuple[int, ...] = Field(default=(1, 4), description="days after pricing on which it is reminded of")
    copying_returned: bool = Field(
        default=False, description="withdrawn after copying began: the copying is paid back all the same"
    )

    # afterwards
    scans_kept: int = Field(30, ge=0, le=365, description="days after the case is over until ID scans are destroyed")


def chosen(campus: str) -> CopiesSettings:
    """What holds at a campus."""
    return settings.hospital(CopiesSettings, campus)
