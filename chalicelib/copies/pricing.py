"""The price follows the count: by the public tariff, for all rounds so far, against what was paid."""

import datetime as dt

from pynamodb.expressions.update import Action

from chalicelib.copies import bills, desk_settings, records, retrieving, settings, tariff, transitions
from chalicelib.copies.models import Application, Bill, What
from chalicelib.copies.settings import CopiesSettings
from chalicelib.copies.states import COPIED, UNCOPIED, Delivery, Money, State
from chalicelib.copies.tariff import Price
from chalicelib.kernel import clock
from chalicelib.kernel.tables import Unit


def price_it(application: str) -> None:
    """Price a counted round: free or covered goes on to be copied (a surplus goes back), else a bill is opened. Done twice it is done once."""
    found = records.known(application)
    if found.stands is not State.COUNTED:
        return
    made = of_round(found, settings.chosen(found.campus))
    prices = {**found.price, str(int(found.round)): made.model_dump() | {"total": made.total}}
    asked, credit = total(prices), credit_of(found)
    priced: list[Action] = [Application.price.set(prices), Application.tariff.set(made.tariff)]
    with Unit() as unit:
        if asked > credit:
            bill = bills.open_one(unit, found, what(found), asked - credit)
            to, money, due = State.AWAITING_PAYMENT, Money.DUE, ends(bill)
        else:
            to, money, due = State.TO_COPY, Money.SETTLED if credit else Money.FREE, None
            priced += _surplus(unit, found, credit - asked)
        transitions.step(unit, found, to, *priced, money=money, due=due)


def _surplus(unit: Unit, found: Application, amount: int) -> list[Action]:
    """What was prepaid beyond the price goes back at once, unless a rest is still to be priced."""
    if amount <= 0 or retrieving.rest_due(found) is not None:
        return []
    return bills.give_back(unit, found, amount, f"surplus-{found.version}")


def what(found: Application) -> What:
    """What the next bill is for."""
    return What.TOP_UP if credit_of(found) else What.PRICE


def of_round(found: Application, chosen: CopiesSettings) -> Price:
    """What the present round costs."""
    pages: dict[str, int] = found.pages[str(int(found.round))]
    cod = desk_settings.chosen(found.campus).cash_on_delivery
    return tariff.price(
        chosen.tariff,
        pages=sum(pages.values()),
        copies=int(found.copies),
        certified=bool(found.certified),
        express_to=found.province if found.goes is Delivery.EXPRESS and not cod else None,
        online=found.goes is Delivery.ONLINE,
        free=chosen.free_words if found.who in chosen.free_for else "",
    )


def total(prices: dict[str, dict[str, int]]) -> int:
    """What all rounds so far cost."""
    return sum(one["total"] for one in prices.values())


def credit_of(found: Application) -> int:
    """What was paid and not asked back."""
    return int(found.paid) - int(found.back)


def ends(bill: Bill) -> dt.datetime:
    """Until when it may be paid."""
    return clock.read(bill.expires)


def unused(found: Application, was: State) -> int:
    """What goes back when an application ends in that state: all that was not used.

    Before copying everything (of earlier rounds nothing); after it the postage, and ⚙ the copying.
    """
    if was not in UNCOPIED | COPIED:
        return 0
    this = str(int(found.round))
    earlier: int = sum(one["total"] for number, one in found.price.items() if number != this or was is State.REST_AWAITED)
    used: int = 0
    if (
        was in COPIED
        and this in found.price
        and not settings.chosen(found.campus).copying_returned
        and not found.price[this]["free"]
    ):
        used = found.price[this]["copying"] + found.price[this]["certification"]
    return max(0, credit_of(found) - earlier - used)
