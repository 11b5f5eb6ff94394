"""Requests for a copy or for deletion, and the copies themselves, sealed, for some days."""

from enum import StrEnum

from pynamodb.attributes import BinaryAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table


class Kind(StrEnum):
    """What was asked for."""

    COPY = "copy"
    DELETION = "deletion"


class State(StrEnum):
    """How far it is."""

    ASKED = "asked"
    DONE = "done"


NEXT = {State.ASKED: frozenset({State.DONE}), State.DONE: frozenset[State]()}


class Asked(Table):
    """One request. The newest of a kind stands first when read backwards."""

    noun = "privacy-requests"

    account = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    kind = UnicodeAttribute()
    state = UnicodeAttribute(default=State.ASKED.value)
    at = UnicodeAttribute()
    done = UnicodeAttribute(default="")
    parts = NumberAttribute(default=0)


class Part(Table):
    """A piece of a copy: an item holds 400 KB at most."""

    noun = "privacy-copies"

    id = UnicodeAttribute(hash_key=True)
    number = NumberAttribute(range_key=True)
    sealed = BinaryAttribute(legacy_encoding=False)
    until = TTLAttribute()
