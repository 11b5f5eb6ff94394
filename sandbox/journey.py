"""`make journey`: the main journey over HTTP, told in Chinese, against the running world or one brought up for it."""

import argparse
import datetime as dt
import json
import os
import secrets
import sys
from pathlib import Path
from typing import Any

from sandbox import ports, run, web
from sandbox.children import RECORD, kept
from sandbox.phone import Phone, last_code
from sandbox.seed import numbers
from sandbox.story import Failed, Story, expect, wait_for
from sandbox.world import FOLDER, WHERE, World

DEPARTMENT = "xinxueguan"  # 心血管内科, by a part of its pinyin
Json = dict[str, Any]


class Visitor:
    """One person on the way to a doctor."""

    def __init__(self, urls: dict[str, str], story: Story, who: str, *, patience: float = 0) -> None:
        """`who` is a name for the story; the WeChat user is new."""
        self.urls, self.story, self.who = urls, story, who
        self.phone = Phone(urls, f"{who}{secrets.token_hex(3)}", patience=patience)
        self.patient = ""
        self.registration: Json = {}

    # ---- becoming a patient
    def sign_in(self) -> None:
        """Sign in, and consent to what a booking needs."""
        with self.story.step(f"{self.who}打开小程序，微信登录"):
            self.phone.sign_in()
        with self.story.step(f"{self.who}阅读并同意服务须知、身份信息与健康信息的单独同意") as told:
            current = {one["purpose"]: one["current"] for one in self.phone.get("/me/consents")["consents"]}
            for purpose in ("service", "identity", "health"):
                self.phone.put(f"/me/consents/{purpose}", {"version": current[purpose]})
            told.append(f"须知版本 {current['service']}")

    def bind(self, person: Json) -> None:
        """Bind the card of somebody the hospital knows."""
        with self.story.step(f"{self.who}填写姓名和证件号码，绑定已有就诊卡") as told:
            claim = {"name": person["name"], "kind": "resident-id", "number": person["papers"]["resident-id"], "relation": "self"}
            binding = self.phone.post("/bindings", claim)
            told.append(f"验证码已发往医院预留手机 {binding['phone']}")
        with self.story.step(f"{self.who}收到短信，输入验证码") as told:
            code = last_code(self.urls, person["phone"])
            patient = self.phone.post(f"/bindings/{binding['binding']}/confirmation", {"code": code})
            self.patient = patient["id"]
            told.append(f"就诊人 {patient['name']} 已绑定，就诊卡 {patient['cards'][0]['number']}")

    def add(self) -> None:
        """Be a new patient, without a card until the hospital has made one."""
        with self.story.step(f"{self.who}首次就诊，填写信息办理电子就诊卡") as told:
            made = self.phone.post("/patients", new_person())
            self.patient = made["id"]
            told.append(made["cards"][0]["words"])
        with self.story.step("医院信息系统建卡") as told:
            card = wait_for(self._card, "就诊卡没有办好")
            told.append(f"卡号 {card['number']}")

    def _card(self) -> Json | None:
        cards = self.phone.get(f"/patients/{self.patient}")["cards"]
        return next((card for card in cards if card["state"] == "active"), None)

    # ---- a visit
    def choose(self, *, paid: bool = True) -> tuple[Json, Json]:
        """A clinic and one of its segments with free numbers, from tomorrow on."""
        with self.story.step(f"{self.who}搜索“{DEPARTMENT}”，查看出诊") as told:
            department = self.phone.get("/search", q=DEPARTMENT)["departments"][0]
            clinic, segment = open_segment(self.phone, department["id"], paid=paid)
            told.append(f"{department['name']} {clinic['doctor_name']}医生，{clinic['date']} {segment['start']}–{segment['end']}")
            told.append(f"余号 {segment['free']}，挂号费 {clinic['fee'] / 100:.2f} 元")
        return clinic, segment

    def hold(self, clinic: Json, segment: Json) -> None:
        """Tap, allow messages, win a number."""
        with self.story.step(f"{self.who}点击“确认挂号”，允许接收服务通知") as told:
            told.append(f"允许 {self.phone.allow('book')} 个模板")
        with self.story.step(f"{self.who}锁定号源") as told:
            path = f"/clinics/{clinic['id']}/segments/{segment['id']}/registrations"
            self.registration = self.phone.post(path, {"patient": self.patient})
            told.append(f"第 {self.registration['number']} 号，{self.registration['words']}")

    def prepay(self) -> Json:
        """The parameters for the cashier."""
        with self.story.step("后端向微信支付下单（预支付）") as told:
            parameters: Json = self.phone.post(f"/orders/{self.registration['order']}/prepay")
            told.append(parameters["package"][:24] + "…")
        return parameters

    def pay(self) -> None:
        """Pay at the cashier; the hospital confirms."""
        parameters = self.prepay()
        with self.story.step(f"{self.who}在收银台付款"):
            self.phone.at_cashier(parameters, "pay")
        with self.story.step("收到支付通知，医院确认挂号") as told:
            told.append(self.until("confirmed")["words"])

    def until(self, state: str, money: str = "") -> Json:
        """The registration, once it stands so."""

        def look() -> Json | None:
            found: Json = self.phone.get(f"/registrations/{self.registration['id']}")
            return found if found["state"] == state and money in ("", found["money"]) else None

        self.registration = wait_for(look, f"挂号没有变为 {state} {money}")
        return self.registration

    def told(self, title: str) -> None:
        """A message of that title is in this person's WeChat."""
        with self.story.step(f"{self.who}的微信收到“{title}”") as told:
            about = self.registration["id"]
            found = wait_for(lambda: [m for m in self.phone.received() if m["title"] == title], f"没有收到“{title}”{about}")
            told.append("，".join(f"{value['value']}" for value in found[-1]["data"].values()))

    def at_hospital(self, status: str) -> None:
        """The HIS has the appointment so."""
        with self.story.step("医院信息系统中的预约") as told:
            name = self.registration["id"]

            def look() -> Json | None:
                every = web.get(self.urls["his"] + "/_appointments")
                mine = [one for one in every if name in {known["value"] for known in one.get("identifier", [])}]
                return next((one for one in mine if one["status"] == status), None)

            found = wait_for(look, f"预约不是 {status}")
            told.append(f"{found['id']}：{status}")

    def history(self, words: str) -> None:
        """Shown under 我的挂号 and 缴费记录."""
        with self.story.step(f"{self.who}查看“我的挂号”和“缴费记录”") as told:
            mine = {one["id"]: one for one in self.phone.get("/registrations")["registrations"]}
            told.append(mine[self.registration["id"]]["words"])
            movements = [one for one in self.phone.get("/payments")["payments"] if one["reference"] == self.registration["id"]]
            expect(any(words in one["words"] for one in movements), f"缴费记录里没有“{words}”")
            told.extend(f"{one['amount_words']} {one['words']}" for one in movements)

    def cancel(self) -> None:
        """Give the number back and get the money back."""
        with self.story.step(f"{self.who}点击“取消挂号”，允许接收退费通知") as told:
            self.phone.allow("cancel")
            self.registration = self.phone.post(f"/registrations/{self.registration['id']}/cancellation")
            told.append(self.registration["words"])
        self.refunded("cancelled")

    def refunded(self, state: str) -> None:
        """The money is back."""
        with self.story.step("微信支付原路退款") as told:
            self.until(state, "refunded")
            told.append(f"{self.registration['fee'] / 100:.2f} 元已退")


