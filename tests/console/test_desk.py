"""Staff at the console: the first sign-in, a review, two reviewers at once, and each role's page without a serious fault."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from chalicelib.copies.states import State
from chalicelib.staff.roles import Role
from tests.console import cases, people
from tests.console.conftest import AXE, SHOTS

FINE = {"ok": True, "mends": "", "step": ""}
FINDINGS = [
    {"what": "patient", "words": "患者姓名、证件与医院登记一致", **FINE},
    {"what": "stay", "words": "住院记录与医院登记一致，病历已归档", **FINE},
]


@pytest.fixture(scope="session")
def axe():
    return AXE.read_text()


@pytest.fixture
def look_at(axe):
    """Keep a picture; no serious fault may be there."""

    def look(page, name):
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.mouse.move(1360, 760)
        page.screenshot(path=SHOTS / f"{name}.png")
        assert people.faults(page, axe) == []

    return look


def test_the_first_sign_in_enrols_an_authenticator_and_sets_a_password_of_ones_own(staffed, window, look_at):
    number, one_time = staffed.newcomer("陈初来", Role.REVIEWER)
    page = window()
    look_at(page, "sign-in")
    page.get_by_label("工号").fill(number)
    page.get_by_label("密码").fill(one_time)
    page.get_by_role("button", name="下一步").click()
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_alt_text("验证器绑定二维码").wait_for()
    page.get_by_label("动态验证码").fill(pyotp.TOTP(secret).now())
    page.get_by_label("新密码", exact=False).first.fill("银杏叶落满地-2026")
    page.get_by_label("再输入一次新密码").fill("银杏叶落满地-2026")
    look_at(page, "enrol")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我的待办").wait_for()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert parse_qs(urlsplit(page.url).query).keys() <= {"campus"}


def test_a_wrong_password_is_told_in_the_hospitals_words(staffed, window):
    person = staffed.person("刘误", Role.SERVICE)
    page = window()
    page.get_by_label("工号").fill(person.number)
    page.get_by_label("密码").fill("not-the-password")
    page.get_by_role("button", name="下一步").click()
    assert "工号或密码不正确" in page.get_by_role("alert").inner_text()


def test_a_clean_application_is_reviewed_in_six_keys(staffed, window, look_at):
    made = cases.standing(State.FORM_CHECKED, findings=FINDINGS)
    page = people.sign_in(window(), staffed.person("李审核", Role.REVIEWER))
    page.get_by_role("link", name=made.number).wait_for()
    look_at(page, "my-work")
    page.get_by_role("link", name=made.number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="领取").wait_for()
    page.keyboard.press("c")
    page.get_by_role("button", name="退回补正").wait_for()
    look_at(page, "review")
    page.keyboard.press("a")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("已同意", exact=True).wait_for()
    assert cases.acting.known(made.id).stands is State.APPROVED


def test_of_two_reviewers_at_once_the_second_is_told_who_has_it(staffed, window):
    made = cases.standing(State.FORM_CHECKED, findings=FINDINGS)
    pages = [people.sign_in(window(), staffed.person(name, Role.REVIEWER)) for name in ("王先手", "赵后到")]
    for page in pages:
        page.get_by_role("link", name=made.number).click()
        page.get_by_role("button", name="领取").wait_for()
    pages[0].get_by_role("button", name="领取").click()
    pages[0].get_by_role("button", name="退回补正").wait_for()
    pages[1].get_by_role("button", name="领取").click()
    pages[1].get_by_role("alert").wait_for()
    assert "王先手" in pages[1].locator("main").inner_text()


@pytest.mark.parametrize(
    ("role", "state", "words", "fields"),
    [
        (Role.SECOND_REVIEWER, State.AWAITING_SECOND_REVIEW, "领取", {"second_why": ["department"]}),
        (Role.STORE_ROOM, State.RETRIEVING, "登记催还", {}),
        (Role.COPY_DESK, State.TO_COPY, "领取", {"pages": {"1": {"stay-1": 12, "stay-2": 30}}}),
        (Role.COPY_DESK, State.TO_SCHEDULE, "安排领取时间", {"pages": {"1": {"stay-1": 12, "stay-2": 30}}}),
        (Role.COPY_DESK, State.TO_SHIP, "下单寄件", {"delivery": "express", "province": "浙江省"}),
        (Role.MEDICAL_AFFAIRS, State.AT_MEDICAL_AFFAIRS, "决定提供", {}),
        (Role.CASHIER, State.TO_COPY, None, {}),
        (Role.SERVICE, State.SENT_BACK, None, {"account": "", "entered_by": "x"}),
    ],
)
def test_each_roles_page_offers_its_deeds_and_has_no_serious_fault(staffed, window, look_at, role, state, words, fields):
    made = cases.standing(state, **fields)
    page = people.sign_in(window(), staffed.person("孙同事", role))
    page.get_by_label("查找申请").fill(made.number)
    page.get_by_role("button", name="查找").click()
    page.get_by_role("heading", name=made.number).wait_for()
    if words:
        page.get_by_role("button", name=words).first.wait_for()
    look_at(page, f"{role.value}-{state.value}")
    if state is State.TO_SCHEDULE:
        page.get_by_role("button", name="安排领取时间").click()
        page.get_by_role("button", name="建议").first.wait_for()
        look_at(page, "calendar")


@pytest.mark.parametrize(
    ("path", "title"), [("copies/counter", "窗口登记"), ("copies/statistics", "统计"), ("copies/ageing", "滞留清单")]
)
def test_the_other_pages_of_the_desk_open(staffed, window, look_at, path, title):
    page = people.sign_in(window(), staffed.person("郑服务", Role.SERVICE))
    page.get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title).wait_for()
    page.wait_for_load_state("networkidle")
    look_at(page, path.replace("/", "-"))


@pytest.mark.parametrize(
    ("role", "title"), [(Role.SECURITY_ADMIN, "人员管理"), (Role.AUDIT_ADMIN, "审计日志"), (Role.SYSTEM_ADMIN, "我的账号")]
)
def test_administrators_see_their_own_pages_and_no_application(staffed, window, look_at, role, title):
    page = people.sign_in(window(), staffed.person("冯管理", role))
    page.get_by_role("heading", name=title).wait_for()
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="我的待办").count() == 0
    look_at(page, role.value)
