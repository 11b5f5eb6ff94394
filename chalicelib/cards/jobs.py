"""What goes on by itself: cards from the HIS, what the HIS changed, telling persons of new links, birthdays."""

from chalicelib.cards import activating, adding, following, linking, proxies, telling
from chalicelib.cards.newphone import asking, carrying, steps
from chalicelib.cards.newphone import telling as notices
from chalicelib.cards.newphone.models import PURPOSE
from chalicelib.kernel.agenda import Due
from chalicelib.kernel.facts import Fact
from chalicelib.kernel.jobs import Jobs

jobs = Jobs(__name__)


@jobs.on(adding.REQUESTED)
def request_card(fact: Fact) -> None:
    """Ask the HIS for a new card."""
    activating.activate(fact.subject)


@jobs.due(activating.AGAIN)
def request_card_again(due: Due) -> None:
    """The HIS was away."""
    activating.activate(due.subject, int(due.about["tried"]))


@jobs.on(linking.BOUND)
def tell_person(fact: Fact) -> None:
    """Tell a person that an account was linked."""
    telling.tell(fact)


@jobs.due(telling.AGAIN)
def tell_again(due: Due) -> None:
    """See what became of an SMS."""
    telling.again(due)


@jobs.due(linking.BIRTHDAY)
def grow_up(due: Due) -> None:
    """Somebody turns 14 or 18."""
    proxies.grow_up(due)


@jobs.due(following.AGAIN)
def take_over_again(due: Due) -> None:
    """One patient of the HIS that could not be taken over before."""
    following.take_again(due.subject)


@jobs.on("paper.sealed", purpose=PURPOSE)
def count_photograph(fact: Fact) -> None:
    """A photograph for a new reserved phone lies in the vault."""
    asking.paper_sealed(fact.about["reference"])


@jobs.due(asking.LAPSE)
def lapse_change(due: Due) -> None:
    """The photographs did not come."""
    asking.lapse(due.subject)


@jobs.due(carrying.CARRY)
def carry_phone(due: Due) -> None:
    """Have the HIS reserve the new number."""
    carrying.carry(due)


@jobs.due(steps.DESTROY)
def destroy_photographs(due: Due) -> None:
    """A decided change's photographs are kept no longer."""
    carrying.destroy(due)


@jobs.due(notices.TELL)
def tell_of_phone(due: Due) -> None:
    """A short message about a changed phone."""
    notices.send(due)


cards_queue = jobs.queue("cards")
poll_patients = jobs.every("poll_patients", "rate(1 minute)", following.poll)
