"""What copies cost: public, the same for everybody, never less than nothing."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.copies import tariff
from chalicelib.copies.tariff import Tariff

T = Tariff(page=50, minimum=1000, certification=500, electronic=300, postage={"其他": 2000, "浙江": 1200})


def cost(pages, copies=1, *, certified=False, to=None, online=False, free=""):
    return tariff.price(T, pages=pages, copies=copies, certified=certified, express_to=to, online=online, free=free)


def test_pages_times_copies():
    assert cost(30, 2).total == 3000


def test_a_few_pages_cost_the_minimum():
    assert cost(3).total == 1000


def test_postage_goes_by_province_and_the_others_share_an_entry():
    assert cost(30, to="浙江").total == 1500 + 1200
    assert cost(30, to="西藏").total == 1500 + 2000


def test_each_certified_copy_costs_its_stamp():
    assert cost(30, 2, certified=True).total == 3000 + 1000


def test_an_electronic_copy_costs_its_making_and_no_postage():
    assert cost(30, online=True).total == 1800


def test_free_is_free_and_says_why():
    price = cost(300, 5, certified=True, to="浙江", free="依法免收费用")
    assert (price.total, price.free) == (0, "依法免收费用")
    assert price.copying == 75000


@given(st.integers(1, 5000), st.integers(1, 20), st.sampled_from(tariff.PROVINCES))
def test_more_never_costs_less(pages, copies, province):
    assert 0 <= cost(pages, copies, to=province).total <= cost(pages + 1, copies, to=province).total
    assert cost(pages, copies, to=province).total <= cost(pages, copies + 1, to=province).total
