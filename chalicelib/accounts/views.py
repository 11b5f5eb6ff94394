"""What goes in and out at this room's edge."""

from pydantic import Field

from chalicelib.accounts import consents, phones, profile
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import PresentPatient, Session, fresh
from chalicelib.kernel import clock, masks
from chalicelib.kernel.http import Input, View
from chalicelib.kernel.ids import AccountId

CODE = r"^[\x21-\x7e]{1,128}$"  # WeChat promises no form
PLAIN = r"^[^\x00-\x1f\x7f]+$"


class SignIn(Input):
    """A wx.login code."""

    code: str = Field(pattern=CODE)


class SessionView(View):
    """A session: send `Authorization: Bearer <token>`; sign in again a minute before it ends, by the server's clock."""

    token: str
    ends: str
    server_time: str
    account: str


class PhoneCode(Input):
    """The code of WeChat's phone button."""

    code: str = Field(pattern=CODE)


class PhoneView(View):
    """A phone number, masked."""

    phone: str


class ChoicesInput(Input):
    """What the owner wants."""

    large_type: bool
    reminders: bool
    education: bool
    sms: bool


class AddressInput(Input):
    """One address in full."""

    name: str = Field(min_length=1, max_length=40, pattern=PLAIN)
    phone: str = Field(pattern=r"^\+?[0-9-]{6,20}$")
    region: str = Field(min_length=1, max_length=60, pattern=PLAIN)
    street: str = Field(min_length=1, max_length=120, pattern=PLAIN)


class AddressView(View):
    """One address as it is listed."""

    id: str
    name: str
    phone: str
    region: str


class MeView(View):
    """The personal centre."""

    account: str
    since: str
    phone: str | None
    choices: ChoicesInput
    addresses: list[AddressView]


class NoticeView(View):
    """One notice."""

    purpose: Purpose
    version: str
    title: str
    text: str


class NoticesView(View):
    """All of them."""

    notices: list[NoticeView]


class Consenting(Input):
    """The version that was shown."""

    version: str = Field(min_length=1, max_length=32)


class ConsentView(View):
    """One purpose: what holds, and since when."""

    purpose: Purpose
    given: bool
    notice: str | None  # the version last answered
    current: str  # the version that holds
    at: str | None


class ConsentsView(View):
    """Every purpose."""

    consents: list[ConsentView]


def session(account: AccountId, made: Session) -> SessionView:
    """A new session."""
    now = clock.stamp(clock.now())
    return SessionView(token=made.token, ends=clock.stamp(made.ends), server_time=now, account=account)


def me(present: PresentPatient) -> MeView:
    """The personal centre of this account."""
    account = fresh(present)
    number = phones.number(account)
    return MeView(
        account=account.id,
        since=account.since,
        phone=masks.phone(number.removeprefix("+86")) if number else None,
        choices=ChoicesInput(**profile.chosen(account)._asdict()),
        addresses=[address(name, place) for name, place in profile.places(present.account).items()],
    )


def phone(number: str) -> PhoneView:
    """The account's number."""
    return PhoneView(phone=masks.phone(number.removeprefix("+86")))


def address(name: str, place: profile.Place) -> AddressView:
    """An address, masked."""
    return AddressView(id=name, name=masks.name(place.name), phone=masks.phone(place.phone), region=place.region)


def address_in_full(place: profile.Place) -> AddressInput:
    """An address, for editing."""
    return AddressInput(**place.model_dump())


def notices() -> NoticesView:
    """The current notices."""
    current = [(purpose, consents.current_notice(purpose)) for purpose in Purpose]
    return NoticesView(notices=[NoticeView(purpose=purpose, **notice.model_dump()) for purpose, notice in current])


def consents_of(account: AccountId) -> ConsentsView:
    """Every purpose."""
    return ConsentsView(consents=[consent_of(account, purpose) for purpose in Purpose])


def consent_of(account: AccountId, purpose: Purpose) -> ConsentView:
    """One purpose."""
    held, current = consents.state(account, purpose), consents.current_notice(purpose).version
    return ConsentView(
        purpose=purpose,
        given=bool(held and held.given and held.notice == current),
        notice=held.notice if held else None,
        current=current,
        at=held.at if held else None,
    )
