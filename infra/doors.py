"""Writes chalicelib/doors.py, the table of what is behind which door: `python -m infra.doors`; `--check` compares."""

import sys

from infra import whole
from infra.source import HERE

PATH = HERE / "chalicelib" / "doors.py"
HEAD = '''"""Which module answers at which door, and which modules hold jobs. Written by `make openapi` from the rooms themselves."""

'''


def text() -> str:
    """The table as the rooms are now."""
    lines = ["DOORS: dict[str, list[tuple[str, str]]] = {"]
    for room in whole.ROUTES:
        lines += [f'    "{room.module}": [', *(f'        ("{method}", "{path}"),' for method, path in room.doors), "    ],"]
    lines += ["}", "", "JOBS: list[str] = [", *(f'    "{jobs.module}",' for jobs in whole.JOBS), "]"]
    return HEAD + "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write or compare; 1 when the table is not what the rooms say."""
    if "--check" not in arguments:
        PATH.write_text(text(), encoding="utf-8")
        return 0
    return int(PATH.read_text(encoding="utf-8") != text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
