"""The names of the profile: identifier systems, code systems, extensions. The standard's own wherever it has one."""

from enum import StrEnum

OURS = "https://xinglin.example/fhir"

# ---- identifier systems
REGISTRATION = f"{OURS}/sid/registration"  # our registration's id, on Appointment
PATIENT = f"{OURS}/sid/patient"  # our PatientId, on a Patient that we had created
CARD = f"{OURS}/sid/card"  # 就诊卡号
RECORD = f"{OURS}/sid/record"  # 病案号
NUMBER = f"{OURS}/sid/number"  # a slot's number in its clinic
STAFF = f"{OURS}/sid/staff"  # 工号
ADMISSION = f"{OURS}/sid/admission"  # 住院号, on Encounter
VISIT = f"{OURS}/sid/visit"  # 门诊号, on Encounter

# ---- code systems
GRADE = f"{OURS}/CodeSystem/doctor-grade"
KIND = f"{OURS}/CodeSystem/clinic-kind"
POOL = f"{OURS}/CodeSystem/number-pool"
REASON = f"{OURS}/CodeSystem/refusal"
RETURNED = f"{OURS}/CodeSystem/cancellation"
DRUGS = f"{OURS}/CodeSystem/drugs"
ITEMS = f"{OURS}/CodeSystem/service-items"
SEVERITY = f"{OURS}/CodeSystem/severity"

CANCELLATION = "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"
ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type"
IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"

# ---- extensions, only where the standard has no element
FEE = f"{OURS}/StructureDefinition/clinic-fee"
REPLACES = f"{OURS}/StructureDefinition/replaces-practitioner"
INTRODUCTION = f"{OURS}/StructureDefinition/introduction"
VERSION = f"{OURS}/StructureDefinition/wanted-version"
HELD_UNTIL = f"{OURS}/StructureDefinition/held-until"
PAYMENT = f"{OURS}/StructureDefinition/payment"
ARCHIVED = f"{OURS}/StructureDefinition/record-archived"
PASSED = f"{OURS}/StructureDefinition/number-passed"
SPECIFICATION = f"{OURS}/StructureDefinition/specification"
UNIT = f"{OURS}/StructureDefinition/unit"


class Kind(StrEnum):
    """What is sold."""

    GENERAL = "general"  # 专科
    EXPERT = "expert"  # 专家


class Severity(StrEnum):
    """How ill somebody is."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    CRITICAL = "critical"


class Identity(StrEnum):
    """The kinds of identity papers, as the profile names them."""

    RESIDENT_ID = "resident-id"
    RESIDENCE_PERMIT = "residence-permit"  # 港澳台居民居住证
    HK_MACAU_PASS = "hk-macau-pass"  # noqa: S105  # nosec B105 - a travel paper 港澳居民来往内地通行证
    TAIWAN_PASS = "taiwan-pass"  # noqa: S105  # nosec B105 - a travel paper 台湾居民来往大陆通行证
    PASSPORT = "passport"
    PERMANENT_RESIDENCE = "permanent-residence"  # 外国人永久居留身份证
    BIRTH_CERTIFICATE = "birth-certificate"
    HOUSEHOLD_REGISTER = "household-register"

    @property
    def system(self) -> str:
        """Its identifier system."""
        return f"{OURS}/sid/{self.value}"

    def value_of(self, number: str) -> str:
        """The identifier's value for a number as printed: upper case; of a HK/Macau pass the 9 characters that identify the person."""
        plain = number.strip().upper()
        return plain[:PERSON_OF_PASS] if self is Identity.HK_MACAU_PASS else plain


PERSON_OF_PASS = 9  # the rest of a HK/Macau pass counts reissues

GRADES = {"chief": "主任医师", "associate-chief": "副主任医师", "attending": "主治医师", "resident": "住院医师"}
IDENTIFIER_TYPES = {  # HL7 table 0203, where it has the kind
    Identity.RESIDENT_ID: "NI",
    Identity.PASSPORT: "PPN",
    Identity.PERMANENT_RESIDENCE: "PRC",
    Identity.BIRTH_CERTIFICATE: "BCT",
}
