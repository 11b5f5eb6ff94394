"""The OpenAPI document: `python -m infra.openapi FILE` writes it, `--check` compares."""

import json
import sys
from pathlib import Path

from chalicelib.kernel.openapi import document
from infra import whole

VERSION = "0.1.0"


def text() -> str:
    """The document of the routes as they are now."""
    return json.dumps(document(whole.routes(), VERSION), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Write or compare; 1 when the file is not what the routes say."""
    path = Path(arguments[-1])
    if "--check" not in arguments:
        path.write_text(text(), encoding="utf-8")
        return 0
    if path.exists() and path.read_text(encoding="utf-8") == text():
        return 0
    print(f"{path} is not what the routes say: run make openapi and look at the difference")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
