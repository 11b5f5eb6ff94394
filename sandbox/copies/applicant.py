"""Somebody who wants copies of a record: each deed a step of the story."""

import base64
import io
from collections.abc import Callable
from typing import Any

from sandbox import web
from sandbox.copies import scans
from sandbox.phone import Refused, last_code
from sandbox.story import SECONDS, expect, wait_for
from sandbox.visitor import Visitor, known_people, new_person

CAMPUS = "east"
Json = dict[str, Any]
PLAIN = {"cardiology", "orthopedics", "surgery", "neurology"}  # departments whose records need no second reviewer
TWO_SIDED = ("patient_id", "agent_id")
SIGNATURE = [[[20, 60], [40, 30], [60, 60], [80, 90]], [[100, 40], [110, 70], [130, 80], [150, 40], [170, 60]]]
RECIPIENT = {"province": "浙江", "city": "杭州市", "county": "西湖区", "address": "龙井路1号"}


class Applicant(Visitor):
    """Applies by the mini program. `application` is as it was last read."""

    application: Json

    @property
    def path(self) -> str:
        """Of the application."""
        return f"/copies/{self.application['id']}"

    def ready_for_copies(self) -> None:
        """Sign in; consent to what papers need."""
        self.sign_in()
        with self.story.step(f"{self.who}单独同意上传身份证件影像"):
            current = {one["purpose"]: one["current"] for one in self.phone.get("/me/consents")["consents"]}
            self.phone.put("/me/consents/scans", {"version": current["scans"]})

    # ---- the form
    def begin(self) -> None:
        """A draft that the hospital keeps."""
        with self.story.step(f"{self.who}申请病案复印，填写的内容随时保存"):
            self.application = self.phone.post("/copies", {"campus": CAMPUS})

    def for_father(self, father: Json, stay: Json) -> None:
        """Apply as the agent of somebody who is typed."""
        me = new_person()
        with self.story.step(f"{self.who}选择“患者的代理人”，填写父亲与自己的信息") as told:
            subject = {"name": father["name"], "kind": "resident-id", "number": father["papers"]["resident-id"]}
            applicant = {name: me[name] for name in ("name", "kind", "number", "phone")} | {"relation": "女儿"}
            self.application = self.phone.put(
                f"{self.path}/applicant", {"kind": "agent", "subject": subject, "applicant": applicant}
            )
            self.number, self.own_phone = me["number"], me["phone"]
            told.append(f"患者 {self.application['name']}")
        with self.story.step(f"{self.who}填写住院记录"):
            number, began = stay["identifier"][0]["value"], stay["period"]["start"][:10]
            self.application = self.phone.put(f"{self.path}/stays", {"typed": [{"number": number, "began": began}]})

    def is_bound(self, person: Json) -> None:
        """Bind the card of a person; the reserved phone is in this person's own hand."""
        self.bind(person)
        self.number, self.own_phone = person["papers"]["resident-id"], person["phone"]

    def for_myself(self) -> None:
        """Apply as the bound patient; the stays are the hospital's."""
        with self.story.step(f"{self.who}选择“患者本人”，从医院记录中选择住院") as told:
            self.application = self.phone.put(f"{self.path}/applicant", {"kind": "patient", "patient": self.patient})
            offered = self.phone.get(f"{self.path}/stays")["stays"]
            picked = next(one for one in offered if one["stands"] == "whole" and one["inpatient"])
            self.application = self.phone.put(f"{self.path}/stays", {"picked": [{"id": picked["id"]}]})
            told.append(f"{picked['began']} {picked['department_name']}")

    def want(self, purpose: str, delivery: str) -> None:
        """What for, and which way the copies go."""
        with self.story.step(f"{self.who}选择用途和领取方式，通常需要的内容已勾选") as told:
            self.phone.put(f"{self.path}/purpose", {"purpose": purpose})
            wanted: Json = {"delivery": delivery}
            if delivery == "express":
                wanted["recipient"] = {"name": "收件人甲", "phone": self.own_phone, **RECIPIENT}
            self.application = self.phone.put(f"{self.path}/delivery", wanted)
            told.append(f"{len(self.application['parts'])} 项内容")

    # ---- proofs
    def show(self, kind: str, nth: int, *, blurred: bool = False, seed: str = "") -> Json:
        """Photograph a paper and send it; how it stands when the vault has looked at it."""
        form = self.phone.post(f"{self.path}/papers", {"kind": kind, "nth": nth, "content_type": "image/jpeg"})
        self.phone.upload(form, scans.photo(seed or f"{self.who} {kind} {nth}", blurred=blurred))

        def look() -> Json | None:
            self.read()
            papers = {(one["kind"], one["nth"]): one for one in self.application["papers"]}
            paper = papers.get((kind, nth))
            return paper if paper and paper["state"] != "wanted" else None

        found: Json = wait_for(look, "材料没有处理完成", SECONDS + self.phone.patience)
        return found

    def blurred_first(self, kind: str) -> None:
        """A photograph that nobody can read comes back in plain words."""
        with self.story.step(f"{self.who}拍的第一张照片模糊，系统当场退回") as told:
            paper = self.show(kind, 1, blurred=True)
            expect(paper["state"] == "rejected", f"材料是 {paper['state']}")
            told.append(paper["problem"])

    def papers(self) -> None:
        """Show whatever is asked for, both sides of cards; what the patient's link stands for is left out."""
        with self.story.step(f"{self.who}逐份拍照上传材料，加密保存后计入") as told:
            for need in [one for one in self.application["needs"] if not (one["by_link"] and one["met"])]:
                if need["by_link"]:
                    continue
                for paper in need["any_of"][0]["papers"]:
                    for nth in range(1, 3 if paper["code"] in TWO_SIDED else 2):
                        expect(self.show(paper["code"], nth)["state"] == "sealed", f"{paper['words']}没有保存")
                    told.append(paper["words"])

    def confirm(self, which: str) -> None:
        """The code that came by SMS."""
        with self.story.step(f"{self.who}输入短信验证码") as told:
            before = last_code(self.urls, self.own_phone)
            sent = wait_for(lambda: self._sent(which) or (self._newer(before) and {"phone": "预留手机"}), "不能发短信", 90)
            code = wait_for(lambda: self._newer(before), "没有收到短信", SECONDS + self.phone.patience)
            self.sure(
                lambda: self.phone.post(f"{self.path}/confirmations", {"which": which, "code": code}),
                lambda: which in self.read()["confirmed"],
            )
            told.append(f"已验证 {sent['phone']}")

    def _sent(self, which: str) -> Json | None:
        """A code on its way; None where another one went to that phone a moment ago."""
        try:
            return dict(self.phone.post(f"{self.path}/codes", {"which": which}))
        except Refused as refused:
            if refused.status != 429:
                raise
        return None

    def _newer(self, before: str) -> str:
        code = last_code(self.urls, self.own_phone)
        return code if code != before else ""

    def ask_father(self) -> str:
        """A link for the patient; its ticket."""
        with self.story.step(f"{self.who}生成授权链接，发给父亲的微信"):
            return str(self.phone.post(f"{self.path}/authorisation")["ticket"])

    def hand_in(self) -> None:
        """All is there; the machine checks."""
        with self.story.step(f"{self.who}提交申请，允许接收进度通知") as told:
            self.phone.allow("copy")
            expect(not self.read()["missing"], f"还缺：{self.application['missing']}")
            self.application = self.phone.post(f"{self.path}/submission")
            told.append(f"编号 {self.application['number']}，{self.stands('form_checked')['words']}")
            wrong = [one["words"] for one in self.application["findings"]]
            told.append("形式审核全部相符" if not wrong else "；".join(wrong))

    # ---- on the way
    def read(self) -> Json:
        """As it stands now."""
        self.application = self.phone.get(self.path)
        return self.application

    def stands(self, *states: str) -> Json:
        """The application, once it stands so."""
        waits = SECONDS + self.phone.patience
        wait_for(lambda: self.read()["state"] in states, f"申请没有到“{'、'.join(states)}”", waits)
        return self.application

    def sure(self, deed: Callable[[], Any], done: Callable[[], bool]) -> None:
        """A deed of which a lost answer may have been a success: refused, it is looked whether it is done."""
        try:
            deed()
        except Refused:
            if not done():
                raise

    def pay_price(self) -> None:
        """At the cashier, the open bill."""
        with self.story.step(f"{self.who}查看价格，用微信支付") as told:
            self.phone.allow("copy_pay")
            bill = next(one for one in self.stands("awaiting_payment")["bills"] if one["order"])
            parameters = self.phone.post(f"/orders/{bill['order']}/prepay")
            self.phone.at_cashier(parameters, "pay")
            self.stands("to_copy")
            told.append(f"{bill['amount'] / 100:.2f} 元，{self.application['words']}")

    def mend(self, kind: str, nth: int) -> None:
        """What was sent back is photographed again."""
        with self.story.step(f"{self.who}按退回意见重拍") as told:
            told.append(self.application["mend"][0]["words"])
            expect(self.show(kind, nth, seed=f"{self.who} {kind} {nth} 重拍")["state"] == "sealed", "重拍的材料没有保存")

    def accept_time(self) -> None:
        """The time that staff offer will do."""
        with self.story.step(f"{self.who}接受领取时间") as told:
            self.phone.allow("copy_time")
            self.application = self.phone.post(f"{self.path}/time/acceptance")
            told.append(self.application["words"])

    def pick_up_code(self) -> str:
        """For the window."""
        with self.story.step(f"{self.who}打开领取码"):
            return str(self.phone.post(f"{self.path}/pick-up-code")["code"])

    def read_online(self) -> tuple[str, bytes]:
        """Read a page here, take the file along; the verification code, and the file."""
        with self.story.step(f"{self.who}在小程序阅读电子复印件（每页带水印）") as told:
            copy = self.phone.get(f"{self.path}/electronic")["copies"][0]
            page = self.phone.get(f"{self.path}/electronic/{copy['round']}/pages/1")
            expect(page["image"], "没有看到页面")
            told.append(f"{page['pages']} 页，核验码 {copy['code']}")
        with self.story.step(f"{self.who}下载加密 PDF，用核验码打开") as told:
            part = self.phone.get(f"{self.path}/electronic/{copy['round']}", part="1")
            content = base64.b64decode(part["pdf"])
            pages = pages_of(content, copy["code"])
            expect(pages == page["pages"] or part["parts"] > 1, f"打开后只有 {pages} 页")
            told.append(f"{len(content) // 1024} KB，AES-256，共 {part['parts']} 个文件")
        return copy["code"], content

    def rate(self, stars: int) -> None:
        """How it was."""
        with self.story.step(f"{self.who}评价") as told:
            self.application = self.phone.put(f"{self.path}/rating", {"stars": stars})
            told.append(f"{stars} 星")

    def looked_at(self) -> None:
        """Who looked at the papers: role and department, never a name."""
        with self.story.step(f"{self.who}查看“谁看过我的材料”") as told:
            looks = [one for one in self.phone.get("/me/looks")["looks"] if one["application"] == self.application["id"]]
            expect(looks, "没有查看记录")
            told.append(f"{len(looks)} 次，均为{looks[0]['department']}{looks[0]['role']}")

    def invoice(self) -> None:
        """The electronic invoice has come."""
        with self.story.step(f"{self.who}收到电子票据（开具中的再问一次平台，时间快进）") as told:
            made = wait_for(self._issued, "没有票据", SECONDS + self.phone.patience)
            told.append(f"票据号码 {made['serial']}，{made['amount'] / 100:.2f} 元")

    def _issued(self) -> Json | None:
        from sandbox.hurry import bring_forward

        bring_forward("copies.settle_invoice", self.application["id"])
        invoices = self.phone.get(f"{self.path}/invoices")["invoices"]
        return next((one for one in invoices if one["state"] == "issued"), None)


