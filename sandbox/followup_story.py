"""A follow-up from discharge to an alarm answered: the centre builds it, the HIS discharges, the patient answers, somebody reads."""

from pathlib import Path
from typing import Any

from sandbox import web
from sandbox.copies.clerks import Clerk, Room
from sandbox.hurry import bring_forward
from sandbox.phone import last_code
from sandbox.story import SECONDS, Failed, Story, expect, wait_for
from sandbox.visitor import Visitor, known_people

Json = dict[str, Any]
DESK = "/desk/follow-up"
DEPARTMENT = "cardiology"
PEOPLE = {  # who follows up: name, roles, department
    "lead": ("赵随", ["follow_up_lead"], ""),
    "clinician": ("钱医", ["clinician"], DEPARTMENT),
    "nurse": ("孙护", ["follow_up"], DEPARTMENT),
}
ADVICE = "胸痛超过20分钟可能是心肌梗死复发，请立即拨打120，不要自行驾车。"
QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "title": "心梗出院随访问卷",
    "extension": [
        {"url": "https://xinglin.example/fhir/StructureDefinition/answers-are-watched", "valueBoolean": True},
    ],
    "item": [
        {
            "linkId": "chest",
            "text": "出院后有没有胸痛",
            "type": "choice",
            "required": True,
            "answerOption": [
                {"valueCoding": {"code": "no", "display": "没有"}},
                {"valueCoding": {"code": "yes", "display": "有"}},
            ],
        },
        {
            "linkId": "how_long",
            "text": "最长一次持续多久",
            "type": "choice",
            "required": True,
            "enableWhen": [{"question": "chest", "operator": "=", "answerCoding": {"code": "yes"}}],
            "answerOption": [
                {"valueCoding": {"code": "short", "display": "不到20分钟"}},
                {"valueCoding": {"code": "long", "display": "超过20分钟"}},
            ],
        },
    ],
}
RULE = {
    "id": "chest",
    "words": "胸痛超过20分钟",
    "when": [{"question": "how_long", "operator": "=", "value": "long"}],
    "advice": ADVICE,
    "turn_to": "120",
}


class Centre(Room):
    """Whoever follows up; the nurse has a phone and is on duty."""

    phone = ""

    def open(self) -> None:
        """Let in and signed in; named as the ward on duty."""
        from chalicelib.followup.settings import FollowUpSettings
        from chalicelib.kernel import chosen

        with self._story.step("安全管理员录入随访中心、医生和护士，各自首次登录") as told:
            security = Clerk(self._urls, f"S{self._sign}", self._administrator(), patience=self._patience)
            security.sign_in()
            for nth, (who, (name, roles, department)) in enumerate(PEOPLE.items(), 1):
                self.people[who] = self._let_in(security, f"F{self._sign}{nth}", name, roles, department)
                told.append(name)
        with self._story.step("医院设置：心血管内科由孙护值班，15分钟无人接手逐级短信通知"):
            duty = {"*": self["nurse"].number}
            chosen.change("engineer", FollowUpSettings, "hospital", {"on_duty": duty, "leaders": duty}, "演示")

    def _let_in(self, security: Clerk, number: str, name: str, roles: list[str], department: str) -> Clerk:
        self.phone = f"1549{int(self._sign, 16) % 10**7:07d}"
        wanted = {"number": number, "name": name, "roles": roles, "department": department, "phone": f"+86{self.phone}"}
        admitted = security.post("/staff/members", wanted)
        clerk = Clerk(self._urls, number, admitted["one_time_password"], patience=self._patience)
        clerk.sign_in()
        return clerk


def walk(urls: dict[str, str], story: Story, folder: Path) -> None:
    """One follow-up; a failed step ends it."""
    story.chapter("随访：出院、问卷、预警、电话")
    centre = Centre(urls, story, folder)
    try:
        centre.open()
        questionnaire = built(story, centre)
        patient, person = bound(urls, story)
        plan = planned(story, centre, questionnaire)
        stay = discharged(urls, story, person)
        enrolment = enrolled(story, plan, stay)
        ask = asked(story, patient, enrolment)
        worried(story, patient, ask)
        read(urls, story, centre)
        called(urls, story, centre, enrolment)
        over(story, enrolment)
    except Failed:
        return


