"""The room's tables. Answers, results and names are sealed; the rest is ids, codes and moments."""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.followup.states import AlarmState, AskState, CallState, DocumentState, EnrolmentState, TaskState
from chalicelib.kernel.tables import Table


class Document(Table):
    """A plan, a questionnaire, the alarm rules of one, or a survey: its draft, and how many versions were published."""

    noun = "followup-documents"

    kind = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True)
    title = UnicodeAttribute()
    state = UnicodeAttribute(default=DocumentState.DRAFT.value)
    version = NumberAttribute(default=0)  # the newest published one; 0: none
    edition = NumberAttribute(default=1)  # of the draft: two who write at once are told
    draft = UnicodeAttribute()  # JSON
    by = UnicodeAttribute()  # who wrote the draft last
    at = UnicodeAttribute()


class Version(Table):
    """What was published: never changed, so that whoever is enrolled or was asked stays with it."""

    noun = "followup-versions"

    document = UnicodeAttribute(hash_key=True)  # kind#id
    number = UnicodeAttribute(range_key=True)  # 000001 …
    content = UnicodeAttribute()  # JSON
    written_by = UnicodeAttribute()
    by = UnicodeAttribute()  # who published or signed it
    at = UnicodeAttribute()


class Enrolment(Table):
    """One patient in one version of one plan, because of one stay or visit. The id follows from plan and stay."""

    noun = "followup-enrolments"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=EnrolmentState.ACTIVE.value)
    ended = UnicodeAttribute(default="")
    plan = UnicodeAttribute()
    plan_version = NumberAttribute()
    patient = UnicodeAttribute(default="")  # PatientId, as known when enrolled; empty: not known to the mini program
    his = UnicodeAttribute()  # HIS id of the patient
    encounter = UnicodeAttribute()
    department = UnicodeAttribute()
    doctor = UnicodeAttribute(default="")
    anchor = UnicodeAttribute()  # the day from which steps count
    steps = UnicodeSetAttribute(null=True)  # those that are done or were let fall
    asks = UnicodeSetAttribute(null=True)
    tasks = UnicodeSetAttribute(null=True)
    by = UnicodeAttribute(default="")  # who drew it; empty: the rule
    since = UnicodeAttribute()


class Of(Table):
    """What is whose: `patient#<id>` or `his#<id>` has enrolments and asks; `account#<id>` gave answers."""

    noun = "followup-of"

    whose = UnicodeAttribute(hash_key=True)
    what = UnicodeAttribute(range_key=True)  # enrolment#<id>, ask#<id>
    was = UnicodeAttribute(default="")  # the patient before the master index merged two


class OptOut(Table):
    """Whom the hospital does not follow up any more: by their own wish, or because the family told of a death."""

    noun = "followup-opt-outs"

    whose = UnicodeAttribute(hash_key=True)  # as in Of
    at = UnicodeAttribute()
    was = UnicodeAttribute(default="")  # the patient who said so, of two who became one


class Ask(Table):
    """One version of a questionnaire put to one patient."""

    noun = "followup-asks"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=AskState.OPEN.value)
    patient = UnicodeAttribute(default="")
    his = UnicodeAttribute()
    questionnaire = UnicodeAttribute()
    questionnaire_version = NumberAttribute()
    title = UnicodeAttribute()
    enrolment = UnicodeAttribute(default="")
    step = UnicodeAttribute(default="")
    department = UnicodeAttribute()
    doctor = UnicodeAttribute(default="")
    asked = UnicodeAttribute()
    expires = UnicodeAttribute()
    answered = UnicodeAttribute(default="")
    account = UnicodeAttribute(default="")  # whose phone answered; empty: by QR code or to staff, or that account is deleted
    staff = UnicodeAttribute(default="")  # who wrote down what was said
    request = UnicodeAttribute(default="")  # that answered: a repetition is told from a second answer
    response = BinaryAttribute(null=True, legacy_encoding=False)  # FHIR QuestionnaireResponse, sealed
    rules = NumberAttribute(default=0)  # version of the alarm rules that looked at it
    fired = UnicodeSetAttribute(null=True)  # ids of the rules that it set off


class Token(Table):
    """What a QR code opens: one ask, once, or an anonymous survey. The token itself is only in the code."""

    noun = "followup-tokens"

    digest = UnicodeAttribute(hash_key=True)
    ask = UnicodeAttribute(default="")
    survey = UnicodeAttribute(default="")
    until = TTLAttribute(null=True)


