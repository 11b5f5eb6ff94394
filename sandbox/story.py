"""Steps told as a person would read them: what happens, whether it did, how long it took."""

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.phone import Refused

SECONDS = 40  # that the world is given for what happens by itself


class Failed(Exception):
    """A step did not come out as it should."""


class Story:
    """Prints; remembers whether all went well."""

    def __init__(self, say: Callable[[str], None] = print) -> None:
        """Nothing told yet."""
        self._say, self.failures, self.steps = say, 0, 0

    def chapter(self, title: str) -> None:
        """A new part."""
        self._say(f"\n【{title}】")

    @contextmanager
    def step(self, words: str) -> Iterator[list[str]]:
        """One step; what is appended to the list is told with it. A failed step ends its chapter: Failed."""
        began, told = time.monotonic(), list[str]()
        try:
            yield told
        except Exception as problem:
            self.failures += 1
            if not isinstance(problem, Failed | Refused | OSError | TimeoutError):
                traceback.print_exc()
            self._say(f"  ✗ {words}：{problem}（{time.monotonic() - began:.1f} 秒）")
            raise Failed(words) from problem
        self.steps += 1
        end = f"：{'，'.join(told)}" if told else ""
        self._say(f"  ✓ {words}{end}（{time.monotonic() - began:.1f} 秒）")


def expect(what: object, words: str) -> None:
    """Or the step has failed."""
    if not what:
        raise Failed(words)


def wait_for(look: Callable[[], Any], words: str, seconds: float = SECONDS) -> Any:
    """What `look` finds, once it finds something."""
    until = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until:
            msg = f"等了 {seconds:.0f} 秒，{words}"
            raise Failed(msg)
        time.sleep(0.2)
