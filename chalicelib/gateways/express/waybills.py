"""How waybills are written. A typing error that the format shows is refused at the desk; more than the format nobody can tell."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\-—_]")
_SF = re.compile(r"SF\d{13}|\d{12}")
_EMS = re.compile(r"1\d{12}|9\d{12}")
_UPU = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
_JD = re.compile(r"JD[A-Z0-9]{11,18}")
_ANY = re.compile(r"[A-Z0-9]{8,24}")
_UPU_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


def spelled(text: str) -> str:
    """As typed or scanned → upper case, of plain width, without blanks and hyphens."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def of_sf(waybill: str) -> bool:
    """`SF` and 13 digits, or the 12 digits of old."""
    return _SF.fullmatch(waybill) is not None


def of_ems(waybill: str) -> bool:
    """13 digits, or a number of the Universal Postal Union (S10) with its check digit."""
    return _EMS.fullmatch(waybill) is not None or of_the_postal_union(waybill)


def of_the_postal_union(waybill: str) -> bool:
    """`EA123456785CN`: the ninth digit is 11 less the weighted sum modulo 11, where 10 is 0 and 11 is 5."""
    found = _UPU.fullmatch(waybill)
    if found is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(found[1], _UPU_WEIGHTS, strict=True))
    check = 11 - total % 11
    return int(found[2]) == {10: 0, 11: 5}.get(check, check)


def of_jd(waybill: str) -> bool:
    """`JD` and 11 to 18 letters or digits."""
    return _JD.fullmatch(waybill) is not None


def of_anybody(waybill: str) -> bool:
    """8 to 24 letters and digits."""
    return _ANY.fullmatch(waybill) is not None and any(one.isdigit() for one in waybill)