def built(story: Story, centre: Centre) -> str:
    """A questionnaire, and alarm rules that another hand signs."""
    lead, clinician = centre["lead"], centre["clinician"]
    with story.step("赵随编制问卷（跳题、预警）并发布"):
        name = str(lead.post(f"{DESK}/questionnaires", {"questionnaire": QUESTIONNAIRE})["id"])
        lead.post(f"{DESK}/questionnaires/{name}/publication")
    with story.step("赵随起草预警规则和就医建议，钱医审阅后签署") as said:
        rules = {"questionnaire_version": 1, "rules": [RULE]}
        shown = lead.put(f"{DESK}/questionnaires/{name}/rules", {"edition": 0, "rules": rules})
        signed = clinician.post(f"{DESK}/questionnaires/{name}/signature", {"edition": shown["rules"]["edition"]})
        said.append(f"规则第 {signed['version']} 版")
    return name


def bound(urls: dict[str, str], story: Story) -> tuple[Visitor, Json]:
    """A patient with the mini program, who allows messages."""
    person = next(one for one in known_people(urls) if not last_code(urls, one["phone"]))
    one = Visitor(urls, story, "吴先生")
    one.sign_in()
    one.bind(person)
    with story.step("吴先生允许接收随访通知") as said:
        said.append(f"允许 {one.phone.allow('follow_up')} 个模板")
    return one, person


def planned(story: Story, centre: Centre, questionnaire: str) -> str:
    """A plan for whoever leaves with a heart attack."""
    lead = centre["lead"]
    with story.step("赵随编制随访方案：急性心梗出院当天问卷，第7天电话") as said:
        plan = {
            "title": "急性心梗出院随访",
            "rule": {"scene": "discharged", "icd": ["I21"], "departments": [DEPARTMENT]},
            "steps": [
                {"id": "ask", "day": 0, "kind": "questionnaire", "questionnaire": questionnaire, "call_if_unanswered": True},
                {"id": "call", "day": 7, "kind": "task", "words": "询问服药和活动情况", "way": "phone"},
            ],
        }
        name = str(lead.post(f"{DESK}/plans", {"plan": plan})["id"])
        today = lead.get("/hospital")["today"]
        tried = lead.post(f"{DESK}/plans/{name}/rehearsal", {"first": today, "last": today})
        said.append(f"试运行：今日符合 {tried['fits']} 人，未入组任何人")
        lead.post(f"{DESK}/plans/{name}/publication")
    return name


def discharged(urls: dict[str, str], story: Story, person: Json) -> str:
    """The HIS admits, diagnoses, discharges."""
    with story.step("医院：吴先生因急性心梗住院，今日出院") as said:
        wanted = {"patient": person["id"], "department": DEPARTMENT}
        stay = str(web.post(urls["his"] + "/_admit", wanted)["id"])
        web.post(urls["his"] + "/_diagnose", {"stay": stay, "icd": "I21.001", "words": "急性心肌梗死", "severity": "severe"})
        web.post(urls["his"] + "/_discharge", {"stay": stay})
        said.append(stay)
    return stay


def enrolled(story: Story, plan: str, stay: str) -> str:
    """The poll has seen it."""
    from chalicelib.followup.models import Enrolment
    from chalicelib.followup.plans import enrolling

    name = enrolling.identity(plan, stay)
    with story.step("后端从医院系统得知出院，按方案入组"):
        wait_for(lambda: Enrolment.find(name), "没有入组", 2 * SECONDS)
    return name


def asked(story: Story, patient: Visitor, enrolment: str) -> Json:
    """The first step's hour comes; the push arrives."""

    def look() -> Json | None:
        bring_forward("followup.step", f"{enrolment}.ask")
        asks = [one for theirs in patient.phone.get("/follow-ups")["patients"] for one in theirs["asks"]]
        return next((one for one in asks if one["state"] == "open"), None)

    with story.step("到时发出问卷（时间快进）") as said:
        ask: Json = wait_for(look, "没有收到问卷", 2 * SECONDS)
        said.append(ask["title"])
    with story.step("吴先生的微信收到“随访问卷通知”"):
        wait_for(lambda: _titled(patient, "随访问卷通知"), "没有收到通知")
    return ask


