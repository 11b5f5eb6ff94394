"""Passwords: kept as argon2id, compared in one way whether somebody has that work number or not."""

import functools
import itertools
import secrets
import unicodedata
from typing import TYPE_CHECKING

from chalicelib.kernel import refusals
from chalicelib.staff.commonest import COMMONEST

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 128
DIFFERENT = 4  # characters at least
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
TIME, MEMORY, LANES = 2, 19 * 1024, 1  # OWASP's argon2id: two rounds over 19 MiB
# Nobody's password: what is compared where there is none, so that the answer takes as long. Made with these parameters.
NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$8atPxUMhvUow8FafdWTTQA$qW1uAqXMZUGwxLn31Bjy0EB+gp5AdmVuQ2EBBPgmock"


class WeakPassword(refusals.Invalid):
    """Too short, too common, or the work number."""

    code = "weak_password"
    message = "密码过于简单：至少10个字符，不能包含工号，也不能是常见密码或简单重复，请换一个"


class SamePassword(refusals.Invalid):
    """The new one is the old one."""

    code, message = "same_password", "新密码不能与当前密码相同，请换一个"


@functools.cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher, Type

    return PasswordHasher(time_cost=TIME, memory_cost=MEMORY, parallelism=LANES, type=Type.ID)


def hashed(password: str) -> str:
    """What is kept of it."""
    return _hasher().hash(_plain(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether it is the one. Always one comparison, against nobody's where none is kept."""
    from argon2.exceptions import VerificationError

    try:
        _hasher().verify(kept or NOBODYS, _plain(password))
    except VerificationError:
        return False
    return kept is not None


def require_good(password: str, number: str) -> None:
    """Raises WeakPassword."""
    plain = _plain(password).casefold()
    weak = not SHORTEST <= len(plain) <= LONGEST or number.casefold() in plain or len(set(plain)) < DIFFERENT
    if weak or plain in COMMONEST or _counts(plain):
        raise WeakPassword


def _counts(plain: str) -> bool:
    """`1234567890`, `abcdefghij` and the like, either way."""
    steps = {ord(after) - ord(before) for before, after in itertools.pairwise(plain)}
    return len(steps) == 1


def one_time() -> str:
    """A random password for the first sign-in, easy to read out: `k3m7-…`, 80 bits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(16))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _plain(password: str) -> str:
    """The same password from every keyboard."""
    return unicodedata.normalize("NFKC", password)
