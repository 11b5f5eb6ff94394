"""An anonymous answer leads back to nobody: not by any table, not by any log line, not by the clock."""

import json
import re
import secrets

import pytest

import app as entrance
from chalicelib.accounts.sessions import sign
from chalicelib.followup.asks import advising, surveys
from chalicelib.followup.models import Anonymous, Document, Knock
from chalicelib.followup.settings import FollowUpSettings
from chalicelib.followup.states import DocumentState
from chalicelib.kernel import clock, tables
from chalicelib.kernel.settings import deployment
from tests.client import call
from tests.conftest import every_table
from tests.followup.town import ADVICE, CHEST, FEVER, ILL, PAIN, WELL, WHEN, alarm_rules, questionnaire, request
from tests.registration.people import account

ANSWER, SURVEY = "/surveys/{survey}/answers/{answer}", "/surveys/{survey}"
ADDRESS = "203.0.113.77"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}|\b1[78]\d{8}\b")  # a day with an hour, or seconds since 1970


@pytest.fixture
def survey(town):
    say = {"linkId": "say", "text": "还想说什么", "type": "text"}
    name = town.questionnaire(questionnaire(FEVER, PAIN, CHEST, WHEN, say))
    return surveys.make(town.lead, name, "门诊满意度", "cardiology", request()).token


def everything() -> dict[str, dict[str, dict]]:
    """Every item of every table, by table and key."""
    found = {}
    for table in every_table():
        connection = tables.connection()
        name = deployment().tables + table.noun
        table._get_connection()
        items = connection.scan(name)["Items"]
        found[table.noun] = {json.dumps(one, sort_keys=True, default=str): one for one in items}
    return found


def new(before, after) -> dict[str, list[str]]:
    """What was written in between, a table at a time."""
    return {noun: added for noun, items in after.items() if (added := sorted(items.keys() - before[noun].keys()))}


def answered(survey, nonce, given=ILL, token=""):
    return call(entrance.app, "PUT", ANSWER, {"answers": given}, token=token, survey=survey, answer=nonce)


def test_nothing_leads_back_by_tables_or_logs(town, survey, capsys):
    """Somebody signed in answers; then all tables and the whole log are searched for them, their phone and the moment."""
    me, nonce = account(), secrets.token_urlsafe(16)
    token, words = sign(me.account, 1).token, "我是住在三楼的那个病人"
    assert call(entrance.app, "GET", SURVEY, token=token, survey=survey).status == 200
    before = everything()
    capsys.readouterr()
    done = answered(survey, nonce, {**ILL, "say": [words]}, token)
    log, after = capsys.readouterr().err, everything()
    assert done.status == 200
    assert done.body["anonymous"] is True

    written = new(before, after)
    assert written.keys() == {"followup-anonymous", "followup-knocks"}  # no fact, no idempotency key, no audit entry, no alarm
    [row] = written["followup-anonymous"]
    kept = json.loads(row)
    assert kept.keys() == {"survey_month", "id", "questionnaire_version", "response"}
    for trace in (me.account, token, nonce, ADDRESS, "127.0.0.1", words, survey):
        assert trace not in row
    assert not MOMENT.search(re.sub(r'"response".*?}', "", row))
    [said] = surveys.responses(kept["survey_month"]["S"].split("#")[0], f"{clock.today():%Y-%m}")
    assert (said.subject, said.authored) == (None, None)

    assert me.account not in log
    for trace in (
        nonce,
        ADDRESS,
        "127.0.0.1",
        survey,
        surveys.digest(nonce),
        kept["survey_month"]["S"],
        *map(str, ILL["how_long"]),
    ):
        assert trace not in log
    counted = json.loads(written["followup-knocks"][0])
    assert int(counted["until"]["N"]) % 3600 == 0  # whole hours only


def test_a_million_addresses_share_a_count_so_that_it_is_nobodys(town, survey):
    for number in range(40):
        surveys.opened(survey, f"198.51.{number}.{number * 5}")
    groups = [one.group for one in Knock.scan()]
    assert all(int(one.partition("#")[0]) < surveys.GROUPS for one in groups)
    assert 2**32 / surveys.GROUPS >= 1_000_000


def test_the_order_of_answers_is_lost(town, survey):
    """The id depends on random bits of the phone alone: what came first cannot be told."""
    nonces = [secrets.token_urlsafe(16) for _ in range(6)]
    for nonce in nonces:
        answered(survey, nonce, WELL)
    month = next(one.survey_month for one in Anonymous.scan() if one.id == surveys.digest(nonces[0]))
    assert [one.id for one in Anonymous.query(month)] == sorted(map(surveys.digest, nonces))


def test_the_same_answer_sent_again_is_one(town, survey):
    nonce = secrets.token_urlsafe(16)
    answered(survey, nonce)
    answered(survey, nonce)
    assert len([one for one in Anonymous.scan() if one.id == surveys.digest(nonce)]) == 1


def test_advice_is_given_and_nobody_is_alarmed(town, survey):
    from chalicelib.followup.models import Alarm

    before = len(list(Alarm.scan()))
    done = answered(survey, secrets.token_urlsafe(16), {**ILL, "fever": [39]})
    advice = done.body["advice"]
    assert advice["words"] == [ADVICE, alarm_rules().rules[0].advice]
    assert (advice["read_now"], advice["who_reads"]) == (False, advising.ANONYMOUS)
    assert len(list(Alarm.scan())) == before


def test_the_survey_says_that_it_is_anonymous(town, survey):
    shown = call(entrance.app, "GET", SURVEY, survey=survey).body
    assert shown["anonymous"] is True
    assert [one["id"] for one in shown["questions"]] == ["fever", "pain", "chest", "how_long", "say"]


def test_an_answer_that_does_not_fit_is_refused_and_leaves_nothing(town, survey):
    before = len(list(Anonymous.scan()))
    assert answered(survey, secrets.token_urlsafe(16), {"fever": [99]}).code == "answers_unfit"
    assert len(list(Anonymous.scan())) == before


def test_a_survey_that_is_over_takes_nothing(town, survey):
    for one in Document.query("survey"):
        one.update([Document.state.set(DocumentState.RETIRED.value)])
    assert answered(survey, secrets.token_urlsafe(16)).code == "survey_unknown"


def test_too_many_from_one_part_of_the_network_are_asked_to_wait(town, survey, choose):
    choose(knocks_an_hour=10)
    codes = [call(entrance.app, "GET", SURVEY, survey=survey).code for _ in range(12)]
    assert codes[-1] == "too_many_surveys"
    assert FollowUpSettings().knocks_an_hour == 600
