"""The two buckets: an inbox that phones write to, and the vault. The only file here that speaks to S3.

Each function is one kind of access; infra/reach.py reads off which Lambda comes to which.
"""

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.kernel import aws, clock
from chalicelib.kernel.deployment import deployment
from chalicelib.vault.models import PaperId

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

LARGEST = 10 * 1024 * 1024  # bytes of one file
CERTIFICATES = "destroyed/"  # destroyed/<day>/<paper>.json
PLACE = re.compile(r"inbox/([A-Za-z0-9_-]{1,64})/([A-Za-z0-9_-]{1,64})")


class Place(NamedTuple):
    """An upload: `inbox/<paper>/<attempt>`."""

    paper: PaperId
    attempt: str

    @property
    def name(self) -> str:
        """Its key."""
        return f"inbox/{self.paper}/{self.attempt}"


class Waiting(NamedTuple):
    """An object in the inbox."""

    name: str
    since: dt.datetime


@functools.cache
def _s3() -> "S3Client":
    import boto3

    client: S3Client = boto3.client("s3", config=aws.limits(15))
    return client


def place(name: str) -> Place | None:
    """Where an object of the inbox belongs; None for a name that we never gave."""
    found = PLACE.fullmatch(name)
    return Place(PaperId(found[1]), found[2]) if found else None


def form(where: Place, content_type: str, seconds: int) -> dict[str, str]:
    """The fields of a form that puts one file of that type at that place, signed for so many seconds."""
    fields = {"Content-Type": content_type}
    if deployment().s3_sse != "none":
        fields["x-amz-server-side-encryption"] = deployment().s3_sse
    conditions: list[Any] = [{name: value} for name, value in fields.items()]
    conditions.append(["content-length-range", 1, LARGEST])
    made = _s3().generate_presigned_post(
        deployment().inbox_bucket, where.name, Fields=fields, Conditions=conditions, ExpiresIn=seconds
    )
    return dict(made["fields"])


def fetch(where: Place) -> bytes | None:
    """What was uploaded there; None when it is gone. At most one byte more than LARGEST."""
    return _read(deployment().inbox_bucket, where.name, LARGEST + 1)


def waiting() -> Iterator[Waiting]:
    """Everything in the inbox."""
    for page in _s3().get_paginator("list_objects_v2").paginate(Bucket=deployment().inbox_bucket):
        for one in page.get("Contents", []):
            yield Waiting(one["Key"], one["LastModified"])


def clear(name: str) -> None:
    """Delete an object of the inbox, every version of it."""
    bucket = deployment().inbox_bucket
    _delete(bucket, (one for one in _versions(bucket, name) if one["Key"] == name))


def keep(name: str, content: bytes) -> None:
    """Put a sealed object into the vault; twice is once."""
    _s3().put_object(Bucket=deployment().vault_bucket, Key=name, Body=content, ContentType="application/octet-stream")


def kept(name: str) -> bytes | None:
    """A sealed object; None when there is none."""
    return _read(deployment().vault_bucket, name, 2 * LARGEST)


def objects() -> Iterator[str]:
    """The name of every sealed object in the vault, those included whose newest version is a deletion."""
    found = {version["Key"] for version in _versions(deployment().vault_bucket, "")}
    yield from sorted(name for name in found if not name.startswith(CERTIFICATES))


def keep_certificate(day: dt.date, paper: str, text: str) -> None:
    """Put a certificate of destruction where a restore of the tables does not reach."""
    name = f"{CERTIFICATES}{day.isoformat()}/{paper}.json"
    _s3().put_object(Bucket=deployment().vault_bucket, Key=name, Body=text.encode(), ContentType="application/json")


def certificates(since: dt.date) -> Iterator[bytes]:
    """Every certificate of destructions from that UTC day on."""
    bucket, day = deployment().vault_bucket, since
    while day <= clock.now().date():
        for page in _s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=f"{CERTIFICATES}{day.isoformat()}/"):
            for one in page.get("Contents", []):
                yield _read(bucket, one["Key"], LARGEST) or b""
        day += dt.timedelta(days=1)


def erase(prefix: str, but: str = "") -> None:
    """Delete every version of everything in the vault under that prefix, except one object."""
    bucket = deployment().vault_bucket
    _delete(bucket, (one for one in _versions(bucket, prefix) if one["Key"] != but))


def is_empty(prefix: str) -> bool:
    """Whether nothing is left in the vault under that prefix, no version and no mark of a deletion."""
    return not any(True for _ in _versions(deployment().vault_bucket, prefix))


def _read(bucket: str, name: str, most: int) -> bytes | None:
    from botocore.exceptions import ClientError

    try:
        body = _s3().get_object(Bucket=bucket, Key=name)["Body"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
    with body:
        return body.read(most)


def _versions(bucket: str, prefix: str) -> Iterator[dict[str, Any]]:
    for page in _s3().get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
        for kind in ("Versions", "DeleteMarkers"):
            listed: Any = page.get(kind, [])
            yield from listed


def _delete(bucket: str, versions: Iterable[dict[str, Any]]) -> None:
    for one in list(versions):
        _s3().delete_object(Bucket=bucket, Key=one["Key"], VersionId=one["VersionId"])
