"""How many requests the first page and a clinic list take; how long, `python -m benchmarks` says."""

import pytest

from tests.miniprogram.opening import PAGES, asked_by

MOST = 3


@pytest.mark.parametrize("page", PAGES, ids=list(PAGES))
def test_a_page_can_be_used_after_few_requests(phone, page):
    phone.see("急诊请直接到医院")
    _, asked = asked_by(phone, *PAGES[page](phone))
    assert 0 < sum(map(len, asked)) <= MOST, asked
