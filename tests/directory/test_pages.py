import pytest

from chalicelib.directory.models import Part
from chalicelib.directory.settings import DirectorySettings, Function
from tests.client import call


def test_the_hospital_tells_its_campuses_what_is_on_and_the_time(synced, app):
    answer = call(app, "GET", "/hospital")
    assert answer.body["name"] == "杏林市人民医院"
    assert [one["name"] for one in answer.body["campuses"]] == ["东院区", "西院区"]
    assert set(answer.body["functions"]) == set(Function)
    assert answer.body["now"].endswith("Z")


def test_departments_are_listed(synced, app):
    listed = call(app, "GET", "/departments").body["departments"]
    assert {"id": "cardiology", "name": "心血管内科", "campus": "east", "parent": None, "initials": "xxgnk"} in listed


def test_a_departments_page_shows_its_doctors_the_higher_grades_first(synced, app):
    page = call(app, "GET", "/departments/{department}", department="cardiology").body
    assert page["places"] == ["门诊楼2层A区1诊室"]
    assert page["introduction"]
    grades = [doctor["posts"][0]["grade"] for doctor in page["doctors"]]
    assert grades == sorted(grades, key=["主任医师", "副主任医师", "主治医师"].index)
    assert len(grades) >= 3


def test_a_doctors_page(synced, app):
    page = call(app, "GET", "/doctors/{doctor}", doctor="d001").body
    assert page["posts"][0]["department_name"] == "心血管内科"
    listed = call(app, "GET", "/doctors", query={"department": "cardiology"}).body["doctors"]
    assert page in listed
    assert len(call(app, "GET", "/doctors").body["doctors"]) > 60


def test_a_search_finds_departments_and_doctors(synced, app):
    body = call(app, "GET", "/search", query={"q": "gk"}).body
    assert "骨科" in [one["name"] for one in body["departments"]]
    assert set(body) == {"departments", "doctors"}


def test_the_price_list_is_read_page_by_page_to_its_end(synced, app):
    seen, after = [], 0
    while after is not None:
        page = call(app, "GET", "/prices", query={"q": "", "after": str(after)}).body
        seen += [one["id"] for one in page["prices"]]
        after = page["after"]
    assert len(seen) == len(set(seen)) == len(synced.store.all("ChargeItemDefinition"))


@pytest.mark.parametrize("wanted", ["阿莫西林片", "amoxilin", "amxl", "阿莫片", "XY00000"])
def test_a_drug_is_found_by_name_pinyin_initials_and_code(synced, app, wanted):
    prices = call(app, "GET", "/prices", query={"q": wanted}).body["prices"]
    found = next(one for one in prices if one["name"] == "阿莫西林片")
    assert found["specification"] == "0.25g×24片"
    assert (
        found["amount"]
        == synced.store.get("ChargeItemDefinition", found["id"])["propertyGroup"][0]["priceComponent"][0]["amount"]["value"] * 100
    )


def test_what_is_switched_off_says_so(synced, app, world):
    world.choose(DirectorySettings, functions=["pages"])
    try:
        assert call(app, "GET", "/prices").code == "switched_off"
        assert call(app, "GET", "/hospital").body["functions"] == ["pages"]
        assert call(app, "GET", "/departments").status == 200
    finally:
        world.choose(DirectorySettings, functions=list(Function))


def test_who_is_not_there_is_not_found(synced, app):
    assert call(app, "GET", "/doctors/{doctor}", doctor="nobody").code == "not_in_directory"
    assert call(app, "GET", "/departments/{department}", department="nothing").code == "not_in_directory"


@pytest.mark.parametrize("query", [{"q": "x" * 41}, {"after": "-1"}, {"after": "zwölf"}, {"page": "2"}])
def test_a_query_that_is_none_is_refused(synced, app, query):
    assert call(app, "GET", "/prices", query=query).status == 422


def test_pages_ask_the_table_once_and_then_not_at_all(synced, app, monkeypatch):
    from chalicelib.directory import catalogue

    catalogue.forget_cached()
    asked, query = [], Part.query
    monkeypatch.setattr(Part, "query", lambda *given, **named: asked.append(given[0]) or query(*given, **named))
    for route in ("/hospital", "/departments", "/doctors"):
        call(app, "GET", route)
    call(app, "GET", "/search", query={"q": "nk"})
    assert asked == ["hospital"]
