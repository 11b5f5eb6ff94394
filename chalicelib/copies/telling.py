"""What applicants are told: one table from what happened to the message that tells it. Told by the room's own facts."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from chalicelib.copies import bills, finding
from chalicelib.copies.models import Application, Bill
from chalicelib.copies.pickup import times
from chalicelib.kernel import clock, facts
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.money import Fen, yuan
from chalicelib.kernel.tables import Unit
from chalicelib.messages import outbox
from chalicelib.messages.outbox import Kind

CONSUMER = "copies.telling"
PAGE = "copies/pages/detail/index?id={application}"
REMINDED = 1_000_000  # added to the version of a reminder: news of its own

SO = "so"
_Words = Callable[[Application], str]


class _News(NamedTuple):
    kind: Kind
    reason: _Words
    while_in: str | None = SO  # worth telling only while it stands so: in the state that the fact names, in another, in any


def _said(words: str) -> _Words:
    return lambda _found: words


def _why(found: Application) -> str:
    return found.reason or "请进入小程序查看说明"


def _to_mend(found: Application) -> str:
    return "；".join(one["why"] for one in found.mend) or "请进入小程序查看说明"


NEWS: dict[str, _News] = {
    "sent_back": _News(Kind.COPY_SENT_BACK, _to_mend),
    "halted": _News(Kind.COPY_SENT_BACK, _why),
    "awaiting_prepayment": _News(Kind.COPY_PRICED, _said("已审核同意，请预交复印费，多退少补")),
    "awaiting_payment": _News(Kind.COPY_PRICED, _said("病案复印已计价，付款后开始复印")),
    "approved_in_part": _News(Kind.COPY_REFUSED, _said("部分内容不能提供，原因请查看"), while_in=None),
    "refused": _News(Kind.COPY_REFUSED, _why),
    "closed_unpaid": _News(Kind.COPY_REFUSED, _said("逾期未付款已关闭，可一键重新打开")),
    "time_proposed": _News(Kind.COPY_TIME_PROPOSED, _said("请确认或改约")),
    "to_pick_up": _News(Kind.COPY_READY, _said("请携带身份证件和领取码")),
    "pick_up_near": _News(Kind.COPY_READY, _said("请按约定时间领取"), while_in="to_pick_up"),
    "pick_up_missed": _News(Kind.COPY_READY, _said("您未按时领取，请重新预约时间"), while_in=None),
    "returned_to_shelf": _News(Kind.COPY_READY, _said("逾期未领，请重新预约时间")),
    "to_give_online": _News(Kind.COPY_READY, _said("电子复印件正在准备")),
    "handed_to_carrier": _News(Kind.COPY_SHIPPED, lambda found: f"运单号{found.parcel.get('waybill', '')}，请本人签收"),
    "carrier_trouble": _News(Kind.COPY_SHIPPED, _said("快件异常，医院正在处理")),
    "rest_awaited": _News(Kind.COPY_DONE, _said("已交付部分，余下归档后再提供")),
    "completed": _News(Kind.COPY_DONE, _said("请为本次服务评价")),
    "recalled": _News(Kind.COPY_RECALLED, _said("复印件有误，请勿使用，医院将更换")),
    "refunded": _News(Kind.REFUNDED, _said("病案复印退费"), while_in=None),
}


def announce(fact: Fact) -> None:
    """Tell the applicant what the fact means, if it means something and still holds."""
    happened = fact.kind.removeprefix("copies.")
    news, found = NEWS.get(happened), Application.find(fact.subject)
    if news is None or found is None or not found.account:
        return
    if news.while_in is not None and found.state != (happened if news.while_in == SO else news.while_in):
        return
    with Unit() as unit:
        facts.once(unit, CONSUMER, fact.id)
        _tell(unit, found, news.kind, fact.version, news.reason(found), fact.about.get("amount", ""))


def remind_to_pay(found: Application, bill: Bill) -> None:
    """It is priced and still not paid."""
    with Unit() as unit:
        days = (clock.now() - clock.read(bill.opened)).days
        _tell(unit, found, Kind.COPY_PRICED, REMINDED + int(found.version) * 100 + days, "尚未付款，逾期将自动关闭")


def _tell(unit: Unit, found: Application, kind: Kind, version: int, reason: str, amount: str = "") -> None:
    outbox.tell(
        unit,
        kind=kind,
        patient=PatientId(found.patient),
        account=AccountId(found.account) if found.account else None,
        reference=found.id,
        version=version,
        day=_day(found, kind),
        values=_values(found, kind, reason, amount),
        urgent=kind is Kind.COPY_RECALLED,
        sensitive=any(stay.get("sensitive") for stay in found.stays),
        page=PAGE.format(application=found.id),
    )


def _when(found: Application, kind: Kind) -> dt.datetime:
    if kind is Kind.COPY_PRICED and (bill := bills.still_open(found.id)):
        return clock.read(bill.expires)
    if kind in (Kind.COPY_TIME_PROPOSED, Kind.COPY_READY) and found.time.get("half"):
        return times.start_of(found.time["half"])
    return clock.now()


def _day(found: Application, kind: Kind) -> dt.date:
    return clock.local(_when(found, kind)).date()


def _values(found: Application, kind: Kind, reason: str, amount: str) -> dict[str, str]:
    place = times.place(found.time["place"]).name if found.time.get("place") else ""
    values = {
        "name": finding.name_of(found),
        "number": found.number,
        "time": f"{clock.local(_when(found, kind)):%Y-%m-%d %H:%M}",
        "place": place,
        "reason": reason,
        "amount": _amount(found, kind, amount),
    }
    return {name: value for name, value in values.items() if value}


def _amount(found: Application, kind: Kind, amount: str) -> str:
    if amount:
        return yuan(Fen(int(amount)))
    if kind is Kind.COPY_PRICED and (bill := bills.still_open(found.id)):
        return yuan(Fen(int(bill.amount)))
    return ""
