"""Carriers without an interface, and how waybills are written."""

import pytest

from chalicelib.gateways.express import carriers
from chalicelib.gateways.express.carrier import BY_HAND, Contact, Parcel, UnreadablePush
from chalicelib.gateways.express.carriers import CARRIERS

HOSPITAL = Contact("杏林", "02788880000", "滨江市江岸区医院路1号")


@pytest.mark.parametrize(
    ("carrier", "typed", "waybill"),
    [
        ("sf", "SF1234567890123", "SF1234567890123"),
        ("sf", " sf12345 67890-123 ", "SF1234567890123"),
        ("sf", "ＳＦ1234567890123", "SF1234567890123"),
        ("sf", "SF１２３４５６７８９０１２３", "SF1234567890123"),
        ("sf", "123456789012", "123456789012"),
        ("sf", "SF123456789012", None),
        ("sf", "SF12345678901234", None),
        ("sf", "", None),
        ("ems", "RB473124829US", "RB473124829US"),
        ("ems", "ea 473124829 cn", "EA473124829CN"),
        ("ems", "EA473124828CN", None),
        ("ems", "1151234567890", "1151234567890"),
        ("ems", "2151234567890", None),
        ("jd", "JDVA12345678901", "JDVA12345678901"),
        ("jd", "JD123", None),
        ("other", "YT1234567890", "YT1234567890"),
        ("other", "1234567", None),
        ("other", "ABCDEFGHIJ", None),
        ("other", "<script>1234", None),
        ("other", "圆通1234567890", None),
    ],
)
def test_a_waybill_is_spelled_in_one_way_or_refused(carrier, typed, waybill):
    assert CARRIERS[carrier].waybill(typed) == waybill


@pytest.mark.parametrize("check", range(10))
def test_of_ten_last_digits_the_postal_union_takes_one(check):
    assert (CARRIERS["ems"].waybill(f"RB47312482{check}US") is not None) == (check == 9)


@pytest.mark.parametrize(
    ("scanned", "carrier"),
    [
        ("SF1234567890123", "sf"),
        ("EA473124829CN", "ems"),
        ("YT1234567890", "other"),
        ("JDVA12345678901", "jd"),
        ("?", "other"),
    ],
)
def test_a_scanned_waybill_tells_its_carrier_where_it_can(scanned, carrier):
    assert carriers.guess(scanned).code == carrier


@pytest.mark.parametrize("code", ["ems", "jd", "other"])
def test_a_carrier_by_hand_is_asked_nothing(code):
    carrier = CARRIERS[code]
    assert not carrier.calls
    assert carrier.order(Parcel("p1", HOSPITAL, HOSPITAL)) == BY_HAND
    assert carrier.find("p1") == carrier.cancel("p1") == carrier.routes("1151234567890") == BY_HAND
    with pytest.raises(UnreadablePush):
        carrier.read_push({}, b"{}")


def test_every_carrier_has_a_name_that_patients_know():
    assert {one.code: one.name for one in CARRIERS.values()} == {
        "sf": "顺丰速运",
        "ems": "邮政EMS",
        "jd": "京东快递",
        "other": "其他快递",
    }
    assert all(code == one.code for code, one in CARRIERS.items())
