"""Wrong passwords and codes, counted for a work number and for an address before anything is compared.

Each try is a conditional update, so that guessing at once from many machines gives no more tries. A number that nobody has is
counted like any other. What was right takes its count back; only a whole sign-in wipes the number's slate.
"""

import datetime as dt

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, ids, refusals
from chalicelib.staff import settings
from chalicelib.staff.models import Guess

ROUNDS = 2  # another writer may pass between two steps


class TooManyGuesses(refusals.TooMany):
    """The number, or the address, is locked for some minutes."""

    code, message = "too_many_guesses", "输入错误次数过多，已暂时锁定，请稍后再试；如忘记密码请联系安全管理员重置"


def count(number: str, address: str, now: dt.datetime) -> bool:
    """Count one try; whether it was the number's last before the lock. Raises TooManyGuesses."""
    chosen = settings.chosen()
    last = _one_more(of_number(number), chosen.wrong_guesses, now)  # first: a locked number uses up nothing of its address
    try:
        _one_more(_address(address), chosen.wrong_from_an_address, now)
    except TooManyGuesses:
        _less(of_number(number))
        raise
    return last


def take_back(number: str, address: str) -> None:
    """That try was right."""
    _less(of_number(number))
    _less(_address(address))


def wipe(number: str, address: str) -> None:
    """That try completed a sign-in: the number begins anew."""
    of_number(number).delete()
    _less(_address(address))


def of_number(number: str) -> Guess:
    """What is counted for a work number: an administrator may delete it."""
    return Guess(ids.derived("staff-number", number))


def _address(address: str) -> Guess:
    return Guess(ids.derived("staff-address", address))


def _one_more(guess: Guess, most: int, now: dt.datetime) -> bool:
    chosen = settings.chosen()
    span, lock = now + dt.timedelta(minutes=chosen.guess_minutes), now + dt.timedelta(minutes=chosen.lock_minutes)
    moment = clock.stamp(now)
    first: list[Action] = [Guess.wrong.set(1), Guess.ends.set(clock.stamp(span)), Guess.until.set(span)]
    last: list[Action] = [Guess.wrong.add(1), Guess.ends.set(clock.stamp(lock)), Guess.until.set(lock)]
    for _ in range(ROUNDS):
        if _tried(guess, first, Guess.of.does_not_exist() | (Guess.ends <= moment)):
            return False
        if _tried(guess, [Guess.wrong.add(1)], (Guess.ends > moment) & (Guess.wrong < most - 1)):
            return False
        if _tried(guess, last, (Guess.ends > moment) & (Guess.wrong == most - 1)):
            return True
    raise TooManyGuesses


def _less(guess: Guess) -> None:
    _tried(guess, [Guess.wrong.add(-1)], Guess.wrong > 0)


def _tried(guess: Guess, actions: list[Action], condition: Condition) -> bool:
    try:
        guess.update(actions, condition=condition)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
