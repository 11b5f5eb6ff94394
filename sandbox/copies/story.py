"""Record copies from application to satisfaction: the daughter for her father, fetched at the window; a patient's own, by express."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from sandbox import web
from sandbox.copies import scans
from sandbox.copies.applicant import Applicant, Father, patients_with_stay
from sandbox.copies.clerks import Clerk, Room
from sandbox.phone import Caller, Refused
from sandbox.story import SECONDS, Failed, Story, expect, wait_for

Json = dict[str, Any]
PAGES = 12  # of one copy


class Day(NamedTuple):
    """Who is there."""

    urls: dict[str, str]
    story: Story
    room: Room
    patient: Applicant


def daughter(day: Day) -> None:
    """For her father, by link; one paper sent back and mended; paid, fetched by code, rated."""
    urls, story, room, _ = day
    story.chapter("五、病案复印：女儿替父亲申请，窗口领取")
    (father, stay), *_ = patients_with_stay(urls)
    one = Applicant(urls, story, "林女士")
    one.ready_for_copies()
    one.begin()
    one.for_father(father, stay)
    one.want("insurance", "pick_up")
    one.blurred_first("agent_id")
    one.papers()
    one.confirm("own_phone")
    him = Father(urls, story, "林父")
    him.sign_in()
    him.says_yes(one.ask_father(), father["phone"])
    one.hand_in()
    sent_back(story, room, one)
    one.told("材料补正通知")
    one.mend("agent_id", 2)
    one.hand_in()
    reviewed(story, room, one)
    fetched(story, room, one)
    one.pay_price()
    copied(story, room, one)
    at_the_window(story, room, one)
    one.rate(5)
    one.told("办理完成通知")
    one.looked_at()
    one.invoice()


def opening(urls: dict[str, str], story: Story, folder: Path) -> Day:
    """The record room's people come to be; a patient binds a card: the next code to that phone may be sent in a minute."""
    story.chapter("四、病案室开张，何先生绑定就诊卡")
    room = Room(urls, story, folder)
    room.open()
    patient = Applicant(urls, story, "何先生")
    patient.ready_for_copies()
    patient.is_bound(patients_with_stay(urls)[0][0])
    return Day(urls, story, room, patient)


def by_express(day: Day) -> None:
    """A patient's own record, sent home, the parcel followed."""
    story, room, one = day.story, day.room, day.patient
    story.chapter("六、病案复印：患者本人申请，顺丰寄到家")
    one.begin()
    one.for_myself()
    one.want("own", "express")
    one.papers()
    one.confirm("reserved_phone")
    one.hand_in()
    reviewed(story, room, one)
    fetched(story, room, one)
    one.pay_price()
    copied(story, room, one)
    sent(day, one)
    one.rate(4)
    one.invoice()


def online(day: Day) -> None:
    """The same patient once more, as an electronic copy: read, taken along, verified by whoever gets it."""
    story, room, one = day.story, day.room, day.patient
    story.chapter("七、病案复印：电子复印件")
    one.begin()
    one.for_myself()
    one.want("own", "online")
    one.papers()
    one.confirm("reserved_phone")
    one.hand_in()
    reviewed(story, room, one)
    fetched(story, room, one)
    one.pay_price()
    copied(story, room, one)
    given_online(story, room, one)
    code, _ = one.read_online()
    with story.step("收件单位在公开页面核验") as told:
        genuine = Caller(day.urls).get(f"/verify/{code}")
        told.append(f"编号 {genuine['number']}，{genuine['name']}，{genuine['pages']} 页，{genuine['given']} 出具")


# ---- the record room at work
def claimed(room: Room, who: str, application: str) -> None:
    """Take it, unless it is taken already by that very person."""
    room[who].do("claim", application)


def sent_back(story: Story, room: Room, one: Applicant) -> None:
    """The reviewer looks at a paper and cannot accept it."""
    number, clerk = one.application["id"], room["reviewer"]
    with story.step("审核员领取申请，逐份查看材料（水印、留痕）") as told:
        claimed(room, "reviewer", number)
        told.append(f"{looked(room, number)} 份")
    with story.step("审核员退回一份材料，说明原因") as told:
        why = "身份证国徽面反光，有效期看不清，请重新拍摄"
        clerk.do("return", number, {"mend": [{"what": "agent_id#2", "why": why}]})
        told.append(one.stands("sent_back")["words"])


def looked(room: Room, number: str) -> int:
    """At every sealed paper; how many."""
    clerk = room["reviewer"]
    papers = [paper for paper in clerk.case(number)["papers"] if paper["state"] == "sealed"]
    for paper in papers:
        sight = clerk.do(f"papers/{paper['paper']}/look", number, {"reason": "核对证件", "page": 1})
        expect(sight["image"], "没有看到图像")
    return len(papers)


