"""Any carrier without an interface: people hand the parcel over, and type or scan its waybill."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.gateways.express import waybills
from chalicelib.gateways.express.carrier import BY_HAND, Cancelled, Outcome, Parcel, Push, Refused, Unknown, UnreadablePush
from chalicelib.gateways.express.standing import Routes


@dataclass(frozen=True)
class ByHand:
    """Makes no call: whatever would need one is refused as `by_hand`."""

    code: str
    name: str
    hotline: str
    fits: Callable[[str], bool]
    calls: bool = False

    def waybill(self, text: str) -> str | None:
        """See Carrier."""
        spelled = waybills.spelled(text)
        return spelled if self.fits(spelled) else None

    def order(self, parcel: Parcel, *, again: bool = False) -> Outcome:
        """See Carrier."""
        del parcel, again
        return BY_HAND

    def find(self, order: str) -> Outcome:
        """See Carrier."""
        del order
        return BY_HAND

    def cancel(self, order: str) -> Cancelled | Refused | Unknown:
        """See Carrier."""
        del order
        return BY_HAND

    def routes(self, waybill: str, phone_tail: str = "") -> Routes | Refused | Unknown:
        """See Carrier."""
        del waybill, phone_tail
        return BY_HAND

    def read_push(self, headers: Mapping[str, str], body: bytes) -> Push:
        """See Carrier."""
        del headers, body
        raise UnreadablePush
