"""Makes what the hospital's engineer makes before the first patient: `python -m sandbox.settle FOLDER`, in the world's environment.

Tables, queues and bucket as the packaged template has them, secrets as the parties gave them, the hospital's choices. What is
there already stays as it is.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from chalicelib.kernel.deployment import deployment
from infra import stores
from infra.names import Template
from sandbox import hospital, web
from sandbox.engines import ACCOUNT, REGION
from sandbox.serve import OUTSIDE, PROVISION
from sandbox.vaults import own_secrets


def _filled(value: Any, prefix: str) -> Any:
    """A template's value with the prefix filled in, conditions taken as no."""
    match value:
        case {"Fn::Sub": str(text)}:
            return text.replace("${Prefix}", prefix)
        case {"Fn::If": [_, _, otherwise]}:
            return otherwise
        case dict():
            return {name: _filled(one, prefix) for name, one in value.items()}
        case list():
            return [_filled(one, prefix) for one in value]
    return value


def _of_kind(kind: str) -> dict[str, Template]:
    prefix = deployment().tables
    resources = stores.resources().items()
    return {name: _filled(one.get("Properties", {}), prefix) for name, one in resources if one["Type"] == kind}


def tables() -> None:
    """Every table, with its stream where it has one."""
    dynamodb: Any = boto3.client("dynamodb")
    there = {name for page in dynamodb.get_paginator("list_tables").paginate() for name in page["TableNames"]}
    wanted = ("TableName", "BillingMode", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "StreamSpecification")
    for properties in _of_kind("AWS::DynamoDB::Table").values():
        if properties["TableName"] not in there:
            made = {name: properties[name] for name in wanted if name in properties}
            if "StreamSpecification" in made:
                made["StreamSpecification"] |= {"StreamEnabled": True}
            dynamodb.create_table(**made)


def queues() -> dict[str, dict[str, str]]:
    """Every queue's attributes by name, those first to which others point."""
    resources = _of_kind("AWS::SQS::Queue")
    arns = {logical: f"arn:aws:sqs:{REGION}:{ACCOUNT}:{one['QueueName']}" for logical, one in resources.items()}
    made: dict[str, dict[str, str]] = {}
    for properties in sorted(resources.values(), key=lambda one: "RedrivePolicy" in one):
        attributes = {name: _text(one) for name, one in properties.items() if name not in {"QueueName", "RedrivePolicy"}}
        if policy := properties.get("RedrivePolicy"):
            target = arns[policy["deadLetterTargetArn"]["Fn::GetAtt"][0]]
            attributes["RedrivePolicy"] = json.dumps({**policy, "deadLetterTargetArn": target})
        made[properties["QueueName"]] = attributes
    return made


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def buckets() -> None:
    """The locked bucket of the audit's anchors, the inbox of papers, and the vault with its versions."""
    s3, known = boto3.client("s3"), deployment()
    there = {one["Name"] for one in s3.list_buckets()["Buckets"]}
    for name in {known.anchors_bucket, known.inbox_bucket, known.vault_bucket} - there:
        where: Any = {"CreateBucketConfiguration": {"LocationConstraint": REGION}}
        s3.create_bucket(Bucket=name, ObjectLockEnabledForBucket=name == known.anchors_bucket, **where)
    s3.put_bucket_versioning(Bucket=known.vault_bucket, VersioningConfiguration={"Status": "Enabled"})


def secrets(folder: Path) -> None:
    """Our own keys once; those of the parties as they are now."""
    manager = boto3.client("secretsmanager")
    prefix = deployment().secrets
    for name, secret in own_secrets().items():
        try:
            manager.get_secret_value(SecretId=prefix + name)
        except ClientError:
            manager.put_secret_value(SecretId=prefix + name, SecretString=json.dumps(secret))
    for party in OUTSIDE:
        told = json.loads((folder / party / PROVISION).read_text())["secrets"]
        for name, secret in told.items():
            manager.put_secret_value(SecretId=prefix + name, SecretString=json.dumps(secret))


def main(folder: str) -> None:
    """All of it."""
    tables()
    secrets(Path(folder))
    hospital.choose()
    web.post(os.environ["AWS_ENDPOINT_URL_SQS"] + "/_queues", queues())
    for template in hospital.templates():
        web.post(deployment().wechat_url + "/_templates", template)
    buckets()


if __name__ == "__main__":
    main(sys.argv[1])
