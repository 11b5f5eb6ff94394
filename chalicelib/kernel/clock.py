"""Time is aware UTC inside; patients read the hospital's local time."""

import datetime as dt
from zoneinfo import ZoneInfo

HOSPITAL_ZONE = ZoneInfo("Asia/Shanghai")  # one zone for all of mainland China


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment on the hospital's wall clock."""
    return moment.astimezone(HOSPITAL_ZONE)


def today() -> dt.date:
    """The hospital's calendar day."""
    return local(now()).date()


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """The moment when the hospital's wall clock shows hour:minute on that day."""
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=HOSPITAL_ZONE).astimezone(dt.UTC)


def stamp(moment: dt.datetime) -> str:
    """`2026-11-21T08:30:00.000Z`: sorts as text in order of time."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def read(text: str) -> dt.datetime:
    """The moment written by `stamp`, or any ISO 8601 text with a zone."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        msg = "a moment without a zone"
        raise ValueError(msg)
    return moment.astimezone(dt.UTC)
