import subprocess
import sys

import pytest

from chalicelib.directory import catalogue
from chalicelib.directory.searching import found
from chalicelib.directory.spelling import spell


def departments(wanted: str) -> list[str]:
    return [one.name for one in found(wanted, catalogue.hospital().departments)]


@pytest.mark.parametrize(
    "wanted", ["心血管内科", "心血管", "血管内", "心内科", "xinxueguan", "xueguan", "xxgnk", "xgn", "XXG", "ｘｘｇ", " 心血管 "]
)
def test_a_department_is_found_by_name_part_pinyin_and_initials(synced, wanted):
    assert "心血管内科" in departments(wanted)


@pytest.mark.parametrize("wanted", ["ueguan", "血心", "zzz", "科内"])
def test_what_does_not_fit_is_not_found(synced, wanted):
    assert departments(wanted) == []


def test_the_best_comes_first(synced):
    assert departments("妇科")[0] == "妇科"
    assert departments("ek")[0] == "儿科"


def test_nothing_wanted_finds_all(synced):
    assert len(departments(" ")) == 20


def test_a_doctor_is_found_by_work_number_and_by_what_he_treats(synced):
    doctors = catalogue.hospital().doctors
    assert [one.id for one in found("00007", doctors)] == ["d007"]
    treating = found("糖尿病", doctors)
    assert treating
    assert {post.department for one in treating for post in one.posts} == {"endocrine"}


@pytest.mark.parametrize(
    ("name", "person", "spelled"),
    [
        ("曾国", True, ("zeng guo", "zg")),
        ("单曾", True, ("shan ceng", "sc")),
        ("重症医学科", False, ("zhong zheng yi xue ke", "zzyxk")),
        ("CT平扫", False, ("ct ping sao", "ctps")),
        ("维生素B12片", False, ("wei sheng su b12 pian", "wssb12p")),
    ],
)
def test_names_are_spelled_as_they_are_spoken(name, person, spelled):
    assert spell(name, person=person) == spelled


def test_looking_up_does_not_load_the_pinyin_library():
    code = "import sys, chalicelib.directory.routes; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
