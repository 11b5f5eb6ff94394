"""Whoever of the hospital answers patients: on duty in the world, without the ceremony of signing in."""

import secrets

from tests.staff.people import on_duty


def clerk(*roles, name="测试员工", department="records"):
    """A member of staff whose deeds are taken."""
    return on_duty(*roles, number=f"M{secrets.token_hex(3)}", name=name, department=department)
