"""Questionnaires: what fits, what is asked, what counts; valid FHIR; rules that another hand signs."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from chalicelib.followup import documents
from chalicelib.followup.questionnaires import answering, building, reading, rules
from chalicelib.followup.questionnaires.answering import AnswersUnfit
from chalicelib.followup.questionnaires.fhir import COUNTS, Questionnaire
from chalicelib.followup.questionnaires.reading import Kind, QuestionnaireUnfit
from chalicelib.followup.questionnaires.rules import Condition, Help, Rule, Rules
from chalicelib.kernel.audit import Entry
from chalicelib.kernel.idempotency import Repeated
from chalicelib.staff.roles import Role
from tests.followup.town import CHEST, FEVER, PAIN, WELL, WHEN, alarm_rules, questionnaire, request
from tests.staff.people import on_duty

NAME = "https://xinglin.example/fhir/Questionnaire/q|1"
SYMPTOMS = {
    "linkId": "symptoms",
    "text": "有哪些不适",
    "type": "choice",
    "repeats": True,
    "answerOption": [
        {
            "valueCoding": {
                "code": code,
                "display": words,
                "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": points}],
            }
        }
        for code, words, points in (("cough", "咳嗽", 1), ("breath", "气短", 3), ("none", "都没有", 0))
    ],
}
SAY = {"linkId": "say", "text": "还想告诉医生什么", "type": "text", "maxLength": 20}
SINCE = {
    "linkId": "since",
    "text": "从哪天开始",
    "type": "date",
    "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueDate": "2026-11-01"}],
}
HELLO = {"linkId": "hello", "text": "请如实填写。", "type": "display"}
EVERY = (HELLO, FEVER, PAIN, CHEST, WHEN, SYMPTOMS, SAY, SINCE)
ALL = {**WELL, "pain": [4], "symptoms": ["cough", "breath"], "say": ["谢谢医生 😊"], "since": ["2026-11-20"]}


def answered(given, *items):
    return answering.answered(questionnaire(*items), NAME, given)


def test_every_kind_of_question_is_asked_and_answered():
    asked = {one.id: one.kind for one in reading.questions(questionnaire(*EVERY))}
    assert set(asked.values()) == set(Kind)
    response, values = answered(ALL, *EVERY)
    assert values == {
        "fever": [Decimal("36.5")],
        "pain": [Decimal(4)],
        "chest": ["no"],
        "symptoms": ["cough", "breath"],
        "say": ["谢谢医生 😊"],
        "since": [dt.date(2026, 11, 20)],
    }
    assert answering.answered(questionnaire(*EVERY), NAME, ALL)[0] == response


def test_what_is_kept_is_valid_fhir():
    document = questionnaire(*EVERY).resource()
    get_fhir_model_class("Questionnaire").model_validate(document)
    response, _ = answered(ALL, *EVERY)
    get_fhir_model_class("QuestionnaireResponse").model_validate(response.resource())
    kept = json.loads(response.as_text())
    assert kept["resourceType"] == "QuestionnaireResponse"
    assert kept["item"][0]["answer"] == [{"valueDecimal": 36.5}]  # a number, as FHIR's JSON has it
    assert Questionnaire.model_validate_json(questionnaire(*EVERY).as_text()) == questionnaire(*EVERY)


def test_points_of_choices_and_numbers_that_count_are_added():
    assert answered(ALL, *EVERY)[0].score == 4 + 1 + 3
    assert answered({"fever": [36]}, FEVER)[0].score is None


@pytest.mark.parametrize(
    ("given", "about"),
    [
        ({}, "体温"),
        ({"fever": [36.5]}, "胸痛"),
        ({**WELL, "fever": [33.9]}, "34"),
        ({**WELL, "fever": [43.1]}, "43"),
        ({**WELL, "fever": ["高"]}, "数字"),
        ({**WELL, "fever": ["NaN"]}, "数字"),
        ({**WELL, "fever": ["1e999"]}, "数字"),
        ({**WELL, "fever": [36.5, 37]}, "一个"),
        ({**WELL, "pain": [3.5]}, "整数"),
        ({**WELL, "pain": [11]}, "10"),
        ({**WELL, "chest": ["maybe"]}, "选项"),
        ({"fever": [36.5], "chest": ["yes"]}, "多久"),
        ({**WELL, "symptoms": ["cough", "flying"]}, "选项"),
        ({**WELL, "say": ["很长" * 20]}, "20字"),
        ({**WELL, "say": ["a\x00b"]}, "字符"),
        ({**WELL, "since": ["2026-10-31"]}, "2026-11-01"),
        ({**WELL, "since": ["2026-02-29"]}, "日期"),
    ],
)
def test_an_answer_that_does_not_fit_is_said_in_words_that_name_the_question(given, about):
    with pytest.raises(AnswersUnfit) as refused:
        answered(given, *EVERY)
    assert about in refused.value.message


def test_the_words_of_a_refusal_never_hold_what_was_answered():
    with pytest.raises(AnswersUnfit) as refused:
        answered({**WELL, "chest": ["王小明的秘密"]}, *EVERY)
    assert "秘密" not in refused.value.message


def test_a_question_that_is_not_asked_needs_no_answer_and_its_answer_counts_for_nothing():
    response, values = answered({**WELL, "how_long": ["long"]})
    assert "how_long" not in values
    assert [one.link_id for one in response.item] == ["fever", "chest"]


def test_questions_behind_a_hidden_question_are_hidden_too():
    third = {
        **SAY,
        "linkId": "third",
        "required": True,
        "enableWhen": [{"question": "how_long", "operator": "=", "answerCoding": {"code": "long"}}],
    }
    assert "third" not in answered({**WELL, "how_long": ["long"]}, FEVER, CHEST, WHEN, third)[1]


@pytest.mark.parametrize(
    ("behaviour", "given", "shown"),
    [
        ("any", {"fever": [39], "chest": ["no"]}, True),
        ("all", {"fever": [39], "chest": ["no"]}, False),
        ("all", {"fever": [39], "chest": ["yes"]}, True),
        ("any", {"fever": [36], "chest": ["no"]}, False),
    ],
)
def test_branches_ask_for_any_or_for_all(behaviour, given, shown):
    last = {
        **SAY,
        "enableWhen": [
            {"question": "fever", "operator": ">=", "answerDecimal": 38.5},
            {"question": "chest", "operator": "=", "answerCoding": {"code": "yes"}},
        ],
        "enableBehavior": behaviour,
    }
    document = questionnaire(FEVER, CHEST, last)
    values = {name: [Decimal(str(one)) if name == "fever" else one for one in found] for name, found in given.items()}
    assert ("say" in [one.id for one in reading.put(reading.questions(document), values)]) is shown


def test_a_branch_may_ask_whether_something_was_answered():
    last = {**SAY, "enableWhen": [{"question": "pain", "operator": "exists", "answerBoolean": True}]}
    asked = reading.questions(questionnaire(PAIN, last))
    assert [one.id for one in reading.put(asked, {})] == ["pain"]
    assert [one.id for one in reading.put(asked, {"pain": [Decimal(0)]})] == ["pain", "say"]


@pytest.mark.parametrize(
    "items",
    [
        (HELLO,),
        (FEVER, FEVER),
        ({**CHEST, "answerOption": None},),
        ({**FEVER, "answerOption": CHEST["answerOption"]},),
        ({**PAIN, "extension": PAIN["extension"][2:]},),
        (
            {
                **FEVER,
                "extension": [
                    {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueDecimal": 43},
                    {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueDecimal": 34},
                ],
            },
        ),
        (WHEN, CHEST),
        (CHEST, {**WHEN, "enableWhen": [{"question": "chest", "operator": "=", "answerCoding": {"code": "other"}}]}),
        (CHEST, {**WHEN, "enableWhen": [{"question": "chest", "operator": ">", "answerCoding": {"code": "yes"}}]}),
        (SAY, {**WHEN, "enableWhen": [{"question": "say", "operator": "=", "answerInteger": 1}]}),
        (FEVER, {**WHEN, "enableWhen": [{"question": "fever", "operator": "=", "answerCoding": {"code": "yes"}}]}),
    ],
)
def test_a_questionnaire_that_cannot_work_is_refused_with_words(items):
    with pytest.raises(QuestionnaireUnfit) as refused:
        reading.check(questionnaire(*items))
    assert refused.value.message.startswith(("第", "问卷"))


def test_what_the_house_does_not_know_of_fhir_is_refused():
    with pytest.raises(ValidationError):
        Questionnaire.model_validate({"title": "x", "item": [{"linkId": "a", "text": "b", "type": "attachment"}]})
    with pytest.raises(ValidationError):
        Questionnaire.model_validate(
            {"title": "x", "item": [FEVER], "extension": [{"url": "https://elsewhere", "valueInteger": 1}]}
        )


# ---- versions
def test_a_published_version_never_changes(town):
    name = building.create(town.lead, questionnaire(), request())
    assert building.publish(town.lead, name, request()) == 1
    building.save(town.lead, name, 1, questionnaire(FEVER, title="新版"))
    assert building.published(name, 1).title == "出院后随访"
    assert building.publish(town.lead, name, request()) == 2
    assert (building.published(name, 2).title, building.published(name, 2).version) == ("新版", "2")


def test_publishing_twice_is_one_version(town):
    name, asked = building.create(town.lead, questionnaire(), request()), request()
    building.publish(town.lead, name, asked)
    with pytest.raises(Repeated):
        building.publish(town.lead, name, asked)
    assert len(documents.versions(documents.Kind.QUESTIONNAIRE, name)) == 1


def test_a_version_that_is_not_there_is_not_found(town):
    name = building.create(town.lead, questionnaire(), request())
    with pytest.raises(documents.NoSuchDocument):
        building.published(name, 1)


# ---- alarm rules
def published(town) -> str:
    name = building.create(town.lead, questionnaire(), request())
    building.publish(town.lead, name, request())
    return name


def test_rules_hold_only_once_a_clinician_has_signed_them(town):
    name = published(town)
    rules.propose(town.lead, name, 0, alarm_rules())
    assert rules.in_force(name, 1) == (0, [])
    assert rules.sign(town.clinician, name, 1, request()) == 1
    assert [one.id for one in rules.in_force(name, 1)[1]] == ["fever", "chest"]
    assert [one.act for one in Entry.scan() if one.subject == f"{name}#1" and one.chain.endswith(town.clinician.id)] == [
        "followup.rules_signed"
    ]


def test_nobody_signs_what_they_wrote(town):
    both = on_duty(Role.CLINICIAN, Role.FOLLOW_UP_LEAD)
    name = published(town)
    rules.propose(both, name, 0, alarm_rules())
    with pytest.raises(rules.SameHand):
        rules.sign(both, name, 1, request())


def test_a_clinician_signs_what_they_have_read_and_not_what_came_after(town):
    name = published(town)
    rules.propose(town.lead, name, 0, alarm_rules())
    rules.propose(town.lead, name, 1, alarm_rules().model_copy(update={"rules": alarm_rules().rules[:1]}))
    with pytest.raises(documents.WrittenMeanwhile):
        rules.sign(town.clinician, name, 1, request())


def test_changed_rules_hold_once_they_are_signed_again(town):
    name = town.questionnaire()
    rules.propose(town.lead, name, 1, alarm_rules().model_copy(update={"rules": alarm_rules().rules[:1]}))
    assert len(rules.in_force(name, 1)[1]) == 2
    rules.sign(town.clinician, name, 2, request())
    assert [one.id for one in rules.in_force(name, 1)[1]] == ["fever"]


def test_rules_of_one_version_say_nothing_about_the_next(town):
    name = town.questionnaire()
    building.save(town.lead, name, 1, questionnaire(FEVER))
    building.publish(town.lead, name, request())
    assert rules.in_force(name, 2) == (0, [])
    with pytest.raises(rules.RulesUnsigned):
        rules.require_signed(name, 2)


@pytest.mark.parametrize(
    "condition",
    [
        Condition(question="nothing", operator="=", value="1"),
        Condition(question="fever", operator=">", value="high"),
        Condition(question="chest", operator="=", value="maybe"),
        Condition(question="chest", operator=">", value="yes"),
        None,
    ],
)
def test_a_rule_that_can_never_hold_is_refused(town, condition):
    when = [condition] if condition else []
    wrong = Rule(id="r", words="规则", when=when, advice="请尽快就诊。", turn_to=Help.CLINIC)
    with pytest.raises(rules.RulesUnfit):
        rules.propose(town.lead, published(town), 0, Rules(questionnaire_version=1, rules=[wrong]))


def test_two_rules_of_one_name_are_refused(town):
    twice = Rules(questionnaire_version=1, rules=[alarm_rules().rules[0]] * 2)
    with pytest.raises(rules.RulesUnfit):
        rules.propose(town.lead, published(town), 0, twice)


@pytest.mark.parametrize(("pain", "fires"), [(7, True), (6, False)])
def test_a_rule_may_look_at_the_score(pain, fires):
    rule = Rule(id="r", words="总分", score_from=7, advice="请尽快就诊。", turn_to=Help.CLINIC)
    document = questionnaire(PAIN)
    response, values = answering.answered(document, NAME, {"pain": [pain]})
    assert bool(rules.set_off([rule], document, values, response.score)) is fires


@pytest.mark.parametrize(("fever", "fires"), [(38.4, False), (38.5, True), (39, True)])
def test_a_limit_is_exact(fever, fires):
    document = questionnaire()
    response, values = answering.answered(document, NAME, {**WELL, "fever": [fever]})
    assert [one.id for one in rules.set_off(alarm_rules().rules, document, values, response.score)] == ["fever"] * fires


def test_a_score_counts_only_what_says_so():
    assert COUNTS not in str(FEVER)
    assert answered({**WELL, "fever": [40]})[0].score == 0
