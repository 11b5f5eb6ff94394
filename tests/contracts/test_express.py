"""The gateway against the played SF, and the played SF against the documented protocol."""

import datetime as dt
import json
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import parse_qs, urlencode

import pytest

from chalicelib.gateways.express import sf_wire
from chalicelib.gateways.express.carrier import Cancelled, Contact, Ordered, Parcel, Refused, Unknown, UnreadablePush
from chalicelib.gateways.express.carriers import CARRIERS
from chalicelib.gateways.express.standing import Milestone, Routes
from chalicelib.kernel import clock, secrets, settings
from sandbox.express import Express

SF = CARRIERS["sf"]
HOSPITAL = Contact("杏林病案", "027-88880000", "医院路1号", "滨江省", "滨江市", "江岸区")
FATHER = Contact("赵铁柱", "13911112222", "幸福路3*2~1 号 & 2单元", "远山省", "远山市", "南区")
_numbers = count()


@pytest.fixture(scope="module")
def party(world, tmp_path_factory):
    with Express(tmp_path_factory.mktemp("express")).serving() as played:
        yield world.meet(played)


@pytest.fixture
def sf(party, world):
    yield party
    party.calm()
    party.pace, party.ahead, party.pushes, party.unreachable, party.checked = 0, 0.0, "", "", ""
    world.meet(party)


def parcel(order="", **other):
    return Parcel(order or f"copy-{next(_numbers)}", HOSPITAL, FATHER, **other)


def ordered(sf, **other) -> tuple[str, str]:
    wanted = parcel(**other)
    outcome = SF.order(wanted)
    assert isinstance(outcome, Ordered)
    return wanted.order, outcome.waybill


def services(sf, since=0):
    return [parse_qs(one["body"])["serviceCode"][0] for one in sf.heard()[since:]]


def test_a_parcel_is_ordered_and_gets_a_waybill(sf):
    order, waybill = ordered(sf)
    assert SF.waybill(waybill) == waybill
    assert SF.find(order) == Ordered(waybill)


def test_the_request_is_as_the_documents_say(sf):
    order, _ = ordered(sf)
    heard = sf.heard()[-1]
    form = {name: values[0] for name, values in parse_qs(heard["body"]).items()}
    assert heard["path"] == "/std/service"
    assert form.keys() == {"partnerID", "requestID", "serviceCode", "timestamp", "msgDigest", "msgData"}
    assert form["serviceCode"] == "EXP_RECE_CREATE_ORDER"
    assert abs(int(form["timestamp"]) / 1000 - time.time()) < 5
    assert json.loads(form["msgData"]) == {
        "language": "zh-CN",
        "orderId": order,
        "cargoDetails": [{"name": "文件", "count": 1, "unit": "份"}],
        "contactInfoList": [
            {
                "contactType": 1,
                "contact": "杏林病案",
                "tel": "027-88880000",
                "country": "CN",
                "province": "滨江省",
                "city": "滨江市",
                "county": "江岸区",
                "address": "医院路1号",
            },
            {
                "contactType": 2,
                "contact": "赵铁柱",
                "mobile": "13911112222",
                "country": "CN",
                "province": "远山省",
                "city": "远山市",
                "county": "南区",
                "address": "幸福路3*2~1 号 & 2单元",
            },
        ],
        "monthlyCard": "7550000001",
        "payMethod": 1,
        "expressTypeId": 2,
        "parcelQty": 1,
        "isDocall": 1,
        "remark": "请当面交收件人本人签收",
    }


def test_the_addressee_may_pay_on_delivery(sf):
    order, _ = ordered(sf, receiver_pays=True, fast=True, fetch=False)
    asked = sf.book("orders")[order]["asked"]
    assert (asked["payMethod"], asked["expressTypeId"], asked["isDocall"]) == (2, 1, 0)


def test_the_same_parcel_ordered_twice_is_one(sf):
    wanted = parcel()
    first = SF.order(wanted)
    before = len(sf.heard())
    assert SF.order(wanted) == first
    assert services(sf, before) == ["EXP_RECE_CREATE_ORDER", "EXP_RECE_SEARCH_ORDER_RESP"]
    assert len([one for one in sf.book("waybills").values() if one == wanted.order]) == 1


def test_the_same_parcel_ordered_at_once_is_one(sf):
    wanted = parcel()
    with ThreadPoolExecutor(4) as pool:
        outcomes = set(pool.map(lambda _: SF.order(wanted), range(8)))
    assert outcomes == {Ordered(sf.book("orders")[wanted.order]["waybill"])}


