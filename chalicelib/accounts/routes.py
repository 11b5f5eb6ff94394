"""What patients call: sessions, the personal centre, consents."""

from chalicelib.accounts import consents, identity, phones, profile, sessions, views
from chalicelib.accounts.consents import Purpose
from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.kernel import refusals
from chalicelib.kernel.http import Anyone, Routes

routes = Routes(__name__)


@routes.post("/sessions", who=Anyone, body=views.SignIn)
def sign_in(_: Anyone, wanted: views.SignIn) -> views.SessionView:
    """Sign in, or renew silently, with a wx.login code."""
    account, session = identity.sign_in(wanted.code)
    return views.session(account, session)


@routes.delete("/sessions", who=Patient)
def sign_out_everywhere(me: Patient) -> None:
    """End every session of this account, this one included."""
    sessions.sign_out_everywhere(me)


@routes.get("/me", who=PresentPatient)
def show_me(me: PresentPatient) -> views.MeView:
    """The personal centre."""
    return views.me(me)


@routes.put("/me", who=Patient, body=views.ChoicesInput)
def choose(me: Patient, wanted: views.ChoicesInput) -> views.ChoicesInput:
    """Set the choices: large type, messages."""
    profile.choose(me, profile.Choices(**wanted.model_dump()))
    return wanted


@routes.post("/me/phone", who=Patient, body=views.PhoneCode)
def take_phone(me: Patient, wanted: views.PhoneCode) -> views.PhoneView:
    """Take the phone number that WeChat vouches for."""
    return views.phone(phones.take(me, wanted.code))


@routes.get("/me/addresses/{address}", who=PresentPatient)
def show_address(me: PresentPatient, address: str) -> views.AddressInput:
    """One address in full, for its owner to edit."""
    return views.address_in_full(profile.place(me.account, address))


@routes.put("/me/addresses/{address}", who=Patient, body=views.AddressInput)
def keep_address(me: Patient, address: str, wanted: views.AddressInput) -> views.AddressView:
    """Write an address; the mini program chooses its id."""
    place = profile.Place(**wanted.model_dump())
    profile.keep_place(me, address, place)
    return views.address(address, place)


@routes.delete("/me/addresses/{address}", who=Patient)
def drop_address(me: Patient, address: str) -> None:
    """Delete an address."""
    profile.drop_place(me, address)


@routes.get("/notices", who=Anyone)
def show_notices(_: Anyone) -> views.NoticesView:
    """The notices that consent is given to, in their current versions."""
    return views.notices()


@routes.get("/me/consents", who=PresentPatient)
def show_consents(me: PresentPatient) -> views.ConsentsView:
    """What this account consents to, and which notices it should be asked about again."""
    return views.consents_of(me.account)


@routes.put("/me/consents/{purpose}", who=Patient, body=views.Consenting)
def give_consent(me: Patient, purpose: str, wanted: views.Consenting) -> views.ConsentView:
    """Consent to one purpose, in the version that was shown."""
    consents.give(me, _purpose(purpose), wanted.version)
    return views.consent_of(me.account, _purpose(purpose))


@routes.delete("/me/consents/{purpose}", who=Patient)
def withdraw_consent(me: Patient, purpose: str) -> views.ConsentView:
    """Withdraw it, as easily as it was given."""
    consents.withdraw(me, _purpose(purpose))
    return views.consent_of(me.account, _purpose(purpose))


def _purpose(name: str) -> Purpose:
    try:
        return Purpose(name)
    except ValueError:
        raise refusals.NotFound from None
