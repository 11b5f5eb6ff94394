"""A small hospital for tests that need its names and nothing of the HIS: two departments, one of them sensitive, one doctor."""

from chalicelib.directory import catalogue, lists
from chalicelib.directory.models import Campus, Department, Doctor, Hospital, Post

EAST = "east"
CARDIOLOGY, PSYCHIATRY, DOCTOR = "cardiology", "psychiatry", "doctor-li"


def _department(which: str, name: str, *, sensitive: bool = False) -> Department:
    about = {"parent": None, "introduction": "", "places": ()}
    return Department(id=which, name=name, active=True, campus=EAST, sensitive=sensitive, **about)


def opened() -> None:
    """Write it into the directory."""
    post = Post(department=CARDIOLOGY, grade="主任医师", specialities=())
    content = Hospital(
        name="杏林医院",
        campuses=(Campus(id=EAST, name="东院区", active=True, address="杏林路 1 号", phone="010-10000000"),),
        departments=(_department(CARDIOLOGY, "心血管内科"), _department(PSYCHIATRY, "精神科", sensitive=True)),
        doctors=(Doctor(id=DOCTOR, name="李医生", active=True, sex="male", introduction="", posts=(post,)),),
    )
    before = lists.read(catalogue.HOSPITAL, catalogue.adapters.hospital, Hospital(), consistent=True)
    lists.write(catalogue.HOSPITAL, catalogue.adapters.hospital, before, content)
    catalogue.forget_cached()
