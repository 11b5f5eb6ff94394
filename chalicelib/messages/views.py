"""What goes in and out of this room's routes."""

import datetime as dt
from typing import Literal

from pydantic import AwareDatetime, Field

from chalicelib.kernel import clock
from chalicelib.kernel.http import Input, Query, View
from chalicelib.messages import history
from chalicelib.messages.asking import MOST, Journey, Standing
from chalicelib.messages.kinds import Kind

Answer = Literal["accept", "acceptWithAudio", "acceptWithAlert", "reject", "ban", "filter"]


class Asking(Query):
    """On which tap."""

    journey: Journey


class SubscriptionsView(View):
    """The ids for wx.requestSubscribeMessage; `asked` goes back with its results. No ids: nothing to ask on this tap."""

    templates: list[str]
    asked: AwareDatetime


class TemplateView(View):
    """One kind of message by WeChat."""

    id: str
    kind: Kind
    title: str
    long_term: bool  # one yes is for good
    left: int  # how many more the patient takes
    off: bool  # switched off in WeChat's own settings


class TemplatesView(View):
    """Every kind that this hospital sends by WeChat, and when the ids were given out."""

    templates: list[TemplateView]
    asked: AwareDatetime


class Results(Input):
    """What wx.requestSubscribeMessage answered, by template id, and the `asked` of the ids that were asked for."""

    asked: AwareDatetime = Field(strict=False)
    results: dict[str, Answer] = Field(min_length=1, max_length=MOST)


class HistoryQuery(Query):
    """Which page; the first without."""

    after: str | None = Field(default=None, max_length=200)


class MessageView(View):
    """One piece of news: `values` by their labels."""

    id: str
    kind: Kind
    reference: str  # what it is about: the id of a registration, or of an application for copies
    page: str  # where it leads in the mini program, with what it is about; empty: nowhere
    title: str
    day: dt.date
    told: AwareDatetime
    channel: str
    reached: bool
    why: str  # what kept it from arriving by that channel, in words
    values: dict[str, str]


class HistoryView(View):
    """The newest first."""

    messages: list[MessageView]
    after: str | None


def shown(page: history.Page) -> HistoryView:
    """A page of the history."""
    lines = [MessageView(**one._asdict() | {"told": clock.read(one.told)}) for one in page.lines]
    return HistoryView(messages=lines, after=page.after)


def standing(known: list[Standing], asked: dt.datetime) -> TemplatesView:
    """How the account stands with every template."""
    return TemplatesView(templates=[TemplateView(**one._asdict()) for one in known], asked=asked)
