"""Acting for others: told by SMS with a one-tap end, levels given and taken, links ended, children growing up."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from chalicelib.cards import access, auditor, linking, proxies, telling
from chalicelib.cards.access import NotLiving, NotYours
from chalicelib.cards.models import Holder, Level, Link, PersonItem, Relation, State, Telling, Ticket
from chalicelib.kernel import audit, clock, refusals
from chalicelib.kernel.ids import CardId, PatientId
from chalicelib.kernel.tables import Unit
from tests.cards.conftest import add, adult, facts_of
from tests.client import call

PAGE = "/proxies/{ticket}/end"


@pytest.fixture
def told(sms, queue):
    """Adds somebody for a friend; the ticket in the SMS that the person got."""

    def through(me, form):
        patient = add(me, form)
        queue.run()
        return patient, ticket_in(sms.inbox(form.phone)[-1])

    return through


def ticket_in(message):
    return re.search(r"/proxies/([A-Za-z0-9_-]+)/end", message["text"])[1]


def ticket_of(me, patient):
    return next(one for one in Ticket.scan() if (one.account, one.patient) == (me.account, patient))


def test_an_adult_is_told_once_by_sms_of_who_was_linked(me, his, sms, queue):
    add(me, adult(name="赵敏敏", relation=Relation.SELF))
    form = adult()
    patient = add(me, form)
    queue.run(times=3)
    assert [one["params"][0] for one in sms.inbox(form.phone)] == ["*敏敏"]
    assert ticket_of(me, patient).state == Telling.SENT


def test_nothing_of_health_or_identity_stands_in_the_sms(me, his, sms, queue):
    form = adult()
    add(me, form)
    queue.run()
    text = sms.inbox(form.phone)[0]["text"]
    assert form.name not in text
    assert form.number not in text


def test_one_tap_ends_the_link_at_once(app, me, his, told):
    patient, ticket = told(me, adult())
    assert access.allowed(me.account, patient, Level.SEE)
    answer = call(app, "POST", PAGE, ticket=ticket)
    assert answer.status == 200
    assert "已解除" in answer.body
    assert not access.allowed(me.account, patient, Level.SEE)
    assert access.mine(me.account) == []


def test_a_filter_that_opens_the_link_ends_nothing(app, me, his, told):
    patient, ticket = told(me, adult(name="钱多多"))
    answer = call(app, "GET", PAGE, ticket=ticket)
    assert "立即解除" in answer.body
    assert "*多多" in answer.body
    assert "钱多多" not in answer.body
    assert answer.headers["Content-Type"].startswith("text/html")
    assert access.allowed(me.account, patient, Level.SEE)


def test_tapping_twice_at_once_ends_once(app, me, his, told):
    patient, ticket = told(me, adult())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: _quietly(ticket), range(4)))
    assert int(PersonItem.find(patient).links) == 0
    assert "已解除" in call(app, "GET", PAGE, ticket=ticket).body


def _quietly(ticket):
    try:
        telling.end_by_ticket(ticket)
    except refusals.Busy:
        return


def test_a_ticket_that_was_never_given_ends_nothing(app, world):
    for method in ("GET", "POST"):
        answer = call(app, method, PAGE, ticket="AAAAAAAAAAAAAAAAAAAAAA")
        assert answer.status == 404
        assert "链接无效" in answer.body


def test_the_ticket_itself_lies_in_no_table(me, his, told):
    patient, ticket = told(me, adult())
    assert ticket not in repr([one.serialize() for one in Ticket.scan()])
    assert ticket_of(me, patient).digest == telling.digest_of(ticket)


def test_an_sms_that_was_surely_not_sent_is_sent_later_once(me, his, sms, queue):
    form = adult()
    sms.refuse("+86" + form.phone, "LimitExceeded.PhoneNumberThirtySecondLimit")
    patient = add(me, form)
    queue.run()
    assert sms.inbox(form.phone) == []
    assert ticket_of(me, patient).state == Telling.WAITING
    del sms.book("refusing")["+86" + form.phone]
    check_later(queue)
    check_later(queue)
    assert len(sms.inbox(form.phone)) == 1
    assert ticket_of(me, patient).state == Telling.SENT


def check_later(queue):
    for one in queue.due(telling.AGAIN):
        queue.act(one)


def test_an_sms_of_unknown_end_is_not_sent_twice(me, his, sms, queue):
    form = adult()
    sms.feel("lost", times=1)
    patient = add(me, form)
    queue.run()
    check_later(queue)
    assert ticket_of(me, patient).state == Telling.UNKNOWN
    assert len(sms.inbox(form.phone)) == 1
    sms.calm()


def test_a_worker_killed_while_sending_leaves_an_sms_that_is_sent_later(me, his, sms, queue, world):
    form = adult()
    patient = add(me, form)
    Ticket("killed", account=me.account, patient=patient, at=clock.stamp(clock.now()), until=dt.timedelta(days=1)).save()
    telling.again(telling.Due(id="due-1", kind=telling.AGAIN, subject="killed", due=""))
    assert len(sms.inbox(form.phone)) == 1
    assert Ticket.find("killed") is None


def test_whoever_was_unlinked_meanwhile_needs_no_sms(me, his, sms, queue):
    form = adult()
    proxies.unbind(me, add(me, form))
    queue.run()
    assert sms.inbox(form.phone) == []


def test_a_phone_that_takes_none_is_counted(me, his, sms, queue):
    form = adult()
    sms.refuse("+86" + form.phone)
    patient = add(me, form)
    queue.run()
    check_later(queue)
    assert ticket_of(me, patient).state == Telling.FAILED


# ---- ending and choosing


def test_unbinding_leaves_nothing_of_the_link(me, his):
    patient = add(me, adult(relation=Relation.SELF))
    proxies.unbind(me, patient)
    holder = Holder.find(me.account)
    assert (holder.patients, holder.own, holder.default_patient, holder.default_card) == (None, None, None, None)
    assert access.watchers(patient) == []
    with pytest.raises(NotYours):
        proxies.unbind(me, patient)
    assert add(me, adult(relation=Relation.SELF))


def test_i_see_who_acts_for_me_and_say_what_they_may_do(me, you, his):
    form = adult(relation=Relation.SELF)
    patient = add(me, form)
    add(you, adult(name=form.name, number=form.number, relation=Relation.CHILD))
    assert [link.account for link in proxies.proxies_of(me, patient)] == [you.account]
    proxies.set_levels(me, patient, you.account, frozenset({Level.PAY}))
    assert Link.find(you.account, patient).levels == {"see", "pay"}
    proxies.set_levels(me, patient, you.account, frozenset({Level.ALL}))
    assert Link.find(you.account, patient).levels == {"see", "book", "pay", "all"}
    proxies.end(me, patient, you.account)
    assert Link.find(you.account, patient) is None


def test_a_proxy_gives_nobody_anything(me, you, his):
    form = adult(relation=Relation.SELF)
    patient = add(me, form)
    add(you, adult(name=form.name, number=form.number))
    for deed in (
        lambda: proxies.set_levels(you, patient, me.account, frozenset({Level.SEE})),
        lambda: proxies.set_levels(you, patient, you.account, frozenset({Level.ALL})),
        lambda: proxies.end(you, patient, me.account),
        lambda: proxies.proxies_of(you, patient),
    ):
        with pytest.raises(NotYours):
            deed()
    assert Link.find(you.account, patient).levels == {"see", "book"}


def test_the_window_ends_a_relation_that_is_over_and_says_why(me, his):
    patient = add(me, adult(relation=Relation.SPOUSE))
    proxies.end_by_staff("admin", patient, me.account, "离婚判决书已核验")
    assert access.mine(me.account) == []
    (entry,) = audit.entries(clock.today(), "admin")
    assert (entry.act, entry.subject, entry.reason) == ("proxy.ended", f"{patient}#{me.account}", "离婚判决书已核验")
    with pytest.raises(NotYours):
        proxies.end_by_staff("admin", patient, me.account, "")


def test_a_link_that_is_not_there_is_given_nothing(me, you, his):
    patient = add(me, adult(relation=Relation.SELF))
    with pytest.raises(NotYours):
        proxies.set_levels(me, patient, you.account, frozenset({Level.ALL}))
    assert access.mine(you.account) == []


def test_the_first_patient_is_shown_first_until_i_choose_another(me, his):
    first, second = add(me, adult()), add(me, adult())
    assert proxies.default_of(me.account)[0] == first
    card = CardId(next(iter(Link.find(me.account, second).cards)))
    proxies.choose_default(me, second, card)
    assert proxies.default_of(me.account) == (second, card)
    with pytest.raises(NotYours):
        proxies.choose_default(me, first, card)


def test_whether_i_hear_of_somebody_is_my_choice(me, his):
    patient = add(me, adult())
    assert [one.wants_messages for one in access.watchers(patient)] == [True]
    proxies.hear(me, patient, wanted=False)
    assert [one.wants_messages for one in access.watchers(patient)] == [False]


# ---- access


def require(me, patient, level, card=None):
    with Unit() as unit:
        access.require(unit, me, PatientId(patient), level, card)


def test_a_deed_for_my_patient_with_my_card_goes_through(me, his):
    patient = add(me, adult())
    card = CardId(next(iter(Link.find(me.account, patient).cards)))
    require(me, patient, Level.BOOK, card)
    with pytest.raises(NotYours):
        require(me, patient, Level.PAY, card)


def test_anothers_patient_or_card_is_not_found(me, you, his):
    mine, yours = add(me, adult()), add(you, adult())
    with pytest.raises(refusals.NotFound):
        require(me, yours, Level.SEE)
    with pytest.raises(refusals.NotFound):
        require(me, mine, Level.BOOK, CardId(next(iter(Link.find(you.account, yours).cards))))
    with pytest.raises(refusals.NotFound):
        require(me, "01m0000000000000000000000", Level.SEE)


def test_nothing_is_done_for_the_dead(me, his):
    patient = add(me, adult())
    PersonItem(patient).update([PersonItem.state.set(State.DEAD.value)])
    with pytest.raises(NotLiving):
        require(me, patient, Level.BOOK)


# ---- growing up


def minor(years):
    return clock.today() - dt.timedelta(days=int(years * 365.25) + 5)


def turn(queue, patient, years):
    item = next(one for one in queue.due(linking.BIRTHDAY) if one.subject == patient and one.about["age"] == str(years))
    with time_machine.travel(clock.read(item.due) + dt.timedelta(minutes=1), tick=True):
        queue.act(item)
        queue.act(item)


def test_at_14_records_need_more_than_the_parent_and_at_18_the_adult_is_told(me, his, sms, queue):
    form = adult(day=minor(13), relation=Relation.CHILD, guardian=True)
    patient = add(me, form)
    turn(queue, patient, 14)
    link = Link.find(me.account, patient)
    assert (link.levels, link.guardian_since) == ({"see", "book", "pay"}, "")
    assert facts_of("proxy.bound", patient) == []
    turn(queue, patient, 18)
    assert Link.find(me.account, patient).levels == {"see", "book"}
    queue.run()
    assert len(sms.inbox(form.phone)) == 1


def test_a_birthday_that_was_corrected_changes_nothing(me, his, queue):
    patient = add(me, adult(day=minor(13), relation=Relation.CHILD, guardian=True))
    item = next(one for one in queue.due(linking.BIRTHDAY) if one.subject == patient)
    queue.act(item)  # it is not 14 today
    assert Link.find(me.account, patient).levels == {"see", "book", "pay", "all"}


def test_who_is_14_is_added_by_the_parent_without_the_records(me, his):
    patient = add(me, adult(day=minor(15), relation=Relation.CHILD))
    assert Link.find(me.account, patient).levels == {"see", "book", "pay"}


def test_everything_adds_up(his):
    assert auditor.problems() == []
