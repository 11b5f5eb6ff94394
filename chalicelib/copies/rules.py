"""Who may have a copy, and what each must show: the law as data, in versions. An application keeps the version it began under.

Sources, as `Need.source` names them
  A17–A20  《医疗机构病历管理规定（2013年版）》第十七至二十条
  T16      《医疗纠纷预防和处理条例》第十六条
  H        practice of hospitals, no law; each such row is a choice
"""

from enum import StrEnum
from typing import NamedTuple

from chalicelib.copies.models import Applicant
from chalicelib.kernel import refusals


class PaperKind(StrEnum):
    """What is photographed."""

    PATIENT_ID = "patient_id"
    AGENT_ID = "agent_id"
    PARENT_ID = "parent_id"
    GUARDIAN_ID = "guardian_id"
    RELATIVE_ID = "relative_id"
    HEIR_ID = "heir_id"
    OFFICER_ID = "officer_id"
    HANDHELD = "handheld"
    HOUSEHOLD_REGISTER = "household_register"
    BIRTH_CERTIFICATE = "birth_certificate"
    DEATH_CERTIFICATE = "death_certificate"
    KINSHIP = "kinship"
    HEIRSHIP = "heirship"
    AGENCY = "agency"
    MANDATE = "mandate"
    JUDGMENT = "judgment"
    DESIGNATION = "designation"
    CAPACITY_NOTE = "capacity_note"
    REQUEST = "request"
    WORK_CERTIFICATE = "work_certificate"
    POLICY = "policy"
    CONSENT = "consent"
    HEIRS_CONSENT = "heirs_consent"
    CONSENT_WAIVED = "consent_waived"


class PaperRule(NamedTuple):
    """How a kind of paper reads, and how many files it may have. `proof`: kept as the proof that the hospital checked."""

    words: str
    files: int = 1  # at least
    most: int = 6
    proof: bool = False


PAPERS: dict[PaperKind, PaperRule] = {
    PaperKind.PATIENT_ID: PaperRule("患者有效身份证件"),
    PaperKind.AGENT_ID: PaperRule("代理人有效身份证件"),
    PaperKind.PARENT_ID: PaperRule("父（母）有效身份证件"),
    PaperKind.GUARDIAN_ID: PaperRule("监护人有效身份证件"),
    PaperKind.RELATIVE_ID: PaperRule("近亲属有效身份证件"),
    PaperKind.HEIR_ID: PaperRule("法定继承人有效身份证件"),
    PaperKind.OFFICER_ID: PaperRule("经办人有效身份证件"),
    PaperKind.HANDHELD: PaperRule("申请人手持身份证件的照片"),
    PaperKind.HOUSEHOLD_REGISTER: PaperRule("户口簿（首页、父或母页、孩子页）", files=2),
    PaperKind.BIRTH_CERTIFICATE: PaperRule("出生医学证明"),
    PaperKind.DEATH_CERTIFICATE: PaperRule("患者死亡证明"),
    PaperKind.KINSHIP: PaperRule("与患者亲属关系的证明"),
    PaperKind.HEIRSHIP: PaperRule("死亡患者与法定继承人关系的法定证明材料"),
    PaperKind.AGENCY: PaperRule("代理关系的法定证明材料", proof=True),
    PaperKind.MANDATE: PaperRule("授权委托书", proof=True),
    PaperKind.JUDGMENT: PaperRule("认定无民事行为能力并指定监护人的判决书", most=20, proof=True),
    PaperKind.DESIGNATION: PaperRule("居（村）委会或民政部门指定监护人的证明", proof=True),
    PaperKind.CAPACITY_NOTE: PaperRule("医生出具的患者行为能力说明", proof=True),
    PaperKind.REQUEST: PaperRule("单位出具的采集证据（调取病历）的法定证明", proof=True),
    PaperKind.WORK_CERTIFICATE: PaperRule("经办人有效工作证明（须与出函单位一致）", proof=True),
    PaperKind.POLICY: PaperRule("保险合同复印件", most=20, proof=True),
    PaperKind.CONSENT: PaperRule("患者本人或其代理人同意的法定证明材料", proof=True),
    PaperKind.HEIRS_CONSENT: PaperRule("法定继承人或其代理人同意的法定证明材料", proof=True),
    PaperKind.CONSENT_WAIVED: PaperRule("合同或法律另有规定、无须另行同意的依据", proof=True),
}
IDENTITY_PAPERS = frozenset(
    {
        PaperKind.PATIENT_ID,
        PaperKind.AGENT_ID,
        PaperKind.PARENT_ID,
        PaperKind.GUARDIAN_ID,
        PaperKind.RELATIVE_ID,
        PaperKind.HEIR_ID,
        PaperKind.OFFICER_ID,
    }
)


class When(StrEnum):
    """What a need depends on, beside the kind of applicant."""

    ALWAYS = "always"
    LIVING = "living"  # the patient
    DEAD = "dead"
    HANDHELD_ASKED = "handheld_asked"  # ⚙ a photo with the identity paper in hand, of applications from afar


