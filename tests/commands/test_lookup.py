"""Another lookup key: everybody is found all the while, the walk may be killed anywhere, and in the end nothing lies under the old key."""

import datetime as dt

import pytest

from chalicelib.accounts import phones
from chalicelib.accounts.models import Account, Phone
from chalicelib.cards import patients
from chalicelib.cards.identity import Paper
from chalicelib.cards.models import Card, CardState, Identity, PersonItem
from chalicelib.copies import electronic
from chalicelib.copies.given.models import Electronic, ElectronicState, Verified
from chalicelib.copies.pickup import codes
from chalicelib.copies.pickup.codes import Holder
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import ids, renewing, sealing, secrets
from chalicelib.kernel.renewing import Renewal
from chalicelib.kernel.tables import Unit
from infra.commands import lookup
from infra.commands.__main__ import main
from tests.vault.machine import Machine

OLD, NEW = ("l1", "11" * 32), ("l2", "22" * 32)
EACH = 7
SIGNED = ["--by", "engineer", "--reason", "yearly"]
BORN = dt.date(1988, 4, 5)


@pytest.fixture
def use(vaults):
    """Those keys are in force, the current one first."""

    def keys(*those):
        vaults.put_secret("xinglin/test/lookup-keys", {"keys": those})
        secrets.forget_cached()

    return keys


class People:
    """What was written while one key alone was in force."""

    def __init__(self):
        self.accounts = [self._account(f"+8615490000{nth:03d}") for nth in range(EACH)]
        self.persons = [self._person(f"E1234{nth:04d}") for nth in range(EACH)]
        self.cards = [self._card(f"C000{nth:04d}") for nth in range(EACH)]
        self.copies = [self._copy(f"code{nth:08d}") for nth in range(EACH)]
        Identity("his#p0000", subject="somebody").save()

    def _account(self, phone):
        made = Account(ids.new(), since="2026-11-01T00:00:00Z")
        made.phone = sealing.seal(Account.noun, made.id, "phone", phone)
        made.save()
        with Unit() as unit:
            phones._use(unit, made.id, phone)
        return made.id, phone

    def _person(self, number):
        made, paper = ids.new(), Paper(Kind.PASSPORT, number, BORN, "female")
        fields = {"name": "柳如眉", "number": number, "born": BORN.isoformat()}
        PersonItem(made, kind=paper.kind, sex="female", **{k: patients.sealed(made, k, v) for k, v in fields.items()}).save()
        with Unit() as unit:
            patients.own(unit, made, patients.paper_keys(paper, "柳如眉"))
        return made, paper

    def _card(self, number):
        made = Card(ids.new(), patient="p", state=CardState.ACTIVE.value, since="2026-11-01T00:00:00Z")
        made.number = sealing.seal(Card.noun, made.id, "number", number)
        made.save()
        for key in patients.card_keys(number):
            Identity(key, subject=made.id).save()
        return made.id, number

    def _copy(self, code):
        made = Electronic(ids.new(), 1, paper=ids.new(), state=ElectronicState.GIVEN.value, at="2026-11-01T00:00:00Z")
        made.code = sealing.seal(Electronic.noun, made.application, "code1", code)
        made.save()
        Verified(electronic.digest(code), application=made.application, round=1).save()
        return made.application, code

    def lost(self):
        """Who is not found any more under the keys in force."""
        wrong = [one for one, phone in self.accounts if one not in found_by(phone)]
        wrong += [one for one, paper in self.persons if patients.subject_of(patients.paper_keys(paper, "柳如眉")) != one]
        wrong += [one for one, number in self.cards if patients.subject_of(patients.card_keys(number)) != one]
        return wrong + [one for one, code in self.copies if copy_of(code) != one]


def found_by(phone):
    there = [Phone.find(one) for one in sealing.fingerprints("phone", phone)]
    return set().union(*(one.accounts or () for one in there if one))


def copy_of(code):
    there = [Verified.find(one) for one in sealing.fingerprints("copies-verify", code)]
    return next((one.application for one in there if one), None)


def entries():
    return sorted(
        [one.fingerprint for one in Phone.scan()] + [one.key for one in Identity.scan()] + [one.digest for one in Verified.scan()]
    )


@pytest.fixture
def people(world, use, monkeypatch):
    monkeypatch.setattr(renewing, "PAGE", 3)
    for table in (Account, Phone, PersonItem, Card, Identity, Electronic, Verified, Renewal, HandOverCode):
        for one in table.scan():
            one.delete()
    use(OLD)
    yield People()
    use(OLD)


def test_killed_at_every_call_it_goes_on_where_it_stood_and_each_entry_is_written_once(people, use, monkeypatch):
    before = entries()
    use(NEW, OLD)
    machine, runs = Machine(monkeypatch), 0
    for number in range(3, 400, 5):
        with machine.dying(number, after=number % 2 == 0):
            runs += 1
            if main(["lookup", "renew", *SIGNED]) == 0:
                break
        assert people.lost() == []
    assert runs > 3
    assert main(["lookup", "renew", *SIGNED]) == 0
    assert len(entries()) == len(before) + 4 * EACH
    use(NEW)
    assert people.lost() == []
    assert main(["lookup", "sweep", *SIGNED]) == 0
    assert len(entries()) == len(before)
    assert [one for one in entries() if "l1:" in one] == []
    assert people.lost() == []
    assert Identity.find("his#p0000")
    assert main(["lookup", "stand"]) == 0


def test_a_run_is_bounded_and_the_next_goes_on(people, use):
    use(NEW, OLD)
    codes_of_it = [main(["lookup", "renew", "--most", "3", *SIGNED]) for _ in range(4)]
    assert codes_of_it[0] == 1
    assert codes_of_it[-1] == 0
    assert [int(one.seen) for one in Renewal.scan()] == [EACH] * len(lookup.SOURCES)


def test_nothing_is_taken_away_while_the_old_key_is_in_force_or_the_walk_is_not_at_its_end(people, use, capsys):
    before = entries()
    use(NEW, OLD)
    assert main(["lookup", "sweep", *SIGNED]) == 1
    use(NEW)
    assert main(["lookup", "sweep", *SIGNED]) == 1
    assert "lookup_not_renewed" in capsys.readouterr().out
    assert entries() == before


def test_whoever_changes_the_number_meanwhile_is_not_brought_back_to_the_old_one(people, use):
    use(NEW, OLD)
    account, phone = people.accounts[0]
    read = Account.find(account)
    with Unit() as unit:
        phones.leave(unit, read)
        unit.update(read, [Account.phone.set(sealing.seal(Account.noun, account, "phone", "+8613900000000"))])
    stale = Account(account)
    stale.phone = sealing.seal(Account.noun, account, "phone", phone)
    lookup.accounts.renew(stale)
    assert account not in found_by(phone)


def test_codes_of_hand_overs_are_counted_until_they_are_spent(people, use, capsys):
    with Unit() as unit:
        codes.issue(unit, "application1", Holder.APPLICANT)
    use(NEW, OLD)
    main(["lookup", "renew", *SIGNED])
    use(NEW)
    main(["lookup", "sweep", *SIGNED])
    assert main(["lookup", "stand"]) == 1
    assert "hand-over codes of a former key: 1" in capsys.readouterr().out
    with Unit() as unit:
        codes.issue(unit, "application1", Holder.APPLICANT)
    assert main(["lookup", "stand"]) == 0
