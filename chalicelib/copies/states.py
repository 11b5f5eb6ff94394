"""What an application for copies can be, what may follow, and in whose work list it then is: data, not code."""

from enum import StrEnum
from typing import NamedTuple

from chalicelib.staff.roles import Role


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    AWAITING_PAPERS = "awaiting_papers"  # handed in; the last files are still being sealed: goes on by itself
    AWAITING_AUTHORISATION = "awaiting_authorisation"  # the patient's yes, by link
    SUBMITTED = "submitted"  # complete; the form check runs
    FORM_CHECKED = "form_checked"
    IN_REVIEW = "in_review"  # claimed
    AWAITING_SECOND_REVIEW = "awaiting_second_review"
    IN_SECOND_REVIEW = "in_second_review"  # claimed by another reviewer
    AT_MEDICAL_AFFAIRS = "at_medical_affairs"  # 医务科 decides about sealed originals
    SENT_BACK = "sent_back"  # the applicant mends what is named
    AWAITING_PREPAYMENT = "awaiting_prepayment"  # ⚙ approved; so much a copy is paid before anything is fetched
    APPROVED = "approved"
    APPROVED_IN_PART = "approved_in_part"
    RETRIEVING = "retrieving"  # the store room fetches and counts
    CHASING = "chasing"  # on loan, with the coder, not archived, a part missing, beyond retention
    COUNTED = "counted"  # pages are known; the price follows by itself
    AWAITING_PAYMENT = "awaiting_payment"  # priced: the price, or a top-up
    TO_COPY = "to_copy"  # paid or free
    COPYING = "copying"
    CHECKING = "checking"  # a second person looks at name and admission number on every page
    REPRINTING = "reprinting"  # free, for an error of ours
    TO_SCHEDULE = "to_schedule"  # ready, to be picked up: staff propose a time
    TIME_PROPOSED = "time_proposed"  # by staff
    TIME_COUNTERED = "time_countered"  # the applicant proposes another
    TO_PICK_UP = "to_pick_up"  # the time is agreed
    RETURNED_TO_SHELF = "returned_to_shelf"  # nobody came, though reminded
    TO_SHIP = "to_ship"  # ready, by express
    HANDED_TO_CARRIER = "handed_to_carrier"
    CARRIER_TROUBLE = "carrier_trouble"  # returned, or lost
    TO_GIVE_ONLINE = "to_give_online"  # ⚙ ready, as an electronic copy
    REST_AWAITED = "rest_awaited"  # finished parts were given; the rest from a date
    RECALLED = "recalled"  # a wrong patient's page: an incident
    HALTED = "halted"  # the patient died midway: a reviewer decides how it goes on
    COMPLETED = "completed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED_UNPAID = "closed_unpaid"  # reopened in one tap
    LAPSED = "lapsed"  # a draft, or what was sent back, that nobody went on with; begun again in one tap


class WorkList(StrEnum):
    """Where work is found. An open application is always in exactly one."""

    APPLICANT = "applicant"  # the applicant has something to do; staff see it age
    MACHINE = "machine"  # goes on by itself; whoever stays here is in trouble
    REVIEW = "review"
    SECOND_REVIEW = "second_review"
    MEDICAL_AFFAIRS = "medical_affairs"
    STORE_ROOM = "store_room"
    CHASE = "chase"
    COPY = "copy"
    CHECK = "check"
    SCHEDULE = "schedule"
    PICK_UP = "pick_up"
    SHELF = "shelf"
    SHIP = "ship"
    ON_THE_WAY = "on_the_way"
    GIVE_ONLINE = "give_online"
    REST = "rest"
    INCIDENT = "incident"
    HALTED = "halted"


class _List(NamedTuple):
    words: str  # who has it now, as the patient reads it
    roles: frozenset[Role]  # who works it


def _by(words: str, *roles: Role) -> _List:
    return _List(words, frozenset(roles))


