"""The electronic card: what a window scans."""

import datetime as dt

import pytest
import time_machine

from chalicelib.cards import ecard
from chalicelib.cards.access import NotYours
from chalicelib.cards.ecard import Form, NotReady, NotUsable, ToBeBound, TokenInvalid
from chalicelib.cards.models import Card, CardState, Link
from chalicelib.cards.settings import CardsSettings, Content
from chalicelib.kernel import clock, secrets
from chalicelib.kernel.ids import CardId
from tests.cards.conftest import add, adult


@pytest.fixture
def mine(me, his, bind, person):
    patient = bind(me, person)
    return patient, CardId(next(iter(Link.find(me.account, patient).cards)))


@pytest.fixture
def tokens(world):
    world.choose(CardsSettings, ecard=Content.TOKEN)
    yield
    world.choose(CardsSettings, ecard=Content.HIS_CARD)


def test_the_bar_code_is_the_hospitals_card_number(me, mine, person):
    code = ecard.show(me.account, *mine)
    assert (code.form, code.text, code.ends) == (Form.CODE_128, person["card"], None)


def test_a_card_on_its_way_is_not_shown_yet(me, his):
    patient = add(me, adult())
    card = CardId(next(iter(Link.find(me.account, patient).cards)))
    with pytest.raises(NotReady):
        ecard.show(me.account, patient, card)


@pytest.mark.parametrize(("state", "refusal"), [("exists", ToBeBound), ("refused", NotUsable), ("gone", NotUsable)])
def test_a_card_that_is_no_card_says_what_to_do(me, mine, state, refusal):
    Card(mine[1]).update([Card.state.set(CardState(state).value)])
    with pytest.raises(refusal) as refused:
        ecard.show(me.account, *mine)
    assert refused.value.message
    Card(mine[1]).update([Card.state.set(CardState.ACTIVE.value)])


def test_anothers_card_is_not_found(me, you, mine):
    with pytest.raises(NotYours):
        ecard.show(you.account, *mine)
    with pytest.raises(NotYours):
        ecard.show(me.account, mine[0], CardId("01m0000000000000000000000"))


def test_where_the_hospital_gives_no_health_code_its_card_number_is_shown(world, me, mine, person):
    world.choose(CardsSettings, ecard=Content.HEALTH_CODE)
    assert ecard.show(me.account, *mine).text == person["card"]
    world.choose(CardsSettings, ecard=Content.HIS_CARD)


def test_a_token_is_verified_by_the_public_key_alone(tokens, me, mine, person):
    code = ecard.show(me.account, *mine)
    shown = ecard.verify(code.text, ecard.public_keys(), clock.now())
    assert (shown.card, shown.his_id, shown.ends) == (mine[1], person["id"], code.ends)
    assert code.form == Form.QR
    assert dt.timedelta() < code.ends - clock.now() <= dt.timedelta(minutes=5)


def test_a_token_ends(tokens, me, mine):
    code = ecard.show(me.account, *mine)
    with pytest.raises(TokenInvalid):
        ecard.verify(code.text, ecard.public_keys(), code.ends)


def test_a_changed_or_foreign_token_is_refused(tokens, me, mine):
    token, keys = ecard.show(me.account, *mine).text, ecard.public_keys()
    parts = token.split(".")
    wrong = [
        ".".join([*parts[:3], "p0001", *parts[4:]]),
        ".".join([*parts[:4], str(int(parts[4]) + 600), parts[5]]),
        token[:-4] + ("AAAA" if token[-4:] != "AAAA" else "BBBB"),
        token.replace("X1", "X2", 1),
        token + ".",
        ".".join(parts[:5]),
        ".".join([*parts[:5], "!!!"]),
        ".".join([*parts[:1], "c9", *parts[2:]]),
        "",
    ]
    for text in wrong:
        with pytest.raises(TokenInvalid):
            ecard.verify(text, keys, clock.now())
    stranger = dict.fromkeys(keys, "11" * 32)
    with pytest.raises(TokenInvalid):
        ecard.verify(token, stranger, clock.now())


def test_while_keys_change_both_verify_and_the_new_one_signs(tokens, me, mine, vaults):
    before = ecard.show(me.account, *mine).text
    old = secrets.read("card-keys", ecard.CardKeys).keys
    vaults.put_secret("xinglin/test/card-keys", {"keys": [["c2", "33" * 32], *old]})
    with time_machine.travel(clock.now() + dt.timedelta(minutes=1)):
        secrets.forget_cached()
        after = ecard.show(me.account, *mine).text
        keys = ecard.public_keys()
        assert after.split(".")[1] == "c2"
        assert ecard.verify(before, keys, clock.now()).card == ecard.verify(after, keys, clock.now()).card
