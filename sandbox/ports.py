"""Where everything listens: one base port and fixed steps from it, or free ports that a world keeps for its life.

A world keeps its ports because addresses leave it: a payment's notice goes to the address that its order named days ago.
"""

import json
from pathlib import Path

from sandbox import engines

BASE = 8600
NAMES = (
    "front",
    "app",
    "wechat",
    "wechatpay",
    "his",
    "sms",
    "vaults",
    "queues",
    "sqs",
    "dynamodb",
    *engines.S3_PORTS,
    "lambda",
    "express",
    "invoices",
    "calls",
)


def ports(folder: Path, base: int = 0) -> dict[str, int]:
    """By name. Base 0: free ones, chosen once for this folder."""
    if base:
        return {name: base + step for step, name in enumerate(NAMES)}
    kept = folder / "ports.json"
    chosen: dict[str, int] = json.loads(kept.read_text()) if kept.exists() else {}
    if missing := [name for name in NAMES if name not in chosen]:
        chosen |= zip(missing, engines.free_ports(len(missing)), strict=True)
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(chosen))
    return chosen
