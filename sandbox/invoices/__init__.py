"""The province's platform of electronic bills, played, behind the profile."""

from sandbox.invoices.party import Invoices

__all__ = ["Invoices"]
