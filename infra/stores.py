"""What keeps things: the tables of every model, the queues of every consumer, the keys, the buckets."""

import importlib
import pkgutil
from typing import Any

from pynamodb.attributes import TTLAttribute

import chalicelib
from chalicelib.kernel.jobs import FIFO
from chalicelib.kernel.tables import Table
from infra import names
from infra.lambdas import Kind, lambdas, queues
from infra.names import Template, attribute, sub

RECEIVES = 5  # tries before a message is a dead letter
KEPT = 14 * 24 * 3600  # seconds a message is kept: as long as SQS can
FAILED_FACTS, FAILED_JOBS = "failed-facts", "failed-jobs"  # what a stream or a schedule gave up
KEEP = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def models() -> list[type[Table]]:
    """Every table of the kernel and of every room's models, by name."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if ".kernel." in module.name or module.name.endswith(".models"):
            importlib.import_module(module.name)
    return sorted(Table.__subclasses__(), key=lambda model: model.noun)


def _tables() -> Template:
    return {names.table(model.noun): _table(model) for model in models()}


def _table(model: type[Table]) -> Template:
    schema: Any = model._get_schema()  # noqa: SLF001 - the schema that pynamodb itself would create
    time_to_live = next((one for one in model.get_attributes().values() if isinstance(one, TTLAttribute)), None)
    properties: Template = {
        "TableName": sub(f"${{Prefix}}{model.noun}"),
        "BillingMode": "PAY_PER_REQUEST",
        "KeySchema": _keys(schema["key_schema"]),
        "AttributeDefinitions": _capitals(schema["attribute_definitions"]),
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "SSESpecification": {"SSEEnabled": True},
        "DeletionProtectionEnabled": {"Fn::If": ["IsProduction", True, False]},
    }
    if schema["global_secondary_indexes"]:
        properties["GlobalSecondaryIndexes"] = [_index(index) for index in schema["global_secondary_indexes"]]
    if time_to_live:
        properties["TimeToLiveSpecification"] = {"AttributeName": time_to_live.attr_name, "Enabled": True}
    if model.streamed:
        properties["StreamSpecification"] = {"StreamViewType": "NEW_IMAGE"}
    return {"Type": "AWS::DynamoDB::Table", **KEEP, "Properties": properties}


def _index(index: Template) -> Template:
    projection = {"ProjectionType": index["projection"]["ProjectionType"]}
    if projection["ProjectionType"] == "INCLUDE":
        projection["NonKeyAttributes"] = sorted(index["projection"]["NonKeyAttributes"])
    return {"IndexName": index["index_name"], "KeySchema": _keys(index["key_schema"]), "Projection": projection}


def _keys(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """The partition's key first, as CloudFormation wants it."""
    return sorted(_capitals(entries), key=lambda key: key["KeyType"])


def _capitals(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """`attribute_name`, as pynamodb has it or as AWS writes it, becomes `AttributeName`."""
    return [
        {"".join(part[:1].upper() + part[1:] for part in name.split("_")): value for name, value in one.items()}
        for one in entries
    ]


def _queues() -> Template:
    longest = {one.source: one.timeout for one in lambdas() if one.kind == Kind.QUEUE}
    resources: Template = {}
    for name in queues():
        resources[names.dead_letters(name)] = _queue(f"{name.removesuffix(FIFO)}-dead{FIFO if name.endswith(FIFO) else ''}")
        resources[names.queue(name)] = _queue(name)
        resources[names.queue(name)]["Properties"] |= {
            "VisibilityTimeout": 6 * longest[name],
            "RedrivePolicy": {"deadLetterTargetArn": attribute(names.dead_letters(name)), "maxReceiveCount": RECEIVES},
        }
    for name in (FAILED_FACTS, FAILED_JOBS):
        resources[names.queue(name)] = _queue(name)
    return resources


def _queue(name: str) -> Template:
    properties: Template = {
        "QueueName": sub(f"${{Prefix}}{name}"),
        "MessageRetentionPeriod": KEPT,
        "SqsManagedSseEnabled": True,
    }
    if name.endswith(FIFO):  # the groups must not wait for each other
        properties |= {"FifoQueue": True, "DeduplicationScope": "messageGroup", "FifoThroughputLimit": "perMessageGroupId"}
    return {"Type": "AWS::SQS::Queue", "Properties": properties}


_OWN_ACCOUNT = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root")},
            "Action": "kms:*",
            "Resource": "*",
        }
    ],
}


def _key(purpose: str, description: str, **properties: object) -> Template:
    key = {"Description": description, "KeyPolicy": _OWN_ACCOUNT, "PendingWindowInDays": 30, **properties}
    name = names.logical(purpose, "key")
    alias = {"AliasName": sub(f"alias/${{Prefix}}{purpose}"), "TargetKeyId": {"Ref": name}}
    return {
        name: {"Type": "AWS::KMS::Key", **KEEP, "Properties": key},
        name + "Alias": {"Type": "AWS::KMS::Alias", "Properties": alias},
    }


def _bucket(name: str, encryption: str = "AES256", **properties: object) -> Template:
    """A bucket that nobody reads without TLS, and its policy."""
    resource = f"{names.logical(name)}Bucket"
    bucket = {
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": encryption}}]
        },
        "PublicAccessBlockConfiguration": dict.fromkeys(
            ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
        ),
        **properties,
    }
    only_encrypted = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [attribute(resource), sub(f"${{{resource}.Arn}}/*")],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    policy = {"Bucket": {"Ref": resource}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [only_encrypted]}}
    return {
        resource: {"Type": "AWS::S3::Bucket", **KEEP, "Properties": bucket},
        resource + "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": policy},
    }


VERSIONED = {"Status": "Enabled"}
LOCKED: Template = {
    "ObjectLockEnabled": True,
    "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"},
}  # each object says until when
UNFINISHED = {"Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1}}


def _buckets() -> Template:
    """Only the audit's anchors are locked: a destroyed scan must be gone."""
    from_console = {"AllowedMethods": ["POST"], "AllowedOrigins": [{"Ref": "ConsoleOrigin"}], "AllowedHeaders": ["*"]}
    old = {"Id": "what-the-sweeper-left", "Status": "Enabled", "ExpirationInDays": 1}
    return {
        **_bucket("anchors", **LOCKED, VersioningConfiguration=VERSIONED),
        **_bucket(
            "inbox",
            "aws:kms",
            NotificationConfiguration={"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
            CorsConfiguration={"CorsRules": [from_console]},
            LifecycleConfiguration={"Rules": [old, {"Id": "unfinished", **UNFINISHED}]},
        ),
        **_bucket(
            "vault",
            "aws:kms",
            VersioningConfiguration=VERSIONED,
            LifecycleConfiguration={"Rules": [{"Id": "unfinished", **UNFINISHED}]},
        ),
    }


def resources() -> Template:
    """All of them."""
    return {
        **_tables(),
        **_queues(),
        **_key("fields", "wraps the data keys of Xinglin's sealed fields", EnableKeyRotation=True),
        **_key("audit", "signs the daily anchors of Xinglin's audit log", KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"),
        **_key("scans", "wraps the data key of each of Xinglin's sealed papers", EnableKeyRotation=True),
        **_buckets(),
    }
