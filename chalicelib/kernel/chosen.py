"""The table behind the hospital's settings: what holds now, and every change with who made it and when."""

import json
from collections.abc import Iterator

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel import audit, clock, refusals, settings
from chalicelib.kernel.tables import Table, Unit

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


class ChangedMeanwhile(refusals.Conflict):
    """Somebody else changed these settings since they were read."""

    code, message = "settings_changed_meanwhile", "设置已被他人修改，请刷新后重新修改"


def current(room: str, scope: str) -> Chosen:
    """What holds now; version 0 and no choices where nothing was ever chosen."""
    return Chosen.find(f"{room}#{scope}", CURRENT) or Chosen(f"{room}#{scope}", CURRENT)


def change(actor: str, kind: type[settings.HospitalSettings], scope: str, choices: dict[str, object]) -> None:
    """Choose: the given names, the rest as before. Raises pydantic's ValidationError for a value that is not allowed."""
    before = current(kind.room, scope)
    document = json.loads(before.document) | choices
    kind.model_validate(document)
    number = int(before.number) + 1
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    with Unit() as unit:
        for version in (CURRENT, f"v{number:06d}"):
            item = Chosen(before.scope, version, number=number, document=text, by=actor, at=clock.stamp(clock.now()))
            unchanged = Chosen.number == before.number if version == CURRENT and number > 1 else Chosen.scope.does_not_exist()
            unit.put(item, condition=unchanged, otherwise=ChangedMeanwhile)
        audit.write(unit, actor, act="settings.changed", subject=f"{before.scope}#{number}")
    settings.forget_cached()


def history(room: str, scope: str) -> Iterator[Chosen]:
    """Every version, oldest first."""
    return Chosen.query(f"{room}#{scope}", Chosen.version.startswith("v"))
