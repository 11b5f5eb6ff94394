"""A hospital's morning: very many reminders are due at once, each to another person. Written in bulk, as our own code would."""

import datetime as dt
import json
import random
from concurrent.futures import ThreadPoolExecutor

from chalicelib.accounts.models import Account, Openid
from chalicelib.cards import patients
from chalicelib.cards.models import Level, Link, LinkOf, PersonItem, Relation
from chalicelib.kernel import agenda, clock, ids, sealing
from chalicelib.messages import attempts, outbox, recipients
from chalicelib.messages.kinds import Channel, Kind
from chalicelib.messages.models import KEPT, Attempt, Basket, Item, State, Wanted
from sandbox.wechat import Wechat

TEMPLATE = "xinglin-reminder"
WRITERS = 4
TOMORROW = clock.today() + dt.timedelta(days=1)


class Crowd:
    """`size` people, each with a reminder that is due; some without a grant, some who want none, some gone, some dead."""

    def __init__(self, wechat: Wechat, size: int, *, template: str = TEMPLATE, plain: bool = False, seed: int = 1) -> None:
        self._wechat, self._template, self._chance = wechat, template, random.Random(seed)
        self.due = clock.now() - dt.timedelta(minutes=1)
        self.ids, self._rows, self._known = [], [], []
        self.of_openid, self.of_phone = {}, {}  # whose
        for number in range(size):
            self._one(number, "" if plain else self._lot())
            if len(self._rows) >= 2000:
                self._write()
        self._write()

    def _lot(self):
        lots = {"no_grant": 0.05, "unwilling": 0.03, "gone": 0.02, "dead": 0.01}
        return self._chance.choices([*lots, ""], [*lots.values(), 1 - sum(lots.values())])[0]

    def _one(self, number, lot):
        account, patient = ids.new(), ids.new()
        openid = f"o{account}x"
        person = PersonItem(patient, kind="resident-id", sex="female", state="dead" if lot == "dead" else "active")
        phone = f"+86139{number:08d}"
        for field, text in {"name": "欧阳测试", "number": patient, "born": "1990-01-01", "phone": phone}.items():
            setattr(person, field, patients.sealed(patient, field, text))
        link = Link(account, patient, relation=Relation.SELF.value, since=clock.stamp(self.due))
        link.levels = {level.value for level in Level}
        keeper = Account(account, openid=openid, since=clock.stamp(self.due), reminders=lot != "unwilling")
        if lot == "gone":
            keeper.openid, keeper.state = None, "deleted"
        self._rows += [
            keeper,
            Openid(openid, account=account),
            person,
            link,
            LinkOf(patient, account),
            *self._news(account, patient),
        ]
        name = recipients.of_account(account)
        self.of_openid[openid] = self.of_phone[phone] = name
        self._known.append((openid, 0 if lot == "no_grant" else 1))

    def _news(self, account, patient):
        reference = ids.new()
        item_id = outbox.item_id(Kind.REMINDER, reference, 1)
        values = {"name": "欧阳测试", "department": "心血管内科", "time": f"{TOMORROW} 09:30", "place": "门诊三楼A区"}
        told, expires = clock.stamp(self.due), clock.at(TOMORROW, 23)
        name = recipients.of_account(account)
        item = Item(
            item_id,
            kind=Kind.REMINDER.value,
            patient=patient,
            account=account,
            reference=reference,
            version=1,
            day=TOMORROW.isoformat(),
            values=sealing.seal(Item.noun, item_id, "values", json.dumps(values, ensure_ascii=False)),
            told=told,
            expires=clock.stamp(expires),
            state=Wanted.ADDRESSED.value,
            recipients={name},
            until=expires + KEPT,
        )
        attempt = Attempt(
            name,
            attempts.key_of(item, Channel.WECHAT),
            item=item_id,
            channel=Channel.WECHAT.value,
            kind=item.kind,
            patient=patient,
            wake=told,
            basket=attempts.basket_of(item, name, patient),
            steps=[f"{told} {State.WAITING}"],
            until=expires + KEPT,
        )
        self.ids.append(item_id)
        about = {"recipient": name, "key": attempt.key}
        group, again = ids.derived("sends", name), attempts.AGAIN
        due = agenda.item(attempts.DUE, ids.derived(name, attempt.key), self.due, about, group=group, again=again)
        return [item, attempt, Basket(attempt.basket, attempts={attempt.key}, until=expires + KEPT), agenda._entry(due)]

    def _write(self):
        tables = {}
        for row in self._rows:
            tables.setdefault(type(row), []).append(row)
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(_written, tables.values()))
        with self._wechat.lock:
            self._wechat.sql("begin")
            for openid, allowed in self._known:
                for book, key, document in (
                    ("users", openid, {"openid": openid, "phone": ""}),
                    ("names", openid, openid),
                    ("allowed", f"{openid}#{self._template}", allowed),
                ):
                    self._wechat.book(book)[key] = document
            self._wechat.sql("commit")
        self._rows, self._known = [], []


def _written(rows):
    with type(rows[0]).batch_write() as batch:
        for row in rows:
            batch.save(row)
