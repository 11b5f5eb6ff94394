"""Sealing a 5 MB scan: the envelope beside AES-GCM and a data key alone, the whole way beside the same calls bare, a burst.

The check of the picture is shown apart. `python -m benchmarks.sealing [BURST]` runs this one alone.
"""

import functools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image

from benchmarks import stage
from chalicelib.kernel import facts
from chalicelib.kernel.deployment import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault import auditor, buckets, checking, envelope, receiving
from chalicelib.vault.models import Paper, PaperId, PaperState
from sandbox.pumps.environments import Environments
from sandbox.pumps.from_bucket import BucketPump
from sandbox.pumps.packaged import triggers
from tests.vault import photos, test_memory
from tests.vault.places import upload, wanted

SIZE = 5_000_000  # bytes
PIXELS = (4000, 3000)
ROUNDS = 15


class Figures(NamedTuple):
    """Medians in milliseconds, and the burst."""

    envelope: float
    floor: float  # AES-GCM and a data key
    check: float
    whole: float  # from the inbox into the vault, check included
    bare: float  # the same reads and writes, the data key and AES-GCM, without our code and without the check
    burst: int
    burst_seconds: float
    left: list[str]  # what the auditor finds after the burst
    held: int  # bytes that the check takes beyond the file
    bound: int


def scan() -> bytes:
    """A photograph of 12 megapixels and 5 MB, as phones make them."""
    card = photos.card(PIXELS)
    grain = Image.merge("RGB", [Image.effect_noise(PIXELS, 60) for _ in range(3)])
    for share in range(4, 40, 2):
        body = photos.encoded(Image.blend(card, grain, share / 100), "JPEG", quality=90)
        if len(body) >= SIZE:
            return body
    raise ValueError(len(body))


def measure(burst: int) -> Figures:
    """In turn, so that all meet the same machine."""
    body = scan()
    paper = Paper.get(wanted())
    content = checking.check(body, 20).content
    rows: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, deed in (
            ("envelope", lambda: envelope.seal(paper, envelope.new_key(paper).plain, body)),
            ("floor", functools.partial(_floor, body)),
            ("check", lambda: checking.check(body, 20)),
            ("whole", functools.partial(receiving.take_in, upload(wanted(), body))),
            ("bare", functools.partial(_bare, upload(wanted(), body), content)),
        ):
            rows.setdefault(name, []).append(_milliseconds(deed))
    medians = {name: statistics.median(found[1:]) for name, found in rows.items()}
    took = _burst(burst, body)
    bound = 2 * len(body) + 4 * PIXELS[0] * PIXELS[1]
    return Figures(**medians, burst=burst, burst_seconds=took, left=auditor.problems(), held=_held(body), bound=bound)


def _held(body: bytes) -> int:
    with tempfile.TemporaryDirectory() as folder:
        return test_memory.held(Path(folder), body)


def _milliseconds(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


@functools.cache
def _client(service: Any) -> Any:
    return boto3.client(service)


def _floor(body: bytes) -> tuple[bytes, bytes]:
    about = {"KeyId": deployment().scans_key, "KeySpec": "AES_256", "EncryptionContext": {"purpose": "bench"}}
    made, nonce = _client("kms").generate_data_key(**about), os.urandom(12)
    return made["CiphertextBlob"], nonce + AESGCM(made["Plaintext"]).encrypt(nonce, body, b"bench")


def _bare(name: str, content: bytes) -> None:
    """Read the item and the object; key, encryption, object, item with its fact; clear away."""
    s3, known, where = _client("s3"), deployment(), buckets.place(name)
    assert where
    paper = Paper.get(where.paper)
    s3.get_object(Bucket=known.inbox_bucket, Key=name)["Body"].read()
    wrapped, sealed = _floor(content)
    paper.update([Paper.attempt.set(where.attempt), Paper.key.set(wrapped), Paper.state.set(PaperState.UPLOADED.value)])
    s3.put_object(Bucket=known.vault_bucket, Key=paper.object, Body=sealed)
    with Unit() as unit:
        unit.update(paper, [Paper.state.set(PaperState.SEALED.value)], condition=Paper.attempt == where.attempt)
        facts.tell(unit, "paper.sealed", paper.id, 2, purpose="copies")
    s3.delete_object(Bucket=known.inbox_bucket, Key=name)


def _burst(count: int, body: bytes) -> float:
    """So many uploads at once, sealed by two processes: seconds until the inbox is empty."""
    papers = [PaperId(wanted()) for _ in range(count)]
    for paper in papers:
        upload(paper, body)
    trigger = next(one for one in triggers() if one.name == "seal_paper")
    environments = Environments(2)
    try:
        began = time.perf_counter()
        BucketPump(trigger, boto3.client("s3"), deployment().inbox_bucket, environments).pump()
        took = time.perf_counter() - began
    finally:
        environments.end()
    states = {Paper.get(paper).state for paper in papers}
    assert states == {PaperState.SEALED}, states
    return took


def rows(found: Figures) -> list[str]:
    """For the table of docs/benchmarks.md."""
    sealing, each = found.whole - found.check, found.burst_seconds / found.burst
    return [
        f"| envelope of a 5 MB scan, ms | {found.envelope:.1f} | {found.floor:.1f} | {found.envelope / found.floor:.2f} | ≤ 2 |",
        f"| the same from inbox to vault without its check, ms | {sealing:.0f} | {found.bare:.0f} | {sealing / found.bare:.2f} | ≤ 2 |",
        f"| check of that scan (12 megapixels), ms | {found.check:.0f} | | | |",
        f"| memory of that check, MB | {found.held / 1e6:.0f} | {found.bound / 1e6:.0f} | {found.held / found.bound:.2f} | ≤ 1 |",
        f"| {found.burst} such scans at once, s a scan | {each:.2f} | | | none lost: {not found.left} |",
    ]


if __name__ == "__main__":
    with stage.standing():
        print("\n".join(rows(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200))))
