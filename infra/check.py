"""The static gates of infra: nothing generated has drifted, and the template that would be deployed is sound."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from infra import config, doors, drawings, openapi, whole
from infra.names import Template
from infra.package import HERE, package

MOST_RESOURCES = 500  # of a CloudFormation stack
MOST_API_RESOURCES = 300  # of a REST API
REGIONS = "cn-north-1,cn-northwest-1"
HARD_CODED = ("arn:aws:", "arn:aws-cn:", "amazonaws.com")
LONGEST = 3000  # characters of what cfn-lint says
PRINCIPALS = ("lambda.amazonaws.com", "apigateway.amazonaws.com", "events.amazonaws.com")  # written alike in every partition


def drift() -> Iterator[str]:
    """Files made from the code that are not what the code says."""
    if doors.main(["--check"]):
        yield "chalicelib/doors.py: run make openapi"
    if openapi.main(["--check", str(HERE / "docs" / "openapi.json")]):
        yield "docs/openapi.json: run make openapi"
    for name in drawings.stale():
        yield f"{name}: run python -m infra.drawings"
    for name in config.stale():
        yield f".chalice/{name}: run python -m infra.config and look at the difference"


def lint(path: Path) -> Iterator[str]:
    """What cfn-lint says against the template."""
    linter = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([linter, str(path), "--regions", *REGIONS.split(",")], capture_output=True, text=True, check=False)
    if done.returncode:
        yield (done.stdout or done.stderr)[:LONGEST]


def api_resources() -> int:
    """How many resources the REST API has: one for each path and each part of a path."""
    parts = [route.path.strip("/").split("/") for route in whole.routes()]
    return 1 + len({tuple(path[:length]) for path in parts for length in range(1, len(path) + 1)})


def sizes(template: Template) -> Iterator[str]:
    """AWS's limits."""
    if (count := expanded(template)) > MOST_RESOURCES:
        yield f"{count} resources in the stack, {MOST_RESOURCES} are allowed"
    if (count := api_resources()) > MOST_API_RESOURCES:
        yield f"{count} resources in the API, {MOST_API_RESOURCES} are allowed"


def expanded(template: Template) -> int:
    """Resources after SAM's transform: a function adds one for each event, the API its deployment and stage."""
    resources = template["Resources"].values()
    events = sum(len(one["Properties"].get("Events", {})) * 2 for one in resources if one["Type"] == "AWS::Serverless::Function")
    return len(resources) + events + 2


def partitions(template: Template) -> Iterator[str]:
    """AWS China is a partition of its own: nothing may name another, or it, by hand."""
    for text in _texts(template):
        if text not in PRINCIPALS and any(name in text for name in HARD_CODED):
            yield f"{text}: use ${{AWS::Partition}} and ${{AWS::URLSuffix}}"


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)


def main() -> int:
    """Print what is wrong; 1 when anything is."""
    with tempfile.TemporaryDirectory() as folder:
        path = package(Path(folder) / "out", packages=False)
        template: Template = json.loads(path.read_text(encoding="utf-8"))
        gates: list[Callable[[], Iterator[str]]] = [
            drift,
            lambda: lint(path),
            lambda: sizes(template),
            lambda: partitions(template),
        ]
        problems = [problem for gate in gates for problem in gate()]
    print("\n".join(problems) or f"infra: {expanded(template)} resources, {api_resources()} of them paths of the API")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
