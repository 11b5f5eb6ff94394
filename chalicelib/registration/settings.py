"""What a hospital chooses for registration ⚙."""

import datetime as dt
from typing import ClassVar

from pydantic import Field

from chalicelib.kernel import clock, settings


class RegistrationSettings(settings.HospitalSettings):
    """The product's defaults. A campus may choose otherwise."""

    room: ClassVar[str] = "registration"

    days_ahead: int = Field(7, ge=0, le=28, description="how many days ahead numbers are given, today not counted")
    release_hour: int = Field(7, ge=0, le=23, description="at this hour the farthest day opens")
    book_until_minutes: int = Field(30, ge=0, le=1440, description="no new number later than this before its segment starts")
    hold_minutes: int = Field(15, ge=5, le=60, description="how long a place is held while the patient pays")
    shared_numbers: bool = Field(default=False, description="also give numbers that the windows give too: the HIS locks each")
    pay_at_hospital: bool = Field(default=False, description="a patient may book now and pay at the hospital")
    cap_a_day: int = Field(3, ge=1, le=20, description="live registrations of one patient for one day")
    cap_a_month: int = Field(8, ge=1, le=100, description="live registrations of one patient for one month")
    cancel_until_minutes: int = Field(30, ge=0, le=2880, description="cancel and reschedule until this long before the mark")
    cancel_until_day_before_hour: int | None = Field(None, ge=0, le=23, description="or until this hour of the day before")
    evening_reminder_hour: int = Field(18, ge=8, le=21)
    morning_reminder_hour: int = Field(7, ge=6, le=10)
    arrive_minutes: int = Field(30, ge=10, le=120, description="the window to arrive in: this long up to the mark")

    def opens(self, day: dt.date) -> dt.datetime:
        """When the numbers of a day are first given."""
        return clock.at(day - dt.timedelta(days=self.days_ahead), self.release_hour)

    def closes(self, start: dt.datetime) -> dt.datetime:
        """Until when a number of a segment that starts then is given; unsold allotted numbers are the windows' from then on."""
        return start - dt.timedelta(minutes=self.book_until_minutes)

    def changeable_until(self, mark: dt.datetime) -> dt.datetime:
        """Until when a registration with that mark may be cancelled or rescheduled by the patient."""
        if self.cancel_until_day_before_hour is not None:
            return clock.at(clock.local(mark).date() - dt.timedelta(days=1), self.cancel_until_day_before_hour)
        return mark - dt.timedelta(minutes=self.cancel_until_minutes)


def chosen(campus: str) -> RegistrationSettings:
    """What holds at a campus."""
    return settings.hospital(RegistrationSettings, campus)
