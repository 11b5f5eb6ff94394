"""`make run` lets demonstration staff in, tells who they are, and gives them first work."""

import pytest

from chalicelib.copies.desk_words import ROLES
from chalicelib.staff.roles import Role
from sandbox import demonstration
from sandbox.copies.clerks import Clerk
from sandbox.run import staff
from tests.world.whole import brought_up, run, urls


@pytest.fixture(scope="module")
def world():
    with brought_up() as made:
        code, told = run("sandbox.demonstration", made.folder)
        assert code == 0, told
        yield made


def signed_in(world, number):
    known = next(one for one in demonstration.known(world.folder) if one.number == number)
    clerk = Clerk(urls(world), number, demonstration.PASSWORD)
    clerk.secret = known.secret
    clerk.sign_in(demonstration.PASSWORD)
    return clerk


def test_everybody_is_told_by_number_name_and_role(world):
    everybody, told = demonstration.known(world.folder), staff(world)
    assert {one.number for one in everybody} == {*demonstration.STAFF, *demonstration.ADMINISTRATORS}
    for one in everybody:
        assert f"{one.number}  {one.name}  {ROLES[Role(one.role)]}" in told
    assert demonstration.PASSWORD in told


def test_whoever_is_told_signs_in_and_finds_work(world):
    assert signed_in(world, "1001").get("/desk/copies/lists/review", campus="east")["rows"]
    assert signed_in(world, "1011").get("/desk/follow-up/plans")["documents"]
