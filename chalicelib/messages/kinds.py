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


class Channel(StrEnum):
    """By which way."""

    WECHAT = "wechat"
    SMS = "sms"
