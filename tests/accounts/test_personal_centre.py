from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import blocking, phones, privacy, profile, sessions
from chalicelib.accounts.models import Account, Address, Phone, Purpose, State
from chalicelib.accounts.phones import PhoneCodeRefused, PhoneTaken
from chalicelib.accounts.profile import Choices, NoSuchAddress, Place, TooManyAddresses
from chalicelib.accounts.settings import AccountsSettings
from chalicelib.kernel import audit, clock, refusals
from tests.accounts.leaving import left

HOME = Place(name="王小明", phone="13800001234", region="某省某市", street="杏林路一号")


def give_phone(wechat, me, user, number):
    wechat.has_phone(user, number)
    return phones.take(me, wechat.phone_code(user))


def test_my_phone_number_comes_from_wechat_and_is_stored_sealed(wechat, someone):
    me = someone("号主")
    assert give_phone(wechat, me, "号主", "13911110001") == "+8613911110001"
    assert phones.phone_of(me.account) == "+8613911110001"
    assert b"13911110001" not in Account.find(me.account).phone


def test_the_country_code_may_come_as_a_number(wechat, someone):
    me = someone("数字")
    wechat.country_as_number = True
    try:
        assert give_phone(wechat, me, "数字", "13911110002") == "+8613911110002"
    finally:
        wechat.country_as_number = False


def test_somebody_elses_phone_code_is_refused(wechat, someone):
    me = someone("甲")
    with pytest.raises(PhoneCodeRefused):
        phones.take(me, wechat.phone_code("乙"))
    assert phones.phone_of(me.account) is None


def test_a_phone_code_works_once(wechat, someone):
    me, code = someone("一次"), wechat.phone_code("一次")
    phones.take(me, code)
    with pytest.raises(PhoneCodeRefused):
        phones.take(me, code)


def test_the_third_account_with_one_phone_is_refused(wechat, someone):
    for user in ("一", "二"):
        give_phone(wechat, someone(user), user, "13911110003")
    third = someone("三")
    with pytest.raises(PhoneTaken):
        give_phone(wechat, third, "三", "13911110003")
    assert phones.phone_of(third.account) is None


def test_the_same_phone_given_again_counts_once(wechat, someone):
    me = someone("重复")
    for _ in range(3):
        give_phone(wechat, me, "重复", "13911110004")
    give_phone(wechat, someone("重复二"), "重复二", "13911110004")
    assert {len(one.accounts) for one in Phone.scan() if me.account in (one.accounts or ())} == {2}


def test_a_changed_phone_leaves_room_for_another_account(wechat, someone):
    first = someone("换号")
    give_phone(wechat, first, "换号", "13911110005")
    give_phone(wechat, someone("留号"), "留号", "13911110005")
    give_phone(wechat, first, "换号", "13911110006")
    give_phone(wechat, someone("新号"), "新号", "13911110005")


def test_eight_accounts_at_once_for_one_phone_two_have_it(wechat, someone):
    people = [(f"抢{number}", someone(f"抢{number}")) for number in range(8)]

    def take(who):
        try:
            return give_phone(wechat, who[1], who[0], "13911110007")
        except (PhoneTaken, refusals.Busy):
            return None

    with ThreadPoolExecutor(8) as at_once:
        taken = [number for number in at_once.map(take, people) if number]
    assert len(taken) == 2


def test_my_choices_are_kept(me):
    wanted = Choices(large_type=True, reminders=False, education=True, sms=False)
    profile.choose(me, wanted)
    assert profile.reach(me.account, Purpose.SERVICE)[0].choices == wanted


def test_without_a_choice_i_am_reminded_and_not_advertised_to(me):
    assert profile.reach(me.account, Purpose.SERVICE)[0].choices == Choices(
        large_type=False, reminders=True, education=False, sms=True
    )


def test_my_address_is_kept_sealed_and_read_by_me_alone(someone):
    me, other = someone(), someone()
    profile.keep_place(me, "home", HOME)
    assert profile.place(me.account, "home") == HOME
    assert "杏林路".encode() not in Address.find(me.account, "home").sealed
    with pytest.raises(NoSuchAddress):
        profile.place(other.account, "home")