def _titled(patient: Visitor, title: str) -> list[Json]:
    return [one for one in patient.phone.received() if one["title"] == title]


def worried(story: Story, patient: Visitor, ask: Json) -> None:
    """An answer that must be read: advice at once."""
    with story.step("吴先生填写：有胸痛，超过20分钟；提交后立即看到医院建议") as said:
        shown = patient.phone.get(f"/follow-ups/{ask['id']}")
        expect([one["id"] for one in shown["questions"]] == ["chest", "how_long"], "问卷题目不对")
        answers = {"chest": ["yes"], "how_long": ["long"]}
        done = patient.phone.post(f"/follow-ups/{ask['id']}/answers", {"answers": answers})
        expect(done["advice"]["words"] == [ADVICE], "没有看到签署的建议")
        said.append("有人正在查看" if done["advice"]["read_now"] else "如实告知此刻无人查看")


def read(urls: dict[str, str], story: Story, centre: Centre) -> None:
    """The ladder tells the ward; somebody takes it and closes it with words."""
    nurse = centre["nurse"]
    with story.step("无人接手，值班护士收到短信（时间快进）") as said:

        def texts() -> list[Json]:
            bring_forward("followup.escalate")
            inbox: list[Json] = web.get(f"{urls['sms']}/_inbox?phone=%2B86{centre.phone}")
            return [one for one in inbox if one["kind"] == "staff_task"]

        said.append(wait_for(texts, "没有收到短信", 2 * SECONDS)[-1]["text"])
    with story.step("孙护接手预警，查看回答（已留痕），电话后登记处理结果") as said:
        alarm = next(one for one in nurse.get(f"{DESK}/alarms")["alarms"] if one["state"] == "raised")
        nurse.post(f"{DESK}/alarms/{alarm['id']}/taking")
        seen = nurse.post(f"{DESK}/alarms/{alarm['id']}/look")
        said.append(f"{seen['said'][-1]['words']}：{seen['said'][-1]['answers'][0]}")
        nurse.post(f"{DESK}/alarms/{alarm['id']}/closing", {"words": "已电话联系，患者已由120送至急诊"})


def called(urls: dict[str, str], story: Story, centre: Centre, enrolment: str) -> None:
    """A week later somebody calls."""
    nurse = centre["nurse"]

    def mine() -> Json | None:
        bring_forward("followup.step", f"{enrolment}.call")
        tasks = nurse.get(f"{DESK}/tasks", group=DEPARTMENT, which="today")["tasks"]
        return next((one for one in tasks if one["what"] == "询问服药和活动情况" and one["state"] == "open"), None)

    with story.step("一周后（时间快进），电话随访任务出现在科室列表，孙护领取并查看病历（已留痕）") as said:
        task: Json = wait_for(mine, "没有任务", 2 * SECONDS)
        nurse.post(f"{DESK}/tasks/{task['id']}/claim")
        record = nurse.post(f"{DESK}/tasks/{task['id']}/record")
        said.append("、".join(one["words"] for one in record["stays"][0]["diagnoses"]))
    with story.step("呼叫设备先接通孙护、再拨通吴先生，通话结束后取得结果和录音编号") as said:
        call = nurse.post(f"{DESK}/tasks/{task['id']}/calls")
        web.post(urls["calls"] + "/_end", {"number": call["id"], "seconds": 130})
        heard = wait_for(lambda: _ended(nurse, call["id"]), "通话没有结果", 2 * SECONDS)
        said.append(f"{heard['words']}，{heard['seconds']} 秒，{heard['recording']}")
    with story.step("孙护登记随访结果") as said:
        done = nurse.post(f"{DESK}/tasks/{task['id']}/result", {"outcome": "reached", "words": "按时服药，无胸痛，已约复诊"})
        said.append(done["task"]["words"])


def _ended(nurse: Clerk, call: str) -> Json | None:
    found: Json = nurse.get(f"{DESK}/calls/{call}")
    return found if found["state"] == "answered" else None


def over(story: Story, enrolment: str) -> None:
    """Every step is done."""
    from chalicelib.followup.models import Enrolment

    with story.step("该患者的随访方案全部完成"):
        found = Enrolment.find(enrolment)
        expect(found is not None and found.state == "done", "方案没有完成")
