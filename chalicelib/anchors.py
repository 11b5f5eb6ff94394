"""Every night the day's heads of the audit log are signed and put where nobody can change or remove them.

The chains themselves lie in a table (kernel.audit); a chain that vanished whole, or was written anew, no longer fits its anchor.
An anchor: the day, the head of every chain, and KMS's signature over a line that names the day and the content's digest.
"""

import base64
import datetime as dt
import functools
import hashlib
import json
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict

from chalicelib.kernel import audit, aws, clock, log
from chalicelib.kernel.deployment import deployment
from chalicelib.kernel.jobs import Jobs

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client

jobs = Jobs(__name__)
DAYS_BACK = 7  # how many nights may be missed
LOCKED = dt.timedelta(days=3 * 366)
DIGEST: Final = "sha256"
SIGNATURE: Final = "ECDSA_SHA_256"


class Anchor(BaseModel):
    """What lies in the bucket, one object a day. Named algorithms, so that SM3 and SM2 can follow."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    day: dt.date
    heads: list[tuple[str, int, str]]  # actor, number of the newest entry, its hash
    digest: str
    signing: str
    signature: str  # base64


@functools.cache
def _kms() -> "KMSClient":
    import boto3

    client: KMSClient = boto3.client("kms", config=aws.limits())
    return client


@functools.cache
def _s3() -> "S3Client":
    import boto3

    client: S3Client = boto3.client("s3", config=aws.limits(15))
    return client


def _name(day: dt.date) -> str:
    return f"audit/{day:%Y/%m}/{day.isoformat()}.json"


def _line(day: dt.date, heads: list[tuple[str, int, str]]) -> bytes:
    content = json.dumps([[*head] for head in heads], ensure_ascii=False, separators=(",", ":")).encode()
    return f"xinglin-anchor-1\n{day.isoformat()}\n{DIGEST}:{hashlib.new(DIGEST, content).hexdigest()}".encode()


def _heads(day: dt.date) -> list[tuple[str, int, str]]:
    return sorted((head.actor, int(head.number), head.hash) for head in audit.day_heads(day))


def anchor(day: dt.date) -> bool:
    """Sign and lock that day's heads; False when it was done before. A day without entries has an anchor too: an empty one."""
    from botocore.exceptions import ClientError

    heads = _heads(day)
    signed = _kms().sign(KeyId=deployment().audit_key, Message=_line(day, heads), MessageType="RAW", SigningAlgorithm=SIGNATURE)
    signature = base64.b64encode(signed["Signature"]).decode()
    document = Anchor(day=day, heads=heads, digest=DIGEST, signing=SIGNATURE, signature=signature)
    try:
        _s3().put_object(
            Bucket=deployment().anchors_bucket,
            Key=_name(day),
            Body=document.model_dump_json().encode(),
            ContentType="application/json",
            ChecksumAlgorithm="SHA256",
            IfNoneMatch="*",
            ObjectLockMode="COMPLIANCE",
            ObjectLockRetainUntilDate=clock.now() + LOCKED,
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "PreconditionFailed":
            raise
        return False
    return True


def anchor_recent() -> None:
    """Anchor every one of the last days that has no anchor yet; today is not over and has to wait."""
    days = [clock.today() - dt.timedelta(days=back) for back in range(DAYS_BACK, 0, -1)]
    log.info("audit_anchored", days=sum(anchor(day) for day in days))


def broken(day: dt.date) -> list[str]:
    """What is wrong with a day's audit log, in words: within its chains, against its anchor, or with the anchor itself."""
    return audit.broken(day) + _against_anchor(day)


def _against_anchor(day: dt.date) -> list[str]:
    from botocore.exceptions import ClientError

    try:
        found = _s3().get_object(Bucket=deployment().anchors_bucket, Key=_name(day))["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchKey":
            raise
        return [f"{day}: there is no anchor"]
    one = Anchor.model_validate_json(found)
    if not _signed_by_us(one):
        return [f"{day}: the anchor's signature is not ours"]
    then, now = {head[0]: head for head in one.heads}, {head[0]: head for head in _heads(day)}
    return [
        f"{day}#{actor}: not as it was anchored"
        for actor in sorted(then.keys() | now.keys())
        if then.get(actor) != now.get(actor)
    ]


def _signed_by_us(one: Anchor) -> bool:
    try:
        _kms().verify(
            KeyId=deployment().audit_key,
            Message=_line(one.day, one.heads),
            MessageType="RAW",
            Signature=base64.b64decode(one.signature),
            SigningAlgorithm=SIGNATURE,
        )
    except _kms().exceptions.KMSInvalidSignatureException:
        return False
    return True


anchor_audit = jobs.every("anchor_audit", "cron(10 16 * * ? *)", anchor_recent)  # 00:10 at the hospital
