"""Identity papers: every kind by its own rule. Pure: text in, a Paper or a refusal out.

Sources: GB 11643 (resident ID), the exit-entry administration's notices on passes and permits; see docs/his-profile.md
for how the HIS names the kinds.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.gateways.his.systems import PERSON_OF_PASS
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import refusals

OLDEST = 150  # years
GROWN_UP = 18  # years
PERMIT_REGIONS = ("810000", "820000", "830000")  # Hong Kong, Macau, Taiwan
CHECK_CHARACTERS = "10X98765432"  # ISO 7064 MOD 11-2, by remainder
CHILDREN_ONLY = frozenset({Kind.BIRTH_CERTIFICATE, Kind.HOUSEHOLD_REGISTER})
MALE, FEMALE = "male", "female"

_NUMBERED = re.compile(r"\d{17}[\dX]")
_FORMS = {
    Kind.HK_MACAU_PASS: re.compile(r"[HM]\d{8}(\d{2})?"),
    Kind.TAIWAN_PASS: re.compile(r"\d{8}(\d{2})?"),
    Kind.PASSPORT: re.compile(r"(?=.*\d)[A-Z0-9]{5,17}"),
    Kind.BIRTH_CERTIFICATE: re.compile(r"[A-Z]\d{9}"),
    Kind.HOUSEHOLD_REGISTER: re.compile(r"[A-Z0-9]{6,18}"),
}
_OLD_PERMANENT_RESIDENCE = re.compile(r"[A-Z]{3}\d{12}")
_BLANKS = re.compile(r"[\s()-]+")
_DOTS = "[\u00b7\u2022\u2027\u30fb\u2219\u22c5\u0387]|(?<=[\u3400-\u9fff])[.](?=[\u3400-\u9fff])"  # the dot within a name
_NAME = re.compile(r"[^\W\d_]+([ ·'.-]+[^\W\d_]+)*\.?")
SHORTEST_NAME, LONGEST_NAME = 2, 50


class WrongNumber(refusals.Invalid):
    """The number breaks the rule of its kind."""

    code, message = "identity_number_wrong", "证件号码有误，请对照证件逐位核对后重新填写"


class WrongBirth(refusals.Invalid):
    """No such day, in the future, or not the one in the number."""

    code, message = "birth_date_wrong", "出生日期有误，请对照证件核对后重新填写"


class WrongKind(refusals.Invalid):
    """The number is of another kind of paper."""

    code, message = "identity_kind_wrong", "证件类型与号码不符，请重新选择证件类型"


class DetailsNeeded(refusals.Invalid):
    """This kind of paper does not tell birth date and sex."""

    code, message = "birth_and_sex_needed", "请填写就诊人的出生日期和性别"


class ChildrenOnly(refusals.Invalid):
    """A birth certificate or household register of somebody grown up."""

    code, message = "paper_for_children_only", "出生医学证明和户口簿仅用于未满18周岁的儿童，请改用本人身份证件"


class WrongName(refusals.Invalid):
    """Not a name as papers print it."""

    code, message = "name_wrong", "姓名填写有误，请与证件上的姓名保持一致"


class Paper(NamedTuple):
    """A valid identity paper. `number` as printed, normalised; `repr` shows the kind alone."""

    kind: Kind
    number: str
    born: dt.date
    sex: str

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<{type(self).__name__}>"


def paper(
    kind: Kind, number: str, today: dt.date, *, born: dt.date | None = None, sex: str | None = None, test_region: str = ""
) -> Paper:
    """Check a number by the rule of its kind. What the number tells of birth and sex must agree with what was filled in.

    Raises WrongNumber, WrongBirth, WrongKind, DetailsNeeded, ChildrenOnly.
    """
    plain = in_form(kind, number, test_region)
    if kind in _TELLING:
        told = _birth_in(plain), _sex_in(plain)
        if born not in {None, told[0]} or sex not in {None, told[1]}:
            raise WrongBirth
        born, sex = told
    if born is None or sex is None:
        raise DetailsNeeded
    if born > today or today.year - born.year > OLDEST:
        raise WrongBirth
    if kind in CHILDREN_ONLY and age(born, today) >= GROWN_UP:
        raise ChildrenOnly
    return Paper(kind, plain, born, sex)


def in_form(kind: Kind, number: str, test_region: str = "") -> str:
    """The normalised number, if it has the form of its kind. Raises WrongNumber, WrongKind."""
    plain = normal_number(number)
    if kind in _TELLING:
        _TELLING[kind](plain, test_region)
    elif not _well_formed(kind, plain):
        raise WrongNumber
    return plain


def normal_number(text: str) -> str:
    """Full-width to half-width, upper case, without blanks, brackets and hyphens."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def normal_name(text: str) -> str:
    """One form for one name: half-width, single blanks, one kind of dot. Raises WrongName."""
    plain = re.sub(_DOTS, "·", " ".join(unicodedata.normalize("NFKC", text).split()))
    plain = re.sub(" ?· ?", "·", plain)
    if not (SHORTEST_NAME <= len(plain) <= LONGEST_NAME) or not _NAME.fullmatch(plain):
        raise WrongName
    return plain


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one person: blanks, dots and the case of letters do not count."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return re.sub(r"[\s·'.-]", "", re.sub(_DOTS, "·", unicodedata.normalize("NFKC", name))).casefold()


def person_in(valid: Paper, name: str) -> tuple[str, str]:
    """What identifies the person: a word for the kind, and a text. Equal for two papers of one person as far as numbers can tell.

    HK/Macau passes by their first 9 characters. A household register's number is the family's: name and birth date are added.
    """
    if valid.kind is Kind.HK_MACAU_PASS:
        return valid.kind.value, valid.number[:PERSON_OF_PASS]
    if valid.kind is Kind.HOUSEHOLD_REGISTER:
        return valid.kind.value, f"{valid.number} {valid.born} {_bare(name)}"
    return ("citizen-number" if _NUMBERED.fullmatch(valid.number) else valid.kind.value), valid.number


def age(born: dt.date, today: dt.date) -> int:
    """Full years of life. Who was born on 29 February is a year older on 1 March of a common year."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def birthday(born: dt.date, years: int) -> dt.date:
    """The day on which that age is reached."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def check_character(first17: str) -> str:
    """The 18th character by ISO 7064 MOD 11-2."""
    return CHECK_CHARACTERS[sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first17)) % 11]


