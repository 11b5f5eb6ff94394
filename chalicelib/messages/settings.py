"""What a hospital chooses about its messages; wrong choices are refused when they are made and when they are read."""

import re
from typing import ClassVar, Self

from pydantic import Field, model_validator

from chalicelib.kernel.settings import HospitalSettings, hospital
from chalicelib.messages import templates
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.templates import TEMPLATES

TEMPLATE_ID = re.compile(r"[A-Za-z0-9_-]{6,64}")


class MessagesSettings(HospitalSettings):
    """⚙ of this room."""

    room: ClassVar[str] = "messages"

    template_ids: dict[Kind, str] = Field(default={}, description="WeChat's id of the template chosen for each kind")
    keywords: dict[Kind, dict[str, str]] = Field(
        default={}, description="where the chosen template has other keys than ours: its key to our value, `thing7`: `department`"
    )
    long_term: frozenset[Kind] = Field(default=frozenset(), description="kinds whose template WeChat granted as long-term")
    quiet_from: int = Field(default=22, ge=0, le=23, description="local hour; equal to quiet_until: no quiet hours")
    quiet_until: int = Field(default=7, ge=0, le=23)
    near_days: int = Field(default=1, ge=0, le=7, description="urgent news of a visit this near goes by two channels")
    merge_seconds: int = Field(default=60, ge=0, le=3600, description="how long a reminder waits for others of its day")
    ladders: dict[Kind, tuple[Channel, ...]] = Field(
        default={}, description="by which channels a kind goes, one after the other, where not as the product has it"
    )
    assistant_statuses: dict[Kind, int] = Field(
        default={}, description="kinds that go by 微信就医助手, and the status of each there: 1501001"
    )
    ack_minutes: int = Field(default=30, ge=1, le=1440, description="urgent news that nobody opened by then is for the call list")
    cap_a_day: int = Field(default=3, ge=1, le=100, description="questionnaires, articles, greetings to one person in a day")
    failures_that_close: int = Field(default=8, ge=1, le=1000, description="in a row: then a channel is left alone for a while")
    sends_a_minute: int = Field(default=6000, ge=1, le=1_000_000)
    sends_a_lease: int = Field(default=20, ge=1, le=1000)

    @model_validator(mode="after")
    def _fits_wechat(self) -> Self:
        problems = [f"{kind}: {problem}" for kind in self.template_ids for problem in templates.broken(self.fields(kind))]
        if len(set(self.template_ids.values())) != len(self.template_ids):
            problems.append("one template for two kinds")
        if not all(TEMPLATE_ID.fullmatch(one) for one in self.template_ids.values()):
            problems.append("a template id that is none")
        problems += [f"{kind}: {problem}" for kind in Kind for problem in self._broken_ladder(kind)]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _broken_ladder(self, kind: Kind) -> list[str]:
        ladder = self.ladder(kind)
        problems = ["a channel twice"] if len(set(ladder)) != len(ladder) else []
        if Channel.SMS in ladder and TEMPLATES[kind].sms is None:
            problems.append("there is no short message of it")
        if Channel.ASSISTANT in ladder and kind not in self.assistant_statuses:
            problems.append("no status of 微信就医助手 is chosen")
        if Channel.CALL in ladder[:-1]:
            problems.append("the call list comes last")
        return problems

    def ladder(self, kind: Kind) -> tuple[Channel, ...]:
        """By which channels a kind goes, one after the other."""
        if kind in self.ladders:
            return self.ladders[kind]
        rules = TEMPLATES[kind]
        steps = {
            Channel.ASSISTANT: kind in self.assistant_statuses,
            Channel.WECHAT: True,
            Channel.SMS: rules.sms is not None,
            Channel.CALL: rules.urgent,
        }
        return tuple(step for step, holds in steps.items() if holds)

    def fields(self, kind: Kind) -> tuple[templates.Field, ...]:
        """The fields of the template that this hospital uses for a kind."""
        own = self.keywords.get(kind)
        return tuple(templates.Field(key, key, value) for key, value in own.items()) if own else TEMPLATES[kind].fields


def chosen() -> MessagesSettings:
    """What this hospital chose."""
    return hospital(MessagesSettings)
