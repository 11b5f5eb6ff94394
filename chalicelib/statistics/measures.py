"""What is counted, from which facts, and which rates are made of it: data, not code."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from chalicelib.kernel import clock
from chalicelib.kernel.facts import Fact


class Measure(StrEnum):
    """One thing that is counted."""

    BOOKED = "booked"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    SEEN = "seen"
    RATED_VISIT = "rated_visit"
    RATED_STAY = "rated_stay"
    HOSPITAL = "score_hospital"
    DEPARTMENT = "score_department"
    DOCTOR = "score_doctor"
    SERVICE = "score_service"
    DISCHARGED = "discharged"
    ENROLLED = "enrolled"
    ASKED = "asked"
    ANSWERED = "answered"
    ALARMED = "alarmed"
    TASK_MADE = "task_made"
    TASK_DONE = "task_done"
    CASE_ANSWERED = "case_answered"
    CASE_IN_TIME = "case_in_time"
    CASE_CLOSED = "case_closed"
    CASE_CONTENT = "case_content"
    CHAT_OPENED = "chat_opened"
    CHAT_TAKEN = "chat_taken"
    COPIES_ASKED = "copies_asked"
    COPIES_DONE = "copies_done"
    PAID = "paid"
    REFUNDED = "refunded"


class Tally(NamedTuple):
    """One thing to count: once, with stars or fen where it has them."""

    measure: str
    total: int = 0
    good: int = 0


_Counts = Callable[[Fact], Iterator[Tally]]
GOOD = 4  # stars and more
SCORES = (Measure.HOSPITAL, Measure.DEPARTMENT, Measure.DOCTOR, Measure.SERVICE)


def _one(measure: Measure) -> _Counts:
    def counts(_fact: Fact) -> Iterator[Tally]:
        yield Tally(measure)

    return counts


def _booked(fact: Fact) -> Iterator[Tally]:
    """A visit is settled; one that was changed by the hospital and kept is no new one. The hour of the day shows the peaks."""
    if fact.about.get("was") == "replaced":
        return
    yield Tally(Measure.BOOKED)
    yield Tally(f"hour_{clock.local(clock.read(fact.at)).hour:02d}")


def _rated(fact: Fact) -> Iterator[Tally]:
    yield Tally(Measure.RATED_STAY if fact.about.get("occasion") == "discharge" else Measure.RATED_VISIT)
    for measure in SCORES:
        stars = int(fact.about.get(measure, "0"))
        if stars:
            yield Tally(measure, stars, int(stars >= GOOD))


def _case_answered(fact: Fact) -> Iterator[Tally]:
    """The first answer counts; a second one, after an objection, is no new case."""
    if fact.about.get("first") == "yes":
        yield Tally(Measure.CASE_ANSWERED)
        if fact.about.get("in_time") == "yes":
            yield Tally(Measure.CASE_IN_TIME)


def _case_closed(fact: Fact) -> Iterator[Tally]:
    """Whoever said nothing is neither content nor not: only spoken words count."""
    if fact.about.get("content") == "yes":
        yield Tally(Measure.CASE_CONTENT)
    yield Tally(Measure.CASE_CLOSED)


def _money(measure: Measure) -> _Counts:
    def counts(fact: Fact) -> Iterator[Tally]:
        yield Tally(measure, int(fact.about.get("amount", "0")))

    return counts


COUNTED: dict[tuple[str, str], _Counts] = {
    ("registration.confirmed", ""): _booked,
    ("registration.cancelled", ""): _one(Measure.CANCELLED),
    ("registration.no_show", ""): _one(Measure.NO_SHOW),
    ("registration.seen", ""): _one(Measure.SEEN),
    ("feedback.rated", ""): _rated,
    ("feedback.answered", ""): _case_answered,
    ("feedback.closed", ""): _case_closed,
    ("followup.discharged", ""): _one(Measure.DISCHARGED),
    ("followup.enrolled", ""): _one(Measure.ENROLLED),
    ("followup.asked", ""): _one(Measure.ASKED),
    ("followup.answered", ""): _one(Measure.ANSWERED),
    ("followup.alarmed", ""): _one(Measure.ALARMED),
    ("followup.task_made", ""): _one(Measure.TASK_MADE),
    ("followup.task_done", ""): _one(Measure.TASK_DONE),
    ("chat.opened", ""): _one(Measure.CHAT_OPENED),
    ("chat.taken", ""): _one(Measure.CHAT_TAKEN),
    ("copies.submitted", ""): _one(Measure.COPIES_ASKED),
    ("copies.completed", ""): _one(Measure.COPIES_DONE),
    ("payment.paid", "registration"): _money(Measure.PAID),
    ("payment.paid", "copies"): _money(Measure.PAID),
    ("refund.done", "registration"): _money(Measure.REFUNDED),
    ("refund.done", "copies"): _money(Measure.REFUNDED),
}


class Rate(NamedTuple):
    """A part of a whole, with the words that stand beside it. Parts may belong to wholes of an earlier month."""

    key: str
    title: str
    part: Measure
    whole: Measure
    means: str


RATES: tuple[Rate, ...] = (
    Rate("enrolled", "随访纳入率", Measure.ENROLLED, Measure.DISCHARGED, "纳入随访人次 ÷ 出院人次（门诊随访也计入分子）"),
    Rate("answered", "问卷应答率", Measure.ANSWERED, Measure.ASKED, "实名问卷：已答 ÷ 已发"),
    Rate("tasks", "随访任务完成率", Measure.TASK_DONE, Measure.TASK_MADE, "已完成任务 ÷ 已生成任务"),
    Rate("rated", "就诊评价率", Measure.RATED_VISIT, Measure.SEEN, "已评价就诊 ÷ 已就诊"),
    Rate("rated_stay", "出院评价率", Measure.RATED_STAY, Measure.DISCHARGED, "已评价住院 ÷ 出院"),
    Rate("no_show", "爽约率", Measure.NO_SHOW, Measure.BOOKED, "爽约 ÷ 线上挂号成功"),
    Rate("in_time", "意见按时答复率", Measure.CASE_IN_TIME, Measure.CASE_ANSWERED, "按时首次答复 ÷ 首次答复"),
    Rate("content", "意见答复认可率", Measure.CASE_CONTENT, Measure.CASE_CLOSED, "明确认可答复 ÷ 已办结（未表态的不算认可）"),
    Rate("chat", "咨询接待率", Measure.CHAT_TAKEN, Measure.CHAT_OPENED, "客服接待 ÷ 发起咨询（转接后再次接待也计入）"),
    Rate("copies", "复印办结率", Measure.COPIES_DONE, Measure.COPIES_ASKED, "病案复印办结 ÷ 提交"),
)
