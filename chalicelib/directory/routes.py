"""The hospital's pages, for anybody."""

from pydantic import Field

from chalicelib.directory import catalogue, functions, searching, views
from chalicelib.directory.models import Department, Doctor
from chalicelib.directory.settings import Function
from chalicelib.kernel.http import Anyone, Query, Routes

routes = Routes(__name__)
PAGE = 30
MOST_FOUND = 20  # of each kind; who looks for more looks too vaguely


class DoctorsQuery(Query):
    """Of which department; empty: of all."""

    department: str = Field(default="", max_length=64)


class SearchQuery(Query):
    """What is looked for: a name or a part of it, pinyin, initials, a code."""

    q: str = Field(min_length=1, max_length=40)


class PricesQuery(Query):
    """What is looked for (empty: everything), and where the page before ended."""

    q: str = Field(default="", max_length=40)
    after: int = Field(default=0, ge=0, le=1_000_000)


@routes.get("/hospital", who=Anyone)
def hospital(_: Anyone) -> views.HospitalView:
    """The hospital, its campuses, what is switched on, and the server's time."""
    return views.of_hospital()


@routes.get("/departments", who=Anyone)
def departments(_: Anyone) -> views.DepartmentsView:
    """Every department."""
    functions.require(Function.PAGES)
    return views.DepartmentsView(departments=[views.of_department(one) for one in _departments()])


@routes.get("/departments/{department}", who=Anyone)
def department(_: Anyone, department: str) -> views.DepartmentPageView:
    """A department's page, with its doctors."""
    functions.require(Function.PAGES)
    found = catalogue.department(department)
    if not found.active:
        raise catalogue.NotInDirectory
    return views.DepartmentPageView(
        department=views.of_department(found),
        introduction=found.introduction,
        places=list(found.places),
        doctors=views.of_doctors(_doctors(found.id)),
    )


@routes.get("/doctors", who=Anyone, query=DoctorsQuery)
def doctors(_: Anyone, query: DoctorsQuery) -> views.DoctorsView:
    """The doctors of a department, or all."""
    functions.require(Function.PAGES)
    return views.DoctorsView(doctors=views.of_doctors(_doctors(query.department)))


@routes.get("/doctors/{doctor}", who=Anyone)
def doctor(_: Anyone, doctor: str) -> views.DoctorView:
    """A doctor's page."""
    functions.require(Function.PAGES)
    found = catalogue.doctor(doctor)
    if not found.active:
        raise catalogue.NotInDirectory
    return views.of_doctors([found])[0]


@routes.get("/search", who=Anyone, query=SearchQuery)
def search(_: Anyone, query: SearchQuery) -> views.FoundView:
    """Departments and doctors by name, pinyin, initials, code or speciality."""
    functions.require(Function.PAGES)
    return views.FoundView(
        departments=[views.of_department(one) for one in searching.found(query.q, _departments())[:MOST_FOUND]],
        doctors=views.of_doctors(searching.found(query.q, _doctors())[:MOST_FOUND]),
    )


@routes.get("/prices", who=Anyone, query=PricesQuery)
def prices(_: Anyone, query: PricesQuery) -> views.PricesView:
    """The price list, searched, page by page."""
    functions.require(Function.PRICES)
    found = searching.found(query.q, [one for one in catalogue.prices().values() if one.active])
    page = found[query.after : query.after + PAGE]
    more = query.after + PAGE < len(found)
    return views.PricesView(prices=[views.of_price(one) for one in page], after=query.after + PAGE if more else None)


def _departments() -> list[Department]:
    return [one for one in catalogue.hospital().departments if one.active]


def _doctors(department: str = "") -> list[Doctor]:
    among = [one for one in catalogue.hospital().doctors if one.active]
    return [one for one in among if not department or department in {post.department for post in one.posts}]
