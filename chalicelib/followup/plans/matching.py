"""Whom a rule is for. Pure."""

import datetime as dt

from chalicelib.followup.plans.shapes import Rule, Scene
from chalicelib.gateways.his.encounters import Encounter
from chalicelib.kernel import clock


def scene(encounter: Encounter) -> Scene | None:
    """After what a plan may begin now; None for a visit that is not over."""
    if encounter.inpatient:
        return Scene.DISCHARGED if encounter.finished else Scene.INPATIENT
    return Scene.OUTPATIENT if encounter.finished else None


def anchor(encounter: Encounter) -> dt.date:
    """The hospital's day from which the steps count: of the end once it is over, else of the beginning."""
    return clock.local(encounter.ended or encounter.began).date()


def fits(rule: Rule, encounter: Encounter) -> bool:
    """Whether the rule is for that stay or visit. One diagnosis must fit code and severity both."""
    if scene(encounter) is not rule.scene:
        return False
    if rule.departments and encounter.department not in rule.departments:
        return False
    if rule.wards and not any(one in encounter.ward for one in rule.wards):
        return False
    if not rule.icd and not rule.severity:
        return True
    return any(
        (not rule.icd or any(_begins(found.icd, prefix) for prefix in rule.icd))
        and (not rule.severity or found.severity in rule.severity)
        for found in encounter.diagnoses
    )


def _begins(icd: str, prefix: str) -> bool:
    return icd.upper().startswith(prefix.strip().upper())
