"""Schedules ring when EventBridge would ring them."""

import datetime as dt

import pytest

from infra.lambdas import Kind
from sandbox.pumps.environments import FunctionFailed
from sandbox.pumps.from_clock import SchedulePump, due, rate
from sandbox.pumps.packaged import Trigger, triggers

SATURDAY = dt.datetime(2026, 11, 21, 16, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(("expression", "seconds"), [("rate(1 minute)", 60), ("rate(5 minutes)", 300), ("rate(2 hours)", 7200)])
def test_a_rate_is_a_pace(expression, seconds):
    assert rate(expression) == seconds


@pytest.mark.parametrize(
    ("expression", "rings"),
    [
        ("cron(10 16 * * ? *)", True),
        ("cron(11 16 * * ? *)", False),
        ("cron(0/10 * * * ? *)", True),
        ("cron(5/10 * * * ? *)", False),
        ("cron(10 8-18 ? * MON-FRI *)", False),
        ("cron(10 8-18 ? * SAT,SUN *)", True),
        ("cron(10 16 ? * 7 *)", True),
        ("cron(* * 21 NOV ? 2026)", True),
        ("cron(* * 21 DEC ? 2026)", False),
    ],
)
def test_a_cron_expression_rings_in_its_minutes(expression, rings):
    assert due(expression, SATURDAY) is rings


def test_what_is_neither_is_told_at_once():
    with pytest.raises(ValueError, match="every noon"):
        due("every noon", SATURDAY)


def test_every_packaged_schedule_can_be_rung():
    for one in triggers():
        if one.kind == Kind.SCHEDULE:
            assert rate(one.source) or due(one.source, SATURDAY) in {True, False}


def test_a_failing_job_is_tried_three_times_then_kept():
    kept, calls = [], []

    def invoke(trigger, event):
        calls.append(event["detail-type"])
        raise FunctionFailed("ValueError")

    job = Trigger("job", Kind.SCHEDULE, "x", "rate(1 minute)", tries=2, on_failure="failed-jobs")
    SchedulePump(job, invoke, 10000, keep=lambda queue, told: kept.append((queue, told["error"]))).ring()
    assert calls == ["Scheduled Event"] * 3
    assert kept == [("failed-jobs", "ValueError")]
