"""The room's table: counters."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table

HOSPITAL = "hospital"


class Count(Table):
    """One counter: how often something happened in a month, for the whole hospital or for one of a kind.

    Of the hospital all months lie together (a trend is one query); of campuses, departments and doctors all of one month.
    """

    noun = "statistics"

    scope = UnicodeAttribute(hash_key=True)  # hospital, department#2026-11
    key = UnicodeAttribute(range_key=True)  # 2026-11#measure, cardiology#measure
    times = NumberAttribute(default=0)
    total = NumberAttribute(default=0)  # of stars or of fen, where the measure has them
    good = NumberAttribute(default=0)  # of stars: four or five

    @classmethod
    def of_hospital(cls, month: str, measure: str) -> "Count":
        """The item of that key."""
        return cls(HOSPITAL, f"{month}#{measure}")

    @classmethod
    def of_one(cls, kind: str, which: str, month: str, measure: str) -> "Count":
        """The item of that key."""
        return cls(f"{kind}#{month}", f"{which}#{measure}")
