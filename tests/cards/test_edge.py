"""The room's routes, called as API Gateway calls them."""

import pytest

from chalicelib.accounts import sessions
from chalicelib.cards.jobs import jobs
from chalicelib.cards.models import Relation
from chalicelib.kernel import ids
from chalicelib.subscriptions import AGENDA, FACTS
from tests.cards.conftest import add, adult
from tests.client import call


@pytest.fixture
def ask(app, me):
    token = sessions.sign(me.account, 1).token

    def through(method, route, body=None, key="", **parameters):
        return call(app, method, route, body, token=token, key=key or ids.new(), **parameters)

    return through


def form_of(**other):
    form = adult(**other)
    return {name: getattr(form, name) for name in ("name", "kind", "number", "phone", "relation")}


def claim_of(person, **other):
    wish = {"name": person["name"], "kind": "resident-id", "number": person["papers"]["resident-id"], "relation": "self"}
    return wish | other


def test_i_add_somebody_and_see_them_masked(ask, his):
    form = form_of(name="陈大文")
    added = ask("POST", "/patients", form)
    assert (added.status, added.body["name"], added.body["cards"][0]["state"]) == (200, "*大文", "requested")
    listed = ask("GET", "/patients")
    assert listed.body["default_patient"] == added.body["id"]
    text = repr([added.body, listed.body, ask("GET", "/patients/{patient}", patient=added.body["id"]).body])
    assert not [one for one in ("陈大文", form["number"], form["phone"]) if one in text]


def test_the_same_key_adds_once(ask, his):
    form, key = form_of(), ids.new()
    first, second = (ask("POST", "/patients", form, key=key) for _ in range(2))
    assert first.body == second.body


def test_i_bind_my_card(ask, his, sms, person):
    begun = ask("POST", "/bindings", claim_of(person))
    assert begun.body["phone"] == person["phone"][:3] + "****" + person["phone"][-4:]
    code = {"code": sms.last_code(person["phone"])}
    bound = ask("POST", "/bindings/{binding}/confirmation", code, binding=begun.body["binding"])
    assert (bound.status, bound.body["proven"]) == (200, True)
    card = bound.body["cards"][0]["id"]
    shown = ask("GET", "/patients/{patient}/cards/{card}/code", patient=bound.body["id"], card=card)
    assert (shown.body["form"], shown.body["text"]) == ("code128", person["card"])
    chosen = ask("PUT", "/patients/{patient}/default-card", {"card": card}, patient=bound.body["id"])
    assert chosen.status == 200


def test_another_code_too_soon_is_refused_kindly(ask, his, sms, person):
    begun = ask("POST", "/bindings", claim_of(person))
    again = ask("POST", "/bindings/{binding}/code", binding=begun.body["binding"])
    assert (again.status, again.code) == (429, "code_too_soon")


def test_i_end_my_link(ask, his):
    patient = ask("POST", "/patients", form_of()).body["id"]
    assert ask("DELETE", "/patients/{patient}", patient=patient).status == 200
    assert ask("GET", "/patients/{patient}", patient=patient).status == 404
    assert ask("DELETE", "/patients/{patient}", patient=patient).status == 404


def test_i_say_who_may_do_what_for_me(ask, you, his):
    form = form_of(relation=Relation.SELF)
    patient = ask("POST", "/patients", form).body["id"]
    add(you, adult(name=form["name"], number=form["number"]))
    (proxy,) = ask("GET", "/patients/{patient}/proxies", patient=patient).body["proxies"]
    assert (proxy["account"], proxy["levels"], proxy["name"]) == (you.account, ["see", "book"], None)
    where = {"patient": patient, "account": you.account}
    assert ask("PUT", "/patients/{patient}/proxies/{account}", {"levels": ["see"]}, **where).status == 200
    assert ask("DELETE", "/patients/{patient}/proxies/{account}", **where).status == 200
    assert ask("GET", "/patients/{patient}/proxies", patient=patient).body == {"proxies": []}
    assert ask("PUT", "/patients/{patient}/messages", {"wanted": False}, patient=patient).status == 200


@pytest.mark.parametrize(
    ("method", "route", "body"),
    [
        ("GET", "/patients/{patient}", None),
        ("DELETE", "/patients/{patient}", None),
        ("PUT", "/patients/{patient}/default-card", {"card": "x"}),
        ("PUT", "/patients/{patient}/messages", {"wanted": True}),
        ("GET", "/patients/{patient}/proxies", None),
        ("GET", "/patients/{patient}/cards/x/code", None),
    ],
)
def test_anothers_patient_is_not_found(app, ask, you, his, method, route, body):
    theirs = add(you, adult(relation=Relation.SELF))
    parameters = {"card": "x"} if "/cards/" in route else {}
    answer = ask(method, route.replace("/cards/x/", "/cards/{card}/"), body, patient=theirs, **parameters)
    assert (answer.status, answer.code) == (404, "patient_not_found")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": "110101199003071231"}, "identity_number_wrong"),
        ({"name": "王1"}, "name_wrong"),
        ({"phone": "12345"}, "phone_wrong"),
        ({"kind": "library-card"}, "invalid"),
        ({"relation": "boss"}, "invalid"),
        ({"number": 5}, "invalid"),
        ({"levels": ["all"]}, "invalid"),
        ({"born": "not a day"}, "invalid"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_without_repeating_it(ask, his, wrong, code):
    answer = ask("POST", "/patients", form_of() | wrong)
    assert (answer.status, answer.code) == (422, code)
    assert "王1" not in str(answer.body)
    assert "110101199003071231" not in str(answer.body)


def test_a_passport_takes_birth_date_and_sex(ask, his):
    form = form_of(name="ANNA KOWALSKA") | {"kind": "passport", "number": "X7654321"}
    assert ask("POST", "/patients", form).code == "birth_and_sex_needed"
    assert ask("POST", "/patients", form | {"born": "1990-02-03", "sex": "female"}).status == 200


def test_without_a_key_nothing_is_created(app, me, his):
    token = sessions.sign(me.account, 1).token
    assert call(app, "POST", "/patients", form_of(), token=token).code == "idempotency_key_required"


def test_without_a_token_nobody_is_shown(app, world):
    assert call(app, "GET", "/patients").status == 401


def test_everything_this_room_acts_on_is_routed_to_its_queue():
    assert {key for key, queues in FACTS.items() if "cards" in queues} == set(jobs.facts)
    assert {kind for kind, queue in AGENDA.items() if queue == "cards"} == set(jobs.dues)
