"""What is promised for which half hour, and the codes by which copies are handed over."""

from typing import NewType

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.kernel.tables import Table

PlaceId = NewType("PlaceId", str)
HalfHourId = NewType("HalfHourId", str)  # "20261124-0930": a day and a time on the hospital's clock


class HalfHour(Table):
    """Who comes to a pick-up place in which half hour. An application stands there as long as the promise holds."""

    noun = "copies-half-hours"

    day = UnicodeAttribute(hash_key=True)  # place#20261124: a day of a place is one query
    start = UnicodeAttribute(range_key=True)  # "0930"
    holders = UnicodeSetAttribute(null=True)  # applications

    @classmethod
    def at(cls, place: str, half_hour: str) -> "HalfHour":
        """The bare item of that half hour, for updates."""
        day, start = half_hour.split("-")
        return cls(f"{place}#{day}", start)


class HandOverCode(Table):
    """The code that opens one hand-over for one holder, as a keyed hash: who reads the table cannot use it."""

    noun = "copies-codes"

    application = UnicodeAttribute(hash_key=True)
    holder = UnicodeAttribute(range_key=True)  # applicant, collector
    digest = UnicodeAttribute()
    issue = UnicodeAttribute()  # the code before it is void
    tries = NumberAttribute(default=0)