LISTS: dict[WorkList, _List] = {
    WorkList.APPLICANT: _by("您本人", Role.SERVICE),
    WorkList.MACHINE: _by("系统自动处理", Role.SERVICE, Role.REVIEWER),
    WorkList.REVIEW: _by("病案室审核", Role.REVIEWER),
    WorkList.SECOND_REVIEW: _by("病案室复核", Role.SECOND_REVIEWER),
    WorkList.MEDICAL_AFFAIRS: _by("医务科", Role.MEDICAL_AFFAIRS),
    WorkList.STORE_ROOM: _by("病案库房", Role.STORE_ROOM),
    WorkList.CHASE: _by("病案库房催还", Role.STORE_ROOM),
    WorkList.COPY: _by("复印室", Role.COPY_DESK),
    WorkList.CHECK: _by("复印室核对", Role.COPY_DESK),
    WorkList.SCHEDULE: _by("复印室安排领取时间", Role.COPY_DESK),
    WorkList.PICK_UP: _by("复印室领取窗口", Role.COPY_DESK),
    WorkList.SHELF: _by("复印室待领架", Role.COPY_DESK),
    WorkList.SHIP: _by("复印室寄件", Role.COPY_DESK),
    WorkList.ON_THE_WAY: _by("快递公司", Role.COPY_DESK),
    WorkList.GIVE_ONLINE: _by("复印室", Role.COPY_DESK),
    WorkList.REST: _by("病案库房，待余下病历归档", Role.STORE_ROOM),
    WorkList.INCIDENT: _by("医务科", Role.MEDICAL_AFFAIRS, Role.COPY_DESK),
    WorkList.HALTED: _by("病案室", Role.REVIEWER),
}

LIST_OF: dict[State, WorkList | None] = {
    State.DRAFT: WorkList.APPLICANT,
    State.AWAITING_PAPERS: WorkList.MACHINE,
    State.AWAITING_AUTHORISATION: WorkList.APPLICANT,
    State.SUBMITTED: WorkList.MACHINE,
    State.FORM_CHECKED: WorkList.REVIEW,
    State.IN_REVIEW: WorkList.REVIEW,
    State.AWAITING_SECOND_REVIEW: WorkList.SECOND_REVIEW,
    State.IN_SECOND_REVIEW: WorkList.SECOND_REVIEW,
    State.AT_MEDICAL_AFFAIRS: WorkList.MEDICAL_AFFAIRS,
    State.SENT_BACK: WorkList.APPLICANT,
    State.AWAITING_PREPAYMENT: WorkList.APPLICANT,
    State.APPROVED: WorkList.STORE_ROOM,
    State.APPROVED_IN_PART: WorkList.STORE_ROOM,
    State.RETRIEVING: WorkList.STORE_ROOM,
    State.CHASING: WorkList.CHASE,
    State.COUNTED: WorkList.MACHINE,
    State.AWAITING_PAYMENT: WorkList.APPLICANT,
    State.TO_COPY: WorkList.COPY,
    State.COPYING: WorkList.COPY,
    State.CHECKING: WorkList.CHECK,
    State.REPRINTING: WorkList.COPY,
    State.TO_SCHEDULE: WorkList.SCHEDULE,
    State.TIME_PROPOSED: WorkList.APPLICANT,
    State.TIME_COUNTERED: WorkList.SCHEDULE,
    State.TO_PICK_UP: WorkList.PICK_UP,
    State.RETURNED_TO_SHELF: WorkList.SHELF,
    State.TO_SHIP: WorkList.SHIP,
    State.HANDED_TO_CARRIER: WorkList.ON_THE_WAY,
    State.CARRIER_TROUBLE: WorkList.SHIP,
    State.TO_GIVE_ONLINE: WorkList.GIVE_ONLINE,
    State.REST_AWAITED: WorkList.REST,
    State.RECALLED: WorkList.INCIDENT,
    State.HALTED: WorkList.HALTED,
    State.COMPLETED: None,
    State.REFUSED: None,
    State.WITHDRAWN: None,
    State.CLOSED_UNPAID: None,
    State.LAPSED: None,
}
OVER = frozenset(state for state, where in LIST_OF.items() if where is None)
OPEN = frozenset(State) - OVER

