"""What patients do while the service desk is at work: they complain, praise, rate and write."""

import uuid

from chalicelib.chat import talking
from chalicelib.chat.models import id_of
from chalicelib.feedback import registering, showing, transitions
from chalicelib.feedback.models import Rating
from chalicelib.feedback.models import Listed as FeedbackListed
from chalicelib.feedback.rating import said_at
from chalicelib.feedback.registering import Said
from chalicelib.feedback.states import About, CaseKind, Occasion, RatingState, Showing
from chalicelib.kernel import clock, ids, sealing
from chalicelib.kernel.idempotency import once
from chalicelib.kernel.tables import Unit
from tests.registration import people

CAMPUS, DEPARTMENT = "east", "cardiology"
COMPLAINT = "候诊区没有座位，站了一个多小时，请增加座椅"


def request():
    return once("patient", "POST /feedback", uuid.uuid4().hex, b"{}")


def complains(words=COMPLAINT, *, due="", anonymous=False, phone="13900001111", kind=CaseKind.COMPLAINT):
    """Somebody's complaint, due in some working days unless told otherwise; with the code of an anonymous one."""
    said = Said(kind, words, CAMPUS, DEPARTMENT, phone="" if anonymous else phone)
    if not due:
        return registering.register(people.account(), said, request(), anonymous=anonymous).case
    made = registering._made(ids.new(), said, anonymous=anonymous)
    made.due = due
    with Unit() as unit:
        transitions.begin(unit, made)
    return made


def rates(words, *, stars=4, stands=Showing.TO_DECIDE):
    """Somebody has rated a visit with words that others may read, and the content check was not sure."""
    now = clock.stamp(clock.now())
    made = Rating(
        ids.new(),
        occasion=Occasion.VISIT.value,
        reference=ids.new(),
        patient=ids.new(),
        campus=CAMPUS,
        department=DEPARTMENT,
        day=clock.today().isoformat(),
        asked=now,
        ends=now,
        state=RatingState.ANSWERED.value,
        showing=stands.value,
        scores={about.value: stars for about in About if about is not About.DOCTOR},
        answered=now,
    )
    made.words = sealing.seal(Rating.noun, made.id, "words", words)
    with Unit() as unit:
        unit.put(made)
        unit.put(FeedbackListed(said_at(CAMPUS), f"{now}#{made.id}"))
        if stands is Showing.TO_DECIDE:
            unit.put(FeedbackListed(showing.to_decide_at(CAMPUS), f"{now}#{made.id}"))
    return made


class Writer:
    """Somebody at the mini program's service desk."""

    def __init__(self, name):
        self._who = people.somebody(his_id=None, name=name)
        self.chat = id_of(self._who.me.account)

    def writes(self, words):
        talking.write(self._who.me, words, CAMPUS, self._who.patient, request())

    def reads(self):
        """What stands on the phone."""
        from chalicelib.chat import transitions as lines

        return [lines.words_of(one) for one in talking.news(self._who.me.account, 0)]
