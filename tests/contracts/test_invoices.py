"""The invoice gateway against the played platform, and the played platform against docs/invoice-profile.md."""

import datetime as dt
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import count, pairwise

import pytest

from chalicelib.gateways.invoices import issuing
from chalicelib.gateways.invoices.bills import NEXT, Kind, Line, Link, Payer, PayerKind, Refused, State, Unknown, Wanted
from chalicelib.kernel import clock, secrets, settings
from chalicelib.kernel.money import Fen
from sandbox.invoices import Invoices
from sandbox.invoices.party import FORGERIES

_numbers = count()
PAGES = Line("COPY-PAGE", "病历复印费", "页", 12, Fen(50), Fen(600))
POSTAGE = Line("POSTAGE", "邮寄费", "次", 1, Fen(1500), Fen(1500))


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Invoices(tmp_path_factory.mktemp("invoices")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def platform(party, world):
    party.items = ("COPY-PAGE", "POSTAGE")
    yield party
    party.calm()
    party.pace, party.ahead, party.refusing, party.closed, party.forging, party.busy = 0, 0.0, "", False, "", ""
    world.meet(party)


def wanted(**other) -> Wanted:
    usual = {
        "number": f"copy-{next(_numbers)}",
        "kind": Kind.FISCAL,
        "payer": Payer("赵铁柱"),
        "lines": (PAGES, POSTAGE),
        "total": Fen(2100),
        "paid_at": dt.datetime(2026, 11, 21, 1, 2, 3, tzinfo=dt.UTC),
        "transaction": "4200001234202611210000000001",
    }
    return Wanted(**(usual | other))


def issued(**other) -> str:
    wish = wanted(**other)
    assert issuing.issue(wish).state == State.ISSUED
    return wish.number


def test_a_bill_is_issued_and_can_be_asked_for(platform):
    number = issued()
    bill = issuing.query(number)
    assert (bill.number, bill.kind, bill.state, bill.total) == (number, Kind.FISCAL, State.ISSUED, 2100)
    assert bill.code
    assert bill.serial
    assert bill.check
    assert abs(bill.issued - clock.now()) < dt.timedelta(seconds=5)


def test_the_request_is_as_the_profile_says(platform):
    wish = wanted(remark="病案复印", payer=Payer("虚构保险公司", PayerKind.ORGANIZATION, "91420100MA00000000"), kind=Kind.TAX)
    issuing.issue(wish)
    heard = platform.heard()[-1]
    assert (heard["method"], heard["path"]) == ("PUT", f"/v1/bills/{wish.number}")
    assert json.loads(heard["body"]) == {
        "kind": "tax",
        "payer": {"kind": "organization", "name": "虚构保险公司", "tax_number": "91420100MA00000000"},
        "lines": [
            {"item": "COPY-PAGE", "name": "病历复印费", "unit": "页", "quantity": 12, "price": 50, "amount": 600},
            {"item": "POSTAGE", "name": "邮寄费", "unit": "次", "quantity": 1, "price": 1500, "amount": 1500},
        ],
        "total": 2100,
        "paid": {"at": "2026-11-21T01:02:03.000Z", "transaction": "4200001234202611210000000001"},
        "remark": "病案复印",
    }


def test_a_bill_that_takes_its_time_is_issued_later(platform):
    platform.pace = -1
    wish = wanted()
    assert issuing.issue(wish).state == State.ISSUING
    assert issuing.query(wish.number).state == State.ISSUING
    platform.settle(wish.number)
    assert issuing.query(wish.number).state == State.ISSUED


def test_a_bill_is_issued_at_the_chosen_pace(platform):
    platform.pace = 60
    wish = wanted()
    assert issuing.issue(wish).state == State.ISSUING
    platform.book("bills")[wish.number] = platform.book("bills")[wish.number] | {"at": time.time() - 61}
    assert issuing.query(wish.number).state == State.ISSUED


def test_the_same_bill_asked_for_twice_is_one(platform):
    wish = wanted()
    assert issuing.issue(wish) == issuing.issue(wish)
    assert len([number for number, _ in platform.book("bills").items() if number == wish.number]) == 1


def test_the_same_bill_asked_for_at_once_is_one(platform):
    wish = wanted()
    with ThreadPoolExecutor(4) as pool:
        bills = list(pool.map(lambda _: issuing.issue(wish), range(8)))
    assert len({bill.serial for bill in bills}) == 1


def test_the_same_number_with_other_values_is_refused(platform):
    number = issued()
    assert issuing.issue(wanted(number=number, lines=(PAGES,), total=Fen(600))) == Refused("number-used")
    assert issuing.query(number).total == 2100


def test_a_bill_is_red_flushed_once(platform):
    number = issued()
    first = issuing.red_flush(number, "退款")
    assert issuing.query(number).state == State.RED_FLUSHED
    again = issuing.red_flush(number, "退款")
    assert (first.number, again.state, again.red.serial) == (number, State.RED_FLUSHED, issuing.query(number).red.serial)


def test_while_the_red_bill_is_under_way_the_bill_stands(platform):
    number = issued()
    platform.pace = -1
    assert issuing.red_flush(number, "退款").state == State.ISSUED
    bill = issuing.query(number)
    assert (bill.state, bill.red.state) == (State.ISSUED, State.ISSUING)
    platform.settle(number)
    assert issuing.query(number).state == State.RED_FLUSHED


def test_the_rest_is_issued_anew_only_after_the_red_flush(platform):
    number = issued()
    rest = {"lines": (PAGES,), "total": Fen(600), "replaces": number}
    assert issuing.issue(wanted(**rest)) == Refused("not-issued")
    issuing.red_flush(number, "退邮费")
    assert issuing.query(number).state == State.RED_FLUSHED
    assert issuing.issue(wanted(**rest)).state == State.ISSUED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"total": Fen(2101)}, "total-wrong"),
        ({"lines": (PAGES, Line("POSTAGE", "邮寄费", "次", 2, Fen(1500), Fen(1500)))}, "total-wrong"),
        ({"lines": (Line("GIFT", "礼品", "件", 1, Fen(2100), Fen(2100)),)}, "item-unknown"),
        ({"payer": Payer("")}, "payer-refused"),
        ({"payer": Payer("虚构公司", PayerKind.ORGANIZATION), "kind": Kind.TAX}, "payer-refused"),
        ({"lines": ()}, "malformed"),
        ({"replaces": "never-heard-of"}, "bill-unknown"),
    ],
)
def test_a_bill_that_cannot_be_is_refused_and_leaves_nothing(platform, changes, code):
    wish = wanted(**changes)
    assert issuing.issue(wish) == Refused(code)
    assert issuing.query(wish.number) == Refused("bill-unknown")


