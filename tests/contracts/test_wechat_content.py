"""The content check: our gateway and the played WeChat, by the documented fields."""

import pytest

from chalicelib.gateways.wechat import content, token
from chalicelib.gateways.wechat.content import Verdict
from sandbox.wechat import Wechat


@pytest.fixture(scope="module")
def wechat(world, tmp_path_factory):
    with Wechat(tmp_path_factory.mktemp("wechat")).serving() as party:
        token.forget_cached()
        yield world.meet(party)


@pytest.mark.parametrize(("words", "verdict"), [("很好", Verdict.FINE), ("骗子", Verdict.UNSURE), ("赌博", Verdict.RISKY)])
def test_words_are_judged(wechat, words, verdict):
    assert content.check(wechat.openid("user"), words) is verdict
    assert wechat.checked()[-1] == {"content": words, "version": 2, "scene": 2, "openid": wechat.openid("user")}


def test_more_than_wechat_takes_is_cut(wechat):
    assert content.check(wechat.openid("user"), "好" * 3000) is Verdict.FINE
    assert len(wechat.checked()[-1]["content"]) == 2500


def test_of_a_writer_who_was_not_here_for_two_hours_nothing_is_known(wechat):
    wechat.leave("away")
    assert content.check(wechat.openid("away"), "很好") is Verdict.UNSURE


@pytest.mark.parametrize("mood", ["error", "nonsense", "lost", "down"])
def test_whatever_goes_wrong_nothing_is_known(wechat, mood):
    wechat.feel(mood, "/wxa/msg_sec_check")
    assert content.check(wechat.openid("user"), "很好") is Verdict.UNSURE
    wechat.calm()
