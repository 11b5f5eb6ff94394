"""The hospital's call device, played, behind the profile."""

from sandbox.calls.party import Calls

__all__ = ["Calls"]
