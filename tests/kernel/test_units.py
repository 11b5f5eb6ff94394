"""A Unit writes all or nothing and says why."""

from types import SimpleNamespace

import pytest
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel import agenda, audit, clock, facts, ids, refusals, sealing, tables
from chalicelib.kernel.idempotency import KeyReused, Repeated, once
from chalicelib.kernel.tables import Table, Unit, find_both


class Thing(Table):
    noun = "things"
    id = UnicodeAttribute(hash_key=True)
    count = NumberAttribute(default=0)


class Gone(refusals.Conflict):
    code = "gone"


class Full(refusals.Conflict):
    code = "full"


def test_all_rows_or_none(world):
    first, second = ids.new(), ids.new()
    with pytest.raises(Gone), Unit() as unit:
        unit.put(Thing(first))
        unit.update(Thing(second), [Thing.count.set(1)], condition=Thing.id.exists(), otherwise=Gone)
    assert Thing.find(first) is None


def test_two_items_are_read_together_and_what_is_not_there_is_none(world):
    there, other = ids.new(), ids.new()
    Thing(there, count=3).save()
    first, second = find_both(Thing.at_key(there), Thing.at_key(other))
    assert (first.count, second) == (3, None)


def test_a_read_that_meets_a_transaction_is_made_again(world):
    """DynamoDB Local never answers TransactionConflict; here the connection answers it once."""
    thing, met = ids.new(), []
    Thing(thing, count=3).save()
    cancelled = {
        "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
        "CancellationReasons": [{"Code": "TransactionConflict"}],
    }

    def meets(**_):
        met.append(1)
        return (SimpleNamespace(status_code=400), cancelled) if len(met) == 1 else None

    events = tables.connection().client.meta.events
    events.register("before-call.dynamodb.TransactGetItems", meets)
    try:
        first, second = find_both(Thing.at_key(thing), Thing.at_key("none"))
    finally:
        events.unregister("before-call.dynamodb.TransactGetItems", meets)
    assert (first.count, second, len(met)) == (3, None, 2)


def test_of_several_failed_conditions_the_first_named_is_told(world):
    with pytest.raises(Full), Unit() as unit:
        unit.update(Thing(ids.new()), [Thing.count.set(1)], condition=Thing.id.exists(), otherwise=Full)
        unit.check(Thing, ids.new(), condition=Thing.id.exists(), otherwise=Gone)


def test_the_same_request_twice_is_one_deed(world):
    key, made = once("a", "POST /things", "k" * 16, b"{}"), ids.new()
    for expected in (None, made):
        unit = Unit()
        key.remember(unit, made)
        unit.put(Thing(made), condition=Thing.id.does_not_exist(), otherwise=Full)
        if expected is None:
            key.commit(unit)
        else:
            with pytest.raises(Repeated) as again:
                key.commit(unit)
            assert again.value.subject == expected


def test_the_same_key_with_another_content_is_refused(world):
    first, other = (once("b", "POST /things", "k" * 16, content) for content in (b"{}", b"[]"))
    unit = Unit()
    first.remember(unit, "x")
    first.commit(unit)
    unit = Unit()
    other.remember(unit, "y")
    with pytest.raises(KeyReused):
        other.commit(unit)


def test_a_consumer_acts_once_on_a_fact(world):
    with Unit() as unit:
        fact = facts.tell(unit, "thing.made", "t1", 1)
    for again in (False, True):
        unit = Unit()
        facts.once(unit, "room", fact.id)
        unit.update(Thing("counter"), [Thing.count.add(1)])
        if again:
            with pytest.raises(facts.AlreadySeen):
                unit.commit()
        else:
            unit.commit()
    assert Thing.get("counter").count == 1
    assert fact in list(facts.of_hour(clock.now()))


def test_an_agenda_item_written_twice_is_due_once(world):
    moment = clock.now()
    for _ in range(2):
        with Unit() as unit:
            agenda.later(unit, "thing.expires", "t9", moment)
    due = [one for shard in range(agenda.SHARDS) for _, one in agenda.due(shard, clock.now()) if one.subject == "t9"]
    assert len(due) == 1


def test_nothing_is_due_before_its_time(world):
    with Unit() as unit:
        agenda.later(unit, "thing.expires", "t10", clock.read("2999-01-01T00:00:00+00:00"))
    assert not [one for shard in range(agenda.SHARDS) for _, one in agenda.due(shard, clock.now()) if one.subject == "t10"]


def test_a_changed_audit_entry_breaks_the_chain(world):
    for number in range(3):
        with Unit() as unit:
            audit.write(unit, "actor", "thing.seen", f"t{number}")
    day = clock.today()
    assert audit.broken(day) == []
    entry = next(iter(audit.entries(day, "actor")))
    entry.subject = "another"
    entry.save()
    assert audit.broken(day) == [f"{day}#actor no. 1: was changed"]


def test_a_removed_audit_entry_breaks_the_chain(world):
    for number in range(3):
        with Unit() as unit:
            audit.write(unit, "remover", "thing.seen", f"t{number}")
    day = clock.today()
    list(audit.entries(day, "remover"))[1].delete()
    assert any("no. 2 is missing" in problem for problem in audit.broken(day))


def test_a_sealed_field_opens_only_in_its_place(world):
    sealed = sealing.seal("patients", "p1", "name", "王小明")
    assert sealing.unseal("patients", "p1", "name", sealed) == "王小明"
    for table, record, field in (("patients", "p2", "name"), ("patients", "p1", "phone")):
        with pytest.raises(sealing.SealBroken):
            sealing.unseal(table, record, field, sealed)


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: b"\x02" + s[1:], lambda s: s[:-1] + bytes([s[-1] ^ 1]), lambda s: s[:3]]
)
def test_a_changed_sealed_field_does_not_open(world, change):
    with pytest.raises(sealing.SealBroken):
        sealing.unseal("patients", "p1", "name", change(sealing.seal("patients", "p1", "name", "王小明")))


def test_a_sealed_field_is_found_again_after_its_key_was_dropped(world):
    sealed = sealing.seal("patients", "p1", "name", "李梅")
    sealing.forget_keys()
    assert sealing.unseal("patients", "p1", "name", sealed) == "李梅"
