"""Every role has the words by which patients and staff are told of it."""

from chalicelib.copies.desk_words import ROLES
from chalicelib.staff.roles import Role


def test_every_role_has_words():
    assert set(ROLES) == set(Role)
