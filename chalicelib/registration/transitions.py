"""Every change of a registration: written with the version and state it was read in as condition, and told as a fact."""

from pynamodb.expressions.update import Action

from chalicelib.kernel import clock, facts
from chalicelib.kernel.money import Fen
from chalicelib.kernel.tables import Unit
from chalicelib.payments import refunds
from chalicelib.registration import places, quotas, refused
from chalicelib.registration.models import Delivery, Registration
from chalicelib.registration.states import NEXT, NEXT_MONEY, Money, State

WHERE = ("campus", "department", "doctor")  # told with every change, for whoever counts
REFUND_CAUSE = "registration"  # one for all ends: a fee is paid back once, whatever ended the registration


def change(unit: Unit, registration: Registration, fact: str, *changes: Action, money: Money | None = None, **about: str) -> None:
    """Change a registration that stays in its state, and tell it as `registration.<fact>`."""
    _write(unit, registration, fact, [*changes, *_money(registration, money)], about)


def step(unit: Unit, registration: Registration, to: State, *changes: Action, money: Money | None = None, **about: str) -> None:
    """Go to another state. Raises ChangedMeanwhile when that is not a legal step from where it stands."""
    if to not in NEXT[registration.stands]:
        raise refused.ChangedMeanwhile
    changes = (Registration.state.set(to.value), *changes, *_money(registration, money))
    _write(unit, registration, to.value, [*changes], {"was": registration.state, **about})


def end(
    unit: Unit,
    registration: Registration,
    to: State,
    *changes: Action,
    free: bool | None = None,
    money: Money | None = None,
    **about: str,
) -> None:
    """Go to a state in which no place is held: the number and the quota come back, a fee that was paid is refunded.

    A shared number is free again when the HIS says so, unless `free` is given.
    """
    free = not registration.shared if free is None else free
    paid = registration.fee_stands is Money.PAID
    step(unit, registration, to, *changes, money=Money.REFUNDING if paid else money, **about)
    places.give_back(unit, registration, free=free)
    quotas.give_back(unit, registration.patient, registration.session)
    if paid:
        pay_back(unit, registration)
    heard = registration.shared or registration.stands is not State.HELD  # of an unpaid hold of an allotted number it never did
    if heard and to is not State.UNLOCKED:
        deliver(unit, registration)


def pay_back(unit: Unit, registration: Registration) -> None:
    """Ask for the whole fee to go back to the payer; asked twice it goes back once."""
    refunds.ask(
        unit,
        order=registration.order,
        amount=Fen(int(registration.fee)),
        reason="挂号退费",
        cause=REFUND_CAUSE,
    )


def deliver(unit: Unit, registration: Registration) -> None:
    """The HIS is to hold what this change makes of the registration."""
    unit.update(Delivery(registration.id), [Delivery.wanted.set(int(registration.version) + 1)])


def _money(registration: Registration, to: Money | None) -> list[Action]:
    if to is None or to is registration.fee_stands:
        return []
    if to not in NEXT_MONEY[registration.fee_stands]:
        raise refused.ChangedMeanwhile
    return [Registration.money.set(to.value)]


def _write(unit: Unit, registration: Registration, fact: str, changes: list[Action], about: dict[str, str]) -> None:
    version = int(registration.version)
    unit.update(
        Registration(registration.id),
        [Registration.version.set(version + 1), *changes],
        condition=(Registration.version == version) & (Registration.state == registration.state),
        otherwise=refused.ChangedMeanwhile,
    )
    where = {name: text for name in WHERE if (text := getattr(registration, name))}
    facts.tell(unit, f"registration.{fact}", registration.id, version + 1, **(where | about))


def moment() -> str:
    """Now, as it is written."""
    return clock.stamp(clock.now())
