"""Two patients of the master index become one, or two again: registrations and quotas follow."""

from pynamodb.expressions.update import Action

from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit
from chalicelib.registration import refused
from chalicelib.registration.models import OfPatient, Quota, Registration
from chalicelib.registration.records import known
from chalicelib.registration.states import OVER


def merged(fact: Fact) -> None:
    """Move everything of the old patient to the one it became. Told again, the rest is moved."""
    for found in _of(fact.subject):
        _move(found, fact.about["into"], merged_from=found.merged_from or fact.subject)


def unmerged(fact: Fact) -> None:
    """Move back what came from the old patient."""
    for found in _of(fact.about["into"]):
        if found.merged_from == fact.subject:
            _move(found, fact.subject, merged_from="")


def _of(patient: str) -> list[Registration]:
    visits = OfPatient.query(patient, consistent_read=True)
    return [known(visit.visit.partition("#")[2]) for visit in visits]


def _move(found: Registration, to: str, *, merged_from: str) -> None:
    """One registration, with what it counts for. Limits do not hold here: both visits were rightly booked."""
    if found.moving:
        raise refused.StillAsking
    session = _session(found, to)
    actions: list[Action] = [
        Registration.patient.set(to),
        Registration.merged_from.set(merged_from),
        Registration.session.set(session),
        Registration.version.set(int(found.version) + 1),  # no other deed goes on with the patient that it read
    ]
    with Unit() as unit:
        unit.update(
            Registration(found.id),
            actions,
            condition=(Registration.patient == found.patient) & (Registration.version == int(found.version)),
            otherwise=refused.ChangedMeanwhile,
        )
        unit.delete(OfPatient.of(found.patient, found.date, found.id))
        unit.put(OfPatient.of(to, found.date, found.id))
        if found.stands not in OVER:
            for period in (session[:10], session[:7]):
                unit.update(Quota(found.patient, period), [Quota.taken.delete({found.session})])
                new = Quota.taken.does_not_exist() | ~Quota.taken.contains(session)
                unit.update(Quota(to, period), [Quota.taken.add({session})], condition=new)


def _session(found: Registration, to: str) -> str:
    """As it stands in the other's quotas; two visits to one doctor in one half-day are told apart by the registration."""
    plain = found.session.removesuffix(f"#{found.id}")
    counted = Quota.find(to, plain[:10])
    taken = plain in (counted.taken or ()) if counted else False
    return f"{plain}#{found.id}" if taken else plain
