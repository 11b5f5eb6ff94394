"""What a hospital chooses about payments."""

from typing import Annotated, ClassVar

from pydantic import Field

from chalicelib.kernel import refusals
from chalicelib.kernel.settings import HospitalSettings, hospital

Pauses = Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(min_length=2)]


class NoMerchant(refusals.Unavailable):
    """The hospital has not opened WeChat Pay (for this campus)."""

    code, message = "no_merchant", "本院区尚未开通微信支付，请到窗口缴费"


class PaymentsSettings(HospitalSettings):
    """⚙ of this room. Seconds, where nothing else is said."""

    room: ClassVar[str] = "payments"

    merchant: str = Field(default="", pattern=r"^([0-9]{8,12})?$", description="number of every campus that has none of its own")
    merchants: dict[str, str] = Field(default={}, description="campus → merchant number")
    former_merchants: frozenset[str] = Field(default=frozenset(), description="sell nothing any more; their refunds still come")
    ask_order_after: Pauses = Field(default=(60, 120, 300), description="silence after a prepay, then WeChat Pay is asked")
    close_again_after: Pauses = Field(default=(20, 60, 120), description="between two tries to close; the last one is kept to")
    send_refund_again_after: Pauses = Field(default=(60, 120, 300, 900, 3600), description="likewise")
    ask_refund_after: Pauses = Field(default=(60, 300, 900, 3600, 21600), description="silence of a refund; likewise")
    refunds_apart: int = Field(default=61, ge=0)
    in_flight_margin: int = Field(default=30, ge=0, description="how long a prepay may be under way beyond its time-outs")
    window_minutes: int = Field(default=10, ge=1, description="for the window to finish with an order that it began to take")


def chosen() -> PaymentsSettings:
    """What this hospital chose."""
    return hospital(PaymentsSettings)


def merchant_of(campus: str) -> str:
    """The merchant number that takes the money of a campus. Raises NoMerchant."""
    settings = chosen()
    number = settings.merchants.get(campus, settings.merchant)
    if not number:
        raise NoMerchant
    return number


def is_ours(merchant: str) -> bool:
    """Whether that is one of the hospital's numbers, past ones included."""
    settings = chosen()
    return bool(merchant) and merchant in {settings.merchant, *settings.merchants.values(), *settings.former_merchants}