def test_a_refusal_that_comes_later_is_the_bills_state(platform):
    platform.refusing = "铁柱"
    wish = wanted()
    issuing.issue(wish)
    bill = issuing.query(wish.number)
    assert (bill.state, bill.problem) == (State.REFUSED, "payer-refused")
    assert issuing.red_flush(wish.number, "退款") == Refused("not-issued")
    assert issuing.pdf_link(wish.number) == Refused("not-issued")


def test_a_closed_period_is_not_reopened_from_here(platform):
    number = issued()
    platform.closed = True
    assert issuing.red_flush(number, "退款") == Refused("period-closed")
    assert issuing.query(number).state == State.ISSUED


@pytest.mark.parametrize("code", ["too-many", "away"])
def test_who_is_busy_is_asked_later(platform, code):
    platform.busy = code
    assert issuing.issue(wanted()) == Refused(code, passing=True)


def test_the_pdf_can_be_downloaded_for_a_while(platform):
    number = issued()
    link = issuing.pdf_link(number)
    assert isinstance(link, Link)
    assert dt.timedelta() < link.expires - clock.now() < dt.timedelta(minutes=11)
    with urllib.request.urlopen(link.url) as answer:
        content = answer.read()
    assert content.startswith(b"%PDF-")
    assert "赵铁柱".encode("utf-16-be").hex().encode() in content
    token = link.url.rsplit("/", 1)[1]
    platform.book("links")[token] = {"number": number, "until": time.time() - 1}
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(link.url)


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://bills.example/x", True),
        ("http://bills.example/x", False),
        ("https:///x", False),
        ("javascript:alert(1)", False),
        ("//bills.example/x", False),
    ],
)
def test_a_link_leads_over_tls_or_back_to_the_platform(platform, monkeypatch, url, sound):
    number = issued()
    monkeypatch.setattr(platform, "_link", lambda _: {"url": url, "expires": "2099-01-01T00:00:00Z"})
    assert isinstance(issuing.pdf_link(number), Link) == sound


