"""What a hospital chooses about papers."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel.settings import HospitalSettings, hospital
from chalicelib.vault.models import PaperClass


class VaultSettings(HospitalSettings):
    """⚙ of this room. The limits of legibility were tried on generated pictures; a hospital may be stricter or milder."""

    room: ClassVar[str] = "vault"

    form_minutes: int = Field(default=10, ge=1, le=60, description="how long an upload form may be used")
    inbox_minutes: int = Field(
        default=120, ge=15, le=1440, description="after which an upload that could not be sealed is cleared"
    )
    short_side: int = Field(
        default=480, ge=100, le=4000, description="pixels; a picture with a shorter side is told to be too small"
    )
    least_contrast: float = Field(default=6.0, ge=0, le=60, description="spread of brightness (of 255) below which it is blank")
    least_sharpness: float = Field(default=15.0, ge=0, le=5000, description="variance of edges below which it is blurred")
    most_pages: int = Field(default=20, ge=1, le=100, description="of a scan that is a PDF")
    most_proof_pages: int = Field(default=200, ge=1, le=500, description="of a proof that is a PDF: a whole record may be one")
    proof_years: int = Field(default=15, ge=1, le=50, description="how long the proof that the hospital checked is kept")


def chosen() -> VaultSettings:
    """What this hospital chose."""
    return hospital(VaultSettings)


def most_pages(paper_class: str) -> int:
    """Of a PDF of that class."""
    limits = chosen()
    return limits.most_proof_pages if paper_class == PaperClass.PROOF else limits.most_pages
