"""Until staff have their console, an administrator acts from a terminal: named, with a reason, in the audit log."""

import pytest

from chalicelib.accounts.models import Account, State
from chalicelib.kernel import audit, clock, ids, settings
from chalicelib.kernel.tables import Unit
from chalicelib.registration.settings import RegistrationSettings
from infra.commands.checks import BOOKS
from infra.commands.choices import rooms

SIGNED = ("--by", "1024", "--reason", "asked by the leaders")


def acts(actor="1024"):
    return [(one.act, one.reason) for one in audit.entries(clock.today(), actor)]


def test_a_setting_is_chosen_shown_and_kept_with_its_history(typed):
    name = next(iter(name for name, field in RegistrationSettings.model_fields.items() if field.annotation is int))
    value = settings.hospital(RegistrationSettings).model_dump()[name] + 1
    assert typed("settings", "set", "registration", "hospital", f"{name}={value}", *SIGNED)[0] == 0
    assert settings.hospital(RegistrationSettings).model_dump()[name] == value
    said = typed("settings", "show", "registration")[1]
    assert f"* {name} = {value}" in said
    assert "by 1024" in said
    assert acts()[-1] == ("settings.changed", "asked by the leaders")


@pytest.mark.parametrize("choice", ["no_such_setting=1", "merchant=abc"])
def test_a_setting_that_is_not_allowed_changes_nothing(typed, choice):
    before = settings.hospital(rooms()["payments"])
    assert typed("settings", "set", "payments", "hospital", choice, *SIGNED)[0] == 1
    settings.forget_cached()
    assert settings.hospital(rooms()["payments"]) == before


def test_every_room_with_settings_can_be_shown(typed):
    for room in rooms():
        assert typed("settings", "show", room)[0] == 0


def test_an_account_is_blocked_and_unblocked(typed):
    account = Account(ids.new(), openid="o1", since=clock.stamp(clock.now()))
    account.save()
    assert typed("account", "block", account.id, *SIGNED) == (0, "done\n")
    assert Account.find(account.id).state == State.BLOCKED
    assert acts()[-1] == ("account.blocked", "asked by the leaders")
    code, said = typed("account", "block", account.id, *SIGNED)
    assert (code, said.startswith("account_state")) == (1, True)
    assert typed("account", "unblock", account.id, *SIGNED)[0] == 0


def test_a_refusal_is_printed_in_its_own_words(typed):
    for words in (
        ("clinic", "stop", "nosuch", *SIGNED),
        ("refund", "paid-out", "nosuch", "--confirmed-by", "2048", *SIGNED),
        ("order", "window", "nosuch", "--by", "1024"),
        ("message", "explain", "nosuch"),
    ):
        assert typed(*words) == (1, "not_found: 没有找到相关记录，请返回后刷新重试\n")


def test_one_person_alone_cannot_pay_out(typed):
    code, said = typed("refund", "paid-out", "nosuch", "--confirmed-by", "1024", *SIGNED)
    assert (code, "not_found" in said) == (1, False)


def test_nobody_acts_without_a_name_and_a_reason(typed):
    for words in (("clinic", "stop", "c1", "--by", "1024"), ("account", "block", "a1", "--reason", "x")):
        with pytest.raises(SystemExit):
            typed(*words)


def test_whole_audit_chains_are_found_whole_and_broken_ones_named(typed):
    with Unit() as unit:
        audit.write(unit, "77", act="clinic.stopped", subject="c1")
    today = clock.today().isoformat()
    assert typed("audit", "verify", today)[0] == 0
    entry = next(iter(audit.entries(clock.today(), "77")))
    entry.act = "clinic.moved"
    entry.save()
    code, said = typed("audit", "verify", today)
    assert (code, "77 no. 1: was changed" in said) == (1, True)


@pytest.mark.parametrize("room", sorted(BOOKS.keys() - {"vault"}))  # which looks into its buckets too
def test_books_that_add_up_say_so(typed, room):
    assert typed("books", "check", "--only", room) == (0, f"{room}: all adds up\n")