def test_an_address_written_again_is_changed_and_dropped_twice_is_gone(me):
    profile.keep_place(me, "home", HOME)
    profile.keep_place(me, "home", HOME.model_copy(update={"street": "二号"}))
    assert [place.street for place in profile.places(me.account).values()] == ["二号"]
    profile.drop_place(me, "home")
    profile.drop_place(me, "home")
    assert profile.places(me.account) == {}


def test_more_addresses_than_allowed_are_refused_and_a_dropped_one_makes_room(me, world):
    world.choose(AccountsSettings, addresses_an_account=2)
    try:
        for name in ("a", "b", "a"):
            profile.keep_place(me, name, HOME)
        with pytest.raises(TooManyAddresses):
            profile.keep_place(me, "c", HOME)
        profile.drop_place(me, "a")
        profile.keep_place(me, "c", HOME)
        assert set(profile.places(me.account)) == {"b", "c"}
    finally:
        world.choose(AccountsSettings, addresses_an_account=10)


def test_an_ended_session_changes_nothing(me):
    profile.keep_place(me, "home", HOME)
    sessions.sign_out_everywhere(me)
    for deed in (
        lambda: profile.choose(me, Choices(large_type=True, reminders=True, education=True, sms=True)),
        lambda: profile.keep_place(me, "b", HOME),
        lambda: profile.drop_place(me, "home"),
        lambda: phones.take(me, "code"),
    ):
        with pytest.raises(refusals.Unauthenticated):
            deed()
    assert set(profile.places(me.account)) == {"home"}
    assert profile.reach(me.account, Purpose.SERVICE)[0].choices.large_type is False


def test_blocking_says_who_and_why_in_the_audit_log(me):
    blocking.block("admin-7", me.account, "倒卖号源")
    written = [(one.act, one.subject, one.reason) for one in audit.entries(clock.today(), "admin-7")]
    assert written == [("account.blocked", me.account, "倒卖号源")]
    assert audit.broken(clock.today()) == []


def test_what_is_blocked_is_not_blocked_again_and_what_is_active_not_unblocked(me):
    with pytest.raises(blocking.NotInThatState):
        blocking.unblock("admin-8", me.account, "")
    blocking.block("admin-8", me.account, "一")
    with pytest.raises(blocking.NotInThatState):
        blocking.block("admin-8", me.account, "二")
    with pytest.raises(blocking.NotInThatState):
        blocking.block("admin-8", "nobody", "三")
    assert len(list(audit.entries(clock.today(), "admin-8"))) == 1


def test_my_copy_holds_everything_this_room_has_of_me(wechat, someone):
    from chalicelib.accounts import consents

    me = someone("导出")
    give_phone(wechat, me, "导出", "13911110008")
    profile.keep_place(me, "home", HOME)
    consents.give(me, consents.Purpose.SERVICE, consents.current_notice(consents.Purpose.SERVICE).version)
    copy = privacy.export(me.account)
    assert copy["phone"] == "+8613911110008"
    assert copy["wechat_openid"] == wechat.openid("导出")
    assert copy["addresses"]["home"]["street"] == "杏林路一号"
    assert [one["purpose"] for one in copy["consents"]] == ["service"]


def test_deleting_leaves_nothing_personal_and_may_run_twice(wechat, someone):
    me = someone("注销")
    give_phone(wechat, me, "注销", "13911110009")
    profile.keep_place(me, "home", HOME)
    left(me)
    privacy.forget(me.account)
    gone = Account.find(me.account)
    assert (gone.state, gone.openid, gone.phone, gone.addresses) == (State.DELETED, None, None, None)
    assert list(Address.query(me.account)) == []
    assert [one for one in Phone.scan() if me.account in (one.accounts or ())] == []
    assert privacy.export(me.account) == {}


def test_deleting_a_deleted_account_does_not_touch_the_one_begun_anew(wechat, someone):
    before = someone("重来")
    left(before)
    after = someone("重来")
    privacy.forget(before.account)
    assert someone("重来").account == after.account


def test_a_blocked_account_is_not_deleted_to_begin_anew(someone):
    me = someone("逃避")
    blocking.block("admin-9", me.account, "倒号")
    with pytest.raises(refusals.Unauthenticated):
        left(me)


def test_the_patient_is_told_what_is_kept_after_deleting():
    assert any("同意" in line for line in privacy.KEPT)