def open_segment(
    phone: Phone, department: str, *, paid: bool = True, rng: secrets.SystemRandom | None = None
) -> tuple[Json, Json]:
    """A running clinic of the next days with a segment that can be had."""
    today = dt.date.fromisoformat(phone.get("/hospital")["today"])
    for ahead in range(1, 7):
        clinics = phone.get(f"/departments/{department}/clinics", day=(today + dt.timedelta(days=ahead)).isoformat())["clinics"]
        found = [(clinic, one) for clinic in clinics if bool(clinic["fee"]) == paid for one in clinic["segments"] if one["open"]]
        if found:
            return rng.choice(found) if rng else max(found, key=lambda one: bool(one[0]["doctor"]))
    msg = "近七日没有可约的号"
    raise Failed(msg)


def new_person() -> Json:
    """Somebody the hospital has never seen, with an ID number of no region."""
    rng = secrets.SystemRandom()
    born = dt.date(rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28))
    number = numbers.resident_id(born, rng.randint(500, 999))
    name = rng.choice("赵钱孙李周吴郑王") + rng.choice("一二三四五六七八九") + rng.choice("平安康宁和顺")
    phone = numbers.phone(rng.randint(5_000_000, 9_999_999))
    return {"name": name, "kind": "resident-id", "number": number, "phone": phone, "relation": "self"}


