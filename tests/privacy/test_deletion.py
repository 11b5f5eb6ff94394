"""The end of my account: at once, once, and nothing of it left behind that the law does not keep."""

import threading

import pytest

from chalicelib.accounts import blocking, identity, sessions
from chalicelib.accounts.models import Account, State
from chalicelib.kernel import refusals
from chalicelib.kernel.idempotency import once
from chalicelib.kernel.tables import Unit
from chalicelib.privacy import asking, gathering
from chalicelib.privacy.jobs import jobs
from chalicelib.privacy.models import Asked, Kind
from chalicelib.registration import records
from tests import pumping
from tests.registration import people


def request(me, key):
    return once(me.account, "POST /me/deletion", key, b"{}")


def leave(me, key):
    return asking.ask_deletion(me, request(me, key), understood=True)


def test_nothing_is_deleted_before_i_understood_what_that_means(me, key):
    with pytest.raises(asking.NotUnderstood):
        asking.ask_deletion(me.me, request(me.me, key), understood=False)
    assert sessions.fresh(me.me).state == State.ACTIVE


def test_while_a_visit_is_to_come_my_account_stays_as_it_is(me, key):
    people.hold(me, people.segment())
    with pytest.raises(asking.Unfinished):
        leave(me.me, key)
    assert sessions.fresh(me.me).state == State.ACTIVE
    assert list(Asked.query(me.me.account)) == []


def test_from_the_moment_i_ask_nobody_books_with_what_was_signed_in(me, key):
    there = people.segment()
    leave(me.me, key)
    with pytest.raises(refusals.Unauthenticated):
        people.hold(me, there)
    with pytest.raises(refusals.Unauthenticated):
        sessions.fresh(me.me)
    assert people.fresh(there).free == {1}


def test_i_may_begin_anew_at_once_before_anything_is_forgotten_and_keep_that(me, sign_in, key):
    leave(me.me, key)
    anew = sign_in()
    assert anew.account != me.me.account
    pumping.pump(jobs, times=2)
    assert sign_in().account == anew.account
    assert Account.find(me.me.account).state == State.DELETED
    assert gathering.everything(me.me.account)["accounts"] == {}


def test_between_asking_and_forgetting_nothing_is_sent_to_me(me, wechat, user, key):
    leave(me.me, key)
    assert identity.openid_of(me.me.account) is None
    assert identity.account_of(wechat.openid(user)) is None


def test_the_same_request_again_is_answered_though_i_am_signed_out(me, key):
    first, second = leave(me.me, key), leave(me.me, key)
    assert (first.id, second.id) == (second.id, first.id)
    assert len(list(Asked.query(me.me.account))) == 1


def test_another_request_after_the_end_finds_nobody_signed_in(me, key):
    leave(me.me, key)
    with pytest.raises(refusals.Unauthenticated):
        leave(me.me, f"{key}2")


def test_two_phones_at_once_end_the_account_once(me, key):
    ends = []

    def phone(number):
        try:
            ends.append(leave(me.me, f"{key}{number}").state)
        except (refusals.Unauthenticated, refusals.Busy) as refusal:
            ends.append(refusal.code)

    threads = [threading.Thread(target=phone, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends.count("asked") == len(list(Asked.query(me.me.account))) == 1
    pumping.pump(jobs, times=2)
    assert [one.state for one in Asked.query(me.me.account)] == ["done"]


def test_what_another_phone_books_in_that_very_instant_stays_with_the_patient_and_the_hospital(me, key, monkeypatch):
    there, booked = people.segment(), []
    looked = gathering.unfinished

    def looking(account):
        answer = looked(account)
        booked.append(people.hold(me, there))
        return answer

    monkeypatch.setattr(gathering, "unfinished", looking)
    leave(me.me, key)
    pumping.pump(jobs)
    people.pay(booked[0])
    people.pump()
    found = records.known(booked[0].id)
    assert (found.account, found.state) == ("", "confirmed")


def test_a_blocked_account_is_not_deleted_to_begin_anew(me, sign_in, key):
    blocking.block("admin-9", me.me.account, "倒号")
    with pytest.raises(refusals.Unauthenticated):
        leave(me.me, key)
    with pytest.raises(identity.AccountBlocked):
        sign_in()


def test_a_leaving_account_is_not_blocked_and_not_unblocked(me, key):
    leave(me.me, key)
    for deed in (blocking.block, blocking.unblock):
        with pytest.raises(blocking.NotInThatState):
            deed("admin-9", me.me.account, "倒号")


def test_killed_anywhere_it_goes_on_until_every_room_has_forgotten(me, key, monkeypatch):
    leave(me.me, key)
    for room in gathering.ROOMS:
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(room, "forget", _killed)
            pumping.pump(jobs)
        assert [one.state for one in Asked.query(me.me.account)] == ["asked"]
    pumping.pump(jobs)
    assert [one.state for one in Asked.query(me.me.account)] == ["done"]
    assert gathering.everything(me.me.account)["cards"]["patients"] == []


def _killed(_account):
    raise KeyboardInterrupt


def test_who_only_asked_for_a_copy_is_not_forgotten(me, key):
    asking.ask_copy(me.me, once(me.me.account, "POST /me/copies", key, b"{}"))
    pumping.pump(jobs)
    gathering.accounts.forget(me.me.account)
    assert sessions.fresh(me.me).state == State.ACTIVE
    assert [one.kind for one in Asked.query(me.me.account)] == [Kind.COPY]


def test_a_deed_that_had_begun_before_does_not_end_after(me, key):
    unit = Unit()
    records.require(unit, me.me, me.wish)
    leave(me.me, key)
    with pytest.raises(refusals.Unauthenticated):
        unit.commit()