def _checked(number: str) -> None:
    if not _NUMBERED.fullmatch(number) or not number.isascii() or check_character(number[:17]) != number[17]:
        raise WrongNumber


def _resident(number: str, test_region: str) -> None:
    _checked(number)
    if number.startswith(PERMIT_REGIONS):
        raise WrongKind
    if number[0] not in "12345678" and not (test_region and number.startswith(test_region)):
        raise WrongNumber


def _permit(number: str, _: str) -> None:
    _checked(number)
    if not number.startswith(PERMIT_REGIONS):
        raise WrongKind


_TELLING: dict[Kind, Callable[[str, str], None]] = {Kind.RESIDENT_ID: _resident, Kind.RESIDENCE_PERMIT: _permit}


def _birth_in(number: str) -> dt.date:
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise WrongBirth from None


def _sex_in(number: str) -> str:
    return MALE if int(number[16]) % 2 else FEMALE


def _well_formed(kind: Kind, number: str) -> bool:
    if not number.isascii():
        return False
    if kind is Kind.PERMANENT_RESIDENCE:
        since_2023 = number.startswith("9") and _NUMBERED.fullmatch(number) and check_character(number[:17]) == number[17]
        return bool(since_2023 or _OLD_PERMANENT_RESIDENCE.fullmatch(number))
    return bool(_FORMS[kind].fullmatch(number))
