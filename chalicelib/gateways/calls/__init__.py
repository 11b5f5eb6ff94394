"""The call device: dials a patient for a member of staff, records, and says what came of it. docs/call-profile.md."""
