"""Whoever lives there, and what they do in a word."""

import datetime as dt
import uuid

from chalicelib.accounts.sessions import Patient
from chalicelib.cards.models import Identity, Level, Link, LinkOf, PersonItem, Relation
from chalicelib.followup import documents, jobs
from chalicelib.followup.documents import Kind
from chalicelib.followup.models import Alarm, Ask, Document, Enrolment, Task, Work
from chalicelib.followup.plans import building as plans
from chalicelib.followup.plans import enrolling, following
from chalicelib.followup.plans.shapes import Plan, Rule, Scene, Step, StepKind
from chalicelib.followup.questionnaires import building, rules
from chalicelib.followup.questionnaires.fhir import COUNTS, WATCHED, Questionnaire
from chalicelib.followup.questionnaires.rules import Condition, Help, Rules
from chalicelib.followup.states import DocumentState
from chalicelib.gateways.his import encounters
from chalicelib.kernel import agenda, clock, ids, sealing
from chalicelib.kernel.facts import AlreadySeen, Fact, Told
from chalicelib.kernel.idempotency import Once, once
from chalicelib.kernel.ids import PatientId
from chalicelib.messages.models import Item
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import Staff
from tests.registration.people import account
from tests.staff.people import on_duty

DAY = dt.timedelta(days=1)
CARDIOLOGY = "cardiology"
ICD = "I21.001"

FEVER = {
    "linkId": "fever",
    "text": "今天的最高体温",
    "type": "decimal",
    "required": True,
    "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueDecimal": 34},
        {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueDecimal": 43},
    ],
}
PAIN = {
    "linkId": "pain",
    "text": "疼痛程度（0 不痛，10 最痛）",
    "type": "integer",
    "extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0},
        {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10},
        {
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": {"coding": [{"code": "slider"}]},
        },
        {"url": COUNTS, "valueBoolean": True},
    ],
}
CHEST = {
    "linkId": "chest",
    "text": "最近有没有胸痛",
    "type": "choice",
    "required": True,
    "answerOption": [{"valueCoding": {"code": "no", "display": "没有"}}, {"valueCoding": {"code": "yes", "display": "有"}}],
}
WHEN = {
    "linkId": "how_long",
    "text": "胸痛持续多久",
    "type": "choice",
    "required": True,
    "enableWhen": [{"question": "chest", "operator": "=", "answerCoding": {"code": "yes"}}],
    "answerOption": [
        {"valueCoding": {"code": "short", "display": "不到20分钟"}},
        {"valueCoding": {"code": "long", "display": "超过20分钟"}},
    ],
}
WELL = {"fever": [36.5], "chest": ["no"]}
ILL = {"fever": [36.5], "chest": ["yes"], "how_long": ["long"]}
ADVICE = "胸痛超过20分钟可能是心肌梗死，请立即拨打120，不要自行驾车。"


def questionnaire(*items: dict, title: str = "出院后随访", watched: bool = True) -> Questionnaire:
    """As the desk sends it."""
    document = {"resourceType": "Questionnaire", "title": title, "item": list(items or (FEVER, PAIN, CHEST, WHEN))}
    if watched:
        document["extension"] = [{"url": WATCHED, "valueBoolean": True}]
    return Questionnaire.model_validate(document)


def alarm_rules(number: int = 1) -> Rules:
    """Chest pain of more than twenty minutes, and fever."""
    long_pain = [
        Condition(question="chest", operator="=", value="yes"),
        Condition(question="how_long", operator="=", value="long"),
    ]
    return Rules(
        questionnaire_version=number,
        rules=[
            rules.Rule(
                id="fever",
                words="体温达到38.5度",
                when=[Condition(question="fever", operator=">=", value="38.5")],
                advice="发热超过38.5度请到发热门诊就诊。",
                turn_to=Help.CLINIC,
            ),
            rules.Rule(id="chest", words="胸痛超过20分钟", when=long_pain, advice=ADVICE, turn_to=Help.EMERGENCY_CALL),
        ],
    )


def request(key: str = "") -> Once:
    """A request that was never made before."""
    return once("test", "test", key or uuid.uuid4().hex, b"{}")


