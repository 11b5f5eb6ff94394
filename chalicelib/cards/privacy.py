"""What this room holds about an account: handed out, and forgotten, when its owner asks. Both may run twice."""

from typing import Any

from chalicelib.cards import access, linking, patients
from chalicelib.cards.models import Binding, Holder, Level, Link
from chalicelib.cards.newphone import asking, steps
from chalicelib.cards.newphone.models import Change
from chalicelib.kernel import masks
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import LostRace, Unit

KEPT = ("就诊人在本院的患者主索引和就诊卡信息，属于医院病历资料，按病历管理规定的期限保存；",)


def export(account: AccountId) -> dict[str, Any]:
    """Whom this account acts for. Of oneself and one's own minors everything in clear; of others, masked, what the account sees."""
    return {
        "patients": [_exported(link) for link in access.mine(account)],
        "phone_changes": [_change(found) for found in asking.all_of(account)],
    }


def _change(found: Change) -> dict[str, Any]:
    return {"change": found.id, "state": found.state, "asked_at": found.asked_at, "phone": masks.phone(steps.asked(found).new)}


def _exported(link: Link) -> dict[str, Any]:
    person = patients.person(PatientId(link.patient))
    clear = Level.ALL.value in link.levels
    return {
        "patient": person.id,
        "name": person.name if clear else masks.name(person.name),
        "identity": {"kind": person.kind.value, "number": person.number if clear else masks.number(person.number)},
        "phone": (person.phone if clear else masks.phone(person.phone)) if person.phone else None,
        "born": person.born.isoformat() if clear else None,
        "sex": person.sex,
        "relation": link.relation,
        "levels": sorted(link.levels),
        "cards": sorted(link.cards or ()),
        "wants_messages": bool(link.wants_messages),
        "guardian_since": link.guardian_since or None,
        "since": link.since,
    }


def forget(account: AccountId) -> None:
    """End every link of this account. The persons stay with the hospital; KEPT tells so."""
    for link in access.mine(account):
        for _ in linking.attempts():
            try:
                with Unit() as unit:
                    linking.drop_link(unit, link)
            except LostRace:
                if Link.find(account, link.patient) is None:
                    break
                continue
            break
    asking.forget(account)
    for begun in Binding.query(account, consistent_read=True):
        begun.delete()
    Holder(account).delete()
