"""Through the door: what the editors' page sends, what the phone draws."""

import uuid

import pytest

from chalicelib.accounts import sessions
from chalicelib.staff.roles import Role
from tests.client import call
from tests.staff.people import on_duty, token_of

ARTICLE = {
    "title": "冬季护心",
    "summary": "天冷了，血压怎么管",
    "blocks": [
        {"kind": "heading", "text": "保暖"},
        {"kind": "list", "items": ["早晚添衣", "避免清晨剧烈运动"]},
        {"kind": "warning", "text": "胸痛超过 15 分钟请立即拨打 120"},
    ],
    "tags": {"diagnosis": ["I10"], "season": ["winter"]},
}


def asked(app, who, method, route, body=None, **more):
    return call(app, method, route, body, token=sessions.sign(who.me.account, 1).token, key=uuid.uuid4().hex, **more)


def worked(app, staff, method, route, body=None, **more):
    return call(app, method, route, body, token=token_of(staff), key=uuid.uuid4().hex, **more)


def publish(app, writer, second, body=ARTICLE):
    article = worked(app, writer, "POST", "/desk/articles", body).body["id"]
    worked(app, writer, "POST", "/desk/articles/{article}/submission", article=article)
    done = worked(app, second, "POST", "/desk/articles/{article}/approval", article=article)
    assert (done.body["state"], done.body["approved_by"]) == ("published", "小赵")
    return article


def test_from_the_editors_page_to_the_phone(app, me, writer, second):
    article = publish(app, writer, second)
    [row] = asked(app, me, "GET", "/articles", query={"tag": "diagnosis", "value": "I10.0"}).body["articles"]
    assert row["title"] == "冬季护心"
    whole = asked(app, me, "GET", "/articles/{article}", article=article).body
    assert [block["kind"] for block in whole["blocks"]] == ["heading", "list", "warning"]
    assert "小王" not in str(whole)


def test_an_issue_from_the_desk_to_the_phone(app, me, writer, second):
    article = publish(app, writer, second)
    issue = {"week": "2026-W47", "title": "护心专刊", "articles": [article]}
    assert worked(app, writer, "POST", "/desk/issues", issue).status == 201
    assert asked(app, me, "GET", "/issues").body["issues"] == []
    assert asked(app, me, "GET", "/issues/{week}", week="2026-W47").code == "not_found"
    worked(app, second, "POST", "/desk/issues/{week}/release", week="2026-W47")
    assert [one["week"] for one in asked(app, me, "GET", "/issues").body["issues"]] == ["2026-W47"]
    assert [one["id"] for one in asked(app, me, "GET", "/issues/{week}", week="2026-W47").body["articles"]] == [article]


def test_tags_of_html_are_words_and_nothing_else(app, me, writer, second):
    """There is no markup: what looks like it is drawn letter by letter, so it goes through unchanged and never as HTML."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    article = publish(app, writer, second, ARTICLE | {"blocks": [{"kind": "paragraph", "text": evil}]})
    whole = asked(app, me, "GET", "/articles/{article}", article=article)
    assert whole.body["blocks"] == [{"kind": "paragraph", "text": evil, "items": []}]
    assert whole.headers["Content-Type"] == "application/json"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "wrong",
    [
        {"blocks": []},
        {"blocks": [{"kind": "html", "text": "<b>x</b>"}]},
        {"blocks": [{"kind": "list", "text": "x"}]},
        {"blocks": [{"kind": "paragraph", "text": "x", "items": ["y"]}]},
        {"blocks": [{"kind": "paragraph", "text": "x", "onclick": "alert(1)"}]},
        {"blocks": [{"kind": "paragraph", "text": "a\u0000b"}]},
        {"blocks": [{"kind": "list", "items": ["  "]}]},
        {"tags": {"diagnosis": ["I"]}},
        {"tags": {"season": ["monsoon"]}},
        {"tags": {"test": [f"t{n}" for n in range(20)], "drug": [f"d{n}" for n in range(20)]}},
        {"title": " "},
    ],
)
def test_what_is_no_article_is_refused(app, writer, wrong):
    assert worked(app, writer, "POST", "/desk/articles", ARTICLE | wrong).code == "invalid"


def test_a_tag_without_a_value_is_refused(app, me):
    assert asked(app, me, "GET", "/articles", query={"tag": "drug"}).code == "invalid"


def test_nobody_else_edits(app):
    assert worked(app, on_duty(Role.SERVICE), "POST", "/desk/articles", ARTICLE).code == "role_required"


def test_the_follow_up_centre_chooses_from_what_is_published_and_sees_no_drafts(app, writer, second):
    article, lead = publish(app, writer, second), on_duty(Role.FOLLOW_UP_LEAD)
    draft = worked(app, writer, "POST", "/desk/articles", ARTICLE).body["id"]
    for state in ("published", "draft"):
        listed = [one["id"] for one in worked(app, lead, "GET", "/desk/articles", query={"state": state}).body["articles"]]
        assert article in listed
        assert draft not in listed
    assert worked(app, lead, "POST", "/desk/articles", ARTICLE).code == "role_required"


def test_what_i_hear_of_is_mine_to_choose(app, me):
    assert asked(app, me, "GET", "/me/education").body == {"weekly": False, "greetings": False}
    for _ in range(2):
        asked(app, me, "PUT", "/me/education", {"weekly": True, "greetings": False})
    assert asked(app, me, "GET", "/me/education").body["weekly"]
    assert asked(app, me, "GET", "/me/offers").code == "education_opt_in"
