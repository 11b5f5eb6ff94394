"""The room's tables: ratings, cases with their history, and the lists in which both are found."""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)

from chalicelib.feedback.states import CaseState, RatingState, Showing
from chalicelib.kernel.tables import Table


class Rating(Table):
    """One visit or stay that is to be rated, then the answer. Its id follows from occasion and reference."""

    noun = "ratings"

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=1)
    occasion = UnicodeAttribute()
    reference = UnicodeAttribute()
    patient = UnicodeAttribute()
    merged_from = UnicodeAttribute(default="")  # the patient before the master index merged two
    account = UnicodeAttribute(default="")  # whoever booked, then whoever answered
    campus = UnicodeAttribute(default="")
    department = UnicodeAttribute(default="")
    doctor = UnicodeAttribute(default="")
    day = UnicodeAttribute()  # of the visit or discharge
    asked = UnicodeAttribute()
    ends = UnicodeAttribute()  # no answer is taken after this moment
    state = UnicodeAttribute(default=RatingState.ASKED.value)
    showing = UnicodeAttribute(default=Showing.KEPT.value)
    scores = JSONAttribute(null=True)  # what → 1 to 5
    words = BinaryAttribute(null=True, legacy_encoding=False)  # sealed
    answered = UnicodeAttribute(default="")

    def key(self) -> str:
        """How it stands in a patient's list."""
        return f"{self.asked}#{self.id}"


class Case(Table):
    """One praise, complaint or suggestion. An anonymous one has no account, no patient and no moment: only its day."""

    noun = "feedback-cases"

    id = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=1)
    kind = UnicodeAttribute()
    state = UnicodeAttribute(default=CaseState.REGISTERED.value)
    since = UnicodeAttribute()  # a moment; of an anonymous one the day
    due = UnicodeAttribute()  # ISO day by which it is answered
    campus = UnicodeAttribute()
    department = UnicodeAttribute(default="")  # whom it is about
    doctor = UnicodeAttribute(default="")
    handler = UnicodeAttribute(default="")  # the department that looks into it
    account = UnicodeAttribute(default="")
    patient = UnicodeAttribute(default="")
    anonymous = BooleanAttribute(default=False)
    by_staff = UnicodeAttribute(default="")  # who registered it for a caller
    words = BinaryAttribute(legacy_encoding=False)  # sealed
    phone = BinaryAttribute(null=True, legacy_encoding=False)  # sealed: where to call back
    reopened = NumberAttribute(default=0)
    answered = UnicodeAttribute(default="")  # the first answer
    closed = UnicodeAttribute(default="")
    content = UnicodeAttribute(default="")  # yes or no: whether the answer was accepted

    @property
    def stands(self) -> CaseState:
        """Its state."""
        return CaseState(self.state)

    @property
    def number(self) -> str:
        """The number for people: the day on which it came, and a few letters of the id."""
        return f"{self.since[:10].replace('-', '')}{self.id[-6:].upper()}"


class Step(Table):
    """One line of a case's history. What staff write among themselves is not `told`."""

    noun = "feedback-steps"

    case = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(range_key=True)
    happened = UnicodeAttribute()
    at = UnicodeAttribute()
    by = UnicodeAttribute(default="")  # a StaffId; empty: whoever wrote the case, or a machine
    words = BinaryAttribute(null=True, legacy_encoding=False)  # sealed
    told = BooleanAttribute(default=False)  # the writer of the case reads it


class Listed(Table):
    """Where ratings and cases are found: a list's name, and day or moment with the id, so that the earliest come first."""

    noun = "feedback-lists"

    list = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)

    @property
    def id(self) -> str:
        """Of the rating or case."""
        return self.key.rpartition("#")[2]


class Count(Table):
    """How many cases came: of an account in a day, of nobody known in an hour."""

    noun = "feedback-counts"

    counted = UnicodeAttribute(hash_key=True)
    times = NumberAttribute(default=0)
    until = TTLAttribute()
