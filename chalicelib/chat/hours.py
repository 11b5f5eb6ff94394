"""When the service desk answers: the hospital's wall clock, over midnight too."""

import datetime as dt

from chalicelib.chat.settings import ChatSettings
from chalicelib.kernel import clock


def _time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def is_open(moment: dt.datetime, chosen: ChatSettings) -> bool:
    """Whether somebody answers at that moment."""
    opens, closes = _time(chosen.opens), _time(chosen.closes)
    now = clock.local(moment).time().replace(tzinfo=None)
    if opens == closes:
        return True
    if opens < closes:
        return opens <= now < closes
    return now >= opens or now < closes


def opens_next(moment: dt.datetime, chosen: ChatSettings) -> dt.datetime:
    """When it opens next; that moment itself when it is open."""
    if is_open(moment, chosen):
        return moment
    opens = _time(chosen.opens)
    today = clock.local(moment).date()
    at = clock.at(today, opens.hour, opens.minute)
    return at if at > moment else clock.at(today + dt.timedelta(days=1), opens.hour, opens.minute)


def words(chosen: ChatSettings) -> str:
    """As patients read it."""
    return "全天" if chosen.opens == chosen.closes else f"每天 {chosen.opens}–{chosen.closes}"


def when_back(moment: dt.datetime, chosen: ChatSettings) -> str:
    """The honest answer outside them."""
    opens = clock.local(opens_next(moment, chosen))
    day = "今天" if opens.date() == clock.local(moment).date() else "明天"
    return (
        f"现在不在人工服务时间（{words(chosen)}），留言已收到，客服将在{day} {opens:%H:%M} 后回复。急诊请直接到医院或拨打 120。"
    )
