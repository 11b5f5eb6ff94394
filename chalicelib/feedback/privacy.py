"""What this room holds of an account: the ratings it gave and the cases it wrote under its name."""

from pynamodb.expressions.update import Action

from chalicelib.feedback import cases, rating, showing, transitions
from chalicelib.feedback.models import Case, Listed, Rating
from chalicelib.feedback.states import Showing
from chalicelib.feedback.transitions import At
from chalicelib.kernel.ids import AccountId
from chalicelib.kernel.tables import Unit


def export(account: AccountId) -> dict[str, object]:
    """What was rated and written, with the hospital's answers."""
    return {"ratings": [_rating(one) for one in _rated(account)], "cases": [_case(one) for one in cases.of_account(account)]}


def forget(account: AccountId) -> None:
    """Ratings lose their words and whose they were; cases stay as the hospital must keep them, under nobody's name or phone."""
    for one in _rated(account):
        with Unit() as unit:
            if one.words:
                showing.forget(unit, one)
            unit.delete(Listed(rating.rated_by(account), f"{one.answered}#{one.id}"))
            gone = [Rating.account.set(""), Rating.words.remove(), Rating.showing.set(Showing.KEPT.value)]
            unit.update(Rating(one.id), [*gone, Rating.version.add(1)], condition=Rating.account == account)
    for found in cases.of_account(account):
        with Unit() as unit:
            nobody: list[Action] = [Case.account.set(""), Case.patient.set(""), Case.phone.remove()]
            unit.update(Case(found.id), nobody, condition=Case.account == account)
            unit.delete(Listed(At.account(account), f"{found.since}#{found.id}"))


def _rated(account: AccountId) -> list[Rating]:
    return rating.given_by(account)


def _rating(one: Rating) -> dict[str, object]:
    return {"day": one.day, "scores": one.scores, "words": rating.words(one), "answered": one.answered}


def _case(one: Case) -> dict[str, object]:
    told = [line for line in cases.steps(one.id) if line.told]
    lines = [{"at": line.at, "happened": line.happened, "words": transitions.words_of(line)} for line in told]
    about = {"kind": one.kind, "since": one.since, "state": one.state, "words": cases.words(one), "phone": cases.phone(one)}
    return about | {"lines": lines}