def test_a_link_is_not_shown_in_a_log(platform):
    link = issuing.pdf_link(issued())
    assert link.url not in repr(link)


# ---- faults
@pytest.mark.parametrize("mood", ["down", "lost", "nonsense", "error"])
def test_silence_is_unknown_whatever_was_asked(platform, mood):
    number = issued()
    platform.feel(mood)
    for outcome in (issuing.issue(wanted()), issuing.query(number), issuing.red_flush(number, "退款"), issuing.pdf_link(number)):
        assert isinstance(outcome, Unknown)


def test_a_lost_answer_is_settled_by_asking(platform):
    platform.feel("lost", times=2)
    wish = wanted()
    assert isinstance(issuing.issue(wish), Unknown)
    assert isinstance(issuing.issue(wish), Unknown)
    assert issuing.query(wish.number).state == State.ISSUED
    assert issuing.issue(wish) == issuing.query(wish.number)


def test_a_lost_answer_to_a_red_flush_flushes_once(platform):
    number = issued()
    platform.feel("lost", times=1)
    assert isinstance(issuing.red_flush(number, "退款"), Unknown)
    serial = issuing.query(number).red.serial
    assert issuing.red_flush(number, "退款").red.serial == serial


def test_slowness_ends_with_the_time_out(platform, monkeypatch):
    monkeypatch.setenv("XINGLIN_INVOICES_TIMEOUT", "0.2")
    settings.deployment.cache_clear()
    platform.feel("slow", seconds=1.5, times=1)
    started = time.perf_counter()
    assert isinstance(issuing.issue(wanted()), Unknown)
    assert time.perf_counter() - started < 1.4


def test_nobody_there_is_surely_not_issued(platform, monkeypatch):
    monkeypatch.setenv("XINGLIN_INVOICES_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    assert issuing.issue(wanted()) == Refused("not_connected", passing=True)


# ---- signatures
@pytest.mark.parametrize("forging", FORGERIES)
def test_an_answer_that_is_not_the_platforms_is_none(platform, forging):
    platform.forging = forging
    assert isinstance(issuing.issue(wanted()), Unknown)


@pytest.mark.parametrize("forging", ["stranger", "unsigned", "replayed"])
def test_a_forged_refusal_ends_nothing(platform, forging):
    platform.forging = forging
    assert isinstance(issuing.query("never-heard-of"), Unknown)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [({"key": "k" * 43}, Unknown("unverified_401")), ({"app_id": "stranger"}, Refused("unsigned", passing=True))],
)
def test_wrong_keys_get_nothing_done(platform, world, changes, outcome):
    world.vaults.put_secret("xinglin/test/invoices", {**platform.provision()["invoices"], **changes})
    secrets.forget_cached()
    wish = wanted()
    assert issuing.issue(wish) == outcome
    assert wish.number not in platform.book("bills")


@pytest.mark.parametrize("ahead", [-301, 301])
def test_a_clock_that_is_five_minutes_off_gets_nothing_done(platform, ahead):
    platform.ahead = ahead
    wish = wanted()
    assert isinstance(issuing.issue(wish), Unknown)
    assert wish.number not in platform.book("bills")


