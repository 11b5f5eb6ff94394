"""How the figures are called."""

import datetime as dt

from chalicelib.statistics.measures import RATES, SCORES, Measure

COUNTS: dict[Measure, str] = {
    Measure.BOOKED: "线上挂号",
    Measure.CANCELLED: "退号",
    Measure.SEEN: "已就诊",
    Measure.DISCHARGED: "出院",
    Measure.ENROLLED: "纳入随访",
    Measure.ASKED: "已发问卷",
    Measure.ALARMED: "随访预警",
    Measure.TASK_DONE: "完成随访任务",
    Measure.CASE_CLOSED: "办结意见",
    Measure.CHAT_OPENED: "在线咨询",
    Measure.COPIES_DONE: "病案复印办结",
}
SCORED = {Measure.HOSPITAL: "医院", Measure.DEPARTMENT: "科室", Measure.DOCTOR: "医生", Measure.SERVICE: "服务"}
HEADINGS = [
    *COUNTS.values(),
    *(text for rate in RATES for text in (f"{rate.title}：分子", f"{rate.title}：分母", f"{rate.title}（%）")),
    *(text for one in SCORES for text in (f"{SCORED[one]}评分：份数", f"{SCORED[one]}评分：均分", f"{SCORED[one]}满意率（%）")),
]


def meanings() -> list[list[str]]:
    """What each rate is made of."""
    lines = [[rate.title, rate.means] for rate in RATES]
    return [*lines, ["满意率", "四星、五星份数 ÷ 评分份数"], ["空白", "分母为 0，不作计算"]]


def earlier(month: str, number: int) -> str:
    """The month so many before that one."""
    day = dt.date.fromisoformat(f"{month}-01")
    months = day.year * 12 + day.month - 1 - number
    return f"{months // 12}-{months % 12 + 1:02d}"
