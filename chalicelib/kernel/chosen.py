"""Changing the hospital's settings: typed, with history, in the audit log."""

import json

from chalicelib.kernel import audit, clock, refusals, settings
from chalicelib.kernel.choices import CURRENT, Chosen, current, history
from chalicelib.kernel.tables import Unit

__all__ = ["CURRENT", "ChangedMeanwhile", "Chosen", "change", "current", "history"]


class ChangedMeanwhile(refusals.Conflict):
    """Somebody else changed these settings since they were read."""

    code, message = "settings_changed_meanwhile", "设置已被他人修改，请刷新后重新修改"


def change(actor: str, kind: type[settings.HospitalSettings], scope: str, choices: dict[str, object], reason: str = "") -> None:
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
        audit.write(unit, actor, act="settings.changed", subject=f"{before.scope}#{number}", reason=reason)
    settings.forget_cached()