def reviewed(story: Story, room: Room, one: Applicant) -> None:
    """Looked at, checked against the data, approved."""
    number, clerk = one.application["id"], room["reviewer"]
    with story.step("审核员领取、查看材料、核对信息，审核通过") as told:
        claimed(room, "reviewer", number)
        looked(room, number)
        clerk.do("particulars", number, {"reason": "核对证件号码"})
        told.append(clerk.do("approval", number, {"left_out": []})["words"])


def fetched(story: Story, room: Room, one: Applicant) -> None:
    """The store room fetches and counts; the price follows."""
    number, clerk = one.application["id"], room["store"]
    with story.step("库房调取病历，清点页数，系统计价") as told:
        claimed(room, "store", number)
        stays = [stay["id"] for stay in clerk.case(number)["stays"]]
        clerk.do("fetched", number, {"stays": stays})
        clerk.do("pages", number, {"pages": dict.fromkeys(stays, PAGES)})
        told.append(f"{PAGES} 页")


def copied(story: Story, room: Room, one: Applicant) -> None:
    """Copied and stamped by one, checked page by page by another."""
    number, copier, checker = one.application["id"], room["copier"], room["checker"]
    with story.step("复印室复印、盖章、注明日期"):
        claimed(room, "copier", number)
        stays = [stay["id"] for stay in copier.case(number)["stays"]]
        copier.do("copied", number, {"pages": dict.fromkeys(stays, PAGES), "stamped": True})
    with story.step("另一人逐页核对姓名、住院号和页数") as told:
        admissions = checker.do("particulars", number, {"reason": "逐页核对"})["admissions"]
        seen = [
            {"stay": stay, "pages": PAGES, "number_tail": admissions.get(stay, "")[-4:], "name_matches": True} for stay in stays
        ]
        told.append(checker.do("check", number, {"stays": seen})["words"])


def given_online(story: Story, room: Room, one: Applicant) -> None:
    """The scanned copy is uploaded, sealed, and given."""
    number, clerk = one.application["id"], room["copier"]
    with story.step("复印室上传扫描件，加密保存后交付") as told:
        clerk.upload(clerk.do("electronic", number), scans.document(one.who, PAGES))
        wait_for(lambda: _given(clerk, number), "扫描件没有保存", SECONDS + one.phone.patience)
        told.append(one.stands("completed")["words"])


def _given(clerk: Clerk, number: str) -> bool:
    try:
        clerk.do("electronic-given", number)
    except Refused as refused:
        if refused.code != "copies_not_uploaded":
            raise
        return False
    return True


def at_the_window(story: Story, room: Room, one: Applicant) -> None:
    """A time is offered and accepted; handed over by code and paper."""
    number, clerk = one.application["id"], room["copier"]
    with story.step("复印室提出领取时间（避开高峰）") as told:
        told.append(clerk.do("time", number, {"place": "east-window"})["time"])
        one.stands("time_proposed")
    one.accept_time()
    code = one.pick_up_code()
    with story.step("窗口核对领取码和证件，交付复印件") as told:
        tail = one.number[-6:]
        told.append(clerk.do("hand-over", number, {"holder": "applicant", "code": code, "number_tail": tail})["words"])
        one.stands("completed")


def sent(day: Day, one: Applicant) -> None:
    """A courier is ordered; the carrier's news bring it to its end."""
    story, room, urls = day.story, day.room, day.urls
    number, clerk = one.application["id"], room["copier"]
    with story.step("复印室向顺丰下单，打印运单") as told:
        clerk.do("parcel", number, {"carrier": "sf"})
        waybill = wait_for(lambda: _waybill(clerk.case(number)), "没有运单号", SECONDS + one.phone.patience)
        told.append(waybill)
    with story.step("快递员取件"):
        clerk.do("parcel-handed", number)
    one.told("寄出通知")
    with story.step("途中轨迹推送，患者随时可查") as told:
        web.post(urls["express"] + "/_move", {"waybill": waybill, "what": "collected"})
        way = wait_for(lambda: one.phone.get(f"{one.path}/parcel")["steps"], "没有轨迹", SECONDS + one.phone.patience)
        told.append(way[0]["words"])
    with story.step("签收，申请完成") as told:
        web.post(urls["express"] + "/_move", {"waybill": waybill, "what": "signed"})
        told.append(one.stands("completed")["words"])


def _waybill(case: Json) -> str:
    return str((case["parcel"] or {}).get("waybill", ""))


CHAPTERS: tuple[Callable[[Day], None], ...] = (daughter, by_express, online)


def walk(urls: dict[str, str], story: Story, folder: Path) -> None:
    """The record room opens, then every chapter; a failed step ends its own chapter only."""
    try:
        day = opening(urls, story, folder)
    except Failed:
        return
    for chapter in CHAPTERS:
        try:
            chapter(day)
        except Failed:
            continue
