"""Telling readers: the weekly issue and greetings of holidays, shard by shard, a few readers at a time, each told once."""

import datetime as dt

from chalicelib.accounts import consents
from chalicelib.accounts.consents import Purpose
from chalicelib.education import settings
from chalicelib.education.models import SHARDS, Issue, Reader
from chalicelib.education.states import IssueState
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

ISSUE, GREET = "education.issue", "education.greet"
AT_ONCE = 100  # readers a due item tells; then the next goes on behind them
SOON = dt.timedelta(seconds=1)
PAGE, ISSUE_PAGE = "pages/home/index", "education/pages/issue/index?week={week}"


def begin(unit: Unit, kind: str, subject: str, due: dt.datetime) -> None:
    """One due item a shard. Written twice they are the same."""
    for shard in range(SHARDS):
        agenda.later(unit, kind, f"{subject}#{shard:02d}", due, what=subject, shard=f"{shard:02d}", after="")


def tell_issue(week: str, shard: str, after: str) -> None:
    """Tell some readers of the issue; one that is not out is told to nobody."""
    found = Issue.find(week[:4], week)
    if found is None or found.state != IssueState.OUT:
        return
    for reader in _some(ISSUE, week, shard, after):
        if reader.weekly and (not found.commercial or consents.given(AccountId(reader.account), Purpose.MARKETING)):
            words = {"title": found.title, "reason": "本周健康期刊已发布"}
            _tell(
                Kind.ARTICLE,
                reader,
                f"issue {week}",
                clock.local(clock.read(found.released_at)),
                words,
                ISSUE_PAGE.format(week=week),
            )


def greet_today() -> None:
    """On the first day of a holiday, greet whoever wants it."""
    today = clock.today()
    if greeting_of(today):
        with Unit() as unit:
            begin(unit, GREET, today.isoformat(), clock.at(today, 9))


def greeting_of(day: dt.date) -> str:
    """The words of the holiday that begins on that day; empty when none does, or the calendar of the year is not out yet."""
    name = _holiday(day)
    if not name or name == _holiday(day - dt.timedelta(days=1)):
        return ""
    return settings.chosen().greetings.get(name, "")


def _holiday(day: dt.date) -> str:
    """The name of the holiday; weekends and make-up days are none."""
    import chinese_calendar

    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:  # the package's word for a year that it does not know
        return ""
    return str(name) if off and name else ""


def greet(day: str, shard: str, after: str) -> None:
    """Greet some readers; later than that day nobody is greeted."""
    date = dt.date.fromisoformat(day)
    words = greeting_of(date)
    if not words or clock.today() != date:
        return
    for reader in _some(GREET, day, shard, after):
        if reader.greetings:
            said = {"title": words, "reason": "来自医院的问候"}
            _tell(Kind.GREETING, reader, f"greeting {day}", clock.local(clock.at(date, 9)), said, PAGE)


def _some(kind: str, subject: str, shard: str, after: str) -> list[Reader]:
    """The next readers of a shard. Whoever follows them is put on the agenda first: a killed worker begins with these again."""
    found = list(Reader.query(shard, Reader.account > after if after else None, limit=AT_ONCE))
    if len(found) == AT_ONCE:
        last = found[-1].account
        agenda.put_off(kind, f"{subject}#{shard}#{last}", clock.now() + SOON, what=subject, shard=shard, after=last)
    return found


def _tell(kind: Kind, reader: Reader, what: str, at: dt.datetime, words: dict[str, str], page: str) -> None:
    """One reader, once: the reference is theirs alone."""
    with Unit() as unit:
        outbox.tell(
            unit,
            kind=kind,
            patient=None,
            account=AccountId(reader.account),
            reference=f"{what} {reader.account}",
            version=1,
            day=at.date(),
            values={"time": f"{at:%Y-%m-%d %H:%M}", **words},
            page=page,
        )
