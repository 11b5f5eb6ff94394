"""What a value of a subscribe message may look like, by the kind of its field: made to fit by rule, never empty.

The key `thing1` is field 1 of kind `thing`. What cannot be made to fit without telling something else (a number, a
time) is not touched but refused: FieldUnfit is a bug of ours or a template of another shape.
"""

import re
from collections.abc import Callable

NOTHING = "无"  # WeChat refuses an empty value

_KEY = re.compile(r"([a-z_]+?)(\d+)")
_BREAKS = re.compile(r"\s*[\r\n\t\f\v\u2028\u2029\x00-\x1f\x7f]+\s*")
_CHINESE = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af\u00b7"  # 〇, the ideographs, the dot in foreign names
_AMOUNT = re.compile(r"[¥￥$€£]?-?\d{1,10}(\.\d{1,2})?元?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d"
_DAY = r"\d{4}(年\d{1,2}月\d{1,2}日|-\d{2}-\d{2})"
_MOMENT = rf"({_DAY} ?)?{_CLOCK}(:[0-5]\d)?"
_TIME = re.compile(rf"{_MOMENT}( ?~ ?{_MOMENT})?|{_DAY}( ?~ ?{_DAY})?", re.ASCII)
_DATE = re.compile(rf"{_DAY}( ?{_CLOCK})?( ?~ ?{_DAY}( ?{_CLOCK})?)?", re.ASCII)
_NAME = rf"[{_CHINESE}]{{1,10}}|[^\d{_CHINESE}]{{1,20}}"  # compiled on first use, as is the next: wide sets take long
_OTHER_THAN_CHINESE = rf"[^{_CHINESE}]"
_NOT_ASCII = re.compile(r"[^\x21-\x7e]")
_NOT_PHONE = re.compile(r"[^0-9+*() -]")


class FieldUnfit(ValueError):
    """A value that its field cannot carry. Names the field, never the value."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def fit(values: dict[str, str]) -> dict[str, dict[str, str]]:
    """The `data` of a message: every value made to fit its field. Raises FieldUnfit."""
    return {key: {"value": _fit(key, value)} for key, value in values.items()}


def kind_of(key: str) -> str:
    """`character_string3` → `character_string`. Raises FieldUnfit for a kind there is not."""
    found = _KEY.fullmatch(key)
    if found is None or found[1] not in RULES:
        raise FieldUnfit(key)
    return found[1]


def _fit(key: str, value: str) -> str:
    one_line = _BREAKS.sub(" ", value).strip()
    fitted = RULES[kind_of(key)](one_line)
    if not fitted:
        raise FieldUnfit(key)
    return fitted


def _cut(limit: int) -> Callable[[str], str]:
    """Cut by code points: a last one that is a joiner or a variant goes with what it belongs to."""
    return lambda text: (text or NOTHING)[:limit].rstrip("\u200d\ufe0f ")


def _exactly(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda text: text if pattern.fullmatch(text) else ""


def _number(text: str) -> str:
    return text if _NUMBER.fullmatch(text) and len(text) <= 32 else ""  # noqa: PLR2004 - WeChat's limit


def _name(text: str) -> str:
    """A name of both scripts, or with digits, or too long, keeps its Chinese part first."""
    if re.fullmatch(_NAME, text):
        return text
    chinese = re.sub(_OTHER_THAN_CHINESE, "", text)
    return (chinese[:10] if chinese else re.sub(r"\d", "", text)[:20].strip()) or NOTHING


def _phrase(text: str) -> str:
    return re.sub(_OTHER_THAN_CHINESE, "", text)[:5] or NOTHING


def _ascii(text: str) -> str:
    return _NOT_ASCII.sub("", text)[:32] or "-"


def _letters(text: str) -> str:
    return re.sub(r"[^A-Za-z]", "", text)[:32]


def _phone(text: str) -> str:
    number = _NOT_PHONE.sub("", text)[:17].strip()
    return number if re.search(r"[0-9]", number) else ""


RULES: dict[str, Callable[[str], str]] = {
    "thing": _cut(20),
    "number": _number,
    "letter": _letters,
    "symbol": _cut(5),
    "character_string": _ascii,
    "time": _exactly(_TIME),
    "date": _exactly(_DATE),
    "amount": _exactly(_AMOUNT),
    "phone_number": _phone,
    "car_number": _cut(8),
    "name": _name,
    "phrase": _phrase,
    "enum": _cut(20),  # which values there are is the template's: WeChat answers 47003 for another
}
