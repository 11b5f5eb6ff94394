"""Hand-over codes: one each for the applicant and the collector, spent by the hand-over they open."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.kernel import ids
from chalicelib.kernel.tables import Unit


@pytest.fixture
def application(world) -> str:
    return ids.new()


def issue(application: str, holder: Holder = Holder.APPLICANT) -> str:
    with Unit() as unit:
        return codes.issue(unit, application, holder)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**codes.DIGITS:0{codes.DIGITS}d}"


def test_the_right_code_opens_once(application):
    proof = codes.check(application, Holder.APPLICANT, issue(application))
    with Unit() as unit:
        proof.use(unit)
    with pytest.raises(codes.WrongHandOverCode), Unit() as unit:
        proof.use(unit)


def test_the_code_is_nowhere_to_be_read(application):
    code = issue(application)
    item = HandOverCode.find(application, Holder.APPLICANT.value)
    assert code not in str(item.attribute_values)


def test_a_new_code_makes_the_old_one_void_even_when_it_was_just_checked(application):
    old = issue(application)
    proof = codes.check(application, Holder.APPLICANT, old)
    issue(application)
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(application, Holder.APPLICANT, old)
    with pytest.raises(codes.WrongHandOverCode), Unit() as unit:
        proof.use(unit)


def test_each_holder_has_a_code_of_their_own_and_another_application_another(application):
    mine = issue(application)
    theirs = issue(application, Holder.COLLECTOR)
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(application, Holder.COLLECTOR, mine)
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(ids.new(), Holder.APPLICANT, mine)
    assert codes.check(application, Holder.COLLECTOR, theirs).holder is Holder.COLLECTOR


def test_a_withdrawn_code_opens_nothing(application):
    code = issue(application, Holder.COLLECTOR)
    with Unit() as unit:
        codes.withdraw(unit, application, Holder.COLLECTOR)
    with pytest.raises(codes.WrongHandOverCode):
        codes.check(application, Holder.COLLECTOR, code)


def test_five_wrong_guesses_lock_the_code_and_a_new_one_opens(application):
    code = issue(application)
    for _ in range(5):
        with pytest.raises(codes.WrongHandOverCode):
            codes.check(application, Holder.APPLICANT, wrong(code))
    with pytest.raises(codes.HandOverCodeLocked):
        codes.check(application, Holder.APPLICANT, code)
    assert codes.check(application, Holder.APPLICANT, issue(application))


def test_guessing_from_many_desks_at_once_gives_no_more_tries(application):
    code = issue(application)

    def guess(_: int) -> bool:
        try:
            codes.check(application, Holder.APPLICANT, wrong(code))
        except codes.WrongHandOverCode:
            return True
        except codes.HandOverCodeLocked:
            return False
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        compared = sum(pool.map(guess, range(16)))
    assert compared == 5
