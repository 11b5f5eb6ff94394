"""What a hospital chooses for health education ⚙."""

from typing import ClassVar

from pydantic import Field

from chalicelib.kernel import settings

GREETINGS = {
    "New Year's Day": "新年快乐，祝您和家人健康平安",
    "Spring Festival": "新春快乐，祝您阖家安康",
    "Labour Day": "劳动节快乐，愿您劳逸结合、身体健康",
    "Dragon Boat Festival": "端午安康，愿您平安喜乐",
    "Mid-autumn Festival": "中秋快乐，愿您人月两圆、健康相伴",
    "National Day": "国庆快乐，祝您假期平安",
}  # 清明 is no day for wishes


class EducationSettings(settings.HospitalSettings):
    """The room's choices."""

    room: ClassVar[str] = "education"

    greetings: dict[str, str] = Field(
        default=GREETINGS, description="holiday (the national calendar's English name) → words; none: no greeting"
    )
    most_in_issue: int = Field(default=8, ge=1, le=20, description="articles of a weekly issue")


def chosen() -> EducationSettings:
    """What holds now."""
    return settings.hospital(EducationSettings)
