"""Every Lambda that ships, as the rooms registered it: the one source of the template, the policies and the guards."""

import json
from enum import StrEnum
from typing import NamedTuple

from chalice.app import CloudWatchEventConfig, DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig
from chalice.utils import to_cfn_resource_name

from infra import whole

API = "api_handler"


class Kind(StrEnum):
    """What wakes a Lambda."""

    API = "api"
    QUEUE = "queue"
    STREAM = "stream"
    SCHEDULE = "schedule"
    EVENT = "event"
    FUNCTION = "function"  # another Lambda of ours invokes it


class Lambda(NamedTuple):
    """One Lambda: its name in Chalice, its handler, and the queue, table or expression that wakes it."""

    name: str
    kind: Kind
    handler: str = ""
    source: str = ""

    @property
    def resource(self) -> str:
        """Its logical name in the template."""
        return "APIHandler" if self.kind == Kind.API else to_cfn_resource_name(self.name)

    @property
    def role(self) -> str:
        """The logical name of its role."""
        return to_cfn_resource_name(f"{self.name}_role")

    @property
    def timeout(self) -> int:
        """Seconds it may take."""
        return TIMEOUTS.get(self.name, TIMEOUT_OF[self.kind])

    @property
    def memory(self) -> int:
        """Megabytes, and with them its share of a processor."""
        return MEMORY.get(self.name, 1024 if self.kind == Kind.API else 512)


TIMEOUT_OF = {
    Kind.API: 29,  # API Gateway waits no longer
    Kind.QUEUE: 60,
    Kind.STREAM: 60,
    Kind.SCHEDULE: 55,
    Kind.EVENT: 60,
    Kind.FUNCTION: 20,
}
TIMEOUTS: dict[str, int] = {}  # seconds, where a Lambda needs another
MEMORY = {"seal_paper": 1024, "sweep_inbox": 1024, "look_at_paper": 1024}  # megabytes: pictures of 25 megapixels


def _of(source: object) -> Lambda:
    match source:
        case SQSEventConfig():
            return Lambda(source.name, Kind.QUEUE, source.handler_string, source.queue or "")
        case DynamoDBEventConfig():
            return Lambda(source.name, Kind.STREAM, source.handler_string, source.stream_arn.split("/")[1])
        case ScheduledEventConfig():
            return Lambda(source.name, Kind.SCHEDULE, source.handler_string, str(source.schedule_expression))
        case CloudWatchEventConfig():
            return Lambda(source.name, Kind.EVENT, source.handler_string, json.dumps(source.event_pattern))
    msg = f"{type(source).__name__}: the template does not know this kind of event source"
    raise TypeError(msg)


def lambdas() -> list[Lambda]:
    """Every one of them, the API's first."""
    known = [_of(source) for source in whole.app.event_sources]
    known += [Lambda(one.name, Kind.FUNCTION, one.handler_string) for one in whole.app.pure_lambda_functions]
    return [Lambda(API, Kind.API, "app.app"), *sorted(known)]


def queues() -> list[str]:
    """Every queue that has a consumer."""
    return sorted({one.source for one in lambdas() if one.kind == Kind.QUEUE})
