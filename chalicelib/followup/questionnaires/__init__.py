"""Questionnaires: built by the hospital in FHIR's shape, versioned, with alarm rules that a clinician signs."""
