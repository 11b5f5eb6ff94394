"""Looks, and the orders that hide them."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table


class Look(Table):
    """One look at one paper. Written with the audit entry that names who it was; here stand role and department only."""

    noun = "copies-looks"

    owner = UnicodeAttribute(hash_key=True)  # account#…, patient#…
    key = UnicodeAttribute(range_key=True)  # when#application#slot
    application = UnicodeAttribute()
    paper = UnicodeAttribute()  # rules.PaperKind
    role = UnicodeAttribute()
    department = UnicodeAttribute()
    at = UnicodeAttribute()


class Secrecy(Table):
    """That looks at one application's papers are not told until the order is lifted."""

    noun = "copies-secrecy"

    application = UnicodeAttribute(hash_key=True)
    version = NumberAttribute(default=1)
    ordered = UnicodeAttribute()  # when
    lifted = UnicodeAttribute(default="")  # when; empty while it holds