def test_an_answer_that_is_lost_is_asked_about_at_once(sf):
    sf.feel("lost", times=1)
    wanted = parcel()
    outcome = SF.order(wanted)
    assert outcome == Ordered(sf.book("orders")[wanted.order]["waybill"])


def test_two_lost_answers_are_unknown_and_settled_later_without_a_second_parcel(sf):
    sf.feel("lost", times=2)
    wanted = parcel()
    assert isinstance(SF.order(wanted), Unknown)
    before = len(sf.heard())
    assert isinstance(SF.order(wanted, again=True), Ordered)
    assert services(sf, before) == ["EXP_RECE_SEARCH_ORDER_RESP"]


def test_a_parcel_that_never_arrived_at_the_carrier_is_ordered_again(sf):
    sf.feel("down", times=2)
    wanted = parcel()
    assert isinstance(SF.order(wanted), Unknown)
    assert SF.find(wanted.order) == Refused("not_found")
    assert isinstance(SF.order(wanted, again=True), Ordered)


def test_again_does_not_order_while_the_carrier_is_silent(sf):
    sf.feel("nonsense", times=1)
    before = len(sf.heard())
    assert isinstance(SF.order(parcel(), again=True), Unknown)
    assert services(sf, before) == []


@pytest.mark.parametrize("mood", ["down", "lost", "nonsense", "error"])
def test_silence_is_unknown_whatever_was_asked(sf, mood):
    order, waybill = ordered(sf)
    sf.feel(mood)
    assert isinstance(SF.order(parcel()), Unknown)
    assert isinstance(SF.find(order), Unknown)
    assert isinstance(SF.routes(waybill), Unknown)
    assert isinstance(SF.cancel(order), Unknown)


def test_slowness_ends_with_the_time_out(sf, monkeypatch):
    monkeypatch.setenv("XINGLIN_EXPRESS_TIMEOUT", "0.2")
    settings.deployment.cache_clear()
    sf.feel("slow", seconds=1.5, times=2)
    started = time.perf_counter()
    assert isinstance(SF.order(parcel()), Unknown)
    assert time.perf_counter() - started < 1.4


def test_nobody_there_is_surely_not_ordered(sf, monkeypatch):
    monkeypatch.setenv("XINGLIN_EXPRESS_URL", "http://127.0.0.1:9")
    settings.deployment.cache_clear()
    assert SF.order(parcel()) == Refused("not_connected", passing=True)


def changed_secret(sf, world, **changes):
    world.vaults.put_secret("xinglin/test/express", {**sf.provision()["express"], **changes})
    secrets.forget_cached()


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"partner_id": "SOMEBODY"}, "A1006"), ({"check_word": "wrong"}, "A1006"), ({"monthly_card": "0000000000"}, "20052")],
)
def test_wrong_keys_are_refused_and_an_engineer_is_told(sf, world, capfd, changes, code):
    changed_secret(sf, world, **changes)
    assert SF.order(parcel()) == Refused(code, passing=True)
    assert "ExpressSetup" in capfd.readouterr().err


def test_a_clock_that_is_five_minutes_off_is_refused(sf):
    sf.ahead = 301
    assert SF.order(parcel()) == Refused("A1002", passing=True)


def test_a_rotated_check_word_is_taken_up_without_a_restart(sf, world):
    sf.book("secrets")["express"] = {**sf.provision()["express"], "check_word": "rotated*~ "}
    world.meet(sf)
    assert isinstance(SF.order(parcel()), Ordered)


def posted(sf, **form):
    request = urllib.request.Request(sf.url + "/std/service", urlencode(form).encode())
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def signed(sf, message, service="EXP_RECE_SEARCH_ORDER_RESP", **other):
    own, now = sf.provision()["express"], str(int(time.time() * 1000))
    digest = sf_wire.digest(message, now, own["check_word"])
    form = {"partnerID": own["partner_id"], "requestID": f"r{next(_numbers)}", "serviceCode": service, "timestamp": now}
    return form | {"msgDigest": digest, "msgData": message} | other


