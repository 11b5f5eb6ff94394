"""A clinic that tells, the people it tells, and what came of it."""

import datetime as dt
import itertools
import json

from chalicelib.accounts.models import Account, Openid
from chalicelib.accounts.sessions import Patient
from chalicelib.cards import patients
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, Relation
from chalicelib.kernel import agenda, clock, ids, sealing
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit
from chalicelib.messages import addressing, calls, outbox, sending
from chalicelib.messages.kinds import Kind
from chalicelib.messages.models import Item, Lane

TODAY = clock.today() + dt.timedelta(days=1)  # the tests' day: their noon is still to come
NOON = clock.at(TODAY, 12)
TOMORROW = TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)
NAME, PHONE = "欧阳测试", "+8613900007788"
TEMPLATE_IDS = {kind: f"template-{kind.value.replace('_', '-')}" for kind in Kind}


class Clinic:
    """A hospital that tells, and the people it tells."""

    def __init__(self, wechat, sms, queues):
        self.wechat, self.sms, self.queues = wechat, sms, queues
        self._numbers = itertools.count(1)
        self.now = NOON

    # ---- people
    def account(self, phone=None):
        number = next(self._numbers)
        user = f"用户{number}"
        account = Account(ids.new(), openid=self.wechat.openid(user), since=clock.stamp(NOON))
        if phone:
            account.phone = sealing.seal(Account.noun, account.id, "phone", phone)
        account.save()
        Openid(account.openid, account=account.id).save()
        return Person(AccountId(account.id), user, account.openid)

    def patient(self, phone=PHONE, name=NAME):
        patient = ids.new()
        sealed = {"name": name, "number": "990101199001010014", "born": "1990-01-01"} | ({"phone": phone} if phone else {})
        item = PersonItem(patient, kind="resident-id", sex="female")
        for field, text in sealed.items():
            setattr(item, field, patients.sealed(patient, field, text))
        item.save()
        return PatientId(patient)

    def link(self, person, patient, relation=Relation.SELF, levels=(Level.SEE, Level.BOOK), *, wants=True):
        link = Link(person.account, patient, relation=relation.value, since=clock.stamp(NOON), wants_messages=wants)
        link.levels = {level.value for level in (tuple(Level) if relation is Relation.SELF else levels)}
        link.save()
        LinkOf(patient, person.account).save()

    def someone(self, phone=PHONE):
        """An account and its own patient."""
        person, patient = self.account(), self.patient(phone)
        self.link(person, patient)
        return person, patient

    # ---- deeds
    def allow(self, person, *kinds, times=1):
        for _ in range(times):
            self.wechat.accept(person.user, *(TEMPLATE_IDS[kind] for kind in kinds))

    def tell(self, kind, patient, person=None, reference=None, version=1, day=TOMORROW, **more):
        reference = reference or ids.new()
        values = {
            "name": NAME,
            "department": "心血管内科",
            "doctor": "李医生",
            "time": f"{day} 09:30",
            "place": "门诊三楼A区",
            "number": "16",
            "amount": "50.00元",
            "reason": "医生临时有急诊手术",
        } | more.pop("values", {})
        with Unit() as unit:
            outbox.tell(
                unit,
                kind=kind,
                patient=patient,
                account=person.account if person else None,
                reference=reference,
                version=version,
                day=day,
                values=values,
                **more,
            )
        return Item.find(outbox.item_id(kind, reference, version))

    def address(self, *items):
        for item in items:
            addressing.address(item.id, self.now)

    def deliver(self):
        """The send worker, until the queue is empty."""
        while taken := self.queues.take():
            for _, body in taken:
                asked = json.loads(body)
                sending.send(asked["recipient"], asked["key"], self.now)

    def wake(self, now):
        """The agenda and the send worker at that moment."""
        self.now = now
        for shard in range(agenda.SHARDS):
            handed = list(agenda.handed_over(list(agenda.due(shard, now)), now))
            agenda.settle(handed)
            for _, due in sorted(handed, key=lambda one: one[1].about.get("key", "")):
                if due.kind == "messages.attempt":
                    sending.send(due.about["recipient"], due.about["key"], now, due)
                elif due.kind == "messages.unread":
                    calls.find_unread(due.subject, now)
        self.deliver()

    def send(self, *items):
        self.address(*items)
        self.deliver()

    # ---- what came of it
    def states(self, item):
        """`["wechat sent", "sms waiting"]`, in the order of recipients."""
        item = Item.find(item.id)
        return [f"{one.channel} {one.state}" for one in addressing.attempts_of(item)]

    def attempts(self, item):
        return addressing.attempts_of(Item.find(item.id))

    def received(self, person):
        return self.wechat.messages_of(person.user)

    def inbox(self, phone=PHONE):
        return [one["text"] for one in self.sms.inbox(phone)]

    def lane(self, person, kind):
        return Lane.find(f"a-{person.account}", TEMPLATE_IDS[kind])


class Person:
    def __init__(self, account, user, openid):
        self.account, self.user, self.openid = account, user, openid

    @property
    def me(self):
        return Patient(self.account, 1, "10.0.0.1")
