"""The table behind the hospital's settings: what holds now, and every version with who made it and when."""

from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table

CURRENT = "current"


class Chosen(Table):
    """One version of a room's settings in one scope: `current`, and `v000001` … as history."""

    noun = "settings"

    scope = UnicodeAttribute(hash_key=True)  # room#hospital or room#campus
    version = UnicodeAttribute(range_key=True)
    number = NumberAttribute(default=0)
    document = UnicodeAttribute(default="{}")  # JSON of the choices that differ from the product's defaults
    by = UnicodeAttribute(default="")
    at = UnicodeAttribute(default="")


def current(room: str, scope: str) -> Chosen:
    """What holds now; version 0 and no choices where nothing was ever chosen."""
    return Chosen.find(f"{room}#{scope}", CURRENT) or Chosen(f"{room}#{scope}", CURRENT)


def history(room: str, scope: str) -> Iterator[Chosen]:
    """Every version, oldest first."""
    return Chosen.query(f"{room}#{scope}", Chosen.version.startswith("v"))