class Need(NamedTuple):
    """One thing to be shown: all papers of one of the alternatives."""

    any_of: tuple[tuple[PaperKind, ...], ...]
    source: str
    when: When = When.ALWAYS
    by_link: bool = False  # ⚙ the patient's yes by link stands for it


class Confirmation(StrEnum):
    """Who confirmed, by what."""

    RESERVED_PHONE = "reserved_phone"  # the patient, by a code to the phone reserved at the hospital
    OWN_PHONE = "own_phone"  # the applicant, by a code to the own phone
    CALL_BACK = "call_back"  # staff called the body's published number


class Second(StrEnum):
    """Why a second, other reviewer looks."""

    KIND = "kind"  # this kind of applicant cannot confirm by the reserved phone
    DEPARTMENT = "department"  # psychiatry, reproduction …, as the directory or ⚙ the hospital marks it
    RESTRICTED = "restricted"  # the HIS marks the stay: staff, VIP, HIV/STD, abortion
    NO_RESERVED_PHONE = "no_reserved_phone"  # the patient did not confirm by it, though the kind could


class Rule(NamedTuple):
    """All that holds for one kind of applicant."""

    words: str
    needs: tuple[Need, ...]
    confirm: tuple[Confirmation, ...]
    second: bool  # a second reviewer, whatever is applied for
    person: PaperKind | None  # the applicant's own identity paper, when the applicant is not the patient
    dead: bool | None  # the patient must be dead, must be living; None: either
    mandate_of: str = ""  # who gives the 授权委托书
    ends_with_patient: bool = False  # the right to apply ends when the patient dies


def _all(*papers: PaperKind, source: str, when: When = When.ALWAYS) -> tuple[Need, ...]:
    return tuple(Need(((paper,),), source, when) for paper in papers)


_HANDHELD = Need(((PaperKind.HANDHELD,),), "H", When.HANDHELD_ASKED)
_BODY = _all(PaperKind.REQUEST, PaperKind.OFFICER_ID, PaperKind.WORK_CERTIFICATE, source="A20")
_CHILD = Need(((PaperKind.HOUSEHOLD_REGISTER,), (PaperKind.BIRTH_CERTIFICATE,)), "A17、H")
_OWN, _RESERVED = Confirmation.OWN_PHONE, Confirmation.RESERVED_PHONE

_FIRST: dict[Applicant, Rule] = {
    Applicant.PATIENT: Rule(
        "患者本人",
        (*_all(PaperKind.PATIENT_ID, source="A18(1)"), _HANDHELD),
        (_RESERVED,),
        second=False,
        person=None,
        dead=False,
        ends_with_patient=True,
    ),
    Applicant.AGENT: Rule(
        "患者的代理人",
        (
            *_all(PaperKind.PATIENT_ID, PaperKind.AGENT_ID, PaperKind.AGENCY, source="A18(2)"),
            Need(((PaperKind.MANDATE,),), "A18(2)", by_link=True),
            _HANDHELD,
        ),
        (_OWN, _RESERVED),
        second=False,
        person=PaperKind.AGENT_ID,
        dead=False,
        mandate_of="患者",
        ends_with_patient=True,
    ),
    Applicant.PARENT: Rule(
        "未成年患者的父（母）",
        (*_all(PaperKind.PARENT_ID, source="A17"), _CHILD, _HANDHELD),
        (_OWN, _RESERVED),
        second=False,
        person=PaperKind.PARENT_ID,
        dead=False,
        ends_with_patient=True,
    ),
    Applicant.PARENTS_AGENT: Rule(
        "未成年患者父（母）的代理人",
        (
            *_all(PaperKind.PARENT_ID, source="A17"),
            _CHILD,
            *_all(PaperKind.AGENT_ID, PaperKind.MANDATE, source="A18(2)"),
            _HANDHELD,
        ),
        (_OWN, _RESERVED),
        second=False,
        person=PaperKind.AGENT_ID,
        dead=False,
        mandate_of="患者的父（母）",
        ends_with_patient=True,
    ),
    Applicant.GUARDIAN: Rule(
        "无（限制）民事行为能力成年患者的监护人",
        (
            *_all(PaperKind.PATIENT_ID, PaperKind.GUARDIAN_ID, source="A17、A18(2)"),
            Need(((PaperKind.JUDGMENT,), (PaperKind.DESIGNATION,), (PaperKind.KINSHIP,)), "A17、H"),
            _HANDHELD,
        ),
        (_OWN,),
        second=True,
        person=PaperKind.GUARDIAN_ID,
        dead=False,
        ends_with_patient=True,
    ),
    Applicant.RELATIVE: Rule(
        "死亡患者的近亲属",
        (*_all(PaperKind.DEATH_CERTIFICATE, PaperKind.RELATIVE_ID, PaperKind.KINSHIP, source="T16"), _HANDHELD),
        (_OWN,),
        second=True,
        person=PaperKind.RELATIVE_ID,
        dead=True,
    ),
    Applicant.HEIR: Rule(
        "死亡患者的法定继承人",
        (*_all(PaperKind.DEATH_CERTIFICATE, PaperKind.HEIR_ID, PaperKind.HEIRSHIP, source="A18(3)"), _HANDHELD),
        (_OWN,),
        second=True,
        person=PaperKind.HEIR_ID,
        dead=True,
    ),
    Applicant.HEIRS_AGENT: Rule(
        "死亡患者法定继承人的代理人",
        (
            *_all(PaperKind.DEATH_CERTIFICATE, PaperKind.HEIR_ID, PaperKind.AGENT_ID, source="A18(4)"),
            *_all(PaperKind.HEIRSHIP, PaperKind.AGENCY, PaperKind.MANDATE, source="A18(4)"),
            _HANDHELD,
        ),
        (_OWN,),
        second=True,
        person=PaperKind.AGENT_ID,
        dead=True,
        mandate_of="法定继承人",
    ),
    Applicant.INSURER: Rule(
        "商业保险机构",
        (
            *_BODY,
            *_all(PaperKind.POLICY, source="A20"),
            Need(((PaperKind.CONSENT,), (PaperKind.CONSENT_WAIVED,)), "A20", When.LIVING),
            Need(((PaperKind.HEIRS_CONSENT,), (PaperKind.CONSENT_WAIVED,)), "A20", When.DEAD),
        ),
        (Confirmation.CALL_BACK,),
        second=True,
        person=PaperKind.OFFICER_ID,
        dead=None,
    ),
    Applicant.PUBLIC_BODY: Rule(
        "公安、司法、人社、保险、鉴定等部门",
        _BODY,
        (Confirmation.CALL_BACK,),
        second=True,
        person=PaperKind.OFFICER_ID,
        dead=None,
    ),
}


