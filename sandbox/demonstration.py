"""Whom `make run` lets in for a demonstration, and their first work: by the real command and the desk's own calls, once a world.

Everybody has the same password and an authenticator whose secret lies in the world's folder: this is what no hospital does.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pyotp

from sandbox.copies.clerks import Clerk
from sandbox.engines import HERE
from sandbox.followers import Centre
from sandbox.phone import Refused
from sandbox.service_hall import Office
from sandbox.walk_ins import Hall

FILE, PASSWORD = "staff.json", "xinglin-demo-only"
SECURITY = "9002"
ADMINISTRATORS = {"9001": ("冯系统", "system_admin"), SECURITY: ("周守正", "security_admin"), "9003": ("沈审计", "audit_admin")}
STAFF = {
    "1001": ("陈审", "reviewer"),
    "1002": ("郑复", "second_reviewer"),
    "1003": ("孙库", "store_room"),
    "1005": ("吴核", "copy_desk"),
    "1004": ("李印", "copy_desk"),
    "1006": ("钱收", "cashier"),
    "1007": ("何服", "service"),
    "1008": ("杨医", "medical_affairs"),
    "1009": ("马护", "feedback"),
    "1010": ("许接", "service"),
    "1011": ("赵随", "follow_up_lead"),
    "1012": ("林护", "follow_up"),
    "1013": ("钱医", "clinician"),
    "1014": ("王编", "editor"),
    "1015": ("赵编", "editor"),
}
DEPARTMENTS = dict.fromkeys(("1009", "1012", "1013"), "cardiology")  # for which somebody answers, whose patients they follow up
ON_DUTY, PHONE = "1012", "+8615490001012"  # whom an alarm that nobody takes reaches by SMS


class Known(NamedTuple):
    """Somebody who works here."""

    number: str
    name: str
    role: str
    secret: str  # of the authenticator

    @property
    def code(self) -> str:
        """What the authenticator shows at this moment."""
        return pyotp.TOTP(self.secret).now()


def known(folder: Path) -> list[Known]:
    """Everybody of that world; nobody before its first start."""
    path = folder / FILE
    return [Known(**one) for one in json.loads(path.read_text())] if path.exists() else []


def open_room(urls: dict[str, str], folder: Path) -> None:
    """The three administrators by command, everybody else by the security administrator; each signs in once. Then there is work."""
    clerks = {number: Clerk(urls, number, one_time) for number, one_time in _founded(folder).items()}
    for one in clerks.values():
        one.sign_in(PASSWORD)
    for number in STAFF:
        clerks[number] = Clerk(urls, number, _admitted(clerks[SECURITY], folder, number))
        clerks[number].sign_in(PASSWORD)
    everybody = [Known(number, *(ADMINISTRATORS | STAFF)[number], clerks[number].secret) for number in sorted(clerks)]
    (folder / FILE).write_text(json.dumps([one._asdict() for one in everybody], ensure_ascii=False))
    duty = json.dumps({"*": ON_DUTY})
    said = ["--by", "engineer", "--reason", "演示", "followup", "hospital", f"on_duty={duty}", f"leaders={duty}"]
    _command(folder, "settings", ["set", *said])
    of_role = {role: clerks[number] for number, (_, role) in STAFF.items()} | {"service": clerks["1007"]}
    Office(urls, of_role, clerks["1014"]).fill()
    Centre(clerks["1011"], clerks["1012"], clerks["1013"]).fill()
    Hall(urls, of_role, clerks["1005"]).fill()


def _founded(folder: Path) -> dict[str, str]:
    """One-time passwords of the administrators; other ones where an earlier first start was cut off."""
    wanted = ["first-administrators", "--by", "engineer"]
    for number, (name, role) in ADMINISTRATORS.items():
        wanted += [f"--{role.replace('_', '-')}", f"{number}={name}"]
    lines = [line.split() for line in _command(folder, "staff", wanted).splitlines()]
    made = {line[1]: line[-1] for line in lines if len(line) > 1 and line[1] in ADMINISTRATORS}
    return made or {number: _reset(folder, number) for number in ADMINISTRATORS}


def _admitted(security: Clerk, folder: Path, number: str) -> str:
    """The one-time password of somebody let in at the desk."""
    name, role = STAFF[number]
    wanted = {"number": number, "name": name, "roles": [role], "department": DEPARTMENTS.get(number, "")}
    wanted["phone"] = PHONE if number == ON_DUTY else ""
    try:
        return str(security.post("/staff/members", wanted)["one_time_password"])
    except Refused:
        return _reset(folder, number)


def _reset(folder: Path, number: str) -> str:
    return _command(folder, "staff", ["reset", number, "--by", "engineer", "--reason", "演示"]).split()[-1]


def _command(folder: Path, room: str, wanted: list[str]) -> str:
    command = [sys.executable, "-m", "infra.commands", "--world", str(folder), room, *wanted]
    return subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False).stdout


if __name__ == "__main__":
    here = Path(sys.argv[1])
    open_room(json.loads((here / "where.json").read_text())["urls"], here)
