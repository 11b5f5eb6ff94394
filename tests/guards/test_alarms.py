"""Whatever is measured is watched or knowingly only counted, and the runbook says what to do about every alarm."""

import ast

from infra import alarms
from infra.lambdas import lambdas, queues
from infra.source import HERE, modules, tree


def measured():
    return {
        node.args[0].value
        for module in modules()
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "log.metric" and isinstance(node.args[0], ast.Constant)
    }


def test_every_measure_is_watched_or_only_counted():
    assert measured() == alarms.WATCHED.keys() | alarms.COUNTED
    assert alarms.WATCHED.keys() & alarms.COUNTED == set()


def test_the_runbook_says_what_to_do_about_every_alarm():
    runbook = (HERE / "docs" / "runbook.md").read_text(encoding="utf-8")
    assert [name for name in alarms.WATCHED if f"`{name}`" not in runbook] == []


def test_every_lambda_and_every_queue_is_watched():
    described = " ".join(
        one["Properties"]["AlarmDescription"] for one in alarms.resources().values() if "AlarmDescription" in one["Properties"]
    )
    for one in lambdas():
        assert f"{one.name}: errors" in described
        assert f"{one.name}: throttles" in described
    for queue in queues():
        assert f"{queue}: dead letters" in described
        assert f"{queue}: the oldest message" in described
