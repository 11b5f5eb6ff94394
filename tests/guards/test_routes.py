"""Every route says who may call it, and what creates cannot create twice."""

from chalicelib.kernel.http import Anyone
from infra import whole
from infra.check import MOST_API_RESOURCES, api_resources

ROUTES = whole.routes()

# Whoever is not signed in may call these, and why.
PUBLIC = {
    "POST /sessions": "signs in",
    "GET /notices": "is read before consenting",
    "GET /hospital": "the hospital's pages are public",
    "GET /departments": "the hospital's pages are public",
    "GET /departments/{department}": "the hospital's pages are public",
    "GET /doctors": "the hospital's pages are public",
    "GET /doctors/{doctor}": "the hospital's pages are public",
    "GET /search": "the hospital's pages are public",
    "GET /prices": "the price list must be public",
    "GET /copies/tariff": "the tariff must be public",
    "GET /proxies/{ticket}/end": "the one-tap page of an SMS: its unguessable ticket is the proof",
    "POST /proxies/{ticket}/end": "the tap itself",
    "GET /wechat/push": "WeChat's check of our address, signed",
    "POST /wechat/push": "WeChat's pushes, signed",
    "POST /wechatpay/notices/{merchant}": "WeChat Pay's notices, signed",
    "POST /staff/sessions": "signs in, first step; guesses are counted",
    "POST /staff/sessions/{ticket}/confirmation": "signs in, second step; the ticket of the first is the proof",
    "GET /verify/{code}": "anybody who holds an electronic copy may ask whether it is ours: 60 random bits are the proof",
    "GET /surveys/{survey}": "a QR code's unguessable token is the proof; counted by groups of addresses",
    "PUT /surveys/{survey}/answers/{answer}": "the same; an anonymous answer must know nobody",
    "POST /follow-up/calls/pushes": "the call device's bell, unsigned: nothing that it says is believed",
    "POST /express/sf/pushes": "SF's bell, unsigned: nothing that it says is believed",
}

# POSTs that carry no Idempotency-Key, and why twice is once all the same.
ONCE_BY_NATURE: dict[str, str] = {
    "POST /desk/follow-up/plans/{plan}/rehearsal": "each look is written down as one",
    "POST /desk/follow-up/tasks/{task}/record": "each reading is written down as one",
    "POST /desk/follow-up/tasks/{task}/code": "another code of one use for the same answer is what is asked for",
    "POST /desk/follow-up/alarms/{alarm}/look": "each look is written down as one",
    "POST /sessions": "a wx.login code is spent by its first use",
    "POST /me/phone": "a phone code is spent by its first use; the number is set, not added",
    "POST /bindings/{binding}/code": "another code is what is asked for; limits hold how often",
    "POST /phone-changes/{change}/code": "another code is what is asked for; limits hold how often",
    "POST /phone-changes/{change}/papers": "another form for the same place is what is asked for",
    "POST /desk/phone-changes/{change}/papers/{side}/look": "each look is written down as one",
    "POST /orders/{order}/prepay": "the order is named; WeChat Pay gives the same order a prepay id again",
    "POST /copies/{application}/papers": "another form for the same place is what is asked for",
    "POST /copies/{application}/codes": "another code is what is asked for; limits hold how often",
    "POST /copies/{application}/confirmations": "a code is spent by its first use",
    "POST /authorisations/{ticket}/code": "another code is what is asked for; limits hold how often",
    "POST /authorisations/{ticket}/yes": "the ticket dies with the decision",
    "POST /authorisations/{ticket}/no": "the ticket dies with the decision",
    "POST /staff/sessions": "another ticket is what is asked for; guesses are counted",
    "POST /staff/sessions/{ticket}/confirmation": "a ticket is spent by its first use",
    "POST /staff/sessions/renewal": "the session is set to used, and another token given",
    "POST /staff/members/{staff}/reset": "another one-time password is what is asked for; the one before is void",
    "POST /copies/{application}/pick-up-code": "another code is what is asked for; the one before is void",
    "POST /copies/{application}/collector": "the collector is set, not added; another code is what is asked for",
    "POST /desk/copies/applications/{application}/particulars": "each reading is written down as one",
    "POST /desk/copies/applications/{application}/papers/{paper}/look": "each look is written down as one",
    "POST /desk/copies/applications/{application}/papers": "the nth file of a paper is one place, however many forms are given for it",
    "POST /desk/copies/applications/{application}/electronic": "one place a round, however many forms are given for it",
    "POST /desk/copies/applications/{application}/invoices/again": "the invoice is named by its number at the platform",
    "POST /messages/{message}": "a message is opened once",
}


def name(route):
    return route.name


def test_only_the_routes_of_the_list_are_open_to_anyone():
    assert {name(route) for route in ROUTES if route.who is Anyone} == PUBLIC.keys()


def test_every_post_that_creates_takes_an_idempotency_key():
    without = {name(route) for route in ROUTES if route.method == "POST" and not route.once and not route.raw}
    assert without == ONCE_BY_NATURE.keys()


def test_no_route_is_registered_twice():
    names = [name(route) for route in ROUTES]
    assert sorted(names) == sorted(set(names))


def test_every_route_says_what_it_does():
    assert [name(route) for route in ROUTES if not (route.view.__doc__ or "").strip()] == []


def test_the_api_stays_within_what_api_gateway_allows():
    assert api_resources() <= MOST_API_RESOURCES
