"""The record room's staff, as they come to be: an administrator by the real command, everybody else let in at the desk."""

import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp

from sandbox.engines import HERE
from sandbox.phone import Caller, Refused
from sandbox.story import Story, expect

PASSWORD = "银杏叶落-" + secrets.token_hex(4)  # of everybody here, made anew for each story
ONE = "/desk/copies/applications"
STEP = 30  # seconds of an authenticator's code
PEOPLE = {  # who works here, and as what
    "reviewer": ("陈审", ["reviewer"]),
    "second": ("郑复", ["second_reviewer"]),
    "store": ("孙库", ["store_room"]),
    "copier": ("李印", ["copy_desk"]),
    "checker": ("吴核", ["copy_desk", "service"]),
    "cashier": ("钱收", ["cashier"]),
}


class Clerk(Caller):
    """Somebody at a desk."""

    def __init__(self, urls: dict[str, str], number: str, one_time: str, *, patience: float = 0) -> None:
        """Has a work number and a one-time password; has never signed in."""
        super().__init__(urls, patience=patience)
        self.number, self._password, self.secret = number, one_time, ""

    def sign_in(self, own: str = PASSWORD) -> None:
        """Both steps; the first time with an authenticator enrolled and a password of one's own."""
        first = self._again(lambda: self.ask("POST", "/staff/sessions", body={"number": self.number, "password": self._password}))
        if first["enrol"]:
            self.secret = parse_qs(urlsplit(first["enrol"]).query)["secret"][0]
        body = {"code": pyotp.TOTP(self.secret).now()}
        if first["new_password"]:
            body["new_password"] = own
        session = self.ask("POST", f"/staff/sessions/{first['ticket']}/confirmation", body=body)
        self._password, self.token = own, session["token"]

    def _again(self, step: Any) -> Any:
        """Once more, for somebody whose first try was cut off: whoever types too often waits."""
        try:
            return step()
        except Refused as refused:
            if refused.status != 429:
                raise
        time.sleep(STEP)
        return step()

    def do(self, deed: str, application: str, body: dict[str, Any] | None = None) -> Any:
        """A deed at one application: how it stands then."""
        return self.post(f"{ONE}/{application}/{deed}", body)

    def case(self, application: str) -> Any:
        """The application."""
        return self.get(f"{ONE}/{application}")


class Room:
    """Everybody of the record room."""

    def __init__(self, urls: dict[str, str], story: Story, folder: Path, *, patience: float = 0) -> None:
        """Nobody works here yet. `folder`: the world's."""
        self._urls, self._story, self._folder, self._patience = urls, story, folder, patience
        self._sign = secrets.token_hex(3)  # of this story's work numbers: a world may be walked through again
        self.people: dict[str, Clerk] = {}

    def __getitem__(self, who: str) -> Clerk:
        """By the key of PEOPLE."""
        return self.people[who]

    def open(self) -> None:
        """A security administrator by command; the others let in by that person; each signs in and enrols."""
        with self._story.step("系统部署人员用命令行创建安全管理员，一次性密码只显示一次") as told:
            security = Clerk(self._urls, f"S{self._sign}", self._administrator(), patience=self._patience)
            told.append(f"工号 {security.number}")
        with self._story.step("安全管理员首次登录：绑定动态验证码，设置自己的密码"):
            security.sign_in()
        with self._story.step("安全管理员录入病案室人员并分配岗位，各自首次登录") as told:
            for nth, (who, (name, roles)) in enumerate(PEOPLE.items(), 1):
                self.people[who] = self._admitted(security, f"B{self._sign}{nth}", name, roles)
                told.append(name)

    def _administrator(self) -> str:
        command = [sys.executable, "-m", "infra.commands", "--world", str(self._folder), "staff", "administrator"]
        command += ["security_admin", f"S{self._sign}=周守正", "--by", "engineer", "--reason", "演示"]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"命令行：{done.stdout}{done.stderr}")
        return done.stdout.split()[-1]

    def _admitted(self, security: Clerk, number: str, name: str, roles: list[str]) -> Clerk:
        admitted = security.post("/staff/members", {"number": number, "name": name, "roles": roles})
        clerk = Clerk(self._urls, number, admitted["one_time_password"], patience=self._patience)
        clerk.sign_in()
        return clerk
