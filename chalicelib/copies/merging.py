"""Two patients of the master index become one, or two again: applications for their records follow."""

from chalicelib.copies import records, refused
from chalicelib.copies.models import Application, Of
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.tables import Unit


def merged(fact: Fact) -> None:
    """Move everything of the old patient to the one it became. Told again, the rest is moved."""
    for found in records.of_patient(fact.subject):
        _move(found, fact.about["into"], merged_from=found.merged_from or fact.subject)


def unmerged(fact: Fact) -> None:
    """Move back what came from the old patient."""
    for found in records.of_patient(fact.about["into"]):
        if found.merged_from == fact.subject:
            _move(found, fact.subject, merged_from="")


def _move(found: Application, to: str, *, merged_from: str) -> None:
    with Unit() as unit:
        unit.update(
            Application(found.id),
            [Application.patient.set(to), Application.merged_from.set(merged_from)],
            condition=(Application.patient == found.patient) & (Application.version == found.version),
            otherwise=refused.ChangedMeanwhile,
        )
        unit.delete(Of(f"patient#{found.patient}", found.key()))
        unit.put(Of(f"patient#{to}", found.key()))
