"""What patients call, whoever holds a QR code, and the call device's bell."""

import json

from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.directory import functions
from chalicelib.followup import choosing, showing, views
from chalicelib.followup.asks import answering, surveys
from chalicelib.followup.tasks import calling
from chalicelib.kernel.http import Anyone, Raw, Request, Routes
from chalicelib.kernel.idempotency import Once
from chalicelib.kernel.ids import OPAQUE, PatientId

routes = Routes(__name__)
FUNCTION = "follow_up"


@routes.get("/follow-ups", who=PresentPatient)
def list_follow_ups(me: PresentPatient) -> views.FollowUpsView:
    """What was asked of me and of those for whom I may speak."""
    functions.require(FUNCTION)
    return views.follow_ups(showing.of(me.account))


@routes.get("/follow-ups/{ask}", who=PresentPatient)
def show_ask(me: PresentPatient, ask: str) -> views.AskView:
    """One questionnaire; once answered, with what was said and advised."""
    return views.ask(answering.mine(me, ask))


@routes.post("/follow-ups/{ask}/answers", who=Patient, body=views.AnswersInput, once=True)
def answer(me: Patient, ask: str, wanted: views.AnswersInput, once: Once) -> views.AnsweredView:
    """Answer it, once; what the hospital advises is told at once."""
    return views.answered(answering.answer(me, ask, wanted.answers, once).advice)


@routes.put("/patients/{patient}/follow-up", who=Patient, body=views.ChoiceInput)
def choose(me: Patient, patient: PatientId, wanted: views.ChoiceInput) -> None:
    """Whether this patient wants to be followed up."""
    choosing.choose(me, patient, wanted=wanted.wanted)


@routes.get("/surveys/{survey}", who=Anyone)
def open_survey(who: Anyone, survey: str) -> views.SurveyView:
    """What a QR code opens: one patient's questionnaire, or an anonymous survey."""
    return views.survey(surveys.opened(survey, who.address))


@routes.put("/surveys/{survey}/answers/{answer}", who=Anyone, body=views.AnswersInput)
def answer_survey(who: Anyone, survey: str, answer: str, wanted: views.AnswersInput) -> views.ThanksView:
    """Answer it, under an id of random bits made by the phone; the same again is one answer."""
    return views.thanks(surveys.answer(survey, answer, wanted.answers, who.address))


@routes.callback("POST", "/follow-up/calls/pushes")
def hear_device(_: Anyone, request: Request) -> Raw:
    """The call device's bell, unsigned: nothing that it says is believed, the call is asked about."""
    try:
        number = json.loads(request.body)["number"]
    except (ValueError, KeyError, TypeError):
        return Raw(400)
    if isinstance(number, str) and OPAQUE.fullmatch(number):
        calling.rung(number)
    return Raw(200, "{}")
