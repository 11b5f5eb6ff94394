"""Patients' accounts: sign-in with WeChat, sessions, consents, SMS codes, the personal centre."""
