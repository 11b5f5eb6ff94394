"""What each Lambda may do, and nothing else: the table from which its policy is made.

Tables: get, query, scan, put, update, delete, check, each the one action of that name. A queue, stream or log that a Lambda
is woken by or writes to is granted by its kind. `python -m infra.used` shows what the tests' Lambdas really did.
"""

from dataclasses import dataclass, field

ACTIONS = {
    "get": "GetItem",
    "batch": "BatchGetItem",
    "query": "Query",
    "scan": "Scan",
    "put": "PutItem",
    "update": "UpdateItem",
    "delete": "DeleteItem",
    "check": "ConditionCheckItem",
}


@dataclass(frozen=True)
class Grant:
    """Of one Lambda."""

    tables: dict[str, str] = field(default_factory=dict)  # noun: "get put"
    secrets: tuple[str, ...] = ()  # names, as kernel.secrets reads them
    sends: tuple[str, ...] = ()  # queues
    fields: bool = False  # seals and unseals fields
    anchors: bool = False  # signs the audit's heads and puts them into the locked bucket


GRANTS: dict[str, Grant] = {
    "api_handler": Grant(),
    "anchor_audit": Grant(tables={"audit-heads": "query"}, anchors=True),
    "drain_agenda": Grant(tables={"agenda": "query delete"}),
    "route_facts": Grant(),
}
