"""What the patient reads at once after an answer that worries: the clinician's signed words, and whether anybody reads now."""

import datetime as dt
from typing import NamedTuple

from chalicelib.followup import settings
from chalicelib.followup.questionnaires.rules import Help, Rule
from chalicelib.kernel import clock

READ_NOW = "您的回答已提示医护人员，现在是工作时间，将有医护人员查看。在此期间如症状加重，请不要等待，立即就医或拨打120。"
NOT_READ_NOW = (
    "现在是非工作时间，没有医护人员实时查看您的回答，系统已通知值班人员。如感觉不适，请不要等待回复，立即就医或拨打120。"
)
ANONYMOUS = "这份问卷是匿名的，医院无法知道您是谁，也不会有人联系您。请按上面的建议自行就医或求助。"
_URGENCY = (Help.EMERGENCY_CALL, Help.EMERGENCY_ROOM, Help.WARD, Help.CLINIC)


class Advice(NamedTuple):
    """All of it."""

    words: list[str]  # of each rule, the most urgent first
    turn_to: Help
    phone: str  # of the ward; empty when the hospital named none
    read_now: bool
    who_reads: str


def advice(rules: list[Rule], department: str, now: dt.datetime | None = None, *, anonymous: bool = False) -> Advice | None:
    """What to say; None where no rule was set off."""
    if not rules:
        return None
    ordered = sorted(rules, key=lambda one: _URGENCY.index(one.turn_to))
    chosen = settings.chosen()
    reads = not anonymous and chosen.reads_at(now or clock.now())
    who_reads = ANONYMOUS if anonymous else READ_NOW if reads else NOT_READ_NOW
    words = list(dict.fromkeys(one.advice for one in ordered))
    return Advice(words, ordered[0].turn_to, chosen.phone_of(department), reads, who_reads)