class Part(NamedTuple):
    """A part of a record that may be copied."""

    words: str
    source: str
    outpatient: bool = False  # visits have it too


PARTS: dict[str, Part] = {
    "front_page": Part("住院病案首页", "T16"),
    "admission_record": Part("住院志（入院记录）", "A19"),
    "temperature_chart": Part("体温单", "A19"),
    "orders": Part("医嘱单", "A19"),
    "operation_consent": Part("手术同意书", "A19"),
    "anaesthesia_consent": Part("麻醉同意书", "A19"),
    "anaesthesia_record": Part("麻醉记录", "A19"),
    "operation_record": Part("手术记录", "A19"),
    "nursing_record": Part("病重（病危）患者护理记录", "A19"),
    "discharge_record": Part("出院记录", "A19"),
    "transfusion_consent": Part("输血治疗知情同意书", "A19"),
    "special_consent": Part("特殊检查（特殊治疗）同意书", "A19"),
    "pathology": Part("病理报告", "A19", outpatient=True),
    "reports": Part("检验报告等辅助检查报告单", "A19", outpatient=True),
    "imaging": Part("医学影像检查资料", "A19", outpatient=True),
    "progress": Part("病程记录、会诊记录、讨论记录", "T16"),
    "fees": Part("医疗费用资料", "T16", outpatient=True),
    "visit_record": Part("门（急）诊病历", "T16", outpatient=True),
    "all": Part("全部病历资料", "T16", outpatient=True),
}


class Rules(NamedTuple):
    """One version of the whole table. Of laws later than these a new version is made; the old ones stay."""

    version: int
    since: str
    applicants: dict[Applicant, Rule]
    parts: dict[str, Part]


VERSIONS: dict[int, Rules] = {1: Rules(1, "2026-11-01", _FIRST, PARTS)}
CURRENT = max(VERSIONS)


class UnknownPart(refusals.Invalid):
    """Not a part of a record."""

    code, message = "copies_unknown_part", "所选复印内容有误，请返回重新选择"


def of(version: int, kind: Applicant) -> Rule:
    """What holds for that kind of applicant under that version."""
    return VERSIONS[version].applicants[kind]


def needs(rule: Rule, *, dead: bool, note_asked: bool, handheld_asked: bool) -> list[Need]:
    """What this applicant must show. A note that is asked beside mere kinship joins that alternative."""
    holds = {When.ALWAYS: True, When.LIVING: not dead, When.DEAD: dead, When.HANDHELD_ASKED: handheld_asked}
    found = [need for need in rule.needs if holds.get(need.when, False)]
    return [_with_note(need) if note_asked else need for need in found]


def _with_note(need: Need) -> Need:
    noted = tuple(
        (*papers, PaperKind.CAPACITY_NOTE) if papers == (PaperKind.KINSHIP,) and len(need.any_of) > 1 else papers
        for papers in need.any_of
    )
    return need._replace(any_of=noted)


def second(rule: Rule, confirmed: frozenset[Confirmation], *, department: bool, restricted: bool) -> list[Second]:
    """Why a second, other reviewer must look; empty when one is enough."""
    reasons = {
        Second.KIND: rule.second,
        Second.NO_RESERVED_PHONE: not rule.second and Confirmation.RESERVED_PHONE not in confirmed,
        Second.DEPARTMENT: department,
        Second.RESTRICTED: restricted,
    }
    return [reason for reason, holds in reasons.items() if holds]
