"""The hospital's information system (HIS), spoken to in FHIR R4. docs/his-profile.md says exactly what we use."""
