"""A morning of follow-up: the centre builds and signs, a plan takes in who left days ago, the ward calls; one answer worries."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from sandbox.copies.clerks import Clerk
from sandbox.followup_story import DEPARTMENT, DESK, QUESTIONNAIRE, RULE
from sandbox.story import wait_for

Json = dict[str, Any]
SOME = 6  # of those who left lately
ILL: Json = {"chest": ["yes"], "how_long": ["long"]}
CONTENT: Json = {
    "resourceType": "Questionnaire",
    "title": "住院满意度调查",
    "description": "您的意见会帮助我们改进服务，问卷匿名。",
    "item": [
        {
            "linkId": "content",
            "text": "您对本次住院是否满意",
            "type": "choice",
            "required": True,
            "answerOption": [
                {"valueCoding": {"code": "very", "display": "很满意"}},
                {"valueCoding": {"code": "quite", "display": "基本满意"}},
                {"valueCoding": {"code": "not", "display": "不满意"}},
            ],
        },
        {
            "linkId": "why",
            "text": "哪些方面需要改进",
            "type": "choice",
            "repeats": True,
            "enableWhen": [{"question": "content", "operator": "=", "answerCoding": {"code": "not"}}],
            "answerOption": [
                {"valueCoding": {"code": "waiting", "display": "等候时间"}},
                {"valueCoding": {"code": "manner", "display": "服务态度"}},
                {"valueCoding": {"code": "meals", "display": "饮食"}},
            ],
        },
        {"linkId": "said", "text": "其他意见", "type": "text", "maxLength": 300},
    ],
}


class Centre:
    """Whoever follows up, and what there is to do in the morning."""

    def __init__(self, lead: Clerk, nurse: Clerk, clinician: Clerk) -> None:
        """All of them signed in."""
        self._lead, self._nurse, self._clinician = lead, nurse, clinician

    def fill(self) -> None:
        """Something for every page."""
        form = self._form()
        content = str(self._lead.post(f"{DESK}/questionnaires", {"questionnaire": CONTENT})["id"])
        self._lead.post(f"{DESK}/questionnaires/{content}/publication")
        self._lead.post(f"{DESK}/questionnaires/{content}/surveys", {"title": "心血管内科病区满意度", "department": DEPARTMENT})
        plan = self._plan(form)
        self._draft(content)
        today = self._lead.get("/hospital")["today"]
        first = _days_before(today, 7)
        drawn = self._lead.post(f"{DESK}/plans/{plan}/draw", {"first": first, "last": today, "most": SOME})["enrolled"]
        tasks: list[Json] = wait_for(lambda: len(found := self._tasks()) >= drawn and found, "随访任务没有生成")
        self._work([one["id"] for one in tasks], today)

    def _form(self) -> str:
        """Watched, published, its rules signed by another hand."""
        name = str(self._lead.post(f"{DESK}/questionnaires", {"questionnaire": QUESTIONNAIRE})["id"])
        self._lead.post(f"{DESK}/questionnaires/{name}/publication")
        rules = {"edition": 0, "rules": {"questionnaire_version": 1, "rules": [RULE]}}
        edition = self._lead.put(f"{DESK}/questionnaires/{name}/rules", rules)["rules"]["edition"]
        self._clinician.post(f"{DESK}/questionnaires/{name}/signature", {"edition": edition})
        return name

    def _plan(self, form: str) -> str:
        """For hearts that left some days ago: a call with questions now, a reminder in a month."""
        steps = [
            {"id": "call", "day": 2, "kind": "task", "words": "电话询问胸痛和服药情况", "questionnaire": form},
            {"id": "revisit", "day": 30, "kind": "revisit", "words": "请携带出院记录到心血管内科复诊"},
        ]
        rule = {"scene": "discharged", "icd": ["I21"], "departments": [DEPARTMENT]}
        name = str(self._lead.post(f"{DESK}/plans", {"plan": {"title": "急性心梗出院随访", "rule": rule, "steps": steps}})["id"])
        self._lead.post(f"{DESK}/plans/{name}/publication")
        return name

    def _draft(self, form: str) -> None:
        """One to go on with: nobody is in it yet."""
        steps = [{"id": "ask", "day": 7, "kind": "questionnaire", "questionnaire": form, "call_if_unanswered": True}]
        rule = {"scene": "discharged", "icd": ["S72"], "departments": ["orthopedics"], "severity": ["moderate", "severe"]}
        self._lead.post(f"{DESK}/plans", {"plan": {"title": "股骨骨折术后随访", "rule": rule, "steps": steps}})

    def _tasks(self) -> list[Json]:
        found: list[Json] = self._nurse.get(f"{DESK}/tasks", group=DEPARTMENT, which="today")["tasks"]
        return found

    def _work(self, tasks: list[str], today: str) -> None:
        """One answered so that somebody must read it, one done, one not to be finished, one late, one with special care."""
        deeds: tuple[Callable[[str], None], ...] = (self._worried, self._done, self._interrupted, partial(self._late, today))
        for task, deed in zip(tasks, deeds, strict=False):
            deed(task)

    def _claimed(self, task: str) -> str:
        self._nurse.post(f"{DESK}/tasks/{task}/claim")
        return f"{DESK}/tasks/{task}"

    def _worried(self, task: str) -> None:
        body = {"outcome": "reached", "words": "患者诉胸痛，已嘱立即拨打120", "answers": ILL}
        self._nurse.post(f"{self._claimed(task)}/result", body)

    def _done(self, task: str) -> None:
        body = {"outcome": "reached", "words": "恢复良好，按时服药", "answers": {"chest": ["no"]}}
        self._nurse.post(f"{self._claimed(task)}/result", body)

    def _interrupted(self, task: str) -> None:
        self._nurse.post(f"{self._claimed(task)}/interruption", {"words": "患者正在外地，请晚上再联系"})

    def _late(self, today: str, task: str) -> None:
        due = f"{_days_before(today, 1)}T10:00:00+08:00"
        self._nurse.put(f"{DESK}/tasks/{task}", {"words": "电话询问胸痛和服药情况", "way": "phone", "due": due, "vip": True})


def _days_before(today: str, days: int) -> str:
    return (dt.date.fromisoformat(today) - dt.timedelta(days=days)).isoformat()
