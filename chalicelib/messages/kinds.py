"""What patients are told about, and how far each piece of news has come."""

from enum import StrEnum


class Kind(StrEnum):
    """One kind of news; a journey names it, templates.py says how it reads."""

    BOOKED = "booked"  # the hospital has confirmed a visit
    REMINDER = "reminder"  # a visit is near: the evening before, and on the day
    STOPPED = "stopped"  # the clinic does not run
    REPLACED = "replaced"  # doctor, room or time changed
    CANCELLED = "cancelled"  # a visit was given back
    REFUNDED = "refunded"  # money is on its way back
    PAY_DUE = "pay_due"  # a place is held and waits for the payment
    REFUSED = "refused"  # the hospital could not take the booking
    COPY_SENT_BACK = "copy_sent_back"  # an application for copies wants something mended
    COPY_PRICED = "copy_priced"  # it is priced, or is still to be paid
    COPY_TIME_PROPOSED = "copy_time_proposed"  # a time to pick up waits for a yes
    COPY_READY = "copy_ready"  # the copies lie ready
    COPY_SHIPPED = "copy_shipped"  # they are on their way
    COPY_REFUSED = "copy_refused"  # not given, or not all of it
    COPY_DONE = "copy_done"  # handed over: how was it?
    COPY_RECALLED = "copy_recalled"  # a wrong page was among them
    QUESTIONNAIRE = "questionnaire"  # a questionnaire of a follow-up waits for its answers
    REVISIT = "revisit"  # a return visit is due
    FOLLOW_UP = "follow_up"  # whoever follows up has something to say
    ALARM_ADVICE = "alarm_advice"  # what the hospital advises after a worrying answer
    ARTICLE = "article"  # something to read, after a visit or in a weekly issue
    GREETING = "greeting"  # of a holiday
    VISIT_RATING = "visit_rating"  # how was the visit?
    FEEDBACK_ANSWERED = "feedback_answered"  # a complaint, praise or suggestion has its answer
    CHAT_ANSWERED = "chat_answered"  # the service desk answered while the patient was away


class Channel(StrEnum):
    """By which way."""

    ASSISTANT = "assistant"  # 微信就医助手: for public hospitals, needs no grant
    WECHAT = "wechat"  # a subscribe message
    SMS = "sms"
    CALL = "call"  # somebody of the hospital rings: a list, not a sending
