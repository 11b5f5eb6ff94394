"""What a hospital chooses about picking copies up ⚙."""

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel.ids import OPAQUE
from chalicelib.kernel.settings import HospitalSettings, hospital

Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3])(00|30)$")]  # "0930"


class Hours(BaseModel):
    """From when until when, on the hospital's clock."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    opens: Clock
    closes: Clock


class Place(BaseModel):
    """Where copies are handed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: str = Field(pattern=rf"^{OPAQUE.pattern}$")
    campus: str = Field(default="", description="empty: for every campus")
    name: str = Field(min_length=1, max_length=20)
    address: str = Field(min_length=1, max_length=60)
    hours: tuple[Hours, ...] = (Hours(opens="0800", closes="1130"), Hours(opens="1400", closes="1700"))
    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = frozenset({1, 2, 3, 4, 5})
    peak: tuple[Hours, ...] = (Hours(opens="0800", closes="0930"), Hours(opens="1400", closes="1430"))
    capacity: int = Field(default=4, ge=1, le=50, description="hand-overs a half hour")


class PickUpSettings(HospitalSettings):
    """The product's defaults."""

    room: ClassVar[str] = "copies-pickup"

    places: tuple[Place, ...] = (Place(id="record-room", name="病案复印窗口", address="门诊楼一层病案科复印窗口"),)
    closed: frozenset[dt.date] = Field(default=frozenset(), description="days on which nothing is handed over")
    days_ahead: int = Field(default=10, ge=1, le=60, description="how far ahead a time may be chosen")
    notice_hours: int = Field(default=2, ge=0, le=72, description="no time sooner than this")
    remind_hour: int = Field(default=18, ge=8, le=21, description="of the evening before")
    remind_after_days: int = Field(default=3, ge=1, le=30, description="after a time at which nobody came")
    shelf_after_days: int = Field(default=15, ge=2, le=180, description="uncollected: back to the shelf")
    code_tries: int = Field(default=5, ge=3, le=10, description="wrong codes, then another must be made")


def chosen() -> PickUpSettings:
    """What this hospital chose."""
    return hospital(PickUpSettings)
