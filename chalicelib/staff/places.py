"""From where staff may come: ⚙ only from the hospital's own networks."""

import ipaddress

from chalicelib.kernel import refusals
from chalicelib.staff import settings


class AddressRefused(refusals.Forbidden):
    """Not one of the hospital's networks."""

    code, message = "address_refused", "只能在医院内部网络登录和使用，请改用院内网络"


def require(address: str) -> None:
    """Raises AddressRefused unless the address lies in one of the networks that the hospital chose, if it chose any."""
    networks = settings.chosen().addresses
    if networks and not any(_of(address) in network for network in networks):
        raise AddressRefused


def _of(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        raise AddressRefused from None
    return getattr(found, "ipv4_mapped", None) or found