def test_a_rotated_key_is_taken_up_without_a_restart(platform, world):
    platform.book("secrets")["invoices"] = {**platform.provision()["invoices"], "key": "a-key-of-more-than-a-block-" * 4}
    world.meet(platform)
    assert issuing.issue(wanted()).state == State.ISSUED


def raw(platform, method="GET", path="/v1/bills/x", body=b"", **changed):
    """A request signed from the profile's own words, with some of it changed afterwards. Answers status and code."""
    own, now = platform.provision()["invoices"], str(int(time.time()))
    nonce = changed.pop("nonce", f"{next(_numbers):032x}")
    stamp = changed.pop("timestamp", now)
    text = "\n".join([method, path, own["app_id"], stamp, nonce, hashlib.sha256(body).hexdigest()]) + "\n"
    right = hmac.new(own["key"].encode(), text.encode(), hashlib.sha256).hexdigest()
    headers = {"X-App-Id": own["app_id"], "X-Timestamp": stamp, "X-Nonce": nonce, "X-Signature": right}
    headers |= {"Content-Type": "application/json", **changed.pop("headers", {})}
    url, sent = platform.url + changed.pop("sent_path", path), changed.pop("sent_body", body)
    try:
        with urllib.request.urlopen(urllib.request.Request(url, sent or None, headers, method=method)) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["code"]


def test_the_platform_takes_a_request_signed_by_the_book(platform):
    assert raw(platform) == (404, "bill-unknown")
    assert raw(platform, "PUT", body=b"{}") == (400, "malformed")


def test_the_platform_refuses_what_is_forged_old_or_repeated(platform):
    number = issued()
    path = f"/v1/bills/{number}"
    assert raw(platform, path=path) == (200, "")
    assert raw(platform, path="/v1/bills/x", sent_path=path) == (401, "unsigned")
    assert raw(platform, "PUT", path + "/red-flush", b'{"reason":"a"}', sent_body=b'{"reason":"b"}') == (401, "unsigned")
    assert raw(platform, path=path, headers={"X-Signature": "0" * 64}) == (401, "unsigned")
    assert raw(platform, path=path, headers={"X-App-Id": "stranger"}) == (401, "unsigned")
    assert raw(platform, path=path, timestamp=str(int(time.time()) - 301)) == (401, "stale")
    assert raw(platform, path=path, nonce="short") == (401, "repeated")
    assert raw(platform, path=path, nonce="n" * 32) == (200, "")
    assert raw(platform, path=path, nonce="n" * 32) == (401, "repeated")
    assert issuing.query(number).state == State.ISSUED


# ---- people
def test_neither_name_nor_link_is_logged(platform, capfd):
    wish = wanted(total=Fen(1))
    outcome = issuing.issue(wish)
    platform.forging = "stranger"
    issuing.issue(wish)
    lines = capfd.readouterr().err
    assert "invoices_no" in lines
    assert "invoices_unverified" in lines
    assert "赵铁柱" not in lines + repr(wish) + repr(wish.payer) + repr(outcome)


def test_the_page_is_in_chinese_safe_and_finishes_bills(platform):
    platform.pace = -1
    wish = wanted(payer=Payer("<script>"))
    issuing.issue(wish)
    form = f"number={wish.number}".encode()
    with urllib.request.urlopen(urllib.request.Request(platform.url + "/_settle", form)) as page:
        text = page.read().decode()
    assert "医疗收费电子票据" in text
    assert "<script>" not in text
    assert issuing.query(wish.number).state == State.ISSUED


def test_a_bill_moves_only_as_the_profile_says(platform):
    platform.pace, platform.refusing = -1, "钱"
    seen = set()
    for wish in (wanted(), wanted(payer=Payer("钱多多"))):
        states = [issuing.issue(wish).state]
        for deed in (platform.settle, lambda number: issuing.red_flush(number, "退款"), platform.settle, platform.settle):
            deed(wish.number)
            states.append(issuing.query(wish.number).state)
        seen |= {(before, after) for before, after in pairwise(states) if before != after}
    assert seen == {(before, after) for before, afters in NEXT.items() for after in afters}
