"""Applicants for copies with two hands: what the pages do in Chromium, and what the back end says of the same WeChat user meanwhile."""

from chalicelib.staff import admitting
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.roles import Role
from sandbox.copies import scans
from sandbox.copies.applicant import SIGNATURE, Applicant
from sandbox.copies.clerks import Room
from sandbox.phone import last_code
from sandbox.story import Story, wait_for

SILENT = Story(lambda _line: None)
SECONDS = 40
AGAIN_AFTER = 90  # seconds, in which another code may be asked for


class RecordRoom(Room):
    """Its staff, who act through the desk's own routes."""

    def __init__(self, urls):
        super().__init__(urls, SILENT, None)
        self.open()

    def _administrator(self):
        who = Newcomer(f"S{self._sign}", "周守正")
        return admitting.administrator("tests", who, Role.SECURITY_ADMIN, "tests").one_time


class Hand(Applicant):
    """Somebody whose phone a tester holds: `phone` asks the back end as the same WeChat user, `screen` is the mini program."""

    def __init__(self, urls, phones, who):
        super().__init__(urls, SILENT, who)
        self.screen = phones(self.phone.user)

    def shoot(self, label, *, blurred=False, nth=1):
        """Fill one frame with a photograph, as the camera would; the name of the frame is read aloud. Another `nth` is another picture."""
        screen = self.screen
        frame = screen.find(label, part=True)
        with screen.page.expect_file_chooser() as chooser:
            screen.taps += 1
            frame.tap()
        picture = scans.photo(f"{self.who} {label} {nth}", blurred=blurred)
        chooser.value.set_files({"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture})
        return self

    def type_code(self, label, phone):
        """Ask for a code at that box, and type the newest that came to that phone."""
        before = last_code(self.urls, phone)
        box = self.screen.page.locator(".mp-frame.active code-box", has_text=label)
        self.screen.taps += 2  # for the code, and into the field
        wait_for(lambda: self._asked(box, phone, before), "没有收到短信", AGAIN_AFTER)
        box.get_by_label(label, exact=False).fill(last_code(self.urls, phone))
        return self

    def _asked(self, box, phone, before):
        """Whether a new code came; one may have gone to that phone a moment ago, then it is asked for again."""
        box.get_by_role("button").tap()
        for _ in range(20):
            if last_code(self.urls, phone) != before:
                return True
            if self.screen.sees("验证码刚刚发送过"):
                self.screen.page.locator(".mp-mask button").tap()
                self.screen.page.wait_for_timeout(5000)
                return False
            self.screen.page.wait_for_timeout(250)
        return False

    def latest(self):
        """The application begun last, as the back end has it."""
        self.phone.sign_in()
        newest = self.phone.get("/copies")["applications"][0]["id"]
        self.application = self.phone.get(f"/copies/{newest}")
        return self.application

    def agree_until(self, words):
        """Read and agree to what is asked on the way, until the words are to be seen."""
        screen = self.screen

        def look():
            if screen.sees(words):
                return True
            if screen.sees("同意并继续"):
                screen.tap("同意并继续")
                screen.page.wait_for_timeout(700)
            return False

        wait_for(look, f"没有看到“{words}”", SECONDS)
        return self

    def allow_if_asked(self):
        """Say yes to WeChat's question; of what is in store it is not asked again."""
        self.screen.page.wait_for_timeout(800)
        if self.screen.page.locator(".mp-mask button", has_text="允许").count():
            self.screen.tap("允许")
        return self

    def sign(self):
        """With a finger on the pad: two strokes."""
        canvas = self.screen.page.locator(".mp-frame.active canvas")
        canvas.scroll_into_view_if_needed()
        pad = canvas.bounding_box()
        session = self.screen.page.context.new_cdp_session(self.screen.page)
        for stroke in SIGNATURE:
            for nth, (x, y) in enumerate(stroke):
                point = {"x": pad["x"] + x, "y": pad["y"] + y}
                session.send("Input.dispatchTouchEvent", {"type": "touchMove" if nth else "touchStart", "touchPoints": [point]})
            session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        return self
