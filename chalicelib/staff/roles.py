"""Roles, and which of them nobody may hold together."""

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.kernel import refusals


class Role(StrEnum):
    """What somebody may do. Administrators look after the system and touch no business."""

    REVIEWER = "reviewer"
    SECOND_REVIEWER = "second_reviewer"
    STORE_ROOM = "store_room"
    COPY_DESK = "copy_desk"
    CASHIER = "cashier"
    SERVICE = "service"
    FEEDBACK = "feedback"  # answers for a department what patients praise, complain of or suggest
    EDITOR = "editor"  # writes and approves articles
    MEDICAL_AFFAIRS = "medical_affairs"
    FOLLOW_UP = "follow_up"  # follows up the patients of their own department
    FOLLOW_UP_LEAD = "follow_up_lead"  # the follow-up centre: plans, questionnaires, everybody's tasks
    CLINICIAN = "clinician"  # signs what patients are advised, reads alarms
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
BUSINESS = frozenset(Role) - ADMINISTRATORS
# 等保: system, security and audit administrators exclude each other and all business roles
EXCLUDES: dict[Role, frozenset[Role]] = {
    role: frozenset(Role) - {role} if role in ADMINISTRATORS else ADMINISTRATORS for role in Role
}


class RolesExclude(refusals.Invalid):
    """Two of these roles may not be one person's."""

    code, message = "roles_exclude", "系统、安全、审计三类管理员须由不同人员担任，且不能兼任业务岗位，请重新选择"


def together(roles: Iterable[Role]) -> frozenset[Role]:
    """The roles, when one person may hold them all. Raises RolesExclude."""
    wanted = frozenset(roles)
    if any(EXCLUDES[role] & wanted for role in wanted):
        raise RolesExclude
    return wanted
