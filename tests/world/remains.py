"""Looks for what is left of a file: any run of 32 of its bytes, wherever it may lie in a folder, as it is or in base64."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

RUN = 32  # bytes that are no coincidence
BLOCK = 8  # bytes compared at once
STEP = RUN - BLOCK - 1  # so that every run holds a whole block, however it lies
FEW, DULL = 2, 6  # different bytes: a block, a run of no more says nothing (a margin, a table of zeros)


def forms(content: bytes) -> Iterator[bytes]:
    """A picture as sent, as base64 at each of its three beginnings, and its pixels."""
    body = content[content.find(b"\xff\xda") + 14 :] if content.startswith(b"\xff\xd8") else content  # tables are every JPEG's
    yield body
    for first in range(3):
        yield base64.b64encode(body[first:])
    if content.startswith(b"\xff\xd8"):
        yield Image.open(io.BytesIO(content)).tobytes()


class Sought:
    """All that is looked for, by name."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._texts: list[tuple[str, bytes]] = [(name, form) for name, content in files.items() for form in forms(content)]
        self._blocks: dict[int, list[tuple[int, int]]] = {}
        for which, (_, text) in enumerate(self._texts):
            for at in range(0, len(text) - BLOCK, STEP):
                block = text[at : at + BLOCK]
                if len(set(block)) > FEW:
                    self._blocks.setdefault(int.from_bytes(block, "little"), []).append((which, at))

    def within(self, data: bytes) -> set[str]:
        """The names of what is in there."""
        found = set()
        for first in range(BLOCK):
            words = memoryview(data)[first : len(data) - (len(data) - first) % BLOCK].cast("Q")
            for hit in self._blocks.keys() & set(words):
                for which, at in self._blocks[hit]:
                    name, text = self._texts[which]
                    if name not in found and self._runs(data, text, at, hit.to_bytes(BLOCK, "little")):
                        found.add(name)
        return found

    @staticmethod
    def _runs(data: bytes, text: bytes, at: int, block: bytes) -> bool:
        """Whether one of the places of that block is part of a long run."""
        place = data.find(block)
        while place >= 0:
            before = next((n for n in range(min(at, place, RUN)) if text[at - n - 1] != data[place - n - 1]), min(at, place, RUN))
            most = min(len(text) - at, len(data) - place, RUN)
            after = next((n for n in range(most) if text[at + n] != data[place + n]), most)
            run = text[at - before : at + after]
            if len(run) >= RUN and len(set(run)) > DULL:
                return True
            place = data.find(block, place + 1)
        return False

    def in_folder(self, folder: Path) -> dict[str, set[str]]:
        """What is found in which of its files, however deep."""
        seen = {path: self.within(path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()}
        return {str(path.relative_to(folder)): names for path, names in seen.items() if names}
