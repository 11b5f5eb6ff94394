"""Chalice's own files, made from what is registered: `python -m infra.config` writes them, `infra.check` compares.

`.chalice/config.json`: runtime, sizes and one policy a Lambda. `.chalice/policy-<lambda>.json`: those policies.
"""

import json
import platform
from pathlib import Path

from infra.lambdas import Lambda, lambdas
from infra.policies import policies

FOLDER = Path(__file__).resolve().parent.parent / ".chalice"
STAGES = ("staging", "production")
LOGS_KEPT = 400  # days: the law asks for half a year
ARCHITECTURE = "arm64" if platform.machine() == "aarch64" else "x86_64"


def _function(one: Lambda) -> dict[str, object]:
    return {
        "iam_policy_file": f"policy-{one.name}.json",
        "lambda_timeout": one.timeout,
        "lambda_memory_size": one.memory,
    }


def config() -> dict[str, object]:
    """`config.json`. The environment is not in it: it points at the stack's own resources (infra/parameters.py)."""
    return {
        "version": "2.0",
        "app_name": "xinglin",
        "api_gateway_endpoint_type": "REGIONAL",
        "api_gateway_stage": "api",
        "minimum_compression_size": 1024,
        "automatic_layer": True,
        "autogen_policy": False,
        "log_retention_in_days": LOGS_KEPT,
        "lambda_functions": {one.name: _function(one) for one in lambdas()},
        "stages": {stage: {"tags": {"service": "xinglin", "stage": stage}} for stage in STAGES},
    }


def files() -> dict[str, str]:
    """Every file and its content."""
    documents: dict[str, object] = {"config.json": config()}
    documents |= {f"policy-{name}.json": document for name, document in policies().items()}
    return {name: json.dumps(document, indent=2) + "\n" for name, document in documents.items()}


def stale() -> list[str]:
    """The files that are not what they should be, or should not be there."""
    wanted = files()
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def write() -> None:
    """Make them so."""
    FOLDER.mkdir(exist_ok=True)
    for name in stale():
        (FOLDER / name).unlink(missing_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
