"""`python -m benchmarks [PART …]`: measures these parts, or all of them, prints, and writes their sections of docs/benchmarks.md."""

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import browser, holds, imports, listing, load, notices, page, pushes, sealing, stage

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
SIZE = int(os.environ.get("XINGLIN_BENCH", "600"))  # holds, and in proportion the rest
HEAD = """# Figures

Written by `make prove` (`python -m benchmarks`; named parts alone: `python -m benchmarks messages scans`). Every speed stands beside
its floor, measured in the same run on the same engines, load generator counted in both: the ratio is what counts, the numbers
themselves are this machine's. Machine: {machine}.
"""


def requests() -> page.Section:
    """Through HTTP."""
    rows = []
    with stage.standing() as world:
        cost = {name: _words(counts) for name, counts in holds.cost().items()}
        for name, aim, found in (
            ("holds/s", 0.6, holds.measure(world, SIZE)),
            ("clinic day listed/s", 0.5, listing.measure(world, SIZE)),
            ("notices/s", 0.5, notices.measure(world, SIZE)),
        ):
            for floor in [one for one in found if one != "ours"]:
                title = name if floor == "floor" else f"{name} beside the {floor}"
                rows.append(page.row(title, found["ours"].each_second, found[floor].each_second, f"≥ {aim}"))
            print(name, {key: (round(rate.each_second, 1), dict(rate.outcomes)) for key, rate in found.items()})
    return page.Section(
        f"DynamoDB Local on disk, gunicorn with 2 sync workers, {load.PROCESSES} loading processes.",
        rows,
        f"""A hold sends {cost["hold"]}; a refusal at a sold-out segment sends {cost["refusal"]}.

- **holds**: `POST …/registrations` through HTTP beside the same read and the same transaction sent by pynamodb alone.
- **clinic day**: `GET /departments/…/clinics` (8 clinics of 6 segments) beside the bare query of the same items.
- **notices**: a signed payment notice through HTTP beside one RSA verification and one conditional write; and beside the verification
  and the very transaction that a notice needs (order, ledger, fact), which shows what is ours and what is the transaction's.
""",
    )


def messages() -> page.Section:
    """Drained and delivered."""
    return page.Section(
        f"DynamoDB Local with its files in memory, a queue whose calls cost the same at any length, {load.PROCESSES} processes.",
        pushes.rows(pushes.sizes()),
        """- **due messages**: agenda shards drained into the queue, each message taken, looked at (attempt, basket, news, patient, link, account,
  consent), marked, sent to the played WeChat and written down; beside the same agenda moves, the same writes and one HTTP post each by
  pynamodb and urllib alone, which read the account only.
  That each comes to exactly one end is shown by `tests/world/test_pushes.py`.
- **processor time**: of the loading processes, DynamoDB and WeChat together, whatever else the machine does meanwhile.
""",
    )


def scans() -> page.Section:
    """Sealed."""
    with stage.standing():
        rows = sealing.rows(sealing.measure(200))
    return page.Section(
        "SeaweedFS and DynamoDB Local on disk.",
        rows,
        """- **envelope**: a data key of its own, AES-256-GCM and the bindings of a sealed paper beside `GenerateDataKey` and AES-GCM alone.
- **from inbox to vault**: what the sealing Lambda does, its picture check taken off, beside the same reads and writes bare.
- **memory**: what the check of the scan holds at most beyond the scan, in a process of its own, beside twice the file and four bytes a pixel.
- **at once**: uploaded together, sealed by two processes; afterwards every paper is sealed and the vault's auditor finds nothing.
""",
    )


def starting() -> page.Section:
    """A cold Lambda."""
    bare, ours, first = imports.measure(21)
    return page.Section(
        "Fresh processes, medians.",
        [
            page.row("import of the API Lambda, ms", ours, bare, "≤ 1.35"),
            page.row("the same and the room of registration, ms", first, bare, ""),
        ],
        """- **import**: `import app` beside Chalice, pynamodb and pydantic; and with the room that a first booking opens, for a room is
  imported on its first request (docs/decisions/0013-doors.md).
""",
    )


def pages() -> page.Section:
    """The mini program's."""
    return page.Section(
        "The mini program in Chromium on a phone's network (150 ms), the best of seven.",
        [
            page.row(f"{name}, ms ({opened.requests} requests)", opened.ours, opened.floor, "≤ 1.2")
            for name, opened in browser.measure(7).items()
        ],
        """- From the tap until the page can be used, beside the same requests made bare by the same browser.
""",
    )


PARTS: dict[str, Callable[[], page.Section]] = {
    "requests": requests,
    "messages": messages,
    "scans": scans,
    "starting": starting,
    "pages": pages,
}


def main(names: list[str]) -> None:
    """Measure, print, write."""
    held = page.read(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    for name in names or PARTS:
        held[name] = PARTS[name]().text()
        print(held[name])
        PAGE.write_text(
            page.written(HEAD.format(machine=machine), {one: held[one] for one in PARTS if one in held}), encoding="utf-8"
        )


def _words(counts: object) -> str:
    assert isinstance(counts, dict)
    items = counts.get("items", 0)
    calls = ", ".join(f"{number} × {name}" for name, number in sorted(counts.items()) if name != "items")
    return f"{calls}" + (f" of {items} items" if items else ", no write")


if __name__ == "__main__":
    main(sys.argv[1:])
