"""`python -m benchmarks [SIZE]`: runs all of them, prints, and writes docs/benchmarks.md."""

import os
import platform
import sys
from pathlib import Path

from benchmarks import browser, holds, imports, listing, load, notices, sealing, stage

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Figures

Written by `make prove` (`python -m benchmarks`). Every speed stands beside its floor, measured in the same run on the same engines
(DynamoDB Local on disk, gunicorn with 2 sync workers, {processes} loading processes, load generator counted in both): the ratio is what
counts, the numbers themselves are this machine's. Machine: {machine}.

| what | ours | floor | ratio | aim |
|---|---|---|---|---|
{rows}

A hold sends {hold}; a refusal at a sold-out segment sends {refusal}.

- **holds**: `POST …/registrations` through HTTP beside the same read and the same transaction sent by pynamodb alone.
- **clinic day**: `GET /departments/…/clinics` (8 clinics of 6 segments) beside the bare query of the same items.
- **notices**: a signed payment notice through HTTP beside one RSA verification and one conditional write; and beside the verification
  and the very transaction that a notice needs (order, ledger, fact), which shows what is ours and what is the transaction's.
- **envelope**: a data key of its own, AES-256-GCM and the bindings of a sealed paper beside `GenerateDataKey` and AES-GCM alone.
- **from inbox to vault**: what the sealing Lambda does, its picture check taken off, beside the same reads and writes bare.
- **mini program**: from the tap until the page can be used, in Chromium on a phone's network (150 ms), beside the same requests
  made bare by the same browser; the best of seven.
- **import**: `import app` in a fresh process beside Chalice, pynamodb and pydantic, medians in ms; and with
  the room that a first booking opens, for a room is imported on its first request (docs/decisions/0013-doors.md).
"""


def main(size: int) -> None:
    """Measure, print, write."""
    rows = []
    with stage.standing() as world:
        cost = holds.cost()
        for name, aim, found in (
            ("holds/s", 0.6, holds.measure(world, size)),
            ("clinic day listed/s", 0.5, listing.measure(world, size)),
            ("notices/s", 0.5, notices.measure(world, size)),
        ):
            for floor in [one for one in found if one != "ours"]:
                ours, bare = found["ours"], found[floor]
                title = name if floor == "floor" else f"{name} beside the {floor}"
                rows.append(_row(title, ours.each_second, bare.each_second, ours.each_second / bare.each_second, f"≥ {aim}"))
            print(name, {key: (round(rate.each_second, 1), dict(rate.outcomes)) for key, rate in found.items()})
        scans = sealing.rows(sealing.measure(max(20, size // 3)))
    bare, ours, first = imports.measure(21)
    rows.append(_row("import of the API Lambda, ms", ours, bare, ours / bare, "≤ 1.35"))
    rows.append(_row("the same and the room of registration, ms", first, bare, first / bare, ""))
    rows += scans
    for page, opened in browser.measure(7).items():
        title = f"{page} of the mini program, ms ({opened.requests} requests)"
        rows.append(_row(title, opened.ours, opened.floor, opened.ours / opened.floor, "≤ 1.2"))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    words = {name: _words(counts) for name, counts in cost.items()}
    text = HEAD.format(processes=load.PROCESSES, machine=machine, rows="\n".join(rows), **words)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _row(name: str, ours: float, floor: float, ratio: float, aim: str) -> str:
    return f"| {name} | {ours:.0f} | {floor:.0f} | {ratio:.2f} | {aim} |"


def _words(counts: object) -> str:
    assert isinstance(counts, dict)
    items = counts.get("items", 0)
    calls = ", ".join(f"{number} × {name}" for name, number in sorted(counts.items()) if name != "items")
    return f"{calls}" + (f" of {items} items" if items else ", no write")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
