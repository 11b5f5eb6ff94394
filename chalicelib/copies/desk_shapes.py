"""What goes out at the desk's edge. Names and numbers are masked; whoever must read them in full asks for it, and it is written down."""

from chalicelib.kernel.http import View


class ListView(View):
    """One work list with its counts."""

    list: str
    words: str
    waiting: int
    overdue: int


class ListsView(View):
    """My lists."""

    lists: list[ListView]


class RowView(View):
    """One application in a list."""

    id: str
    number: str
    name: str  # the patient's, masked
    kind: str
    state: str
    words: str
    since: str
    due: str
    overdue: bool
    claimed_by: str  # a name; empty: nobody


class RowsView(View):
    """Rows; `next` leads to those behind, empty when there are none."""

    rows: list[RowView]
    next: str


class StayRow(View):
    """A stay with what is known of its record."""

    id: str
    words: str
    number: str  # masked
    stands: str
    rest: bool
    fetched: str  # fetched, a reason of chasing, or empty
    owner: str
    until: str
    pages: int  # of one copy in this round; 0 before they are counted


class SlotView(View):
    """One paper. Opened by POST …/papers/{paper}/look."""

    slot: str
    paper: str
    words: str
    state: str
    problem: str
    pages: int


class FindingView(View):
    """One result of the form check."""

    what: str
    ok: bool
    words: str


class StepRow(View):
    """One step of the history, with who did it."""

    at: str
    state: str
    fact: str
    by: str
    note: str


class BillRow(View):
    """One bill, in fen."""

    order: str
    what: str
    amount: int
    state: str
    back: int
    returned: int
    at_counter: bool


class TillRow(View):
    """One counter's bill that is to be paid, or of which something is to be given back, in fen."""

    id: str
    number: str
    name: str  # the patient's, masked
    words: str  # where the application stands
    what: str
    opened: str
    take: int  # 0: nothing
    give_back: int  # 0: nothing


class TillView(View):
    """What waits at the till."""

    rows: list[TillRow]


class LeftOutView(View):
    """What is not given, and why."""

    stay: str
    part: str
    why: str


class SealedView(View):
    """What is sealed."""

    stay: str
    parts: list[str]
    original: bool
    since: str
    decided: bool


class ParcelView(View):
    """A parcel."""

    carrier: str
    waybill: str
    state: str
    standing: str
    at: str


class IncidentView(View):
    """One line of the incident record."""

    at: str
    by: str
    what: str
    words: str
    settled: bool


class WantedPaper(View):
    """One kind of paper, and how many files of it are asked for at least."""

    code: str
    words: str
    files: int


class WantedView(View):
    """One thing to be shown at the counter, by one of the alternatives."""

    any_of: list[list[WantedPaper]]
    met: bool


class CaseView(View):
    """One application as the desk sees it; whatever names a person is masked."""

    id: str
    number: str
    version: int
    campus: str
    state: str
    words: str
    since: str
    due: str
    usual: str
    claimed_by: str
    mine: bool
    kind: str
    kind_words: str
    name: str
    applicant: str
    counter: bool
    stays: list[StayRow]
    purpose: str
    parts: list[str]
    copies: int
    certified: bool
    delivery: str
    province: str
    papers: list[SlotView]
    papers_kept: str  # the last day on which 医务科 keeps them from being destroyed; empty when it does not
    wanted: list[WantedView]  # of the counter, while it may be written
    findings: list[FindingView]
    second_why: list[str]
    left_out: list[LeftOutView]
    sealed: list[SealedView]
    reason: str
    money: str
    price: int
    paid: int
    back: int
    bills: list[BillRow]
    copied_by: str
    collector: bool
    time: str
    place: str
    parcel: ParcelView | None
    incidents: list[IncidentView]
    reprints: int
    history: list[StepRow]


class ParticularsView(View):
    """Names and numbers in full."""

    name: str
    paper: str
    number: str
    phone: str
    applicant: str
    applicant_number: str
    applicant_phone: str
    body: str
    body_phone: str
    collector: str
    admissions: dict[str, str]
    recipient: str
    recipient_phone: str
    address: str


class SightView(View):
    """One watermarked page: JPEG in base64."""

    image: str
    page: int
    pages: int


class PlaceView(View):
    """Where copies are picked up."""

    id: str
    name: str
    address: str


class PlacesView(View):
    """Every pick-up place of a campus."""

    places: list[PlaceView]


class HalfView(View):
    """One half hour with its load."""

    id: str
    taken: int
    capacity: int
    peak: bool


class CalendarView(View):
    """A pick-up place's half hours."""

    place: str
    name: str
    halves: list[HalfView]
    first: str  # the one to offer; empty when all is full


class LabelView(View):
    """What is printed on the label."""

    code: str
    number: str
    name: str
    copies: int
    pages: int
    round: int
    stamped: str
    where: str


class CounterCodeView(View):
    """A code, told this once."""

    code: str


class DeskUploadView(View):
    """A form to post a file with."""

    url: str
    fields: dict[str, str]
    until: str
    largest: int


class StatisticView(View):
    """One state: how long it usually takes."""

    state: str
    words: str
    usual: str
    minutes: int  # the median of 30 days; 0: unknown


class StatisticsView(View):
    """How the room does."""

    steps: list[StatisticView]
    ratings: int
    stars: float  # the mean; 0: nobody has answered
    by_stars: list[int]  # how many gave 1, 2, 3, 4, 5


class InvoiceView(View):
    """One invoice."""

    nth: int
    state: str
    amount: int
    code: str
    serial: str
    problem: str
    at: str


class InvoicesView(View):
    """Every invoice of an application."""

    invoices: list[InvoiceView]