def known_person(urls: dict[str, str]) -> Json:
    """Somebody the HIS knows: one resident ID, one card, a phone that takes messages."""
    every: list[Json] = web.get(urls["his"] + "/_people")
    papers = [one["papers"].get("resident-id") for one in every]
    fit = [
        one
        for one in every
        if one["active"]
        and one["card"]
        and papers.count(one["papers"].get("resident-id")) == 1
        and one["papers"].get("resident-id")
        and not one["phone"].startswith(numbers.DEAD)
        and one["born"] < "2000"
    ]
    return secrets.choice(fit)


# ---- the chapters
def visit(urls: dict[str, str], story: Story) -> None:
    """Sign in, bind, book, pay, be told, cancel, be refunded, be told."""
    story.chapter("一、挂号、缴费、退号")
    one = Visitor(urls, story, "小林")
    one.sign_in()
    one.bind(known_person(urls))
    one.hold(*one.choose())
    one.pay()
    one.at_hospital("booked")
    one.told("挂号成功通知")
    one.history("微信支付")
    one.cancel()
    one.at_hospital("cancelled")
    one.told("退费通知")
    one.history("已退款")


def walk_away(urls: dict[str, str], story: Story) -> None:
    """Somebody leaves at the cashier; the place comes back."""
    from sandbox.hurry import bring_forward

    story.chapter("二、到了收银台又离开")
    one = Visitor(urls, story, "老陈")
    one.sign_in()
    one.add()
    clinic, segment = one.choose()
    one.hold(clinic, segment)
    order = one.registration["order"]
    parameters = one.prepay()
    with story.step("老陈在收银台点了“离开”"):
        one.phone.at_cashier(parameters, "leave")
    with story.step("十五分钟过去了（时间快进），微信支付先关单，号源放回") as told:
        expect(bring_forward("payments.expire", order) == 1, "没有到期任务")
        told.append(one.until("expired")["words"])
        states = {book["out_trade_no"]: book["state"] for book in web.get(urls["wechatpay"] + "/_books")["orders"]}
        expect(states[order] == "CLOSED", f"微信支付的订单是 {states[order]}")
    with story.step("余号恢复") as told:
        now = {seg["id"]: seg["free"] for seg in one.phone.get(f"/clinics/{clinic['id']}")["segments"]}
        expect(now[segment["id"]] >= segment["free"], f"余号 {now[segment['id']]}，原为 {segment['free']}")
        told.append(f"{now[segment['id']]} 个")


def stopped(urls: dict[str, str], story: Story) -> None:
    """The hospital stops a clinic: everybody is told and refunded."""
    from sandbox.hurry import name_in_his

    story.chapter("三、医生停诊")
    one = Visitor(urls, story, "小周")
    one.sign_in()
    one.bind(known_person(urls))
    clinic, segment = one.choose()
    one.hold(clinic, segment)
    one.pay()
    one.at_hospital("booked")
    with story.step(f"医院停诊：{clinic['doctor_name']}医生 {clinic['date']}"):
        web.post(urls["his"] + "/_stop_clinic", {"clinic": name_in_his(clinic["id"]), "reason": "医生临时外出"})
    with story.step("后端得知停诊") as told:
        told.append(one.until("stopped")["words"])
    one.refunded("stopped")
    one.told("停诊通知")
    one.history("已退款")


CHAPTERS = (visit, walk_away, stopped)


def walk(urls: dict[str, str], story: Story) -> None:
    """All chapters; a failed step ends its own chapter only."""
    for chapter in CHAPTERS:
        try:
            chapter(urls, story)
        except Failed:
            continue


def main() -> int:
    """The exit code: 0 when every step went well."""
    parser = argparse.ArgumentParser(prog="make journey", description="走一遍完整的就诊流程")
    parser.add_argument("--folder", type=Path, default=Path(os.environ.get("XINGLIN_WORLD", FOLDER)))
    parser.add_argument("--port", type=int, default=int(os.environ.get("XINGLIN_PORT", ports.BASE)))
    options = parser.parse_args()
    if lack := run.missing():
        print(lack, file=sys.stderr)
        return 1
    if kept(options.folder / RECORD):
        return tell(options.folder)
    print("没有正在运行的世界，先启动一个……", flush=True)
    world = World(options.folder, base=options.port)
    try:
        world.up()
        return tell(options.folder)
    finally:
        world.down()


def tell(folder: Path) -> int:
    """Walk through the world in that folder; the exit code."""
    where = json.loads((folder / WHERE).read_text())
    os.environ.update(where["environment"])
    story = Story(lambda line: print(line, flush=True))
    walk(where["urls"], story)
    print(f"\n{'全部顺利' if not story.failures else f'有 {story.failures} 步没有成功'}，共 {story.steps} 步。")
    return 1 if story.failures else 0


if __name__ == "__main__":
    sys.exit(main())
