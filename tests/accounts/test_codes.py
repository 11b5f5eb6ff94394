import datetime as dt
import hashlib
import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.accounts import codes, sessions
from chalicelib.accounts.codes import CodeExpired, CodeNotSent, PhoneUnreachable, TooManyTries, WrongCode
from chalicelib.accounts.limits import CodeTooSoon, TooManyCodes, TooManyFromHere
from chalicelib.accounts.models import Code
from chalicelib.accounts.settings import AccountsSettings
from chalicelib.kernel import clock, refusals
from chalicelib.kernel.tables import Unit

BIND = "cards.bind"
_phones = (f"+8613900{number:06d}" for number in itertools.count(1))


@pytest.fixture
def phone(sms):
    return next(_phones)


def later(**how):
    return time_machine.travel(clock.now() + dt.timedelta(**how), tick=True)


def other_than(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def use(proof):
    with Unit() as unit:
        proof.use(unit)


def test_the_code_comes_by_sms_and_proves_once(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    assert code.isdigit()
    assert len(code) == 6
    proof = codes.check(me, BIND, "card-1", code)
    use(proof)
    with pytest.raises(CodeExpired):
        use(proof)


def test_a_used_code_is_not_taken_again(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    use(codes.check(me, BIND, "card-1", code))
    with pytest.raises(CodeExpired):
        codes.check(me, BIND, "card-1", code)


def test_one_code_checked_twice_is_used_by_one_deed_only(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    first, second = codes.check(me, BIND, "card-1", code), codes.check(me, BIND, "card-1", code)
    use(first)
    with pytest.raises(CodeExpired):
        use(second)


def test_a_code_for_one_card_proves_nothing_for_another(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeExpired):
        codes.check(me, BIND, "card-2", sms.last_code(phone))


def test_a_code_for_one_purpose_proves_nothing_for_another(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeExpired):
        codes.check(me, "cards.unbind", "card-1", sms.last_code(phone))


def test_a_code_sent_for_me_proves_nothing_for_somebody_else(me, someone, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeExpired):
        codes.check(someone(), BIND, "card-1", sms.last_code(phone))


def test_a_wrong_code_is_refused_and_the_right_one_still_works(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    with pytest.raises(WrongCode):
        codes.check(me, BIND, "card-1", other_than(code))
    use(codes.check(me, BIND, "card-1", code))


@pytest.mark.parametrize("given", ["", "１２３４５６", "abc", " ", "0" * 500])
def test_what_is_no_code_is_a_wrong_code(me, sms, phone, given):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(WrongCode):
        codes.check(me, BIND, "card-1", given)


def test_after_five_wrong_tries_even_the_right_code_is_refused(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    for _ in range(4):
        with pytest.raises(WrongCode):
            codes.check(me, BIND, "card-1", other_than(code))
    with pytest.raises(TooManyTries):
        codes.check(me, BIND, "card-1", other_than(code))
    with pytest.raises(TooManyTries):
        codes.check(me, BIND, "card-1", code)


def test_guessing_from_sixteen_phones_at_once_gives_five_tries_all_the_same(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)

    def guess(number):
        try:
            codes.check(me, BIND, "card-1", f"{(int(code) + 1 + number) % 1_000_000:06d}")
        except refusals.Refusal as refused:
            return type(refused)

    with ThreadPoolExecutor(16) as at_once:
        outcomes = list(at_once.map(guess, range(16)))
    assert outcomes.count(WrongCode) == 4
    assert outcomes.count(TooManyTries) == 12
    assert [int(one.tries) for one in Code.scan() if one.tries > 4] != []
    assert max(int(one.tries) for one in Code.scan()) == 5


def test_after_five_minutes_the_code_is_over(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    code = sms.last_code(phone)
    with later(minutes=4, seconds=50):
        codes.check(me, BIND, "card-1", code)
    with later(minutes=5, seconds=1), pytest.raises(CodeExpired):
        codes.check(me, BIND, "card-1", code)


def test_a_proof_is_over_with_its_code(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    proof = codes.check(me, BIND, "card-1", sms.last_code(phone))
    with later(minutes=5, seconds=1), pytest.raises(CodeExpired):
        use(proof)


def test_a_new_code_makes_the_old_one_and_its_proof_void(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    old = sms.last_code(phone)
    proof = codes.check(me, BIND, "card-1", old)
    with later(seconds=62):
        codes.send(me, BIND, "card-1", phone)
        with pytest.raises(CodeExpired):
            use(proof)
        if sms.last_code(phone) != old:
            with pytest.raises(WrongCode):
                codes.check(me, BIND, "card-1", old)
        use(codes.check(me, BIND, "card-1", sms.last_code(phone)))


def test_neither_the_code_nor_a_hash_that_could_be_tried_out_is_stored(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    proof = codes.check(me, BIND, "card-1", sms.last_code(phone))
    held = Code.find(proof.matter)
    told = [str(value) for value in held.attribute_values.values()]
    tried = [f"{held.matter} {held.issue} {sms.last_code(phone)}", sms.last_code(phone)]
    assert sms.last_code(phone) not in told
    for text in tried:
        assert hashlib.sha256(text.encode()).hexdigest() not in held.digest


def test_asking_again_at_once_is_refused_and_sends_nothing(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeTooSoon):
        codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeTooSoon):
        codes.send(me, BIND, "card-2", phone)
    assert len(sms.inbox(phone)) == 1


def test_the_pause_holds_for_the_phone_whoever_asks(someone, sms, phone):
    codes.send(someone(), BIND, "card-1", phone)
    with pytest.raises(CodeTooSoon):
        codes.send(someone(), BIND, "card-1", phone)


def test_the_pause_holds_for_the_account_whatever_phone_it_asks_for(me, sms, phone):
    codes.send(me, BIND, "card-1", phone)
    with pytest.raises(CodeTooSoon):
        codes.send(me, BIND, "card-2", next(_phones))


@pytest.fixture
def few(world):
    world.choose(AccountsSettings, codes_a_day_to_a_phone=2, codes_a_day_for_an_account=3, codes_an_hour_from_an_address=4)
    yield
    world.choose(AccountsSettings, codes_a_day_to_a_phone=10, codes_a_day_for_an_account=10, codes_an_hour_from_an_address=60)


NOON = clock.at(clock.today(), 12)


def at(minutes):
    return time_machine.travel(NOON + dt.timedelta(days=1, minutes=minutes), tick=True)


def test_a_phone_gets_no_more_than_its_number_a_day(someone, sms, few, phone):
    for minute in range(2):
        with at(minute * 2):
            codes.send(someone(), BIND, "card-1", phone)
    with at(10), pytest.raises(TooManyCodes):
        codes.send(someone(), BIND, "card-1", phone)
    assert len(sms.inbox(phone)) == 2


def test_the_next_day_the_phone_gets_codes_again(someone, sms, few, phone):
    for minute in range(2):
        with at(minute * 2):
            codes.send(someone(), BIND, "card-1", phone)
    with at(24 * 60):
        codes.send(someone(), BIND, "card-1", phone)


def test_an_account_asks_for_no_more_than_its_number_a_day(me, sms, few):
    for minute in range(3):
        with at(minute * 2):
            codes.send(me, BIND, "card-1", next(_phones))
    with at(10), pytest.raises(TooManyCodes):
        codes.send(me, BIND, "card-1", next(_phones))


def test_one_address_asks_for_no_more_than_its_number_an_hour(someone, sms, few):
    for _ in range(4):
        with at(0):
            codes.send(someone(address="10.9.9.9"), BIND, "card-1", next(_phones))
    with at(5), pytest.raises(TooManyFromHere):
        codes.send(someone(address="10.9.9.9"), BIND, "card-1", next(_phones))
    with at(61):
        codes.send(someone(address="10.9.9.9"), BIND, "card-1", next(_phones))


def test_a_number_that_takes_no_sms_is_told_so(me, sms, phone):
    sms.refuse(phone)
    with pytest.raises(PhoneUnreachable) as refused:
        codes.send(me, BIND, "card-1", phone)
    assert "窗口" in refused.value.message


def test_a_company_that_cannot_be_reached_is_told_so(me, sms, phone):
    sms.refuse(phone, "LimitExceeded.DeliveryFrequencyLimit")
    with pytest.raises(CodeNotSent):
        codes.send(me, BIND, "card-1", phone)


def test_a_company_that_took_it_and_fell_silent_may_have_sent_it(me, sms, phone):
    sms.feel("lost", times=1)
    codes.send(me, BIND, "card-1", phone)
    use(codes.check(me, BIND, "card-1", sms.last_code(phone)))


def test_an_ended_session_sends_no_code(me, sms, phone):
    sessions.sign_out_everywhere(me)
    with pytest.raises(refusals.Unauthenticated):
        codes.send(me, BIND, "card-1", phone)
    assert sms.inbox(phone) == []
