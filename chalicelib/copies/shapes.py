"""What goes out at the applicants' edge."""

from chalicelib.kernel.http import View


class NamedView(View):
    """A code and its words."""

    code: str
    words: str


class AlternativeView(View):
    """Papers that together meet a need."""

    papers: list[NamedView]


class NeedView(View):
    """One thing to be shown, by one of the alternatives; with its legal source."""

    any_of: list[AlternativeView]
    source: str
    by_link: bool  # the patient's yes by link will do as well
    met: bool


class KindView(View):
    """A kind of applicant, and what it must show."""

    code: str
    words: str
    online: bool
    needs: list[NeedView]
    confirm: list[str]
    second: bool


class PurposeView(View):
    """A purpose: the parts that it ticks, and what must be had elsewhere."""

    code: str
    words: str
    parts: list[str]
    certified: bool
    elsewhere: list[NamedView]  # what, and where


class OptionsView(View):
    """All that the form offers at a campus."""

    rules: int
    kinds: list[KindView]
    parts: list[NamedView]
    purposes: list[PurposeView]
    deliveries: list[str]
    most_copies: int
    most_stays: int


class TariffView(View):
    """The public tariff, in fen."""

    version: int
    basis: str
    page: int
    minimum: int
    certification: int
    electronic: int
    postage: dict[str, int]
    prepay: int  # a copy; 0: paid when it is priced
    free_for: list[str]


class StayView(View):
    """A stay or visit. `number` is masked."""

    id: str
    number: str
    inpatient: bool
    department_name: str
    began: str
    ended: str
    stands: str  # whole, unfinished, in_hospital, beyond_retention, unknown
    whole_from: str
    take: str
    rest: bool


class StaysView(View):
    """Stays to choose from."""

    stays: list[StayView]


class PaperView(View):
    """One file. `problem` in words says what to do."""

    kind: str
    nth: int
    words: str
    state: str
    problem: str
    pages: int


class MissingView(View):
    """What is missing: a step of the form, `paper:<kind>`, or `confirm:<which>`."""

    what: str
    words: str


class StepView(View):
    """One step of the way so far."""

    at: str
    words: str
    note: str


class BillView(View):
    """One bill. `order` is prepared for payment by POST /orders/{order}/prepay."""

    order: str
    what: str
    amount: int
    state: str
    back: int
    expires: str


class ClockView(View):
    """Who has it now, since when, and what is usual."""

    who: str
    since: str
    usual: str  # the median of the last 30 days, in words; empty before there is one
    due: str  # the copies are to be ready by then; empty until handed in
    overdue: bool


class PriceView(View):
    """What a round costs, in fen."""

    pages: int
    copies: int
    copying: int
    certification: int
    postage: int
    free: str
    total: int


class ApplicationView(View):
    """One application as its applicant sees it."""

    id: str
    number: str
    version: int
    state: str
    words: str
    began: str
    campus: str
    kind: str
    rules: int
    name: str  # the patient's, masked
    patient: str
    stays: list[StayView]
    purpose: str
    parts: list[str]
    copies: int
    certified: bool
    delivery: str
    province: str
    clock: ClockView
    needs: list[NeedView]
    files: dict[str, int]  # how many files each kind of paper needs at least
    papers: list[PaperView]
    confirm: list[str]
    confirmed: list[str]
    authorised: str
    missing: list[MissingView]
    mend: list[MissingView]
    findings: list[MissingView]  # what the form check found amiss
    left_out: list[NamedView]
    reason: str
    money: str
    prices: list[PriceView]
    bills: list[BillView]
    time: dict[str, str]
    collector: str  # who fetches the copies instead, masked; empty when nobody is named
    parcel: dict[str, str]
    steps: list[StepView]
    can: list[str]  # edit, submit, withdraw, pay, reopen, begin_again, accept_time, rate
    rating: int


class ApplicationsView(View):
    """Several, the latest first."""

    applications: list["SummaryView"]


class SummaryView(View):
    """One line of the list."""

    id: str
    number: str
    state: str
    words: str
    began: str
    name: str
    who: str
    due: str
    can: list[str]


class UploadView(View):
    """Where to post a file: all fields first, the file last, named `file`."""

    url: str
    fields: dict[str, str]
    until: str
    largest: int


class SentView(View):
    """A code is on its way to that phone."""

    phone: str


class LinkView(View):
    """The ticket of a link of authorisation, for the patient alone."""

    ticket: str
    ends: str


class DraftView(View):
    """授权委托书 as the patient reads it."""

    text: str
    phone: str
    ends: str


class TextView(View):
    """授权委托书 to be printed and signed in ink."""

    text: str


class DoneView(View):
    """It is done."""
