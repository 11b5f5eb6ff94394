"""Grants beside what the Lambdas really did: `python -m infra.used FOLDER`, a folder that sandbox.recorder filled.

Prints what was done and is not granted (exit 1), and what is granted and was never done.
"""

import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from infra.grants import ACTIONS, GRANTS
from infra.lambdas import Kind, lambdas
from infra.policies import sends
from sandbox.recorder import Call, recorded


class Comparison(NamedTuple):
    """Both as calls: (Lambda, action, resource)."""

    missing: list[Call]
    unused: list[Call]


def granted() -> set[Call]:
    """Every call that some policy allows, apart from what a Lambda is woken by and its log."""
    calls = set()
    for one in lambdas():
        grant = GRANTS[one.name]
        calls |= {
            Call(one.name, f"dynamodb:{ACTIONS[word]}", noun) for noun, words in grant.tables.items() for word in words.split()
        }
        calls |= {Call(one.name, "secretsmanager:GetSecretValue", name) for name in grant.secrets}
        calls |= {Call(one.name, "sqs:SendMessage", queue) for queue in sends(one)}
        if grant.fields:
            calls |= {Call(one.name, f"kms:{action}", "fields") for action in ("Decrypt", "GenerateDataKey")}
        calls |= {Call(one.name, f"kms:{action}", "scans") for action in grant.scans.split()}
        calls |= {Call(one.name, f"s3:{action}", bucket) for bucket, words in grant.buckets.items() for action in words.split()}
        calls |= {Call(one.name, "lambda:InvokeFunction", name) for name in grant.invokes}
        if grant.anchors:
            calls |= {Call(one.name, "kms:Sign", "audit"), Call(one.name, "s3:PutObject", "anchors")}
    return calls


def done(folder: Path) -> set[Call]:
    """What was recorded of the Lambdas that ship: a queue's job is named after its queue."""
    by_job = {one.source: one.name for one in lambdas() if one.kind == Kind.QUEUE}
    shipped = {one.name for one in lambdas()}
    calls = {call._replace(who=by_job.get(call.who, call.who)) for call in recorded(folder)}
    return {call for call in calls if call.who in shipped}


def compare(folder: Path) -> Comparison:
    """Grants against deeds."""
    may, did = granted(), done(folder)
    missing = [call for call in did if not any(_covers(grant, call) for grant in may)]
    unused = [grant for grant in may if not any(_covers(grant, call) for call in did)]
    return Comparison(sorted(missing), sorted(unused))


def _covers(grant: Call, call: Call) -> bool:
    return grant[:2] == call[:2] and fnmatchcase(call.resource, grant.resource)


def main(folder: Path) -> int:
    """Print both; 1 when something is not granted."""
    missing, unused = compare(folder)
    for call in missing:
        print("not granted:", *call)
    for call in unused:
        print("never used: ", *call)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
