"""Looking at papers: claimed, with a reason, written down first, told to the patient."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chalicelib.copies import acting, claiming, looking
from chalicelib.copies.looks.models import Look
from chalicelib.copies.models import Paper, PaperState
from chalicelib.copies.states import State
from chalicelib.kernel import audit, clock, ids, refusals
from chalicelib.staff.roles import Role
from chalicelib.staff.sessions import OffDuty, RoleRequired
from chalicelib.vault import looking as vault
from tests.copies import desk
from tests.registration import people
from tests.staff.people import member, on_duty

SLOT = "patient_id#1"


class LookLambda(BaseHTTPRequestHandler):
    """The one Lambda that opens papers: shows something to whoever stands in the audit log."""

    asked: list[dict] = []  # noqa: RUF012 - the test's record

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(asked)
        entry = audit.Entry.find(*asked["audit"])
        said = {"image": base64.b64encode(b"jpeg").decode(), "page": asked["page"], "pages": 2}
        if entry is None or entry.subject != asked["paper"]:
            said = {"refused": "forbidden"}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@pytest.fixture(scope="module", autouse=True)
def shown(world):
    patch = pytest.MonkeyPatch()
    with ThreadingHTTPServer(("127.0.0.1", 0), LookLambda) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        patch.setenv("AWS_ENDPOINT_URL_LAMBDA", f"http://127.0.0.1:{server.server_port}")
        vault._lambda.cache_clear()
        yield LookLambda.asked
        server.shutdown()
        vault._lambda().close()
    vault._lambda.cache_clear()
    patch.undo()


@pytest.fixture
def me(world):
    return on_duty(Role.REVIEWER, department="records")


@pytest.fixture
def patient(world):
    person = people.account(), people.patient()
    people.link(*person)
    return person


def application(state=State.FORM_CHECKED, **fields):
    found = desk.application(state, **fields)
    at = clock.stamp(clock.now())
    Paper(found.id, SLOT, kind="patient_id", paper=ids.new(), state=PaperState.SEALED.value, at=at).save()
    return found


def claimed(me, **fields):
    return claiming.claim(me, application(**fields).id, desk.request())


def look(me, found, slot=SLOT, reason="核对证件", page=1):
    return looking.look(me, found.id, slot, reason, page)


def test_a_claimed_paper_is_shown_with_my_number_across_it_and_stands_in_the_audit_log_first(me, shown):
    found = claimed(me)
    sight = look(me, found, page=2)
    assert (sight.page, sight.pages) == (2, 2)
    assert shown[-1]["watermark"].startswith(f"{me.number} ")
    entry = audit.Entry.get(*shown[-1]["audit"])
    assert (entry.act, entry.reason) == ("paper.looked", f"{found.id} 核对证件")


def test_without_a_claim_a_reason_or_a_sealed_paper_nothing_is_shown_and_nobody_is_asked(me, shown):
    found, other = claimed(me), on_duty(Role.REVIEWER)
    before = len(shown)
    with pytest.raises(acting.ReasonNeeded):
        look(me, found, reason=" ")
    with pytest.raises(acting.ClaimedByAnother):
        look(other, found)
    with pytest.raises(looking.NothingToSee):
        look(me, found, slot="patient_id#9")
    Paper.get(found.id, SLOT).update([Paper.state.set(PaperState.DESTROYED.value)])
    with pytest.raises(looking.NothingToSee):
        look(me, found)
    assert len(shown) == before


def test_an_old_link_shows_nothing(me, shown):
    found = claimed(me)
    look(me, found)
    claiming.give_back(me, found.id, desk.request())
    with pytest.raises(acting.DoneMeanwhile):
        look(me, found)
    member(Role.REVIEWER, number=me.number, sessions=None)
    again = claimed(on_duty(Role.REVIEWER))
    with pytest.raises(refusals.Refusal):
        look(me, again)


def test_who_was_signed_out_sees_nothing(me, shown):
    found = claimed(me)
    before = len(shown)
    member(Role.REVIEWER, number=me.number, sessions=None)
    with pytest.raises(OffDuty):
        look(me, found)
    assert len(shown) == before


@pytest.mark.parametrize("role", [Role.STORE_ROOM, Role.COPY_DESK, Role.CASHIER, Role.SERVICE, Role.AUDIT_ADMIN])
def test_a_role_that_must_not_see_sees_nothing(me, role):
    found = claimed(me)
    with pytest.raises(RoleRequired):
        look(on_duty(role), found)


@pytest.mark.parametrize("state", sorted(set(State) - set(looking.LOOKABLE)))
def test_in_no_other_state_is_anything_shown(me, state):
    found = application(state, claimed_by=me.id, claimed_at=clock.stamp(clock.now()))
    with pytest.raises(acting.DoneMeanwhile):
        look(me, found)


def test_medical_affairs_looks_without_a_claim():
    found = application(State.AT_MEDICAL_AFFAIRS)
    assert look(on_duty(Role.MEDICAL_AFFAIRS), found).page == 1


def test_the_patient_reads_role_and_department_and_never_who(me, patient):
    mine, who = patient
    found = claimed(me, patient=who, account=mine.account)
    look(me, found)
    (told,) = looking.mine(mine)
    assert (told.application, told.paper, told.role, told.department) == (found.id, "patient_id", "病案审核员", "records")
    assert me.id not in str(told)
    assert all(me.id not in str(line.attribute_values) and me.number not in str(line.attribute_values) for line in Look.scan())


def test_a_stranger_reads_nothing_of_it(me, patient):
    look(me, claimed(me, patient=patient[1], account=patient[0].account))
    assert looking.mine(people.account()) == []


def test_under_a_secrecy_order_looks_are_told_only_when_it_is_lifted(me, patient):
    mine, who = patient
    found = claimed(me, patient=who, kind="public_body")
    affairs = on_duty(Role.MEDICAL_AFFAIRS)
    looking.order_secrecy(affairs, found.id, "公安机关依法要求保密", desk.request())
    look(me, found)
    assert looking.mine(mine) == []
    with pytest.raises(looking.OrderHolds):
        looking.order_secrecy(affairs, found.id, "再次", desk.request())
    looking.lift_secrecy(affairs, found.id, "保密期限届满", desk.request())
    assert len(looking.mine(mine)) == 1
    acts = [act for act, _ in desk.audited(found)]
    assert acts.count("copies.secrecy_ordered") == acts.count("copies.secrecy_lifted") == 1