WRITABLE = frozenset({State.DRAFT, State.SENT_BACK})  # the applicant may change what it says
READY = frozenset({State.TO_SCHEDULE, State.TO_SHIP, State.TO_GIVE_ONLINE})  # by the way the copies go
REVIEWING = frozenset({State.IN_REVIEW, State.IN_SECOND_REVIEW})
_DECIDED = frozenset({State.AWAITING_PREPAYMENT, State.APPROVED, State.APPROVED_IN_PART})
_ERRORS = frozenset({State.REPRINTING, State.RECALLED})
_HANDED = frozenset({State.COMPLETED, State.REST_AWAITED})
UNCOPIED = frozenset(  # nothing has been copied (of this round): withdrawing is free, what was paid comes back
    {
        State.DRAFT,
        State.AWAITING_PAPERS,
        State.AWAITING_AUTHORISATION,
        State.SUBMITTED,
        State.FORM_CHECKED,
        State.IN_REVIEW,
        State.AWAITING_SECOND_REVIEW,
        State.IN_SECOND_REVIEW,
        State.AT_MEDICAL_AFFAIRS,
        State.SENT_BACK,
        State.AWAITING_PREPAYMENT,
        State.APPROVED,
        State.APPROVED_IN_PART,
        State.RETRIEVING,
        State.CHASING,
        State.COUNTED,
        State.AWAITING_PAYMENT,
        State.TO_COPY,
        State.REST_AWAITED,
        State.CLOSED_UNPAID,
    }
)
AT_THE_WINDOW = frozenset(  # the copies lie ready to be fetched
    {State.TO_SCHEDULE, State.TIME_PROPOSED, State.TIME_COUNTERED, State.TO_PICK_UP, State.RETURNED_TO_SHELF}
)
CHECKED = AT_THE_WINDOW | {State.TO_SHIP, State.TO_GIVE_ONLINE}  # every page looked at, and still here
COPIED = CHECKED | {State.COPYING, State.CHECKING}  # withdrawing brings back what was not used, ⚙ never the copying
WITHDRAWABLE = UNCOPIED | COPIED
HALTABLE = OPEN - {State.HALTED, State.HANDED_TO_CARRIER, State.CARRIER_TROUBLE, State.RECALLED}

_STEPS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.AWAITING_PAPERS, State.AWAITING_AUTHORISATION, State.SUBMITTED, State.LAPSED}),
    State.AWAITING_PAPERS: frozenset({State.SENT_BACK, State.AWAITING_AUTHORISATION, State.SUBMITTED}),
    State.AWAITING_AUTHORISATION: frozenset({State.SENT_BACK, State.SUBMITTED, State.LAPSED}),
    State.SUBMITTED: frozenset({State.SENT_BACK, State.FORM_CHECKED}),
    State.FORM_CHECKED: frozenset({State.IN_REVIEW, State.SENT_BACK}),
    State.IN_REVIEW: _DECIDED
    | {State.FORM_CHECKED, State.SENT_BACK, State.REFUSED, State.AWAITING_SECOND_REVIEW, State.AT_MEDICAL_AFFAIRS},
    State.AWAITING_SECOND_REVIEW: frozenset({State.IN_SECOND_REVIEW, State.SENT_BACK}),
    State.IN_SECOND_REVIEW: _DECIDED | {State.AWAITING_SECOND_REVIEW, State.SENT_BACK, State.REFUSED, State.AT_MEDICAL_AFFAIRS},
    State.AT_MEDICAL_AFFAIRS: _DECIDED | {State.FORM_CHECKED, State.SENT_BACK, State.REFUSED},
    State.SENT_BACK: frozenset({State.AWAITING_PAPERS, State.AWAITING_AUTHORISATION, State.SUBMITTED, State.LAPSED}),
    State.AWAITING_PREPAYMENT: frozenset({State.APPROVED, State.APPROVED_IN_PART, State.CLOSED_UNPAID, State.SENT_BACK}),
    State.APPROVED: frozenset({State.RETRIEVING, State.CHASING, State.SENT_BACK}),
    State.APPROVED_IN_PART: frozenset({State.RETRIEVING, State.CHASING, State.SENT_BACK}),
    State.RETRIEVING: frozenset({State.APPROVED, State.APPROVED_IN_PART, State.CHASING, State.COUNTED}),
    State.CHASING: frozenset({State.RETRIEVING, State.AT_MEDICAL_AFFAIRS, State.REFUSED}),
    State.COUNTED: frozenset({State.AWAITING_PAYMENT, State.TO_COPY}),
    State.AWAITING_PAYMENT: frozenset({State.TO_COPY, State.CLOSED_UNPAID, State.RETRIEVING}),
    State.TO_COPY: frozenset({State.COPYING, State.CHASING}),
    State.COPYING: frozenset({State.TO_COPY, State.CHECKING, State.COUNTED, State.CHASING}),
    State.CHECKING: READY | _ERRORS | {State.COPYING},
    State.REPRINTING: frozenset({State.CHECKING, State.CHASING}),
    State.TO_SCHEDULE: _ERRORS | _HANDED | {State.TIME_PROPOSED, State.TIME_COUNTERED, State.TO_PICK_UP, State.TO_SHIP},
    State.TIME_PROPOSED: _ERRORS
    | _HANDED
    | {State.TIME_COUNTERED, State.TO_PICK_UP, State.TO_SCHEDULE, State.TO_SHIP, State.RETURNED_TO_SHELF},
    State.TIME_COUNTERED: _ERRORS | _HANDED | {State.TIME_PROPOSED, State.TO_PICK_UP, State.TO_SCHEDULE, State.TO_SHIP},
    State.TO_PICK_UP: _ERRORS | _HANDED | {State.TO_SCHEDULE, State.TIME_COUNTERED, State.TO_SHIP, State.RETURNED_TO_SHELF},
    State.RETURNED_TO_SHELF: _ERRORS | _HANDED | {State.TO_SCHEDULE, State.TIME_COUNTERED, State.TO_SHIP},
    State.TO_SHIP: _ERRORS | {State.HANDED_TO_CARRIER, State.TO_SCHEDULE},
    State.HANDED_TO_CARRIER: _HANDED | {State.CARRIER_TROUBLE},
    State.CARRIER_TROUBLE: _HANDED | {State.TO_SHIP, State.TO_SCHEDULE, State.REPRINTING, State.HANDED_TO_CARRIER},
    State.TO_GIVE_ONLINE: _ERRORS | _HANDED | {State.TO_SCHEDULE, State.TO_SHIP},
    State.REST_AWAITED: _ERRORS | {State.APPROVED, State.APPROVED_IN_PART, State.CHASING},
    State.RECALLED: frozenset({State.REPRINTING, State.COMPLETED, State.REST_AWAITED}),
    State.HALTED: HALTABLE | {State.REFUSED, State.WITHDRAWN},  # back to where it stood, when the death was an error
    State.COMPLETED: _ERRORS,
    State.REFUSED: frozenset({State.FORM_CHECKED}),  # taken up again after a complaint
    State.WITHDRAWN: frozenset(),
    State.CLOSED_UNPAID: frozenset({State.AWAITING_PAYMENT, State.AWAITING_PREPAYMENT}),
    State.LAPSED: frozenset({State.DRAFT}),
}


