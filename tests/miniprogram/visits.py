"""People whose phone a test holds: what they did before the test begins is done over HTTP."""

import datetime as dt

from sandbox import web
from sandbox.hurry import name_in_his
from sandbox.story import Story, wait_for
from sandbox.visitor import Visitor, new_person, somebody

DETAIL = "registration/pages/detail/index?id="
CLINICS = "registration/pages/clinics/index?department={}&name={}"


class Regular(Visitor):
    """Somebody whom the hospital knows, signed in, consented, with a card."""

    def __init__(self, urls, who="林"):
        """A new WeChat user."""
        super().__init__(urls, Story(lambda _: None), who)
        self.sign_in()

    @property
    def user(self):
        """The WeChat user, for `phones(…)`."""
        return self.phone.user

    def comes_back(self):
        """Bound to a card."""
        self.person = somebody(self.urls)
        self.bind(self.person)
        return self

    def comes_first(self):
        """With a card that the hospital makes."""
        self.form = new_person()
        self.patient = self.phone.post("/patients", self.form)["id"]
        return self

    def holds(self):
        """A place is held, not paid."""
        self.clinic, self.segment = self.choose()
        self.hold(self.clinic, self.segment)
        return self

    def booked(self):
        """A visit is confirmed."""
        self.holds()
        self.pay()
        return self

    @property
    def page(self):
        """Where the visit is shown."""
        return DETAIL + self.registration["id"]

    def act(self, deed, **about):
        """The hospital does something to the visit's clinic."""
        web.post(f"{self.urls['his']}/_{deed}", {"clinic": name_in_his(self.clinic["id"]), **about})

    def another_doctor(self):
        """One of the department who is not the visit's."""
        doctors = self.phone.get("/doctors", department=self.clinic["department"])["doctors"]
        return next(one["id"] for one in doctors if one["id"] != self.clinic["doctor"])

    def day(self, ahead=1):
        """The hospital's day so many days on."""
        return (dt.date.fromisoformat(self.phone.get("/hospital")["today"]) + dt.timedelta(days=ahead)).isoformat()


def agree(phone, then=""):
    """Say yes to each notice and each question of WeChat, until the cashier or those words come."""
    cashier = phone.page.locator(".cashier iframe")
    end = phone.find(then, part=True) if then else cashier
    while True:
        phone.find("同意并继续").or_(phone.find("允许")).or_(end).first.wait_for()
        if end.count():
            return
        phone.tap("同意并继续" if phone.sees("同意并继续") else "允许")
        phone.page.wait_for_timeout(300)


def newcomer():
    """Name, ID number and phone of somebody the hospital has never seen."""
    return new_person()


def code_of(urls, phone):
    """The newest code sent to that number."""
    from sandbox.phone import last_code

    return wait_for(lambda: last_code(urls, phone), "no code came")