class Town:
    """Deeds in a word."""

    def __init__(self, world, his) -> None:
        self.world, self.his = world, his
        self.lead: Staff = on_duty(Role.FOLLOW_UP_LEAD, department="office")
        self.clinician: Staff = on_duty(Role.CLINICIAN, department=CARDIOLOGY)
        self.nurse: Staff = on_duty(Role.FOLLOW_UP, department=CARDIOLOGY)

    # ---- people
    def new_patient(self) -> str:
        """Somebody whom the HIS knows and nobody else; the HIS id."""
        found = f"p0{next(self.his.newcomers):03d}"
        self.his.store.put({**self.his.store.get("Patient", found), "active": True})
        return found

    def bound(self, his_id: str, me: Patient | None = None, *levels: Level) -> tuple[Patient, PatientId]:
        """An account that speaks for the patient."""
        me = me or account()
        known = Identity.find(f"his#{his_id}")
        who = PatientId(known.subject if known else ids.new())
        if known is None:
            fields = {"number": "990000199001010017", "born": "1990-01-01", "phone": "+8615412345678", "name": "王小明"}
            sealed = {name: sealing.seal("patients", who, name, text) for name, text in fields.items()}
            PersonItem(who, kind="resident-id", sex="male", his_id=his_id, **sealed).save()
            Identity(f"his#{his_id}", subject=who).save()
        names = {level.value for level in levels or tuple(Level)}
        Link(me.account, who, relation=Relation.SELF.value, levels=names, since=clock.stamp(clock.now())).save()
        LinkOf(who, me.account).save()
        return me, who

    # ---- what the hospital does
    def admitted(self, his_id: str, department: str = CARDIOLOGY) -> str:
        return self.his.admit(his_id, department)

    def discharged(self, his_id: str, icd: str = ICD, severity: str = "severe", department: str = CARDIOLOGY) -> str:
        """Somebody is admitted, diagnosed and sent home; the id of the stay."""
        stay = self.his.admit(his_id, department)
        self.his.diagnose(stay, icd, "诊断", severity)
        self.his.discharge(stay)
        return stay

    def follow(self, stay: str, now: dt.datetime | None = None) -> None:
        """The poll sees that stay."""
        found = next(one for one in encounters.of_patient(self._patient(stay)) if one.id == stay)
        following.take_in(found, following.running(), now)

    def _patient(self, stay: str) -> str:
        return self.his.store.get("Encounter", stay)["subject"]["reference"].removeprefix("Patient/")

    # ---- what staff build
    def questionnaire(self, document: Questionnaire | None = None, *, signed: bool = True) -> str:
        """Published; its alarm rules signed."""
        document = document or questionnaire()
        name = building.create(self.lead, document, request())
        building.publish(self.lead, name, request())
        if document.watched and signed:
            rules.propose(self.lead, name, 0, alarm_rules())
            rules.sign(self.clinician, name, 1, request())
        return name

    def plan(self, *steps: Step, rule: Rule | None = None, **more) -> str:
        """Published and enrolling."""
        made = Plan(
            title="心梗出院随访",
            rule=rule or Rule(scene=Scene.DISCHARGED, icd=["I21"], departments=[CARDIOLOGY]),
            steps=list(steps) or [Step(id="ask", day=0, kind=StepKind.QUESTIONNAIRE, questionnaire=self.questionnaire())],
            **more,
        )
        name = plans.create(self.lead, made, request())
        plans.publish(self.lead, name, request())
        return name

    def retire_plans(self) -> None:
        for one in documents.all_of(Kind.PLAN):
            if one.state != DocumentState.RETIRED:
                Document(Kind.PLAN.value, one.id).update([Document.state.set(DocumentState.RETIRED.value)])

    # ---- how things stand
    def enrolment(self, plan: str, stay: str) -> Enrolment | None:
        return Enrolment.find(enrolling.identity(plan, stay))

    def asked(self, plan: str, stay: str) -> list[Ask]:
        found = self.enrolment(plan, stay)
        return list(Ask.batch_get(sorted(found.asks or ()))) if found and found.asks else []

    def tasks(self, plan: str, stay: str) -> list[Task]:
        found = self.enrolment(plan, stay)
        return list(Task.batch_get(sorted(found.tasks or ()))) if found and found.tasks else []

    def ask(self, his_id: str = "", steps: tuple[Step, ...] = ()) -> tuple[Patient, Ask]:
        """Somebody was discharged and asked; who may answer, and what was asked."""
        his_id = his_id or self.new_patient()
        me, _ = self.bound(his_id)
        plan, stay = self.plan(*steps), self.discharged(his_id)
        self.follow(stay)
        drain(clock.now())
        [ask] = self.asked(plan, stay)
        return me, ask


def alarms(ask: Ask) -> list[Alarm]:
    return [one for one in Alarm.scan(consistent_read=True) if one.ask == ask.id]


def messages(reference: str = "") -> list[Item]:
    """What patients were to be told."""
    return [one for one in Item.scan(consistent_read=True) if reference in ("", one.reference, one.reference.partition(".")[0])]


def facts(kind: str, subject: str = "") -> list[Fact]:
    told = [Fact.model_validate_json(one.body) for one in Told.scan(consistent_read=True)]
    return [fact for fact in told if fact.kind == kind and subject in ("", fact.subject)]


def work(task: Task) -> list[str]:
    return [one.list for one in Work.scan(consistent_read=True) if one.task == task.id]


def drain(until: dt.datetime) -> list[str]:
    """Do what is due by then in this room; the kinds."""
    done = []
    for shard in range(agenda.SHARDS):
        for entry, due in list(agenda.due(shard, until)):
            if handler := jobs.jobs.dues.get(due.kind):
                entry.delete()
                handler(due)
                done.append(due.kind)
    return done


def tell(fact: Fact) -> None:
    """This room hears of it."""
    try:
        jobs.jobs.facts[fact.kind, fact.purpose](fact)
    except AlreadySeen:
        return
