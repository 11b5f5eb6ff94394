"""Looking at a sealed paper, as the desk does it: the audit entry first, then the one Lambda that can open papers.

The API itself can open none: it has no grant on their key nor on the vault.
"""

import functools
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.kernel import audit, aws, refusals
from chalicelib.kernel.deployment import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault.models import PaperId

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient

LOOKED = "paper.looked"  # the act that the audit log must hold


class Entry(NamedTuple):
    """Where the audit log says that somebody looks."""

    chain: str
    number: int


class Sight(NamedTuple):
    """One page, watermarked."""

    image: str  # JPEG in base64
    page: int
    pages: int


class File(NamedTuple):
    """A part of a PDF, marked and encrypted."""

    pdf: str  # in base64
    part: int
    parts: int


class NotToBeSeen(refusals.Conflict):
    """Not sealed (yet), or destroyed, or no such page."""

    code, message = "paper_not_to_be_seen", "这份材料尚未收妥或已按规定销毁，无法查看"


class NotShown(refusals.Unavailable):
    """The Lambda did not answer; nothing was shown."""

    code, message = "paper_not_shown", "材料暂时无法打开，请稍后再试"


@functools.cache
def _lambda() -> "LambdaClient":
    import boto3

    client: LambdaClient = boto3.client("lambda", config=aws.limits(20, tries=1))
    return client


def admit(unit: Unit, actor: str, paper: PaperId, reason: str) -> Entry:
    """Write the audit entry that a look needs, in the desk's own transaction; commit it before looking."""
    return Entry(*audit.write(unit, actor, LOOKED, paper, reason))


def look(paper: PaperId, watermark: str, entry: Entry, page: int = 1) -> Sight:
    """One page with that text across it (printable ASCII: work number and time). Good for minutes after the entry.

    Raises NotToBeSeen, Forbidden (no such entry), NotShown.
    """
    said = _asked({"paper": paper, "page": page, "watermark": watermark, "audit": list(entry)})
    return Sight(said["image"], int(said["page"]), int(said["pages"]))


def file(paper: PaperId, watermark: str, password: str, entry: Entry, part: int = 1) -> File:
    """A part of a sealed PDF to be given away: that text across every page, AES-256, opened by the password.

    Raises as `look` does.
    """
    asked = {"paper": paper, "part": part, "password": password, "watermark": watermark, "audit": list(entry)}
    said = _asked(asked)
    return File(said["pdf"], int(said["part"]), int(said["parts"]))


def _asked(asked: dict[str, Any]) -> dict[str, Any]:
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        answer = _lambda().invoke(FunctionName=deployment().look_function, Payload=json.dumps(asked).encode())
        said: dict[str, Any] = json.loads(answer["Payload"].read())
    except (BotoCoreError, ClientError):
        raise NotShown from None
    if "FunctionError" in answer:
        raise NotShown
    match said:
        case {"refused": "forbidden"}:
            raise refusals.Forbidden
        case {"refused": _}:
            raise NotToBeSeen
    return said
