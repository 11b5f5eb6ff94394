"""The form check 形式审核, by machine: what staff would look up, in plain words, item by item; what the applicant alone can mend goes back.

Papers are complete when an application comes here. The rest needs the HIS: away, it is asked again, and nothing is lost.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from pynamodb.expressions.update import Action

from chalicelib.cards import identity, patients
from chalicelib.copies import availability, evidence, finding, forms, records, rules, settings, submitting, transitions
from chalicelib.copies.availability import AppliedStay, Stands
from chalicelib.copies.models import Applicant, Application, Of, PaperState, Yes
from chalicelib.copies.states import Chase, State
from chalicelib.gateways.his import stays as his_stays
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.gateways.his.patients import HisPatient
from chalicelib.gateways.his.stays import PastStay
from chalicelib.kernel import agenda, clock
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit

CHECK = "copies.check"
LONGEST = 30  # minutes between two tries
GROWN_UP = 18
OF_MINORS = frozenset({Applicant.PARENT, Applicant.PARENTS_AGENT})


class Finding(NamedTuple):
    """One thing that was looked at. `mends`: who can put it right, when it is not."""

    what: str
    ok: bool
    words: str
    mends: str = ""  # applicant, staff
    step: str = ""  # of the form, where the applicant mends it


def check(application: str, tries: int = 0) -> None:
    """Check what was handed in; then it is in review, or back with the applicant. A HIS that is away is asked again later."""
    found = records.known(application)
    if found.stands is not State.SUBMITTED:
        return
    try:
        person = finding.at_hospital(found)
        theirs = his_stays.of_patient(person.id) if person else []
    except HisAway:
        due = clock.now() + dt.timedelta(minutes=min(2**tries, LONGEST))
        agenda.put_off(CHECK, application, due, tries=str(tries + 1))
        return
    applied = _matched(found, theirs)
    findings = [*_people(found, person), *_stays(found, applied, theirs), *_proofs(found)]
    _go_on(found, findings, applied, _known_as(found, person))


def _known_as(found: Application, person: HisPatient | None) -> str | None:
    """Our index of a patient who was only typed, where we have one: so that what the HIS tells of the person reaches us."""
    return patients.subject_of([patients.his_key(person.id)]) if person and not found.patient else None


def _go_on(found: Application, findings: list[Finding], applied: list[AppliedStay], known_as: str | None) -> None:
    mend = [{"what": one.step, "why": one.words} for one in findings if not one.ok and one.mends == "applicant"]
    checked: list[Action] = [
        Application.findings.set([one._asdict() for one in findings]),
        Application.checked.set(records.now()),
        Application.stays.set([one.model_dump() for one in applied]),
    ]
    with Unit() as unit:
        if mend:
            submitting.send_back(unit, found, mend, *checked)
            return
        if known_as:
            unit.put(Of(f"person#{known_as}", found.key()))
        for stay in applied:
            if stay.his and not stay.rest:
                unit.put(Of(f"stay#{stay.his}", found.key()))
        second = rules.second(
            rules.of(int(found.rules), found.who),
            evidence.confirmed(found) | _at_counter(found),
            department=any(stay.sensitive for stay in applied),
            restricted=any(stay.restricted for stay in applied),
        )
        checked += [
            Application.second_why.set([one.value for one in second]),
            Application.fetched.set(_waiting(applied)),
            Application.sealed_originals.set(_sealed(found, applied)),
        ]
        transitions.step(unit, found, State.FORM_CHECKED, *checked)


def _at_counter(found: Application) -> frozenset[rules.Confirmation]:
    """Whoever stands at the counter with the papers needs no code."""
    return frozenset({rules.Confirmation.RESERVED_PHONE}) if found.entered_by else frozenset()


# ---- people


def _people(found: Application, person: HisPatient | None) -> Iterator[Finding]:
    if person is None:
        words = "医院未查到与所填姓名、证件一致的患者，请核对患者信息"
        yield Finding("patient", ok=False, words=words, mends="applicant", step="applicant")
        return
    yield Finding("patient", ok=True, words="患者姓名、证件与医院登记一致")
    yield from _life(found, person)
    yield from _age(found, person)
    applicant = forms.opened(found, "applicant", forms.ApplicantForm)
    if applicant and found.who not in (Applicant.PUBLIC_BODY, Applicant.INSURER) and _same_person(found, applicant):
        words = "申请人与患者为同一人，请改选“患者本人”申请"
        yield Finding("applicant", ok=False, words=words, mends="applicant", step="applicant")


def _life(found: Application, person: HisPatient) -> Iterator[Finding]:
    rule = rules.of(int(found.rules), found.who)
    if rule.dead is False and person.deceased:
        words = "患者在医院登记为已故，请由近亲属或法定继承人申请"
        yield Finding("life", ok=False, words=words, mends="applicant", step="applicant")
    elif rule.dead is True and not person.deceased:
        yield Finding("life", ok=False, words="医院登记中患者尚未登记死亡，请核对死亡证明", mends="staff")
    elif rule.dead is not None:
        yield Finding("life", ok=True, words="患者生存状态与申请人身份相符")
    elif bool(found.dead) != person.deceased:
        yield Finding("life", ok=False, words="申请所述患者生存状态与医院登记不一致，请核对", mends="staff")


def _age(found: Application, person: HisPatient) -> Iterator[Finding]:
    if person.born is None:
        return
    minor = identity.age(person.born, clock.today()) < GROWN_UP
    if found.who in OF_MINORS and not minor:
        words = "患者已满18周岁，请由患者本人或其代理人申请"
        yield Finding("age", ok=False, words=words, mends="applicant", step="applicant")
    elif minor and found.who in (Applicant.PATIENT, Applicant.AGENT, Applicant.GUARDIAN):
        yield Finding("age", ok=False, words="患者未满18周岁，通常应由父（母）申请，请核对", mends="staff")
    elif found.who in OF_MINORS:
        yield Finding("age", ok=True, words="患者为未成年人")


def _same_person(found: Application, applicant: forms.ApplicantForm) -> bool:
    subject = forms.opened(found, "subject", forms.SubjectForm)
    if subject is not None:
        return (subject.kind, subject.number) == (applicant.kind, applicant.number)
    if not found.patient:
        return False
    bound = patients.person(PatientId(found.patient))
    return (bound.kind, bound.number) == (applicant.kind, applicant.number)


# ---- stays


def _matched(found: Application, theirs: list[PastStay]) -> list[AppliedStay]:
    """What was applied for, as the HIS has it today; the rest of an unfinished record follows it."""
    chosen, today, numbers = settings.chosen(found.campus), clock.today(), finding.numbers(found)
    wanted = [AppliedStay.model_validate(one) for one in found.stays]
    made = []
    for stay in (one for one in wanted if not one.rest):
        there = finding.matching(stay, numbers.get(stay.id, ""), theirs)
        made.append(availability.matched(stay, there, chosen, today) if there else stay)
    return availability.with_rests(made)


def _stays(found: Application, applied: list[AppliedStay], theirs: list[PastStay]) -> Iterator[Finding]:
    numbers = finding.numbers(found)
    for stay in (one for one in applied if not one.rest):
        what, when = f"stay:{stay.id}", f"{stay.began} {stay.department_name}"
        if not stay.his:
            yield from _unmatched(what, when, numbers.get(stay.id, ""), theirs)
        elif stay.stands is Stands.IN_HOSPITAL:
            words = f"{when}：尚未出院，住院期间请向所在病区提出"
            yield Finding(what, ok=False, words=words, mends="applicant", step="stays")
        elif stay.stands is Stands.BEYOND_RETENTION:
            yield Finding(what, ok=False, words=f"{when}：已超过病历保存年限，请库房查找", mends="staff")
        elif stay.stands is Stands.UNFINISHED:
            yield Finding(what, ok=True, words=f"{when}：已出院、未归档，预计{stay.whole_from}起可提供完整病历")
        else:
            yield Finding(what, ok=True, words=f"{when}：已归档，与医院记录一致")


def _unmatched(what: str, when: str, number: str, theirs: list[PastStay]) -> Iterator[Finding]:
    if number and theirs and his_stays.with_number(number):
        words = f"{when}：所填住院号（门诊号）不是该患者的，请核对"
        yield Finding(what, ok=False, words=words, mends="applicant", step="stays")
    else:
        yield Finding(what, ok=False, words=f"{when}：医院信息系统中未查到，请库房人工查找", mends="staff")


def _waiting(applied: list[AppliedStay]) -> dict[str, dict[str, object]]:
    """What the store room need not look for yet: with the ward until its day, and (where something is there now) given later."""
    later = availability.later(applied)
    goes_without = len(later) < len(applied)
    return {
        stay: {"stands": Chase.NOT_ARCHIVED.value, "owner": "出院病区", "until": day, "note": "", "later": goes_without}
        for stay, day in later.items()
    }


def _sealed(found: Application, applied: list[AppliedStay]) -> list[dict[str, object]]:
    """What other applications have on record as sealed of these stays; what is recorded here already stays."""
    known: list[dict[str, object]] = list(found.sealed_originals)
    here = {str(one["stay"]) for one in known}
    for stay in applied:
        if not stay.his or stay.rest or stay.id in here:
            continue
        for other in records.of_stay(stay.his):
            theirs = {one["id"] for one in other.stays if one["his"] == stay.his}
            entries = [one for one in other.sealed_originals if one["stay"] in theirs]
            if other.id != found.id and entries:
                known += [{k: v for k, v in one.items() if k != "decided"} | {"stay": stay.id} for one in entries]
                break
    return known


# ---- proofs


def _proofs(found: Application) -> Iterator[Finding]:
    proofs = evidence.of(found)
    for need in proofs.needs:
        shown = "、".join(rules.PAPERS[kind].words for kind in proofs.shown(need, PaperState.SEALED) or ())
        words = shown or ("授权委托书（患者在线授权）" if proofs.met(need) else "")
        yield Finding(
            f"paper:{need.any_of[0][0]}", ok=proofs.met(need), words=f"已提交：{words}" if words else "材料缺失", mends="staff"
        )
    said = evidence.confirmed(found)
    rule = rules.of(int(found.rules), found.who)
    for which in rule.confirm:
        if which is rules.Confirmation.CALL_BACK:
            yield Finding("confirm:call_back", ok=which in said, words="须回拨单位对外公布的电话核实", mends="staff")
        else:
            yield Finding(
                f"confirm:{which}", ok=which in said, words=SAID[which] if which in said else UNSAID[which], mends="staff"
            )
    if found.authorised == Yes.GIVEN:
        yield Finding("authorisation", ok=True, words="患者已通过预留手机验证并签名授权")


SAID = {
    rules.Confirmation.RESERVED_PHONE: "患者预留手机已验证",
    rules.Confirmation.OWN_PHONE: "申请人本人手机已验证",
}
UNSAID = {
    rules.Confirmation.RESERVED_PHONE: "患者预留手机未验证",
    rules.Confirmation.OWN_PHONE: "申请人本人手机未验证",
}
