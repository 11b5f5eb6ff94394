"""The carriers we know, by the code under which they stand in our tables."""

from chalicelib.gateways.express import waybills
from chalicelib.gateways.express.by_hand import ByHand
from chalicelib.gateways.express.carrier import Carrier
from chalicelib.gateways.express.sf import Sf

_ALL: tuple[Carrier, ...] = (
    Sf(),
    ByHand("ems", "邮政EMS", "11183", waybills.of_ems),
    ByHand("jd", "京东快递", "950616", waybills.of_jd),
    ByHand("other", "其他快递", "", waybills.of_anybody),
)
CARRIERS: dict[str, Carrier] = {one.code: one for one in _ALL}


def guess(text: str) -> Carrier:
    """Whose waybill this is, told from its format as far as it can be: what nobody claims for sure is `other`'s."""
    return next((one for one in _ALL if one.waybill(text)), CARRIERS["other"])
