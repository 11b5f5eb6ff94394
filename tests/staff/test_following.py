"""Staff as the played HIS has them: joining, leaving, moving."""

import datetime as dt

import pytest

from chalicelib.kernel import audit, clock
from chalicelib.kernel.tables import Unit
from chalicelib.staff import admitting, following, sessions
from chalicelib.staff.admitting import Newcomer
from chalicelib.staff.models import Cursor, Listed, Member, Practitioner, State, id_of
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty
from sandbox.his import His
from tests.staff.conftest import Person, caller
from tests.staff.people import once


@pytest.fixture(scope="module")
def his(world, tmp_path_factory):
    with His(tmp_path_factory.mktemp("his"), days=1).serving() as party:
        yield world.meet(party)


@pytest.fixture(scope="module")
def followed(his):
    following.poll()
    return his


@pytest.fixture(autouse=True)
def calm(followed):
    yield
    followed.calm()


def change(his, kind, his_id, **fields):
    """As the HIS's staff office would, then our next look."""
    his.store.put({**his.store.get(kind, his_id), **fields})
    following.poll()


def at(department):
    return {"reference": f"Organization/{department}"}


def employ(security, number, *roles):
    admitted = admitting.admit(security, Newcomer(number, "按院方名单"), roles or [Role.CASHIER], once())
    person = Person(number, admitted.one_time, admitted.staff)
    person.first_sign_in(clock.now() - dt.timedelta(minutes=2))
    return person


def found(number):
    return Member.find(id_of(number))


def test_everybody_of_the_his_is_proposed_with_name_and_department(followed):
    doctor = found("00001")
    assert (doctor.state, doctor.his_id, doctor.department, doctor.roles) == (State.PROPOSED, "d001", "cardiology", None)
    assert sessions.name_of(doctor.id) == followed.store.get("Practitioner", "d001")["name"][0]["text"]
    assert len(list(Listed.query("proposed"))) == len(followed.store.all("Practitioner"))


def test_looking_again_changes_nothing(followed):
    before = found("00002").to_dynamodb_dict()
    following.poll()
    Cursor(following.EVERYBODY).delete()
    following.poll()
    assert found("00002").to_dynamodb_dict() == before


def test_who_is_let_in_keeps_the_department_that_the_his_tells(followed, security):
    employ(security, "00003")
    doctor = found("00003")
    assert (doctor.state, doctor.department) == (State.ACTIVE, followed_department(followed, "d003"))


def followed_department(his, doctor):
    return his.store.get("PractitionerRole", f"role-{doctor}")["organization"]["reference"].split("/")[1]


def test_who_leaves_is_signed_out_everywhere_and_cannot_come_in(followed, security):
    person = employ(security, "00004")
    me = caller(person.sign_in(clock.now() + dt.timedelta(seconds=30)))
    change(followed, "Practitioner", "d004", active=False)
    with pytest.raises(OffDuty), Unit() as unit:
        sessions.still_on_duty(unit, me)
    assert found("00004").state == State.LEFT
    assert ("staff.left", me.id) in [(one.act, one.subject) for one in audit.entries(clock.today(), following.BY)]


def test_who_comes_back_is_proposed_again_without_roles(followed, security):
    employ(security, "00005", Role.REVIEWER)
    change(followed, "Practitioner", "d005", active=False)
    change(followed, "Practitioner", "d005", active=True)
    assert (found("00005").state, found("00005").roles, found("00005").password) == (State.PROPOSED, None, None)


def test_who_moves_has_the_new_department(followed, security):
    employ(security, "00006")
    change(followed, "PractitionerRole", "role-d006", organization=at("urology"))
    assert found("00006").department == "urology"
    assert ("staff.moved", id_of("00006"), "urology") in [
        (one.act, one.subject, one.reason) for one in audit.entries(clock.today(), following.BY)
    ]


def test_a_second_place_moves_nobody_until_the_first_one_ends(followed):
    first = followed.store.get("PractitionerRole", "role-d007")
    home = found("00007").department
    followed.store.put({**first, "id": "role-d007-b", "organization": at("psychology")})
    following.poll()
    assert found("00007").department == home
    change(followed, "PractitionerRole", "role-d007", active=False)
    assert found("00007").department == "psychology"


def test_a_new_name_is_taken_over(followed):
    change(followed, "Practitioner", "d008", name=[{"text": "改名后"}])
    assert sessions.name_of(id_of("00008")) == "改名后"


def test_a_new_work_number_is_a_new_person_and_the_old_one_leaves(followed, security):
    employ(security, "00009")
    before = followed.store.get("Practitioner", "d009")["identifier"]
    change(followed, "Practitioner", "d009", identifier=[{**before[0], "value": "90009"}])
    assert found("00009").state == State.LEFT
    assert (found("90009").state, found("90009").department) == (State.PROPOSED, followed_department(followed, "d009"))


def test_somebody_let_in_by_hand_is_linked_when_the_his_has_them_too(followed, security):
    admitting.admit(security, Newcomer("77001", "先到岗"), [Role.SERVICE], once())
    template = followed.store.get("Practitioner", "d010")
    number = [{**template["identifier"][0], "value": "77001"}]
    followed.store.put({**template, "id": "d900", "identifier": number, "name": [{"text": "院内姓名"}]})
    following.poll()
    member = found("77001")
    assert (member.state, member.his_id, member.roles) == (State.ACTIVE, "d900", {"service"})
    assert sessions.name_of(member.id) == "院内姓名"


def test_who_has_no_work_number_is_nobody_here_until_they_have_one(followed):
    template = followed.store.get("Practitioner", "d011")
    followed.store.put({**template, "id": "d901", "identifier": []})
    role = followed.store.get("PractitionerRole", "role-d011")
    practitioner = {"reference": "Practitioner/d901"}
    followed.store.put({**role, "id": "role-d901", "practitioner": practitioner, "organization": at("urology")})
    following.poll()
    assert Practitioner.find("d901").staff == ""
    change(followed, "Practitioner", "d901", identifier=[{**template["identifier"][0], "value": "77002"}])
    assert (found("77002").state, found("77002").department) == (State.PROPOSED, "urology")


def test_a_his_that_is_away_changes_nothing_and_the_next_look_takes_it_all(followed):
    followed.feel("down", times=20)
    change(followed, "Practitioner", "d012", active=False)
    assert found("00012").state == State.PROPOSED
    followed.calm()
    following.poll()
    assert found("00012").state == State.LEFT


def test_one_that_cannot_be_taken_over_holds_up_nobody_and_comes_again(followed, monkeypatch):
    take = following.person

    def stumbles(held, link, member):
        if held.id == "d013":
            raise RuntimeError
        take(held, link, member)

    before = Cursor.find(following.EVERYBODY).until
    followed.store.put({**followed.store.get("Practitioner", "d013"), "active": False})
    with monkeypatch.context() as here:
        here.setattr(following, "person", stumbles)
        change(followed, "Practitioner", "d014", active=False)
    assert (found("00013").state, found("00014").state) == (State.PROPOSED, State.LEFT)
    assert Cursor.find(following.EVERYBODY).until == before
    following.poll()
    assert found("00013").state == State.LEFT
