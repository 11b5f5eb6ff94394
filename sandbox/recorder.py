"""Which AWS calls each Lambda makes, written down while tests and the local world run: what its policy must grant.

Set XINGLIN_RECORD_CALLS to a folder; every process adds a file of its own. A line: Lambda, action, resource.
Only calls made inside a handler count: the log's context names the route or the job that is being served.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from chalicelib.kernel import log
from chalicelib.kernel.deployment import deployment

VARIABLE = "XINGLIN_RECORD_CALLS"
API = "api_handler"
_TRANSACTED = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}

S3_ACTIONS = {
    "ListObjectsV2": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "HeadObject": "GetObject",
    "CreateBucket": "PutObject",  # by whose model botocore signs the form of an upload
}  # as IAM calls them


class Call(NamedTuple):
    """`("payments_queue", "dynamodb:PutItem", "orders")`; the resource is without the deployment's prefixes."""

    who: str  # a Lambda, or the queue it consumes
    action: str
    resource: str


class _Recorder:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{os.getpid()}.txt"
        self._known: set[Call] = set()

    def hear(self, params: dict[str, Any], model: Any, **_: object) -> None:
        """Botocore tells it of every call, before it is made."""
        who = _who()
        if not who:
            return
        for action, resource in _asked(model.service_model.service_name, model.name, params):
            call = Call(who, action, resource)
            if call not in self._known:
                self._known.add(call)
                with self._file.open("a", encoding="utf-8") as file:
                    file.write("\t".join(call) + "\n")


def _who() -> str:
    context = log.told()
    return API if "route" in context else str(context.get("job", ""))


def _asked(service: str, operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = deployment()
    match service:
        case "dynamodb":
            yield from ((f"dynamodb:{action}", table.removeprefix(known.tables)) for action, table in _tables(operation, params))
        case "sqs":
            action = operation.removesuffix("Batch")  # IAM knows one action for both
            yield f"sqs:{action}", params["QueueUrl"].removeprefix(known.queues)
        case "secretsmanager":
            yield f"secretsmanager:{operation}", params["SecretId"].removeprefix(known.secrets)
        case "kms":
            keys = {known.fields_key: "fields", known.audit_key: "audit", known.scans_key: "scans"}
            yield f"kms:{operation}", keys[params["KeyId"]]
        case "s3":
            buckets = {known.anchors_bucket: "anchors", known.inbox_bucket: "inbox", known.vault_bucket: "vault"}
            yield f"s3:{S3_ACTIONS.get(operation, operation)}", buckets[params["Bucket"]]
        case "lambda":
            yield "lambda:InvokeFunction", params["FunctionName"].rpartition("-")[2]
        case _:
            yield f"{service}:{operation}", "*"


def _tables(operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        yield from ((_TRANSACTED[kind], write["TableName"]) for item in params["TransactItems"] for kind, write in item.items())
    elif operation == "TransactGetItems":
        yield from (("GetItem", item["Get"]["TableName"]) for item in params["TransactItems"])
    elif operation.startswith("Batch"):
        yield from ((operation, table) for table in params["RequestItems"])
    else:
        yield operation, params.get("TableName", "*")


def install() -> None:
    """Record from now on, in this process, if the environment says where."""
    if not os.environ.get(VARIABLE):
        return
    from botocore import handlers

    recorder = _Recorder(Path(os.environ[VARIABLE]))
    handlers.BUILTIN_HANDLERS.append(("before-parameter-build", recorder.hear))


def recorded(folder: Path) -> set[Call]:
    """What all processes wrote down."""
    lines = [line for path in folder.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    return {Call(*line.split("\t")) for line in lines}
