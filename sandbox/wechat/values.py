"""What WeChat takes as the value of a template's field, by the kind in the field's name."""

import re

DIGITS = re.compile(r"\d+")
CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2})"
ONE = rf"(?:{DAY}(?:\s*{CLOCK})?|{CLOCK})"
MOMENT = re.compile(rf"{ONE}(?:\s*~\s*{ONE})?")
WITH_DAY = re.compile(rf"{DAY}(?:\s*{CLOCK})?(?:\s*~\s*{DAY}(?:\s*{CLOCK})?)?")
AMOUNT = re.compile(r"[^\w\s]?\d{1,10}(?:\.\d+)?元?")

IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))


def is_chinese(character: str) -> bool:
    """Whether it is a Chinese character."""
    return character in "〇·" or any(ord(character) in block for block in IDEOGRAPHS)


def taken(key: str, value: object, choices: list[str] | None = None) -> bool:
    """Whether that field takes that value."""
    if not isinstance(value, str) or not value.strip() or re.search(r"[\r\n\t]", value):
        return False
    kind = re.sub(r"\d+$", "", key)
    length = len(value)
    all_chinese = all(is_chinese(character) for character in value)
    any_chinese = any(is_chinese(character) for character in value)
    rules = {
        "thing": length <= 20,
        "number": length <= 32 and re.fullmatch(r"-?\d+(?:\.\d+)?", value) is not None,
        "letter": length <= 32 and re.fullmatch(r"[A-Za-z]+", value) is not None,
        "symbol": length <= 5 and not any(character.isalnum() for character in value),
        "character_string": length <= 32 and not any_chinese and value.isascii(),
        "time": MOMENT.fullmatch(value) is not None,
        "date": WITH_DAY.fullmatch(value) is not None,
        "amount": AMOUNT.fullmatch(value) is not None,
        "phone_number": length <= 17 and not any(character.isalpha() for character in value),
        "car_number": length <= 8,
        "name": (all_chinese and length <= 10) or (not any_chinese and length <= 20 and DIGITS.search(value) is None),
        "phrase": all_chinese and length <= 5,
        "enum": value in (choices or []),
    }
    return rules[kind]