def test_the_played_carrier_refuses_what_is_forged_repeated_or_incomplete(sf):
    good = signed(sf, '{"orderId":"x"}')
    assert posted(sf, **good | {"msgData": '{"orderId":"y"}'})["apiResultCode"] == "A1006"
    assert posted(sf, **good | {"timestamp": str(int(good["timestamp"]) + 1)})["apiResultCode"] == "A1006"
    assert posted(sf, **{name: value for name, value in good.items() if name != "msgDigest"})["apiResultCode"] == "A1001"
    assert posted(sf, **good)["apiResultCode"] == "A1000"
    assert posted(sf, **good)["apiResultCode"] == "A1007"
    assert posted(sf, **signed(sf, "{}", "EXP_RECE_UNHEARD"))["apiResultCode"] == "A1004"
    assert json.loads(posted(sf, **signed(sf, "[]"))["apiResultData"])["errorCode"] == "S0001"


@pytest.mark.parametrize(
    ("receiver", "code"),
    [
        (Contact("赵铁柱", "13911112222", ""), "1014"),
        (Contact("", "13911112222", "路"), "1015"),
        (Contact("赵", "", "路"), "1016"),
    ],
)
def test_a_label_that_cannot_be_written_is_refused(sf, receiver, code):
    assert SF.order(Parcel(f"copy-{next(_numbers)}", HOSPITAL, receiver)) == Refused(code)


def test_an_address_that_nobody_delivers_to_is_refused(sf):
    sf.unreachable = "幸福路"
    wanted = parcel()
    assert SF.order(wanted) == Refused("unreachable")
    assert SF.find(wanted.order) == Refused("unreachable")


def test_an_order_that_people_look_at_first_is_unknown_for_the_time_being(sf):
    sf.checked = "幸福路"
    wanted = parcel()
    assert SF.order(wanted) == Unknown("being_checked")
    assert SF.order(wanted, again=True) == Unknown("being_checked")


def test_a_cancelled_parcel_stays_cancelled(sf):
    order, _ = ordered(sf)
    assert SF.cancel(order) == Cancelled()
    assert SF.cancel(order) == Cancelled()
    assert SF.find(order) == Refused("8037")
    assert SF.cancel("never-ordered") == Refused("not_found")


def test_a_parcel_that_was_fetched_is_not_cancelled(sf):
    order, waybill = ordered(sf)
    sf.move(waybill, "collected")
    assert SF.cancel(order) == Refused("8019")


def test_a_parcel_nobody_has_seen_stands_nowhere(sf):
    _, waybill = ordered(sf)
    assert SF.routes(waybill) == Routes(())
    assert SF.routes(waybill).standing is None
    assert SF.routes("SF0000000000000") == Routes(())


@pytest.mark.parametrize(
    ("happened", "standing"),
    [
        (["collected"], Milestone.COLLECTED),
        (["moving"], Milestone.MOVING),
        (["delivering"], Milestone.DELIVERING),
        (["delivering", "trouble"], Milestone.TROUBLE),
        (["delivering", "trouble", "waiting"], Milestone.WAITING),
        (["signed"], Milestone.SIGNED),
        (["delivering", "returning"], Milestone.RETURNING),
        (["delivering", "returning", "signed"], Milestone.RETURNED),
        (["delivering", "returned"], Milestone.RETURNED),
        (["moving", "lost"], Milestone.LOST),
        (["moving", "lost", "moving"], Milestone.LOST),
        (["moving", "lost", "signed"], Milestone.SIGNED),
    ],
)
def test_what_happened_to_a_parcel_tells_where_it_stands(sf, happened, standing):
    _, waybill = ordered(sf)
    for one in happened:
        sf.move(waybill, one)
    assert SF.routes(waybill).standing == standing


def test_a_step_has_a_moment_a_place_and_words(sf):
    _, waybill = ordered(sf)
    sf.move(waybill, "signed")
    steps = SF.routes(waybill).steps
    assert [step.milestone for step in steps] == ["collected", "moving", "moving", "delivering", "signed"]
    assert abs(steps[-1].at - clock.now()) < dt.timedelta(seconds=5)
    assert (steps[0].place, steps[0].words) == ("滨江市", "顺丰速运 已收取快件")


def test_a_parcel_that_goes_on_under_another_waybill_names_it(sf):
    order, waybill = ordered(sf)
    sf.move(waybill, "returned")
    assert SF.routes(waybill).next_waybill == sf.book("orders")[order]["next"]


@pytest.mark.parametrize(
    ("seconds", "standing"),
    [(59, None), (61, Milestone.COLLECTED), (130, Milestone.MOVING), (250, Milestone.DELIVERING), (9999, Milestone.SIGNED)],
)
def test_parcels_move_on_by_themselves_at_the_chosen_pace(sf, seconds, standing):
    order, waybill = ordered(sf)
    sf.pace = 60
    sf.book("orders")[order] = sf.book("orders")[order] | {"at": time.time() - seconds}
    assert SF.routes(waybill).standing == standing


