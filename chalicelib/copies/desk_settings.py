"""What a hospital chooses about the desk's work on copies ⚙."""

import datetime as dt
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kernel.settings import HospitalSettings, hospital


class Sender(BaseModel):
    """Whom a parcel comes from, as its label says: the hospital's own words for a neutral sender."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(default="病案服务", min_length=1, max_length=20)
    phone: str = Field(default="", max_length=20)
    province: str = Field(default="", max_length=10)
    city: str = Field(default="", max_length=10)
    county: str = Field(default="", max_length=10)
    address: str = Field(default="", max_length=100)


class DeskSettings(HospitalSettings):
    """The product's defaults."""

    room: ClassVar[str] = "copies-desk"

    claim_minutes: int = Field(default=30, ge=5, le=240, description="then a claimed application is anybody's again")
    medical_affairs_days: int = Field(default=5, ge=1, le=30, description="by when 医务科 decides about sealed originals")
    chase_days: int = Field(default=7, ge=1, le=90, description="when a chase names no date of its own")
    ageing_days: int = Field(default=7, ge=1, le=90, description="in one state: shown in the ageing list")
    times_need_staff: bool = Field(default=True, description="a time the applicant proposes waits for staff to agree")
    carriers: tuple[str, ...] = Field(default=("sf", "ems", "other"), description="codes of gateways.express")
    cash_on_delivery: bool = Field(default=False, description="到付: the addressee pays the carrier")
    sender: Sender = Sender()
    routes_every_hours: int = Field(default=4, ge=1, le=48, description="between two questions for a parcel's way")
    routes_days: int = Field(default=30, ge=3, le=120, description="then a parcel without an end is trouble")
    invoices: bool = Field(default=True, description="an electronic invoice on completion")
    invoice_kind: Literal["fiscal", "tax"] = Field(default="fiscal", description="医疗收费电子票据, or a tax invoice")
    invoice_items: dict[Literal["copying", "certification", "postage"], str] = Field(
        default={"copying": "COPY", "certification": "COPY-CERTIFIED", "postage": "COPY-POSTAGE"},
        description="codes of the tariff's items, as the platform knows them",
    )
    electronic_days: int = Field(default=30, ge=1, le=365, description="how long an electronic copy may be fetched")

    @property
    def claim(self) -> dt.timedelta:
        """How long a claim holds."""
        return dt.timedelta(minutes=self.claim_minutes)


def chosen(campus: str) -> DeskSettings:
    """What holds at a campus."""
    return hospital(DeskSettings, campus)
