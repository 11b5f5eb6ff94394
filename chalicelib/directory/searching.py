"""Finding by name, pinyin, initials or code, best first."""

from collections.abc import Iterable
from typing import TypeVar

from chalicelib.directory.models import Doctor, Spelled
from chalicelib.directory.spelling import plain

_T = TypeVar("_T", bound=Spelled)
EXACT, BEGINS, HOLDS, SOUNDS, SCATTERED, ABOUT = range(6)


def found(wanted: str, among: Iterable[_T]) -> list[_T]:
    """Those that fit, best first; among equals as they come. Nothing wanted: all."""
    question = plain(wanted)
    if not question:
        return list(among)
    fits = [(fit, place, one) for place, one in enumerate(among) if (fit := _fit(question, one)) is not None]
    return [one for _, _, one in sorted(fits, key=lambda three: three[:2])]


def _fit(question: str, one: Spelled) -> int | None:
    """How well it fits, the first that holds; None: not at all."""
    name, code = plain(one.name), plain(one.code)
    holds = {
        EXACT: question in {name, code},
        BEGINS: name.startswith(question) or code.startswith(question) or one.initials.startswith(question),
        HOLDS: question in name,
        SOUNDS: question in one.initials or _sounds(question, one.pinyin),
        SCATTERED: len(question) > 1 and _in_order(question, name),
        ABOUT: isinstance(one, Doctor) and any(question in plain(words) for post in one.posts for words in post.specialities),
    }
    return next((fit for fit, true in holds.items() if true), None)


def _sounds(question: str, pinyin: str) -> bool:
    """Whether the pinyin from some syllable on begins with the question: `xueguan` in `xin xue guan nei ke`."""
    if question not in pinyin.replace(" ", ""):
        return False
    syllables = pinyin.split()
    return any("".join(syllables[start:]).startswith(question) for start in range(len(syllables)))


def _in_order(question: str, name: str) -> bool:
    """Whether the characters of the question all stand in the name, in that order: `头孢片` in `头孢克肟片`."""
    left = iter(name)
    return all(character in left for character in question)
