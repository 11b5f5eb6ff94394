"""One person on the way to a doctor: each deed a step of the story."""

import datetime as dt
import random
import secrets
from typing import Any

from sandbox import web
from sandbox.phone import Phone, Refused, last_code
from sandbox.seed import numbers, people
from sandbox.story import SECONDS, Failed, Story, expect, wait_for

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
            code = self._code(binding["binding"], person["phone"])
            patient = self.phone.post(f"/bindings/{binding['binding']}/confirmation", {"code": code})
            self.patient = patient["id"]
            told.append(f"就诊人 {patient['name']} 已绑定，就诊卡 {patient['cards'][0]['number']}")

    def _code(self, binding: str, phone: str) -> str:
        """From the newest short message; another one is asked for where none came."""
        try:
            return str(wait_for(lambda: last_code(self.urls, phone), "没有收到短信", 5))
        except Failed:
            wait_for(lambda: self._resend(binding), "不能重发短信", 90)
            return str(wait_for(lambda: last_code(self.urls, phone), "没有收到短信"))

    def _resend(self, binding: str) -> bool:
        try:
            self.phone.post(f"/bindings/{binding}/code")
        except Refused as refused:
            if refused.status != 429:
                raise
            return False
        return True

    def ask_for_card(self) -> None:
        """Be a new patient, without a card until the hospital has made one."""
        with self.story.step(f"{self.who}首次就诊，填写信息办理电子就诊卡") as told:
            made = self.phone.post("/patients", new_person())
            self.patient = made["id"]
            told.append(made["cards"][0]["words"])

    def get_card(self) -> None:
        """The hospital has made it."""
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

    def choose_any(self, rng: random.Random) -> tuple[Json, Json]:
        """Any clinic of any department with a fee."""
        with self.story.step(f"{self.who}随意挑一个号"):
            departments = self.phone.get("/departments")["departments"]
            return open_segment(self.phone, rng.choice(departments)["id"], rng=rng)

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

    def pay_order(self) -> None:
        """Pay at the cashier."""
        parameters = self.prepay()
        with self.story.step(f"{self.who}在收银台付款"):
            self.phone.at_cashier(parameters, "pay")

    def pay(self) -> None:
        """Pay at the cashier; the hospital confirms."""
        self.pay_order()
        with self.story.step("收到支付通知，医院确认挂号") as told:
            told.append(self.until("confirmed")["words"])

    def until(self, state: str, money: str = "") -> Json:
        """The registration, once it stands so."""

        def look() -> Json | None:
            found: Json = self.phone.get(f"/registrations/{self.registration['id']}")
            return found if found["state"] == state and money in ("", found["money"]) else None

        self.registration = wait_for(look, f"挂号没有变为 {state} {money}", SECONDS + self.phone.patience)
        return self.registration

    def told(self, title: str) -> None:
        """A message of that title is in this person's WeChat."""
        with self.story.step(f"{self.who}的微信收到“{title}”") as told:
            about = self.registration.get("id", "")
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

    def cancel_at_once(self) -> None:
        """The same without a look at how the registration stands, and again when the payment is just being booked."""
        path = f"/registrations/{self.registration['id']}/cancellation"
        with self.story.step(f"{self.who}刚付款就取消"):
            try:
                self.phone.post(path)
            except Refused:
                self.until("confirmed")
                self.phone.post(path)

    def refunded(self, state: str) -> None:
        """The money is back."""
        with self.story.step("微信支付原路退款") as told:
            self.until(state, "refunded")
            told.append(f"{self.registration['fee'] / 100:.2f} 元已退")


def open_segment(phone: Phone, department: str, *, paid: bool = True, rng: random.Random | None = None) -> tuple[Json, Json]:
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


def known_people(urls: dict[str, str]) -> list[Json]:
    """Whom the HIS knew from the beginning, and well: one resident ID, one card, a phone that takes messages; in any order.

    Whom a journey made known to it since may have visits already.
    """
    every: list[Json] = web.get(urls["his"] + "/_people")
    seeded = {one["id"] for one in people.resources() if one["resourceType"] == "Patient"}
    papers = [one["papers"].get("resident-id") for one in every]
    fit = [
        one
        for one in every
        if one["id"] in seeded
        and one["active"]
        and one["card"]
        and papers.count(one["papers"].get("resident-id")) == 1
        and one["papers"].get("resident-id")
        and not one["phone"].startswith(numbers.DEAD)
        and one["born"] < "2000"
    ]
    random.shuffle(fit)
    return fit


def somebody(urls: dict[str, str]) -> Json:
    """One of them, to whose phone no code went lately: codes have limits."""
    return next(one for one in known_people(urls) if not last_code(urls, one["phone"]))
