"""What goes in and out at the edge of phone changes. Numbers go out masked, save to the reviewer who has claimed the case."""

from typing import Literal

from pydantic import Field

from chalicelib.cards import binding, phones
from chalicelib.cards.models import Relation
from chalicelib.cards.newphone import asking, deciding, steps
from chalicelib.cards.newphone.models import Change, Side, State
from chalicelib.cards.views import PLAIN
from chalicelib.gateways.his.systems import Identity as Kind
from chalicelib.kernel import masks
from chalicelib.kernel.http import Input, Query, View
from chalicelib.staff.sessions import Staff, StaffId, name_of
from chalicelib.vault.papers import PaperView

WORDS = {
    State.AWAITING_CODE: "等待验证新手机号",
    State.AWAITING_PAPERS: "请上传证件照片和手持证件照",
    State.SUBMITTED: "已提交，等待工作人员审核",
    State.IN_REVIEW: "工作人员正在审核",
    State.APPROVED: "审核通过，正在更新医院预留手机号",
    State.DONE: "已更新，可用新手机号绑定就诊卡",
    State.REFUSED: "未通过",
    State.AT_WINDOW: "医院系统未能更新，请携带证件原件到窗口办理",
    State.WITHDRAWN: "已撤回",
    State.LAPSED: "照片未在期限内上传，申请已关闭，可重新申请",
}
SIDES = {Side.FRONT: "证件正面", Side.BACK: "证件反面", Side.HANDHELD: "手持证件照"}


class ChangeInput(Input):
    """Whose reserved phone is to become which."""

    name: str = Field(min_length=1, max_length=50, pattern=PLAIN)
    kind: Kind
    number: str = Field(min_length=1, max_length=40, pattern=PLAIN)
    card: str | None = Field(
        default=None, min_length=1, max_length=40, pattern=PLAIN, description="needed where there are several"
    )
    phone: str = Field(min_length=1, max_length=24, pattern=PLAIN, description="the new one")

    def claim(self) -> binding.Claim:
        """As the deed takes it; the relation does not matter here."""
        return binding.Claim(self.name, self.kind, self.number, Relation.SELF, self.card)


class PhotographInput(Input):
    """Which photograph is to be uploaded."""

    side: Side
    content_type: Literal["image/jpeg", "image/png"] = "image/jpeg"


class PhotographView(View):
    """How one photograph stands; `problem` says in words why it was not taken."""

    side: Side
    words: str
    state: str
    problem: str


class ChangeView(View):
    """A change, for its applicant."""

    change: str
    state: State
    words: str
    name: str
    phone: str
    asked_at: str
    at: str
    reason: str
    photographs: list[PhotographView]


class ChangesView(View):
    """All of them, the latest first."""

    changes: list[ChangeView]


class PhotographFormView(View):
    """What the phone posts as multipart/form-data: all fields first, the file last, named `file`."""

    url: str
    fields: dict[str, str]
    until: str
    largest: int


class ChangesAfter(Query):
    """Where the page begins."""

    after: str = ""


class ChangeRowView(View):
    """One line of the list."""

    change: str
    state: State
    words: str
    name: str
    asked_at: str
    reviewer: str


class ChangeRowsView(View):
    """A page of it."""

    rows: list[ChangeRowView]
    next: str


class ChangeCaseView(View):
    """A change, for its reviewer. Name, numbers and phones are in clear only for who has claimed it."""

    change: str
    state: State
    words: str
    mine: bool
    name: str
    kind: Kind
    number: str
    old: str
    phone: str
    refused_before: int
    asked_at: str
    reviewer: str
    reason: str
    photographs: list[PhotographView]


class ChangeLookInput(Input):
    """Why."""

    reason: str = Field(min_length=1, max_length=200)


class ChangeDecisionInput(Input):
    """Yes, or no and why."""

    approve: bool
    reason: str = Field(default="", max_length=200)


class PictureView(View):
    """One watermarked photograph: JPEG in base64."""

    image: str


def change(found: Change) -> ChangeView:
    """For its applicant."""
    shown, asked = asking.shown(found), steps.asked(found)
    return ChangeView(
        change=found.id,
        state=found.stands,
        words=WORDS[found.stands],
        name=masks.name(asked.name),
        phone=masks.phone(asked.new),
        asked_at=found.asked_at,
        at=found.at,
        reason=deciding.why(found),
        photographs=[_photograph(one) for one in shown.papers],
    )


def row(found: Change) -> ChangeRowView:
    """For the list."""
    return ChangeRowView(
        change=found.id,
        state=found.stands,
        words=WORDS[found.stands],
        name=masks.name(steps.asked(found).name),
        asked_at=found.asked_at,
        reviewer=name_of(StaffId(found.reviewer)) if found.reviewer else "",
    )


def case(me: Staff, seen: deciding.Case) -> ChangeCaseView:
    """For a reviewer."""
    found, asked = seen.change, seen.asked
    clear = found.stands is State.IN_REVIEW and found.reviewer == me.id
    return ChangeCaseView(
        change=found.id,
        state=found.stands,
        words=WORDS[found.stands],
        mine=clear,
        name=asked.name if clear else masks.name(asked.name),
        kind=asked.kind,
        number=asked.number if clear else masks.number(asked.number),
        old=_phone(asked.old, clear=clear),
        phone=_phone(asked.new, clear=clear),
        refused_before=seen.refused_before,
        asked_at=found.asked_at,
        reviewer=name_of(StaffId(found.reviewer)) if found.reviewer else "",
        reason=deciding.why(found),
        photographs=[_photograph(one) for one in seen.papers],
    )


def _phone(number: str, *, clear: bool) -> str:
    return number.removeprefix(phones.CHINA) if clear or not number else masks.phone(number)


def _photograph(one: PaperView) -> PhotographView:
    side = Side(one.kind)
    return PhotographView(side=side, words=SIDES[side], state=one.state.value, problem=one.problem.words if one.problem else "")
