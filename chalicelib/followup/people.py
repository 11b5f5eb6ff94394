"""Whom a stay or a visit of the HIS is about: known to the mini program or not, reached by it or not."""

from typing import NamedTuple

from chalicelib.cards import access, patients
from chalicelib.cards.models import Level, State
from chalicelib.followup.models import OptOut
from chalicelib.gateways.his import patients as his_patients
from chalicelib.kernel import refusals
from chalicelib.kernel.ids import PatientId


class Somebody(NamedTuple):
    """A patient of the hospital. `repr` shows nothing personal."""

    patient: PatientId | None  # ours; None: nobody ever used the mini program for them
    his: str
    name: str
    phone: str  # reserved at the hospital; empty when there is none
    alive: bool

    def __repr__(self) -> str:
        """Nothing personal, wherever it is printed."""
        return f"<Somebody {self.patient or 'unknown'}>"

    @property
    def whose(self) -> str:
        """The key under which this room keeps what is theirs."""
        return key(self.patient or "", self.his)

    @property
    def keys(self) -> list[str]:
        """That key, and the one from before we knew them."""
        return list(dict.fromkeys((self.whose, key("", self.his))))


def key(patient: str, his: str) -> str:
    """`patient#<id>`, or `his#<id>` of somebody whom we do not know."""
    return f"patient#{patient}" if patient else f"his#{his}"


def known(his: str) -> PatientId | None:
    """Our patient behind one of the HIS, merges followed; None when there is none."""
    found = patients.subject_of([patients.his_key(his)])
    return patients.current(PatientId(found)) if found else None


def somebody(his: str) -> Somebody:
    """The patient with that HIS id: as we know them, else as the HIS does. Raises HisAway, NotFound."""
    ours = known(his)
    if ours is not None:
        person = patients.person(ours)
        return Somebody(ours, his, person.name, person.phone or "", person.state is State.ACTIVE)
    held = his_patients.get(his)
    if held is None:
        raise refusals.NotFound
    name, phone = next(iter(held.names), ""), next(iter(held.phones), "")
    return Somebody(None, his, name, phone, not held.deceased and not held.replaced_by)


def reached(patient: PatientId | None) -> bool:
    """Whether anybody would get a message about this patient's health."""
    if patient is None:
        return False
    return any(Level.ALL in one.levels and one.wants_messages for one in access.watchers(patient))


def opted_out(who: Somebody) -> bool:
    """Whether they do not want to be followed up; said before they used the mini program, it still holds."""
    return any(True for _ in OptOut.batch_get(who.keys, consistent_read=True))
