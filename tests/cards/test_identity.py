"""Every kind of identity paper by its own rule."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cards import identity
from chalicelib.cards.identity import ChildrenOnly, DetailsNeeded, Kind, WrongBirth, WrongKind, WrongName, WrongNumber
from chalicelib.kernel import refusals

TODAY = dt.date(2026, 11, 21)
BORN = dt.date(1990, 3, 7)
REGION = "110101"


def numbered(born=BORN, order=123, region=REGION):
    first17 = f"{region}{born:%Y%m%d}{order:03d}"
    return first17 + identity.check_character(first17)


def resident(number, **more):
    return identity.paper(Kind.RESIDENT_ID, number, TODAY, **more)


def other(kind, number, born=BORN, sex="female"):
    return identity.paper(kind, number, TODAY, born=born, sex=sex)


people = st.builds(
    numbered,
    st.dates(dt.date(1890, 1, 1), TODAY),
    st.integers(0, 999),
    st.sampled_from([REGION, "440301", "659004", "890000"]),
)


def test_the_example_printed_in_gb_11643_holds():
    assert identity.check_character("11010519491231002") == "X"
    paper = resident("11010519491231002X")
    assert (paper.born, paper.sex) == (dt.date(1949, 12, 31), "female")


@given(people)
def test_a_resident_id_tells_birth_date_and_sex(number):
    paper = resident(number)
    assert f"{paper.born:%Y%m%d}" == number[6:14]
    assert paper.sex == ("male" if int(number[16]) % 2 else "female")


@given(people, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_is_refused(number, place, character):
    if number[place] != character:
        with pytest.raises(refusals.Invalid):
            resident(number[:place] + character + number[place + 1 :])


@given(people, st.integers(0, 16))
def test_any_two_neighbours_exchanged_are_refused(number, place):
    one, two = number[place], number[place + 1]
    if one != two:
        with pytest.raises(refusals.Invalid):
            resident(number[:place] + two + one + number[place + 2 :])


@given(st.text(max_size=40), st.sampled_from(Kind))
def test_any_text_is_either_a_paper_or_a_refusal(text, kind):
    try:
        other(kind, text)
    except refusals.Invalid:
        return


@given(st.text(max_size=60))
def test_any_text_is_either_a_name_or_a_refusal_and_a_name_stays_as_it_is(text):
    try:
        name = identity.normal_name(text)
    except WrongName:
        return
    assert identity.normal_name(name) == name
    assert identity.same_name(name, text)


@given(people)
def test_full_width_blanks_and_a_small_x_are_read_as_meant(number):
    wide = "".join(chr(ord(one) + 0xFEE0) for one in number.lower())
    assert resident(f" {wide[:6]} {wide[6:14]}\u3000{wide[14:]} ") == resident(number)


@pytest.mark.parametrize("region", ["010101", "910101", "990000"])
def test_a_region_outside_1_to_8_is_refused(region):
    with pytest.raises(WrongNumber):
        resident(numbered(region=region))


def test_the_region_of_invented_patients_is_taken_only_where_it_was_chosen():
    number = numbered(region="990000")
    assert resident(number, test_region="990000").born == BORN
    with pytest.raises(WrongNumber):
        resident(numbered(region="990001"), test_region="990000")


@pytest.mark.parametrize("birth", ["19900230", "19901301", "00000101", "20261122", "18700101"])
def test_a_birth_date_that_cannot_be_is_refused(birth):
    first17 = f"{REGION}{birth}123"
    with pytest.raises(WrongBirth):
        resident(first17 + identity.check_character(first17))


def test_the_fifteen_digits_of_old_are_refused():
    with pytest.raises(WrongNumber):
        resident("110101900307123")


def test_what_was_filled_in_must_agree_with_the_number():
    with pytest.raises(WrongBirth):
        resident(numbered(), born=dt.date(1990, 3, 8))
    with pytest.raises(WrongBirth):
        resident(numbered(order=123), sex="female")


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_a_residence_permit_has_its_own_regions(region):
    number = numbered(region=region)
    assert identity.paper(Kind.RESIDENCE_PERMIT, number, TODAY).born == BORN
    with pytest.raises(WrongKind):
        resident(number)
    with pytest.raises(WrongKind):
        identity.paper(Kind.RESIDENCE_PERMIT, numbered(), TODAY)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.HK_MACAU_PASS, "H12345678"),
        (Kind.HK_MACAU_PASS, "m1234567802"),
        (Kind.TAIWAN_PASS, "12345678"),
        (Kind.TAIWAN_PASS, "1234567890"),
        (Kind.PASSPORT, "E12345678"),
        (Kind.PERMANENT_RESIDENCE, "USA110090030712"),
        (Kind.PERMANENT_RESIDENCE, numbered(region="911840")),
        (Kind.BIRTH_CERTIFICATE, "U110000123"),
        (Kind.HOUSEHOLD_REGISTER, "012345678"),
    ],
)
def test_each_kind_takes_its_own_form(kind, number):
    born = dt.date(2020, 5, 1) if kind in identity.CHILDREN_ONLY else BORN
    assert other(kind, number, born=born).born == born


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Kind.HK_MACAU_PASS, "A12345678"),
        (Kind.HK_MACAU_PASS, "H1234567"),
        (Kind.HK_MACAU_PASS, "H1234567890123"),
        (Kind.TAIWAN_PASS, "123456789"),
        (Kind.PASSPORT, "ABCDEFGH"),
        (Kind.PASSPORT, "E1"),
        (Kind.PERMANENT_RESIDENCE, "US1110090030712"),
        (Kind.PERMANENT_RESIDENCE, numbered()),
        (Kind.PERMANENT_RESIDENCE, numbered(region="911840")[:17] + "@"),
        (Kind.BIRTH_CERTIFICATE, "1100001234"),
        (Kind.TAIWAN_PASS, "１２３４５６７٨"),
    ],
)
def test_what_is_not_of_the_kind_is_refused(kind, number):
    with pytest.raises(WrongNumber):
        other(kind, number)


def test_a_passport_needs_birth_date_and_sex():
    with pytest.raises(DetailsNeeded):
        identity.paper(Kind.PASSPORT, "E12345678", TODAY, born=BORN)


@pytest.mark.parametrize("kind", sorted(identity.CHILDREN_ONLY))
def test_a_childs_paper_ends_at_eighteen(kind):
    number = {Kind.BIRTH_CERTIFICATE: "U110000123", Kind.HOUSEHOLD_REGISTER: "012345678"}[kind]
    assert other(kind, number, born=dt.date(2008, 11, 22))
    with pytest.raises(ChildrenOnly):
        other(kind, number, born=dt.date(2008, 11, 21))


def test_a_reissued_hk_macau_pass_is_the_same_person():
    old, new = (other(Kind.HK_MACAU_PASS, number) for number in ("H1234567801", "H12345678"))
    assert identity.person_in(old, "陈大文") == identity.person_in(new, "陈大文")
    assert identity.person_in(old, "陈大文") != identity.person_in(other(Kind.HK_MACAU_PASS, "H12345679"), "陈大文")


def test_brothers_on_one_household_register_are_two_persons():
    one, two = (other(Kind.HOUSEHOLD_REGISTER, "012345678", born=dt.date(2020, month, 1)) for month in (1, 6))
    assert identity.person_in(one, "王大") != identity.person_in(two, "王二")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" 王 小明 ", "王小明"),
        ("阿不都•热依木", "阿不都·热依木"),
        ("阿不都.热依木", "阿不都·热依木"),
        ("anna  kowalska", "ANNA KOWALSKA"),
        ("ＡＮＮＡ　Kowalska", "Anna Kowalska"),
    ],
)
def test_one_name_is_written_in_many_ways(written, meant):
    assert identity.same_name(identity.normal_name(written), meant)
    assert not identity.same_name(identity.normal_name(written), "王小月")


@pytest.mark.parametrize("text", ["王", "", "王1", "<b>王</b>", "王\n小明\x00", "😀😀", "王·", "x" * 51])
def test_what_is_no_name_is_refused(text):
    with pytest.raises(WrongName):
        identity.normal_name(text)


@pytest.mark.parametrize(("today", "years"), [(dt.date(2026, 2, 28), 13), (dt.date(2026, 3, 1), 14), (dt.date(2028, 2, 29), 16)])
def test_who_was_born_on_a_leap_day_grows_older_on_the_first_of_march(today, years):
    born = dt.date(2012, 2, 29)
    assert identity.age(born, today) == years
    assert identity.birthday(born, 14) == dt.date(2026, 3, 1)
