"""What the packaged template says of every Lambda: what wakes it, and how its failures are treated."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from infra import merge
from infra.lambdas import Kind, lambdas
from infra.names import Template

REPORTS = "ReportBatchItemFailures"


class Trigger(NamedTuple):
    """One Lambda and what wakes it. `source`: the queue, the table's noun, the schedule's expression, or the event's pattern."""

    name: str
    kind: Kind
    handler: str  # "chalicelib.delivery.route_facts"
    source: str
    timeout: int = 60  # seconds
    batch: int = 10
    at_once: int = 2
    reports: bool = False  # its answer names what failed; else an answer is a success of all
    bisects: bool = False
    tries: int = 2
    on_failure: str = ""  # the queue for what was given up


def triggers() -> Iterator[Trigger]:
    """Every Lambda but the API's."""
    resources: Template = merge.template("sandbox")["Resources"]
    named = {
        logical: _queue_name(resource) for logical, resource in resources.items() if resource.get("Type") == "AWS::SQS::Queue"
    }
    sources = _sources()
    for one in lambdas():
        if one.kind != Kind.API:
            properties = resources[one.resource]["Properties"]
            said = _event(properties) | properties.get("EventInvokeConfig", {})
            chosen = sources.get(one.name)
            yield Trigger(
                one.name,
                one.kind,
                one.handler,
                one.source,
                one.timeout,
                batch=getattr(chosen, "batch_size", 1),
                at_once=getattr(chosen, "maximum_concurrency", None) or 2,
                reports=REPORTS in said.get("FunctionResponseTypes", []),
                bisects=said.get("BisectBatchOnFunctionError", False),
                tries=said.get("MaximumRetryAttempts", 2),
                on_failure=_destination(said, named),
            )


def _sources() -> dict[str, Any]:
    from infra import whole

    return {source.name: source for source in whole.app.event_sources}


def _event(properties: Template) -> dict[str, Any]:
    events = list(properties.get("Events", {}).values())
    return dict(events[0]["Properties"]) if events else {}


def _destination(said: dict[str, Any], named: dict[str, str]) -> str:
    destination = said.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination")
    return named[destination["Fn::GetAtt"][0]] if destination else ""


def _queue_name(resource: Template) -> str:
    return str(resource["Properties"]["QueueName"]["Fn::Sub"]).removeprefix("${Prefix}")
