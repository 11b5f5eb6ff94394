"""What an account was told: the newest first, a page at a time."""

import base64
import datetime as dt
import re
from typing import NamedTuple

from chalicelib.kernel import masks, refusals
from chalicelib.kernel.ids import AccountId
from chalicelib.messages import recipients
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Attempt, Item, Reason, State
from chalicelib.messages.outbox import values_of
from chalicelib.messages.templates import NEUTRAL, TEMPLATES
from chalicelib.messages.templates import PAGE as LIST

PAGE = 20
READS = 200  # attempts looked at for one page at most
_KEY = re.compile(r"[0-9TZ.:-]{20,30}#[0-9a-z]{26}#[a-z]{1,10}")
SHOWN = frozenset({State.SENT, State.DELIVERED, State.MERGED, State.UNKNOWN, State.REFUSED, State.FALLEN_BACK})


class WrongPage(refusals.Invalid):
    """Not a page that we named."""

    code, message = "wrong_page", "页码已失效，请返回后重新打开"


NAMES = frozenset({"就诊人", "姓名", "患者姓名"})
WHY: dict[str, str] = {
    Reason.NO_GRANT: "您没有允许接收此类微信通知，可在“消息设置”中开启",
    Reason.SWITCHED_OFF: "您在微信中关闭了此类通知，可在微信的通知管理中打开",
    Reason.NOT_DELIVERED: "微信未能送达",
    Reason.NO_ANSWER: "微信没有回应，不确定是否送达",
}


class Line(NamedTuple):
    """One piece of news as it was told: `values` with the label of each, the patient's name masked.

    `kind` and `reference` name what it is about; `page` is where it leads in the mini program, empty when nowhere;
    `why`, in words, what kept it from arriving by that channel.
    """

    id: str
    kind: Kind
    reference: str
    page: str
    title: str
    day: dt.date
    told: str
    channel: str
    reached: bool
    why: str
    values: dict[str, str]


class Page(NamedTuple):
    """Some lines, and the name of the next page where there is one."""

    lines: list[Line]
    after: str | None


def page(account: AccountId, after: str | None = None) -> Page:
    """The account's news, the newest first, each once however many channels it went by. Raises WrongPage."""
    name = recipients.of_account(account)
    before = Attempt.key < _opened(after) if after else None
    seen: dict[str, Attempt] = {}
    last = None
    for attempt in Attempt.query(name, before, scan_index_forward=False, limit=READS):
        if attempt.state in SHOWN and attempt.item not in seen:
            if len(seen) == PAGE:
                return Page(_lines(seen), last)
            seen[attempt.item] = attempt
        last = _sealed(attempt.key)
    return Page(_lines(seen), None)


def told_values(item: Item) -> dict[str, str]:
    """What is told, by label, in full."""
    values = values_of(item)
    fields = TEMPLATES[Kind(item.kind)].fields
    told = {field.label: "，".join(values[name] for name in field.values if values.get(name)) for field in fields}
    return {label: text for label, text in told.items() if text}


def _lines(seen: dict[str, Attempt]) -> list[Line]:
    items = {item.id: item for item in Item.batch_get(list(seen))}
    return [_line(items[one], attempt) for one, attempt in seen.items() if one in items]


def _line(item: Item, attempt: Attempt) -> Line:
    template = TEMPLATES[Kind(item.kind)]
    page = item.page or template.page
    shown = told_values(item)
    if item.sensitive:
        shown = {"提醒": NEUTRAL}
    for label in NAMES & shown.keys():
        shown[label] = masks.name(shown[label])
    reached = attempt.state in {State.SENT, State.DELIVERED, State.MERGED}
    return Line(
        id=item.id,
        kind=Kind(item.kind),
        reference=item.reference,
        page="" if page == LIST else page,
        title=template.title,
        day=dt.date.fromisoformat(item.day),
        told=item.told,
        channel=attempt.channel,
        reached=reached,
        why="" if reached else WHY.get(attempt.reason, ""),
        values=shown,
    )


def _sealed(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _opened(text: str) -> str:
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:
        raise WrongPage from None
    if not _KEY.fullmatch(key):
        raise WrongPage
    return key
