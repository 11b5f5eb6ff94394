import datetime as dt
import os

import jwt
import pytest

from chalicelib.accounts import blocking, sessions
from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.kernel import clock, refusals, secrets, tokens
from chalicelib.kernel.http import Request
from chalicelib.kernel.tables import Unit
from tests.accounts.leaving import left


def request(token, scheme="Bearer "):
    headers = {"authorization": scheme + token} if token is not None else {}
    return Request("GET", "/me", headers, {}, b"", "10.1.1.1", "request")


def keys():
    return secrets.read("token-keys", tokens.TokenKeys).keys


def signed(key=None, kid=None, algorithm="HS256", **claims):
    now = clock.now()
    usual = {"sub": "a", "epoch": 1, "aud": "patient", "iat": now, "exp": now + dt.timedelta(minutes=1)}
    used_id, used = keys()[0]
    content = {name: value for name, value in {**usual, **claims}.items() if value is not None}
    return jwt.encode(content, key or bytes.fromhex(used), algorithm, headers={"kid": kid or used_id})


def refused(token, who=Patient, **how):
    with pytest.raises(refusals.Unauthenticated):
        who.identify(request(token, **how))
    return True


def deed(me):
    with Unit() as unit:
        sessions.still_signed_in(unit, me)


def test_a_token_names_me_and_where_i_call_from(world):
    session = sessions.sign("account-1", 3)
    assert Patient.identify(request(session.token)) == Patient("account-1", 3, "10.1.1.1")


def test_a_token_lasts_fifteen_minutes(world):
    almost = sessions.sign("a", 1, clock.now() - dt.timedelta(minutes=14, seconds=50))
    over = sessions.sign("a", 1, clock.now() - dt.timedelta(minutes=15, seconds=1))
    assert Patient.identify(request(almost.token)).account == "a"
    assert refused(over.token)


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c", "e30.e30.e30", "中文", "x" * 5000])
def test_what_is_no_token_is_refused(world, token):
    assert refused(token)


def test_a_token_must_come_as_bearer(world):
    assert refused(sessions.sign("a", 1).token, scheme="Basic ")


def test_a_token_signed_by_a_stranger_is_refused(world):
    assert refused(signed(key=os.urandom(32)))


def test_a_token_signed_by_a_key_we_do_not_know_is_refused(world):
    assert refused(signed(kid="stranger"))


def test_a_token_that_says_it_needs_no_signature_is_refused(world):
    kid = keys()[0][0]
    now = clock.now()
    claims = {"sub": "a", "epoch": 1, "aud": "patient", "iat": now, "exp": now + dt.timedelta(minutes=1)}
    assert refused(jwt.encode(claims, "", "none", headers={"kid": kid}))


def test_a_token_of_another_algorithm_is_refused(world):
    assert refused(signed(key=bytes.fromhex(keys()[0][1]) * 2, algorithm="HS512"))


def test_a_token_of_the_staff_is_no_token_of_a_patient(world):
    assert refused(signed(aud="staff"))


@pytest.mark.parametrize("missing", ["sub", "epoch", "aud", "iat", "exp"])
def test_a_token_without_one_of_its_claims_is_refused(world, missing):
    assert refused(signed(**{missing: None}))


@pytest.mark.parametrize("wrong", [{"sub": "a/b"}, {"sub": "x" * 65}, {"epoch": "1"}, {"epoch": 1.5}, {"epoch": True}])
def test_a_token_with_a_claim_of_the_wrong_kind_is_refused(world, wrong):
    assert refused(signed(**wrong))


def test_a_changed_token_is_refused(world):
    head, body, tail = sessions.sign("a", 1).token.split(".")
    other = sessions.sign("b", 1).token.split(".")[1]
    assert refused(f"{head}.{other}.{tail}")
    assert refused(".".join([head, body, tail[:-4] + ("AAAA" if tail[-4:] != "AAAA" else "BBBB")]))


def test_while_keys_rotate_both_hold_and_the_new_one_signs(world):
    old = keys()
    before = sessions.sign("a", 1)
    put_keys(world, [("t2", os.urandom(32).hex()), *old])
    try:
        after = sessions.sign("a", 1)
        assert jwt.get_unverified_header(after.token)["kid"] == "t2"
        assert Patient.identify(request(before.token)).account == "a"
        put_keys(world, [("t2", keys()[0][1])])
        assert Patient.identify(request(after.token)).account == "a"
        assert refused(before.token)
    finally:
        put_keys(world, old)


def put_keys(world, to):
    world.vaults.put_secret("xinglin/test/token-keys", {"keys": to})
    secrets.forget_cached()


def test_signing_out_everywhere_ends_every_token_at_once(me):
    token = sessions.sign(me.account, me.epoch).token
    assert PresentPatient.identify(request(token)).account == me.account
    sessions.sign_out_everywhere(me)
    assert refused(token, PresentPatient)
    with pytest.raises(refusals.Unauthenticated):
        deed(Patient.identify(request(token)))


def test_signing_out_twice_with_one_token_is_refused_the_second_time(me):
    sessions.sign_out_everywhere(me)
    with pytest.raises(refusals.Unauthenticated):
        sessions.sign_out_everywhere(me)


def test_after_signing_out_everywhere_i_sign_in_again(someone):
    before = someone("再登录")
    sessions.sign_out_everywhere(before)
    after = someone("再登录")
    assert after.account == before.account
    assert after.epoch > before.epoch
    deed(after)


def test_a_deed_of_a_blocked_account_is_refused(me):
    blocking.block("admin-1", me.account, "测试")
    with pytest.raises(refusals.Unauthenticated):
        deed(me)


def test_a_deed_of_a_deleted_account_is_refused(me):
    left(me)
    with pytest.raises(refusals.Unauthenticated):
        deed(me)


def test_a_token_for_an_account_that_never_was_does_nothing(world):
    with pytest.raises(refusals.Unauthenticated):
        deed(Patient("nobody", 1, ""))
    assert refused(sessions.sign("nobody", 1).token, PresentPatient)
