"""Parts of docs that are made from the code, between two marks of their page: `python -m infra.drawings`.

`--check` writes nothing and names the pages that are not what the code says.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from infra import copies_states, followup_states
from infra.package import HERE

BEGIN, END = "<!-- made by python -m infra.drawings -->", "<!-- end of what is made -->"
PAGES: dict[str, Callable[[], str]] = {"docs/copies.md": copies_states.made, "docs/followup.md": followup_states.made}


def stale() -> list[str]:
    """The pages that are not what the code says."""
    return [name for name in PAGES if (page := _read(name)) != _written(name, page)]


def _read(name: str) -> str:
    return Path(HERE, name).read_text(encoding="utf-8")


def _written(name: str, page: str) -> str:
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{PAGES[name]()}\n{END}{after}"


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that are stale; 1 when there are any."""
    names = stale()
    if "--check" in arguments:
        print("\n".join(names))
        return int(bool(names))
    for name in names:
        Path(HERE, name).write_text(_written(name, _read(name)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
