"""What the hospital chooses for its pages ⚙."""

from enum import StrEnum
from typing import ClassVar

from chalicelib.kernel.settings import HospitalSettings


class Function(StrEnum):
    """What can be switched on and off. The mini program hides what is off."""

    PAGES = "pages"  # departments and doctors
    PRICES = "prices"
    CARDS = "cards"
    PROXIES = "proxies"
    REGISTRATION = "registration"
    RESCHEDULE = "reschedule"
    PAYMENTS = "payments"
    MESSAGES = "messages"
    COPIES = "copies"  # of records
    FEEDBACK = "feedback"  # praise, complaints, suggestions
    CHAT = "chat"  # with the service desk
    EDUCATION = "education"  # articles
    FOLLOW_UP = "follow_up"  # questionnaires after a visit or a stay


class DirectorySettings(HospitalSettings):
    """The directory's choices."""

    room: ClassVar[str] = "directory"

    functions: tuple[Function, ...] = tuple(Function)
    sensitive: tuple[str, ...] = ()  # departments shown to nobody in messages, besides those the HIS marks
