"""How the played HIS says no: an OperationOutcome."""

from typing import Any

from chalicelib.gateways.his.systems import REASON


class Refuse(Exception):
    """Answer with that status and issue code; `reason` is a code of the profile's table of refusals."""

    def __init__(self, status: int, code: str, reason: str = "", words: str = "") -> None:
        """Say no."""
        super().__init__(reason or code)
        self.status, self.code, self.reason, self.words = status, code, reason, words

    def outcome(self) -> dict[str, Any]:
        """The OperationOutcome."""
        issue: dict[str, Any] = {"severity": "error", "code": self.code}
        if self.reason:
            issue["details"] = {"coding": [{"system": REASON, "code": self.reason}]}
        if self.words:
            issue["diagnostics"] = self.words
        return {"resourceType": "OperationOutcome", "issue": [issue]}


def business(reason: str) -> Refuse:
    """A rule of the hospital is against it."""
    return Refuse(422, "business-rule", reason)