def test_a_parcel_sent_from_a_counter_is_shown_to_who_knows_its_phone(sf):
    sf.hand_over("SF9990000000001", "13911112222")
    sf.move("SF9990000000001", "collected")
    assert SF.routes("SF9990000000001").standing is None
    assert SF.routes("SF9990000000001", "0000").standing is None
    assert SF.routes("SF9990000000001", "2222").standing == Milestone.COLLECTED


@pytest.mark.parametrize(
    ("route", "standing"),
    [
        ({"opCode": "80"}, Milestone.SIGNED),
        ({"opCode": 8000}, Milestone.SIGNED),
        ({"opCode": "8000", "reasonCode": "6"}, Milestone.LOST),
        ({"opCode": "99"}, Milestone.MOVING),
        ({"opCode": "99", "reasonCode": "2"}, Milestone.RETURNING),
        ({"opCode": "31415"}, Milestone.MOVING),
        ({"opCode": "31415", "firstStatusCode": "3"}, Milestone.DELIVERING),
        ({"opCode": "31415", "firstStatusCode": "4"}, Milestone.SIGNED),
        ({"opCode": "80", "acceptTime": "gestern"}, None),
    ],
)
def test_an_operation_code_is_read_for_what_it_means(route, standing):
    from chalicelib.gateways.express import sf_routes

    full = sf_routes.Route.model_validate({"acceptTime": "2026-11-21 08:30:00", **route})
    assert sf_routes.read([full]).standing == standing


def test_a_push_only_says_which_routes_to_ask_for(sf):
    body = {"Body": {"WaybillRoute": [{"mailno": "SF1234567890123", "orderid": "o", "opCode": "80", "id": 7}, {"mailno": "?"}]}}
    assert SF.read_push({}, json.dumps(body).encode()).waybills == {"SF1234567890123"}


@pytest.mark.parametrize(
    "body", [b"", b"<Request/>", b"[]", b'{"Body":{}}', b'{"Body":{"WaybillRoute":[{}]}}', b"\xff", b"[" * 90000]
)
def test_a_push_of_another_shape_is_not_read(body):
    with pytest.raises(UnreadablePush):
        SF.read_push({}, body)


def test_the_played_carrier_pushes_what_the_gateway_reads(sf):
    _, waybill = ordered(sf)
    sf.ours, sf.pushes = sf.url, "/_pushed"
    sf.move(waybill, "collected")
    sf.push(waybill)
    assert [one["code"] for one in sf.book("pushed").values() if one["waybill"] == waybill] == ["50"]


def test_neither_name_nor_phone_nor_address_is_logged_or_shown(sf, capfd):
    bad = Contact("钱多多", "", "幸福路")
    wanted = Parcel("copy-log", HOSPITAL, bad)
    SF.order(wanted)
    sf.feel("error", times=2)
    outcome = SF.order(Parcel("copy-log-2", HOSPITAL, FATHER))
    lines = capfd.readouterr().err
    assert "express_no" in lines
    shown = lines + repr(wanted) + repr(bad) + repr(outcome)
    assert not [word for word in ("钱多多", "幸福", "13911112222", "赵铁柱") if word in shown]


def test_the_page_is_in_chinese_safe_and_moves_parcels(sf):
    wanted = Parcel(f"copy-{next(_numbers)}", HOSPITAL, Contact("<script>", "13911112222", "路"))
    waybill = SF.order(wanted).waybill
    form = urlencode({"waybill": waybill, "what": "signed"}).encode()
    with urllib.request.urlopen(urllib.request.Request(sf.url + "/_move", form)) as page:
        text = page.read().decode()
    assert "已签收" in text
    assert "托寄物" in text
    assert "<script>" not in text
    assert SF.routes(waybill).standing == Milestone.SIGNED


def test_the_switches_know_what_they_are(sf):
    def post(path, document):
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(sf.url + path, json.dumps(document).encode(), headers)
        with urllib.request.urlopen(request) as answer:
            return answer.status

    assert post("/_set", {"pace": 5}) == 200
    assert sf.pace == 5
    with pytest.raises(urllib.error.HTTPError):
        post("/_set", {"paste": 5})
    with pytest.raises(urllib.error.HTTPError):
        post("/_move", {"waybill": "SF0", "what": "signed"})
