"""What the public pages answer."""

import datetime as dt

from chalicelib.directory import catalogue, functions
from chalicelib.directory.models import Campus, Department, Doctor, Post, Price
from chalicelib.directory.settings import Function
from chalicelib.kernel import clock
from chalicelib.kernel.http import View


class CampusView(View):
    """A campus."""

    id: str
    name: str
    address: str
    phone: str


class HospitalView(View):
    """The hospital, and what it offers."""

    name: str
    introduction: str
    campuses: list[CampusView]
    functions: list[Function]
    now: dt.datetime
    today: dt.date


class DepartmentView(View):
    """A department in a list."""

    id: str
    name: str
    campus: str
    parent: str | None
    initials: str


class DepartmentsView(View):
    """The departments, by campus."""

    departments: list[DepartmentView]


class PostView(View):
    """A doctor's place in a department."""

    department: str
    department_name: str
    grade: str
    specialities: list[str]


class DoctorView(View):
    """A doctor."""

    id: str
    name: str
    sex: str
    introduction: str
    posts: list[PostView]


class DoctorsView(View):
    """Doctors, the higher grades first."""

    doctors: list[DoctorView]


class DepartmentPageView(View):
    """A department's own page."""

    department: DepartmentView
    introduction: str
    places: list[str]
    doctors: list[DoctorView]


class FoundView(View):
    """What a search found, best first."""

    departments: list[DepartmentView]
    doctors: list[DoctorView]


class PriceView(View):
    """An entry of the price list."""

    id: str
    code: str
    name: str
    drug: bool
    specification: str
    unit: str
    amount: int


class PricesView(View):
    """One page of the price list. `after` asks for the next page; null: there is none."""

    prices: list[PriceView]
    after: int | None


def of_hospital() -> HospitalView:
    """The hospital now."""
    hospital = catalogue.hospital()
    return HospitalView(
        name=hospital.name,
        introduction=hospital.introduction,
        campuses=[_campus(one) for one in hospital.campuses if one.active],
        functions=functions.all_on(),
        now=clock.now(),
        today=clock.today(),
    )


def _campus(one: Campus) -> CampusView:
    return CampusView(id=one.id, name=one.name, address=one.address, phone=one.phone)


def of_department(one: Department) -> DepartmentView:
    """A department in a list."""
    return DepartmentView(id=one.id, name=one.name, campus=one.campus, parent=one.parent, initials=one.initials)


def of_doctors(doctors: list[Doctor]) -> list[DoctorView]:
    """Doctors, with their departments' names."""
    names = {department.id: department.name for department in catalogue.hospital().departments}
    return [_doctor(one, names) for one in doctors]


def _doctor(one: Doctor, names: dict[str, str]) -> DoctorView:
    posts = [_post(post, names[post.department]) for post in one.posts if post.department in names]
    return DoctorView(id=one.id, name=one.name, sex=one.sex, introduction=one.introduction, posts=posts)


def _post(post: Post, name: str) -> PostView:
    return PostView(department=post.department, department_name=name, grade=post.grade, specialities=list(post.specialities))


def of_price(one: Price) -> PriceView:
    """An entry of the price list."""
    return PriceView(
        id=one.id, code=one.code, name=one.name, drug=one.drug, specification=one.specification, unit=one.unit, amount=one.amount
    )