def pages_of(content: bytes, code: str) -> int:
    """Of an encrypted PDF. Fails when it is not, or when another code opens it."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    expect(reader.is_encrypted and not reader.decrypt(code[::-1]), "文件没有加密")
    expect(reader.decrypt(code), "核验码打不开文件")
    return len(reader.pages)


class Father(Visitor):
    """The patient, asked for a yes on his own phone."""

    def says_yes(self, ticket: str, phone: str) -> None:
        """Read, confirm by the code to the reserved phone, sign with a finger."""
        with self.story.step(f"{self.who}在自己的微信里打开链接，阅读授权委托书") as told:
            draft = self.phone.get(f"/authorisations/{ticket}")
            expect("授权委托书" in draft["text"], "没有看到授权委托书")
            told.append(f"验证码将发往预留手机 {draft['phone']}")
        with self.story.step(f"{self.who}输入验证码，手写签名，同意授权"):
            self._unless_done(f"/authorisations/{ticket}/code", {}, "code_too_soon")
            code = wait_for(lambda: last_code(self.urls, phone), "没有收到短信", SECONDS + self.phone.patience)
            self._unless_done(f"/authorisations/{ticket}/yes", {"code": code, "strokes": SIGNATURE}, "copies_ticket_gone")

    def _unless_done(self, path: str, body: Json, done: str) -> None:
        """A deed whose answer may have been lost: then it is refused with that code."""
        try:
            self.phone.post(path, body)
        except Refused as refused:
            if refused.code != done or not self.phone.patience:
                raise


def patients_with_stay(urls: dict[str, str]) -> list[tuple[Json, Json]]:
    """Whom the HIS knows well and to whose phone no code went lately, each with an archived stay of a plain department."""
    stays = {}
    for one in web.get(urls["his"] + "/_stays"):
        department = one["serviceProvider"]["reference"].partition("/")[2]
        archived = "extension" in one and one["id"].endswith("-0")
        if archived and one["class"]["code"] == "IMP" and department in PLAIN and "security" not in one.get("meta", {}):
            stays[one["subject"]["reference"].partition("/")[2]] = one
    known = [one for one in known_people(urls) if one["id"] in stays and not last_code(urls, one["phone"])]
    return [(one, stays[one["id"]]) for one in known]