class Anonymous(Table):
    """One anonymous answer: which survey, in which month, what was said. Nothing else may ever stand here.

    Its id is made by the phone from random bits, so that a repetition is one; it tells neither order nor time.
    """

    noun = "followup-anonymous"

    survey_month = UnicodeAttribute(hash_key=True)  # <survey>#2026-11
    id = UnicodeAttribute(range_key=True)
    questionnaire_version = NumberAttribute()
    response = BinaryAttribute(legacy_encoding=False)  # FHIR QuestionnaireResponse without subject and time, sealed


class Knock(Table):
    """How often surveys were opened or answered in an hour, by one of a few thousand groups of network addresses."""

    noun = "followup-knocks"

    group = UnicodeAttribute(hash_key=True)  # group#hour: a million addresses share a group, so it is nobody's
    times = NumberAttribute(default=0)
    until = TTLAttribute()


class Task(Table):
    """One thing for people to do. Names and results are sealed."""

    noun = "followup-tasks"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=TaskState.OPEN.value)
    version = NumberAttribute(default=1)
    group = UnicodeAttribute()  # a department's id, or `centre`
    department = UnicodeAttribute()
    doctor = UnicodeAttribute(default="")
    patient = UnicodeAttribute(default="")
    his = UnicodeAttribute()
    name = BinaryAttribute(legacy_encoding=False)
    enrolment = UnicodeAttribute(default="")
    step = UnicodeAttribute(default="")
    questionnaire = UnicodeAttribute(default="")  # to be gone through with the patient
    questionnaire_version = NumberAttribute(default=0)
    way = UnicodeAttribute()
    words = UnicodeAttribute()  # what to do; of the plan, or of whoever changed it
    due = UnicodeAttribute()
    vip = BooleanAttribute(default=False)
    assigned = UnicodeAttribute(default="")  # the one person who is to do it; empty: anybody of the group
    claimed_by = UnicodeAttribute(default="")
    claimed_at = UnicodeAttribute(default="")
    outcome = UnicodeAttribute(default="")
    result = BinaryAttribute(null=True, legacy_encoding=False)
    ask = UnicodeAttribute(default="")  # the questionnaire as put to the patient from here
    instead_of = UnicodeAttribute(default="")  # the interrupted one
    ended = UnicodeAttribute(default="")
    made = UnicodeAttribute()


class Work(Table):
    """Tasks as lists: `open#<group>` by the day they are due, `done#<group>#<month>` by when they were done."""

    noun = "followup-work"

    list = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)  # moment#task
    task = UnicodeAttribute()


class Alarm(Table):
    """An answer that must be read. The id follows from the ask: one answer is one alarm."""

    noun = "followup-alarms"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=AlarmState.RAISED.value)
    ask = UnicodeAttribute()
    department = UnicodeAttribute()
    rules = JSONAttribute()  # the words of the rules that were set off, as signed
    rung = NumberAttribute(default=0)  # how often it was escalated
    raised = UnicodeAttribute()
    taken_by = UnicodeAttribute(default="")
    taken_at = UnicodeAttribute(default="")
    closed_by = UnicodeAttribute(default="")
    closed_at = UnicodeAttribute(default="")
    note = BinaryAttribute(null=True, legacy_encoding=False)


class OpenAlarm(Table):
    """The alarms that nobody has closed, by department."""

    noun = "followup-open-alarms"

    department = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)  # raised#alarm
    alarm = UnicodeAttribute()


class Call(Table):
    """One call that the device was asked to make, under a number of ours. The patient's phone is not kept."""

    noun = "followup-calls"

    id = UnicodeAttribute(hash_key=True)
    state = UnicodeAttribute(default=CallState.DIALLING.value)
    task = UnicodeAttribute()
    staff = UnicodeAttribute()
    began = UnicodeAttribute()
    seconds = NumberAttribute(default=0)
    recording = UnicodeAttribute(default="")  # the device's reference
    reason = UnicodeAttribute(default="")


class Cursor(Table):
    """How far the HIS's stays and visits were followed."""

    noun = "followup-cursor"

    what = UnicodeAttribute(hash_key=True)
    until = UnicodeAttribute()
