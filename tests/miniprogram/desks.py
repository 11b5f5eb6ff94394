"""Whoever of the hospital answers patients: on duty in the world, without the ceremony of signing in."""

import secrets

from chalicelib.chat.settings import ChatSettings
from chalicelib.kernel import chosen
from tests.staff.people import on_duty

HOURS = {"east": ("00:00", "00:00"), "west": ("03:00", "03:01")}


def clerk(*roles, name="测试员工", department="records"):
    """A member of staff whose deeds are taken."""
    return on_duty(*roles, number=f"M{secrets.token_hex(3)}", name=name, department=department)


def service_hours():
    """In the east somebody answers at any hour, in the west for a minute of the night. Before the first talk: choices are read twice a minute."""
    for campus, (opens, closes) in HOURS.items():
        chosen.change("engineer", ChatSettings, campus, {"opens": opens, "closes": closes}, "测试")
