from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from chalicelib.accounts import blocking, identity
from chalicelib.accounts.models import Account, Openid, State
from chalicelib.accounts.sessions import Patient
from chalicelib.gateways.wechat import login
from chalicelib.kernel import refusals
from tests.accounts.leaving import left


def accounts_of(openid):
    return [account for account in Account.scan() if account.openid == openid]


def test_the_first_sign_in_makes_my_account_and_the_next_finds_it(wechat):
    first, _ = identity.sign_in(wechat.login_code("小王"))
    again, _ = identity.sign_in(wechat.login_code("小王"))
    assert first == again
    assert identity.openid_of(first) == wechat.openid("小王")


def test_two_people_have_two_accounts(wechat):
    assert identity.sign_in(wechat.login_code("甲"))[0] != identity.sign_in(wechat.login_code("乙"))[0]


def test_sixteen_first_sign_ins_at_once_make_one_account(wechat, monkeypatch):
    together, exchange = Barrier(16, timeout=10), login.openid

    def answered_at_one_moment(code):
        Openid.find("nobody")  # so that no thread is late for want of a connection
        openid = exchange(code)
        together.wait()
        return openid

    monkeypatch.setattr(login, "openid", answered_at_one_moment)
    codes = [wechat.login_code("同一人") for _ in range(16)]
    with ThreadPoolExecutor(16) as at_once:
        found = {account for account, _ in at_once.map(identity.sign_in, codes)}
    assert len(found) == 1
    assert [account.id for account in accounts_of(wechat.openid("同一人"))] == list(found)


def test_a_code_that_was_used_signs_nobody_in(wechat):
    code = wechat.login_code("用过")
    identity.sign_in(code)
    with pytest.raises(identity.CodeRefused):
        identity.sign_in(code)


def test_a_code_after_five_minutes_signs_nobody_in(wechat):
    code = wechat.login_code("慢")
    wechat.ahead = 301
    try:
        with pytest.raises(identity.CodeRefused):
            identity.sign_in(code)
    finally:
        wechat.ahead = 0


def test_an_invented_code_signs_nobody_in(wechat):
    with pytest.raises(identity.CodeRefused):
        identity.sign_in("invented")


def test_the_code_of_the_phone_button_is_no_sign_in_code(wechat):
    with pytest.raises(identity.CodeRefused):
        identity.sign_in(wechat.phone_code("小王"))


def test_somebody_whom_wechat_holds_for_a_risk_is_told_what_to_do(wechat):
    wechat.hold("风险")
    with pytest.raises(identity.RiskyUser, match="wechat_refuses_user") as refused:
        identity.sign_in(wechat.login_code("风险"))
    assert "窗口" in refused.value.message


def test_a_silent_wechat_is_told_plainly(wechat):
    wechat.feel("down", "/sns", times=1)
    with pytest.raises(identity.SignInUnavailable):
        identity.sign_in(wechat.login_code("小王"))


def test_a_wechat_that_talks_nonsense_is_told_plainly(wechat):
    wechat.feel("nonsense", "/sns", times=1)
    with pytest.raises(identity.SignInUnavailable):
        identity.sign_in(wechat.login_code("小王"))


def test_a_blocked_account_is_not_let_in_and_is_let_in_again_when_unblocked(wechat):
    account, _ = identity.sign_in(wechat.login_code("被停用"))
    blocking.block("admin-1", account, "倒号")
    with pytest.raises(identity.AccountBlocked):
        identity.sign_in(wechat.login_code("被停用"))
    blocking.unblock("admin-1", account, "申诉成立")
    assert identity.sign_in(wechat.login_code("被停用"))[0] == account


def test_after_deleting_the_same_wechat_user_begins_anew(wechat):
    before, _ = identity.sign_in(wechat.login_code("回来"))
    left(Patient(before, 1, ""))
    after, _ = identity.sign_in(wechat.login_code("回来"))
    assert after != before
    assert identity.openid_of(before) is None
    assert Openid.find(wechat.openid("回来")).account == after
    assert Account.find(before).state == State.DELETED


def test_a_wrong_secret_is_a_fault_of_ours_and_no_refusal(wechat, world):
    keys = dict(wechat.book("keys").items())
    world.vaults.put_secret("xinglin/test/wechat", keys | {"app_secret": "wrong"})
    _forget_secrets()
    try:
        with pytest.raises(Exception, match="40125") as fault:
            identity.sign_in(wechat.login_code("小王"))
        assert not isinstance(fault.value, refusals.Refusal)
    finally:
        world.meet(wechat)


def _forget_secrets():
    from chalicelib.kernel import secrets

    secrets.forget_cached()
