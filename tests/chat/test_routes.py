"""Through the door: the phone and the desk."""

import uuid

from chalicelib.accounts import sessions
from chalicelib.chat.models import id_of
from chalicelib.staff.roles import Role
from tests.client import call
from tests.hospital import EAST
from tests.staff.people import on_duty, token_of


def asked(app, who, method, body=None, **more):
    return call(app, method, "/chat", body, token=sessions.sign(who.me.account, 1).token, key=uuid.uuid4().hex, **more)


def worked(app, staff, method, route, body=None, **more):
    return call(app, method, f"/desk/chat{route}", body, token=token_of(staff), key=uuid.uuid4().hex, **more)


def test_from_the_phone_to_the_desk_and_back(app, me, desk):
    chat = id_of(me.me.account)
    sent = asked(app, me, "POST", {"words": "你好", "campus": EAST, "patient": me.patient})
    assert [line["by"] for line in sent.body["lines"]] == ["patient", "machine"]
    [row] = worked(app, desk, "GET", "", query={"campus": EAST}).body["waiting"]
    assert (row["id"], row["patient"], row["unread"]) == (chat, "*小明", True)
    whole = worked(app, desk, "POST", "/conversations/{chat}/take", chat=chat).body
    assert whole["lines"][0]["words"] == "你好"
    answer = worked(app, desk, "POST", "/conversations/{chat}/lines", {"words": "您好"}, chat=chat)
    assert answer.body["lines"][-1]["staff"] == "小张"
    news = asked(app, me, "GET", query={"after": "2", "campus": EAST}).body
    assert [line["words"] for line in news["lines"]][-1] == "您好"
    assert "小张" not in str(news)  # patients read the desk, not a name
    assert news["hours"] == "每天 08:00–22:00"
    [mine] = worked(app, desk, "GET", "", query={"campus": EAST}).body["mine"]
    assert not mine["unread"]
    over = worked(app, desk, "POST", "/conversations/{chat}/hand-over", {"to": ""}, chat=chat)
    assert over.body["state"] == "waiting"


def test_an_empty_line_is_none(app, me):
    assert asked(app, me, "POST", {"words": "  ", "campus": EAST}).code == "invalid"


def test_only_the_service_desk_reads_it(app, me):
    asked(app, me, "POST", {"words": "你好", "campus": EAST})
    stranger = on_duty(Role.REVIEWER)
    answer = worked(app, stranger, "GET", "/conversations/{chat}", chat=id_of(me.me.account))
    assert answer.code == "role_required"
