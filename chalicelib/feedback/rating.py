"""Rating: one answer a visit or stay, by whoever may act for the patient."""

import contextlib
from typing import NamedTuple

from chalicelib.accounts.sessions import Patient, still_signed_in
from chalicelib.cards import access
from chalicelib.cards.models import Level
from chalicelib.feedback import asking, refused, settings
from chalicelib.feedback.models import Listed, Rating
from chalicelib.feedback.states import About, RatingState, Showing
from chalicelib.kernel import clock, facts, refusals, sealing
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.kernel.ids import AccountId, PatientId
from chalicelib.kernel.tables import Unit

RATED = "feedback.rated"


class Answer(NamedTuple):
    """Scores 1 to 5, words, and whether other patients may read the words."""

    scores: dict[About, int]
    words: str
    show: bool


def known(rating: str) -> Rating:
    """Raises NotFound."""
    found = Rating.find(rating)
    if found is None:
        raise refusals.NotFound
    return found


def mine(me: Patient, rating: str) -> Rating:
    """One of somebody for whom I may book. Raises NotFound: strangers learn nothing."""
    found = known(rating)
    if not access.allowed(me.account, PatientId(found.patient), Level.BOOK):
        raise refusals.NotFound
    return found


def open_for(account: AccountId) -> list[Rating]:
    """What can still be rated, the latest visit first."""
    found = [one for patient in _acted_for(account) for one in _of(patient)]
    now = clock.stamp(clock.now())
    waiting = [one for one in found if one.state == RatingState.ASKED and one.ends > now]
    return sorted(waiting, key=lambda one: one.asked, reverse=True)


def _acted_for(account: AccountId) -> list[str]:
    return [link.patient for link in access.mine(account) if access.reaches(link, Level.BOOK)]


def _of(patient: str) -> list[Rating]:
    keys = [one.id for one in Listed.query(asking.of_patient(patient), consistent_read=True)]
    return list(Rating.batch_get(keys, consistent_read=True)) if keys else []


def asked(found: Rating) -> frozenset[About]:
    """What is scored: the doctor only where one is named."""
    return frozenset(About) if found.doctor else frozenset(About) - {About.DOCTOR}


def rate(me: Patient, rating: str, answer: Answer, once: Once) -> Rating:
    """Answer once; the same request again finds it answered. Raises RatedAlready, RatingOver, NothingScored, NotYours, NotLiving."""
    found = mine(me, rating)
    if answer.scores.keys() != asked(found):
        raise refused.NothingScored
    now = clock.stamp(clock.now())
    if found.ends <= now:
        raise refused.RatingOver
    showing = Showing.CHECKING if answer.show and answer.words and settings.chosen(found.campus).shown else Showing.KEPT
    unit = Unit()
    once.remember(unit, found.id)
    still_signed_in(unit, me)
    access.require(unit, me, PatientId(found.patient), Level.BOOK)
    unit.update(
        Rating(found.id),
        [
            Rating.state.set(RatingState.ANSWERED.value),
            Rating.version.set(int(found.version) + 1),
            Rating.account.set(me.account),
            Rating.scores.set({about.value: score for about, score in answer.scores.items()}),
            Rating.showing.set(showing.value),
            Rating.answered.set(now),
            *([Rating.words.set(sealing.seal(Rating.noun, found.id, "words", answer.words))] if answer.words else []),
        ],
        condition=(Rating.state == RatingState.ASKED.value) & (Rating.patient == found.patient) & (Rating.ends > now),
        otherwise=refused.RatedAlready,
    )
    if answer.words:
        unit.put(Listed(said_at(found.campus), f"{now}#{found.id}"))
    unit.put(Listed(rated_by(me.account), f"{now}#{found.id}"))
    facts.tell(unit, RATED, found.id, int(found.version) + 1, **_about(found, answer))
    with contextlib.suppress(Repeated):
        once.commit(unit)
    return known(found.id)


def rated_by(account: str) -> str:
    """The list of the ratings that an account gave."""
    return f"rated#{account}"


def given_by(account: AccountId) -> list[Rating]:
    """The ratings that an account gave, oldest first."""
    keys = [one.id for one in Listed.query(rated_by(account), consistent_read=True)]
    return list(Rating.batch_get(keys, consistent_read=True)) if keys else []


def said_at(campus: str) -> str:
    """The list of a campus's ratings that have words."""
    return f"said#{campus}"


def _about(found: Rating, answer: Answer) -> dict[str, str]:
    scores = {f"score_{about}": str(score) for about, score in answer.scores.items()}
    where = {"campus": found.campus, "department": found.department, "doctor": found.doctor, "occasion": found.occasion}
    return where | scores


def words(found: Rating) -> str:
    """What was written, if anything."""
    return sealing.unseal(Rating.noun, found.id, "words", found.words) if found.words else ""


def said(campus: str, after: str, limit: int) -> tuple[list[Rating], str]:
    """Ratings with words, the latest first, and where the next page begins (empty: there is none)."""
    before = Listed.key < after if after else None
    items = list(Listed.query(said_at(campus), before, limit=limit + 1, scan_index_forward=False))
    found = {one.id: one for one in Rating.batch_get([one.id for one in items[:limit]])} if items else {}
    rows = [found[one.id] for one in items[:limit] if one.id in found]
    return rows, items[limit - 1].key if len(items) > limit else ""
