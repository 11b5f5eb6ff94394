"""A hospital information system played in FHIR R4: the seeded hospital, its windows, its moods."""

from sandbox.his.his import His

__all__ = ["His"]
