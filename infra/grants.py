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
    scans: str = ""  # what it does with the key of papers: "Decrypt GenerateDataKey"
    buckets: dict[str, str] = field(default_factory=dict)  # inbox or vault: "GetObject ListBucket"
    invokes: tuple[str, ...] = ()  # Lambdas


GRANTS: dict[str, Grant] = {
    "api_handler": Grant(
        tables={
            "accounts": "get put update check",
            "addresses": "get query put delete",
            "agenda": "put",
            "audit": "query put",
            "audit-heads": "get query put",
            "binding-counts": "update",
            "bindings": "get put update",
            "cards": "get batch put update",
            "code-counts": "put update",
            "codes": "get put update delete",
            "consents": "get put check",
            "directory": "query",
            "facts": "put",
            "his-outbox": "put update",
            "holders": "get update",
            "idempotency": "get put",
            "identities": "get put",
            "ledger": "query put",
            "links": "get batch query put update delete check",
            "links-of": "query put delete",
            "message-attempts": "get query put update",
            "message-baskets": "put",
            "message-deliveries": "get put",
            "message-grants": "put",
            "message-lanes": "get batch update",
            "message-outbox": "get batch",
            "openids": "get put",
            "orders": "get batch put update",
            "patients": "get put update check",
            "phones": "update",
            "privacy-copies": "query",
            "privacy-requests": "get put",
            "proxy-tickets": "get",
            "quotas": "get update",
            "refunds": "get batch put update",
            "registrations": "get batch put update",
            "registrations-of-patients": "query put delete",
            "seen": "put",
            "segments": "get query update",
            "settings": "get",
            "staff": "get batch put update check",
            "staff-guesses": "update delete",
            "staff-list": "query put delete",
            "staff-sessions": "get query put update delete",
            "staff-tickets": "get put delete",
            "wechat-tokens": "get put",
        },
        secrets=(
            "card-keys",
            "his",
            "lookup-keys",
            "sms",
            "token-keys",
            "wechat",
            "wechatpay-*",
        ),
        fields=True,
    ),
    "anchor_audit": Grant(
        anchors=True,
        tables={
            "audit-heads": "query",
        },
    ),
    "cards_queue": Grant(
        tables={
            "agenda": "put",
            "cards": "get batch update",
            "facts": "put",
            "holders": "get update",
            "identities": "get put delete",
            "links": "get put update delete",
            "links-of": "query put delete",
            "merges": "get put delete",
            "patients": "get update",
            "proxy-tickets": "get put update delete",
            "seen": "put",
        },
        secrets=(
            "his",
            "lookup-keys",
            "sms",
        ),
        fields=True,
    ),
    "drain_agenda": Grant(
        tables={
            "agenda": "query delete",
        },
    ),
    "look_at_paper": Grant(
        tables={
            "audit": "query",
            "papers": "get",
        },
        scans="Decrypt",
        buckets={"vault": "GetObject ListBucket"},
    ),
    "messages_queue": Grant(
        tables={
            "accounts": "get",
            "agenda": "put",
            "links": "batch",
            "links-of": "query",
            "message-attempts": "get batch query put update",
            "message-baskets": "query put",
            "message-claims": "get put",
            "message-deliveries": "get put",
            "message-lanes": "get update",
            "message-leases": "update",
            "message-outbox": "get batch update",
            "patients": "get",
            "seen": "put",
            "settings": "get",
            "wechat-tokens": "get put",
        },
        secrets=(
            "lookup-keys",
            "sms",
            "wechat",
        ),
        sends=("sends.fifo",),
        fields=True,
    ),
    "payments_queue": Grant(
        tables={
            "agenda": "put",
            "facts": "put",
            "ledger": "put",
            "orders": "get update",
            "refunds": "get put update",
            "settings": "get",
        },
        secrets=("wechatpay-*",),
    ),
    "poll_appointments": Grant(
        tables={
            "agenda": "put",
            "facts": "put",
            "his-outbox": "update",
            "ledger": "put",
            "orders": "get update",
            "quotas": "update",
            "refunds": "get put",
            "registration-watermarks": "get put",
            "registrations": "get update",
            "segments": "update",
            "settings": "get",
        },
        secrets=("his",),
    ),
    "poll_patients": Grant(
        tables={
            "agenda": "put",
            "cards": "batch update",
            "cards-cursor": "get put",
            "facts": "put",
            "holders": "get update",
            "identities": "get put delete",
            "links": "get put update delete",
            "links-of": "query put delete",
            "merges": "get put delete",
            "patients": "get update",
        },
        secrets=(
            "his",
            "lookup-keys",
        ),
        fields=True,
    ),
    "poll_staff": Grant(
        tables={
            "audit": "put",
            "audit-heads": "get put",
            "facts": "put",
            "staff": "get batch put update",
            "staff-cursor": "get put",
            "staff-list": "put delete",
            "staff-of-his": "batch update",
        },
        secrets=("his",),
        fields=True,
    ),
    "privacy_queue": Grant(
        tables={
            "accounts": "get update",
            "addresses": "query delete",
            "bindings": "query delete",
            "consents": "query",
            "facts": "put",
            "holders": "get update delete",
            "ledger": "query",
            "links": "get query delete",
            "links-of": "delete",
            "message-attempts": "query delete",
            "message-baskets": "delete",
            "message-grants": "query",
            "message-lanes": "query delete",
            "message-outbox": "get update delete",
            "openids": "delete",
            "orders": "batch update",
            "patients": "get update",
            "phones": "update",
            "privacy-copies": "put",
            "privacy-requests": "get update",
            "refunds": "batch update",
            "registrations": "batch update",
            "registrations-of-patients": "query",
            "settings": "get",
        },
        secrets=("lookup-keys",),
        fields=True,
    ),
    "registration_queue": Grant(
        tables={
            "agenda": "put",
            "clinics": "get",
            "directory": "query",
            "facts": "put",
            "his-outbox": "get batch update",
            "ledger": "put",
            "message-outbox": "update",
            "orders": "get update",
            "patients": "get",
            "quotas": "get update",
            "refunds": "get put",
            "registrations": "get update",
            "registrations-of-patients": "put delete",
            "segments": "get query update",
            "settings": "get",
        },
        secrets=("his",),
        fields=True,
    ),
    "reread_directory": Grant(
        tables={
            "directory": "query put update delete",
        },
        secrets=("his",),
    ),
    "route_facts": Grant(),
    "seal_paper": Grant(
        tables={
            "facts": "put",
            "papers": "get update",
            "settings": "get",
        },
        secrets=("lookup-keys",),
        scans="Decrypt GenerateDataKey",
        buckets={
            "inbox": "DeleteObject DeleteObjectVersion GetObject ListBucket ListBucketVersions",
            "vault": "DeleteObject DeleteObjectVersion ListBucketVersions PutObject",
        },
    ),
    "sends_queue": Grant(
        tables={
            "accounts": "get",
            "agenda": "put",
            "links": "batch",
            "links-of": "query",
            "message-attempts": "get batch query put update",
            "message-baskets": "query put",
            "message-claims": "get put",
            "message-deliveries": "get put",
            "message-lanes": "get update",
            "message-leases": "update",
            "message-outbox": "get batch update",
            "patients": "get",
            "seen": "put",
            "settings": "get",
            "wechat-tokens": "get put",
        },
        secrets=(
            "lookup-keys",
            "sms",
            "wechat",
        ),
        sends=("sends.fifo",),
        fields=True,
    ),
    "sweep_inbox": Grant(
        tables={
            "facts": "put",
            "papers": "get update",
            "settings": "get",
        },
        secrets=("lookup-keys",),
        scans="Decrypt GenerateDataKey",
        buckets={
            "inbox": "DeleteObject DeleteObjectVersion GetObject ListBucket ListBucketVersions",
            "vault": "DeleteObject DeleteObjectVersion ListBucketVersions PutObject",
        },
    ),
    "sync_clinics": Grant(
        tables={
            "agenda": "put",
            "clinics": "get put update",
            "facts": "put",
            "his-outbox": "update",
            "ledger": "put",
            "orders": "get update",
            "quotas": "update",
            "refunds": "get put",
            "registration-watermarks": "get put",
            "registrations": "get update",
            "segments": "get query put update",
            "settings": "get",
        },
        secrets=("his",),
    ),
    "sync_directory": Grant(
        tables={
            "directory": "query put update delete",
        },
        secrets=("his",),
    ),
    "vault_queue": Grant(
        tables={
            "agenda": "put",
            "facts": "put",
            "paper-certificates": "put",
            "paper-holds": "get check",
            "papers": "get batch update",
            "papers-of": "query",
        },
        buckets={"vault": "DeleteObject DeleteObjectVersion ListBucketVersions PutObject"},
    ),
}
