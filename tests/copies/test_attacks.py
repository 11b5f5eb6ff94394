"""What others try: each try is refused in the words of "not there", stands in the log by its code, and changes nothing."""

import json
import re
import uuid

import pytest

import app as entrance
from chalicelib.accounts import sessions
from chalicelib.accounts.sessions import Patient, PresentPatient
from chalicelib.copies import acting, claiming, looking, particulars
from chalicelib.copies import desk as door
from chalicelib.copies import routes as applying
from chalicelib.copies.desk_inputs import LookInput
from chalicelib.copies.given import routes as given
from chalicelib.copies.models import Application, Bill, Paper, Step, Work
from chalicelib.copies.pickup import routes as picking_up
from chalicelib.copies.pickup.models import HandOverCode
from chalicelib.kernel import audit
from chalicelib.kernel.facts import Told
from chalicelib.staff.roles import ADMINISTRATORS, Role
from chalicelib.vault.models import Paper as VaultPaper
from tests.client import call
from tests.copies import applicants, desk
from tests.staff.people import on_duty, token_of

EVERY = [*applying.routes.all, *given.routes.all, *picking_up.routes.all]
MINE = [one for one in EVERY if "{application}" in one.path and one.who in (Patient, PresentPatient)]
PERSON = {"name": "林小满", "kind": "passport", "number": "E12345678"}
BODIES = {
    "choose_applicant": {"kind": "agent", "subject": PERSON, "applicant": {**PERSON, "phone": "15490000001"}},
    "choose_stays": {"typed": [{"began": "2026-01-02"}]},
    "choose_purpose": {"purpose": "own"},
    "choose_parts": {"parts": ["orders"], "copies": 1},
    "choose_delivery": {"delivery": "pick_up"},
    "want_paper": {"kind": "patient_id", "nth": 1},
    "send_code": {"which": "reserved_phone"},
    "confirm": {"which": "reserved_phone", "code": "123456"},
    "propose_time": {"place": "record-room", "half_hour": "20270104-0930"},
    "rate": {"stars": 1},
    "name_collector": PERSON,
}
TABLES = (Application, Bill, Paper, Step, Work, HandOverCode, VaultPaper, Told, audit.Entry)


def everything():
    """All that could have changed."""
    return {table.noun: sorted(json.dumps(one.to_dynamodb_dict(), default=repr) for one in table.scan()) for table in TABLES}


@pytest.fixture(scope="module")
def stranger(hospital):
    return applicants.account()


@pytest.mark.parametrize("state", ["draft", "form_checked"])
def test_another_accounts_application_is_not_there_and_nothing_of_it_changes(town, stranger, capsys, state):
    me = applicants.account()
    found = town.draft(me) if state == "draft" else town.submitted(me)
    before, tried = everything(), []
    for route in MINE:
        capsys.readouterr()
        answer = ask(stranger, route, found)
        tried.append((route.name, answer.status, f'"code": "{answer.code}"' in capsys.readouterr().err, everything() == before))
    assert len(tried) > 25
    assert [one for one in tried if one[1:] not in ((404, True, True), (422, True, True))] == []


def ask(who, route, found):
    """That route, as it would be right for whoever may."""
    rest = {name: "1" for name in ("nth", "kind", "round_", "page") if f"{{{name}}}" in route.path}
    body = BODIES[route.view.__name__] if route.body else None
    token, key = sessions.sign(who.account, who.epoch).token, uuid.uuid4().hex if route.once else ""
    return call(entrance.app, route.method, route.path, body, token=token, key=key, application=found.id, **rest)


THEIRS = [one for one in desk.ROUTES if "{application}" in one.path]


def as_staff(token, route, found, paper):
    """That route of the desk, at that application, with a body that would not even be looked at."""
    rest = {name: paper for name in re.findall(r"{(\w+)}", route.path) if name != "application"}
    key = uuid.uuid4().hex if route.once else ""
    return call(
        entrance.app, route.method, route.path, {} if route.body else None, token=token, key=key, application=found.id, **rest
    )


@pytest.mark.parametrize("who", ["another patient", "every wrong role", *sorted(ADMINISTRATORS)])
def test_who_must_not_gets_nothing_of_a_claimed_application_and_the_log_says_so(town, stranger, capsys, who):
    found = town.submitted(applicants.account())
    claiming.claim(on_duty(Role.REVIEWER), found.id, desk.request())
    paper = next(iter(Paper.query(found.id))).paper
    before, tried = everything(), []
    for route in THEIRS:
        if who == "another patient":
            token, expected = sessions.sign(stranger.account, stranger.epoch).token, 401
        else:
            wrong = set(Role) - ADMINISTRATORS - route.who.needed if who == "every wrong role" else {Role(who)}
            token, expected = token_of(on_duty(*wrong)), 403
        capsys.readouterr()
        answer = as_staff(token, route, found, paper)
        written = f'"status": {expected}, "code": "{answer.code}"' in capsys.readouterr().err
        tried.append((route.name, answer.status == expected, written))
    assert len(tried) > 40
    assert [one for one in tried if one[1:] != (True, True)] == []
    assert everything() == before


def test_a_reviewers_old_link_opens_nothing_for_that_reviewer_any_more(town, capsys):
    """Claimed, looked at, laid back, claimed by a colleague: the address of the paper is still in the browser."""
    found, me, colleague = town.submitted(applicants.account()), on_duty(Role.REVIEWER), on_duty(Role.REVIEWER)
    claiming.claim(me, found.id, desk.request())
    claiming.give_back(me, found.id, desk.request())
    claiming.claim(colleague, found.id, desk.request())
    paper = next(iter(Paper.query(found.id))).paper
    before = everything()
    for deed, body in ((f"papers/{paper}/look", {"reason": "看看", "page": 1}), ("particulars", {"reason": "看看"})):
        capsys.readouterr()
        route = f"/desk/copies/applications/{{application}}/{deed}"
        registered = route.replace(paper, "{paper}")
        rest = {"paper": paper} if "papers" in deed else {}
        answer = call(entrance.app, "POST", registered, body, token=token_of(me), application=found.id, **rest)
        assert (answer.status, answer.code) == (409, "copies_claimed")
        assert '"code": "copies_claimed"' in capsys.readouterr().err
    assert everything() == before


def test_names_in_full_are_not_given_to_who_loses_the_claim_at_this_moment(town, monkeypatch):
    found, me = town.submitted(applicants.account()), on_duty(Role.REVIEWER)
    claiming.claim(me, found.id, desk.request())
    on_duty_still = particulars.still_on_duty

    def meanwhile(unit, who):
        claiming.give_back(me, found.id, desk.request())
        on_duty_still(unit, who)

    monkeypatch.setattr(particulars, "still_on_duty", meanwhile)
    with pytest.raises(acting.ClaimFirst):
        particulars.show(me, found.id, "核对")
    assert ("copies.particulars", "核对") not in desk.audited(found)


def test_a_paper_of_another_application_is_not_seen_through_ones_own_claim(town):
    mine, other = (town.submitted(applicants.account()) for _ in range(2))
    me = on_duty(Role.REVIEWER)
    claiming.claim(me, mine.id, desk.request())
    theirs = next(iter(Paper.query(other.id)))
    before = everything()
    with pytest.raises(looking.NothingToSee):
        door.look(me, mine.id, theirs.paper, LookInput(reason="看看"))
    with pytest.raises(acting.DoneMeanwhile):
        door.look(me, other.id, theirs.paper, LookInput(reason="看看"))
    assert everything() == before