def _next(state: State) -> frozenset[State]:
    withdrawn = {State.WITHDRAWN} if state in WITHDRAWABLE else set()
    return _STEPS[state] | withdrawn | ({State.HALTED} if state in HALTABLE else set())


NEXT: dict[State, frozenset[State]] = {state: _next(state) for state in State}


class Money(StrEnum):
    """Where the money of an application stands; each bill has a state of its own."""

    NONE = "none"  # nothing is asked yet
    FREE = "free"  # by law, or as the hospital chose
    DUE = "due"  # a bill is open
    LAPSED = "lapsed"  # it was not paid in time
    SETTLED = "settled"  # whatever was asked is paid
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    REFUND_STUCK = "refund_stuck"  # with the cashier now


NEXT_MONEY: dict[Money, frozenset[Money]] = {
    Money.NONE: frozenset({Money.DUE, Money.FREE, Money.SETTLED}),
    Money.FREE: frozenset({Money.DUE}),
    Money.DUE: frozenset({Money.SETTLED, Money.LAPSED, Money.REFUNDING, Money.NONE}),
    Money.LAPSED: frozenset({Money.DUE, Money.REFUNDING}),
    Money.SETTLED: frozenset({Money.DUE, Money.REFUNDING}),
    Money.REFUNDING: frozenset({Money.REFUNDED, Money.REFUND_STUCK, Money.DUE, Money.SETTLED}),
    Money.REFUND_STUCK: frozenset({Money.REFUNDED, Money.DUE}),
    Money.REFUNDED: frozenset({Money.REFUNDING, Money.DUE, Money.SETTLED}),
}


class Chase(StrEnum):
    """Why a record cannot be fetched yet."""

    ON_LOAN = "on_loan"
    WITH_CODER = "with_coder"
    NOT_ARCHIVED = "not_archived"
    PART_MISSING = "part_missing"
    BEYOND_RETENTION = "beyond_retention"


class Delivery(StrEnum):
    """How the copies go: exactly one."""

    PICK_UP = "pick_up"
    EXPRESS = "express"
    ONLINE = "online"  # ⚙ electronic copy


READY_FOR = {Delivery.PICK_UP: State.TO_SCHEDULE, Delivery.EXPRESS: State.TO_SHIP, Delivery.ONLINE: State.TO_GIVE_ONLINE}
