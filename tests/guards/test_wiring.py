"""Nothing is told that nobody hears, nothing is listened to that nobody tells, and nothing waits without a consumer."""

import ast

from chalicelib import subscriptions
from chalicelib.privacy import gathering
from infra import merge, names, whole
from infra.commands.checks import BOOKS
from infra.lambdas import Kind, lambdas, queues
from infra.source import modules, tree
from infra.stores import models

CONSUMERS = {one.source: one.handler.rpartition(".")[0] for one in lambdas() if one.kind == Kind.QUEUE}


def jobs_of(queue):
    """What the module that consumes a queue acts on."""
    return next(jobs for jobs in whole.JOBS if jobs.module == CONSUMERS[queue])


def calls(function):
    """Every call of a function by its last name, in all that ships: the call's node and where it is."""
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == function:
                yield module, node


def test_every_queue_has_one_consumer():
    sources = [one.source for one in lambdas() if one.kind == Kind.QUEUE]
    assert sorted(sources) == sorted(set(sources))
    wanted = {queue for destinations in subscriptions.FACTS.values() for queue in destinations} | set(
        subscriptions.AGENDA.values()
    )
    assert wanted - set(sources) == set()


def test_every_queue_that_is_consumed_is_sent_to():
    routed = {queue for destinations in subscriptions.FACTS.values() for queue in destinations} | set(
        subscriptions.AGENDA.values()
    )
    by_hand = {node.args[0].value for _, node in calls("send") if node.args and isinstance(node.args[0], ast.Constant)}
    by_name = {value for value in _constants() if value in queues()}
    assert set(queues()) - routed - by_hand - by_name == set()


def _constants():
    for module in modules():
        if module.path.stem not in {"jobs", "subscriptions"}:
            yield from (
                node.value for node in ast.walk(tree(module)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )


def test_every_fact_that_is_routed_is_acted_on():
    for (kind, purpose), destinations in subscriptions.FACTS.items():
        for queue in destinations:
            assert (kind, purpose) in jobs_of(queue).facts, f"{queue} does not act on {kind} {purpose}"


def test_every_due_kind_that_is_routed_is_acted_on():
    for kind, queue in subscriptions.AGENDA.items():
        assert kind in jobs_of(queue).dues, f"{queue} does not act on {kind}"


def test_every_kind_that_a_room_acts_on_is_routed_to_it():
    for jobs in whole.JOBS:
        mine = {queue for queue, module in CONSUMERS.items() if module == jobs.module}
        for key in jobs.facts:
            assert mine & set(subscriptions.FACTS.get(key, ())), f"{jobs.module} waits for {key}"
        for kind in jobs.dues:
            assert subscriptions.AGENDA.get(kind) in mine, f"{jobs.module} waits for {kind}"


def test_every_kind_that_is_told_is_known():
    """Kinds are told as texts or as constants of the room; whatever is one must stand in subscriptions.py."""
    known = {kind for kind, _ in subscriptions.FACTS} | set(subscriptions.AGENDA)
    unknown = []
    for function in ("tell", "later", "put_off"):
        for module, node in calls(function):
            kind = next((one for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)), None)
            if kind is not None and "." in kind.value and kind.value not in known:
                unknown.append(f"{module.name}: {kind.value}")
    assert unknown == []


def test_every_table_stream_has_a_reader():
    streamed = {model.noun for model in models() if model.streamed}
    assert streamed == {one.source for one in lambdas() if one.kind == Kind.STREAM}


def test_no_two_tables_have_one_name():
    nouns = [model.noun for model in models()]
    assert sorted(nouns) == sorted(set(nouns))


def test_no_two_lambdas_have_one_name():
    found = [one.name for one in lambdas()]
    assert sorted(found) == sorted(set(found))
    assert sorted({one.resource for one in lambdas()}) == sorted(one.resource for one in lambdas())


def test_every_handler_stands_under_its_own_name_in_its_module():
    """Lambda looks it up there: `chalicelib.payments.jobs.payments_queue`."""
    import importlib

    for one in lambdas():
        module, _, name = one.handler.rpartition(".")
        assert callable(getattr(importlib.import_module(module), name)), one.handler
        assert one.kind == Kind.API or name == one.name


def test_every_source_reports_what_failed():
    resources = merge.template("staging")["Resources"]
    for one in lambdas():
        if one.kind in {Kind.QUEUE, Kind.STREAM}:
            (event,) = resources[one.resource]["Properties"]["Events"].values()
            assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"], one.name
        if one.kind == Kind.STREAM:
            assert (
                event["Properties"] | {"BisectBatchOnFunctionError": True, "StartingPosition": "TRIM_HORIZON"}
                == event["Properties"]
            )
            assert event["Properties"]["MaximumRetryAttempts"] > 0
            assert event["Properties"]["DestinationConfig"]["OnFailure"]
        if one.kind in {Kind.SCHEDULE, Kind.EVENT}:
            assert resources[one.resource]["Properties"]["EventInvokeConfig"]["DestinationConfig"]["OnFailure"], one.name


def test_every_queue_waits_long_enough_and_keeps_what_failed():
    resources = merge.template("staging")["Resources"]
    for one in lambdas():
        if one.kind == Kind.QUEUE:
            properties = resources[names.queue(one.source)]["Properties"]
            assert properties["VisibilityTimeout"] >= 6 * one.timeout
            dead = properties["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
            assert resources[dead]["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600
            assert resources[dead]["Properties"].get("FifoQueue") == properties.get("FifoQueue")


def test_every_table_can_be_brought_back():
    resources = merge.template("production")["Resources"]
    for model in models():
        table = resources[names.table(model.noun)]
        assert table["DeletionPolicy"] == "Retain"
        assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}


def test_every_room_that_holds_something_about_an_account_is_asked_for_it():
    rooms = {module.room for module in modules() if module.path.name == "privacy.py"}
    assert {room.__name__.split(".")[1] for room in gathering.ROOMS} == rooms


def test_every_rooms_books_are_looked_at():
    assert {module.room for module in modules() if module.path.name == "auditor.py"} == set(BOOKS)
