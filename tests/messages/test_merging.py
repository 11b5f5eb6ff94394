"""Several visits of a patient on one day are one reminder."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts.models import Account
from chalicelib.cards.models import Relation
from chalicelib.messages import auditor, sending
from chalicelib.messages.kinds import Kind
from tests.messages.town import NEXT_WEEK, NOON, TOMORROW

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def books_add_up(clinic):
    yield
    assert auditor.problems(clinic.now) == []


def visits(clinic, patient, *departments, day=TOMORROW, version=1, **more):
    hours = ("09:30", "10:30", "08:30")
    told = [{"department": one, "time": f"{day} {hour}"} for one, hour in zip(departments, hours, strict=False)]
    items = [
        clinic.tell(Kind.REMINDER, patient, day=day, version=version, reference=f"{patient}{n}", values=values, **more)
        for n, values in enumerate(told)
    ]
    clinic.address(*items)
    return items


def test_three_visits_on_a_day_are_one_message_that_names_all(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REMINDER, times=3)
    items = visits(clinic, patient, "骨科", "眼科", "口腔科")
    clinic.wake(NOON + 2 * MINUTE)
    (message,) = clinic.received(me)
    assert message["data"]["thing1"]["value"] == "口腔科、骨科、眼科，李医生"
    assert message["data"]["time3"]["value"] == f"{TOMORROW} 08:30"
    assert sorted(state for item in items for state in clinic.states(item)) == ["wechat merged", "wechat merged", "wechat sent"]


def test_three_visits_told_by_many_workers_at_once_are_one_message(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REMINDER, times=3)
    items = visits(clinic, patient, "骨科", "眼科", "口腔科")
    attempts = [clinic.attempts(item)[0] for item in items] * 3

    def work(attempt):
        try:
            sending.send(attempt.recipient, attempt.key, NOON + 2 * MINUTE)
        except sending.LostRace:
            return 1  # comes again from the queue
        return 0

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, attempts))
    clinic.wake(NOON + 5 * MINUTE)
    assert len(clinic.received(me)) == 1


def test_days_and_patients_are_not_mixed(clinic):
    mother, child = clinic.someone()
    other = clinic.patient()
    clinic.link(mother, other, Relation.CHILD)
    clinic.allow(mother, Kind.REMINDER, times=3)
    visits(clinic, child, "骨科")
    visits(clinic, child, "骨科", day=NEXT_WEEK, version=2)
    visits(clinic, other, "骨科")
    clinic.wake(NOON + 2 * MINUTE)
    assert len(clinic.received(mother)) == 3


def test_the_evening_before_and_on_the_day_are_two(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REMINDER, times=2)
    visits(clinic, patient, "骨科", "眼科")
    clinic.wake(NOON + 2 * MINUTE)
    visits(clinic, patient, "骨科", "眼科", version=2)
    clinic.wake(NOON + 20 * MINUTE)
    assert len(clinic.received(me)) == 2


def test_one_visit_in_a_sensitive_department_hides_all(clinic):
    me, patient = clinic.someone()
    clinic.allow(me, Kind.REMINDER)
    visits(clinic, patient, "骨科")
    visits(clinic, patient, "精神科", version=2, sensitive=True)
    clinic.wake(NOON + 2 * MINUTE)
    (message,) = clinic.received(me)
    assert message["data"]["thing1"]["value"] == "您有2项就诊提醒"
    assert "科" not in str(message["data"])


def test_three_visits_without_a_grant_are_one_short_message(clinic):
    _, patient = clinic.someone()
    items = visits(clinic, patient, "骨科", "眼科", "口腔科")
    clinic.wake(NOON + 2 * MINUTE)
    clinic.wake(NOON + 10 * MINUTE)
    assert len(clinic.inbox()) == 1
    assert "08:30" in clinic.inbox()[0]
    assert [state for item in items for state in clinic.states(item)].count("sms sent") == 1


def test_three_visits_after_switching_off_are_one_short_message(clinic):
    me, patient = clinic.someone()
    visits(clinic, patient, "骨科", "眼科", "口腔科")
    Account(me.account).update([Account.reminders.set(True)])
    from chalicelib.messages.models import Lane
    from tests.messages.town import TEMPLATE_IDS

    Lane(f"a-{me.account}", TEMPLATE_IDS[Kind.REMINDER], off_at="2026-01-01T00:00:00.000Z").save()
    clinic.wake(NOON + 2 * MINUTE)
    clinic.wake(NOON + 10 * MINUTE)
    assert len(clinic.inbox()) == 1
    assert clinic.received(me) == []
