"""The played HIS: what its windows may be told over HTTP, and its page."""

import html
from collections.abc import Callable
from functools import partial
from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request

from sandbox.his.acts import Acts
from sandbox.his.outcomes import Refuse
from sandbox.his.rules import number_of
from sandbox.party import Answer, answers
from sandbox.seed.fhir import Resource

STANDINGS = {
    "pending": "锁号",
    "booked": "已预约",
    "checked-in": "已取号",
    "arrived": "已到诊",
    "fulfilled": "已就诊",
    "noshow": "爽约",
    "cancelled": "已取消",
    "entered-in-error": "作废",
}
MARKS = {"taken": "取号", "arrived": "到诊", "seen": "就诊", "passed": "过号", "noshow": "爽约", "returned": "退号"}


def _said(request: Request) -> dict[str, Any]:
    """What a journey (JSON) or a person at the page (form) says."""
    return request.get_json() if request.is_json else request.form.to_dict()


class His(Acts):
    """The whole of it."""

    def _do_act(self, request: Request, act: Callable[..., Any]) -> Answer:
        try:
            done = act(**_said(request))
        except Refuse as refused:
            return refused.status, refused.outcome()
        if not request.is_json:
            return redirect("/")
        return {"id": done} if done else {}

    @answers("POST", "/_stop_clinic")
    def _stop(self, request: Request) -> Answer:
        """{clinic, reason?}."""
        return self._do_act(request, self.stop_clinic)

    @answers("POST", "/_resume_clinic")
    def _resume(self, request: Request) -> Answer:
        """{clinic}."""
        return self._do_act(request, self.resume_clinic)

    @answers("POST", "/_replace_doctor")
    def _replace(self, request: Request) -> Answer:
        """{clinic, doctor}."""
        return self._do_act(request, self.replace_doctor)

    @answers("POST", "/_move_room")
    def _room(self, request: Request) -> Answer:
        """{clinic, room}."""
        return self._do_act(request, self.move_room)

    @answers("POST", "/_move_time")
    def _time(self, request: Request) -> Answer:
        """{clinic, minutes}."""
        return self._do_act(request, self.move_time)

    @answers("POST", "/_mark")
    def _mark(self, request: Request) -> Answer:
        """{appointment, step}: taken, arrived, seen, noshow, passed, returned."""
        return self._do_act(request, self.mark)

    @answers("POST", "/_sell_at_window")
    def _sell(self, request: Request) -> Answer:
        """{slot, patient?} → {id}."""
        return self._do_act(request, self.sell_at_window)

    @answers("POST", "/_share_numbers")
    def _share(self, request: Request) -> Answer:
        """{campus, shared?}."""
        return self._do_act(request, self.share_numbers)

    @answers("POST", "/_merge")
    def _merge(self, request: Request) -> Answer:
        """{old, into}."""
        return self._do_act(request, self.merge)

    @answers("POST", "/_unmerge")
    def _unmerge(self, request: Request) -> Answer:
        """{old}."""
        return self._do_act(request, self.unmerge)

    @answers("POST", "/_died")
    def _died(self, request: Request) -> Answer:
        """{patient}."""
        return self._do_act(request, self.died)

    @answers("POST", "/_discharge")
    def _discharge(self, request: Request) -> Answer:
        """{stay}."""
        return self._do_act(request, self.discharge)

    @answers("POST", "/_admit")
    def _admit(self, request: Request) -> Answer:
        """{patient, department, ward?, kind?} → {id}."""
        return self._do_act(request, self.admit)

    @answers("POST", "/_diagnose")
    def _diagnose(self, request: Request) -> Answer:
        """{stay, icd, words, severity?}."""
        return self._do_act(request, self.diagnose)

    @answers("POST", "/_archive")
    def _archive(self, request: Request) -> Answer:
        """{stay}."""
        return self._do_act(request, self.archive)

    @answers("POST", "/_change_phone")
    def _phone(self, request: Request) -> Answer:
        """{patient, phone}."""
        return self._do_act(request, self.change_phone)

    @answers("POST", "/_retire")
    def _retire(self, request: Request) -> Answer:
        """{kind, name}."""
        return self._do_act(request, self.retire)

    @answers("POST", "/_refuse_next")
    def _refuse(self, request: Request) -> Answer:
        """{reasons: […]}: the next writes of appointments are refused so."""
        return self._do_act(request, lambda reasons: self.refuse_next(*reasons))

    @answers("POST", "/_expire_tokens")
    def _expire(self, request: Request) -> Answer:
        """{}."""
        return self._do_act(request, partial(self.expire_tokens))

    @answers("GET", "/_people")
    def _people(self, _request: Request) -> Answer:
        """Every patient, for a journey to choose from."""
        return self.people()

    @answers("GET", "/_stays")
    def _stays(self, _request: Request) -> Answer:
        """Every stay and visit, for a journey to choose from."""
        return self.store.all("Encounter")

    @answers("GET", "/_appointments")
    def _appointments(self, _request: Request) -> Answer:
        """Every appointment as it stands, for an auditor to add up."""
        return self.store.all("Appointment")

    # ---- the page
    def front(self) -> str:
        """Today's clinics and the newest appointments."""
        self.roll()
        self.expire_holds()
        today = self.today().isoformat()
        clinics = [one for one in self.store.all("Schedule") if one["planningHorizon"]["start"].startswith(today)]
        sold: dict[str, int] = {}
        for slot in self.store.all("Slot"):
            if slot["status"] in {"busy", "busy-tentative"}:
                name = slot["schedule"]["reference"].removeprefix("Schedule/")
                sold[name] = sold.get(name, 0) + 1
        rows = "".join(self._clinic_row(one, sold.get(one["id"], 0)) for one in clinics)
        visits = "".join(self._appointment_row(one) for one in reversed(self.store.all("Appointment")[-200:]))
        head = "<tr><th>时间<th>门诊<th>医生<th>地点<th>已挂<th>状态<th></tr>"
        return (
            f"<h2>预约</h2><table><tr><th>编号<th>患者<th>时间<th>号序<th>来源<th>状态<th></tr>{visits}</table>"
            f"<h2>今日门诊（{today}）</h2><table>{head}{rows}</table>"
        )

    def _clinic_row(self, clinic: Resource, sold: int) -> str:
        actors = dict(actor["reference"].split("/") for actor in clinic["actor"])
        service = self.store.get("HealthcareService", actors["HealthcareService"]) or {}
        role = self.store.get("PractitionerRole", actors.get("PractitionerRole", "")) or {}
        room = self.store.get("Location", actors.get("Location", "")) or {}
        horizon, active = clinic["planningHorizon"], clinic.get("active", True)
        act = ("/_stop_clinic", "停诊") if active else ("/_resume_clinic", "恢复")
        cells = [
            f"{horizon['start'][11:16]}–{horizon['end'][11:16]}",
            service.get("name", ""),
            role.get("practitioner", {}).get("display", "—"),
            room.get("name", ""),
            str(sold),
            "出诊" if active else f"停诊：{clinic.get('comment', '')}",
        ]
        return _row(cells, _button(act[0], act[1], clinic=clinic["id"]))

    def _appointment_row(self, one: Resource) -> str:
        patient = self.store.get("Patient", _actor(one, "Patient")) or {}
        slot = self.store.get("Slot", one["slot"][0]["reference"].removeprefix("Slot/")) if one.get("slot") else None
        cells = [
            number_of(one) or one["id"],
            patient["name"][0]["text"] if patient else "",
            one.get("start", "")[:16].replace("T", " "),
            slot["identifier"][0]["value"] if slot else "",
            "线上" if number_of(one) else "窗口",
            STANDINGS[one["status"]],
        ]
        return _row(cells, "".join(_button("/_mark", words, appointment=one["id"], step=step) for step, words in MARKS.items()))


def _actor(appointment: Resource, kind: str) -> str:
    names = [one.get("actor", {}).get("reference", "") for one in appointment["participant"]]
    return next((name.split("/")[1] for name in names if name.startswith(f"{kind}/")), "")


def _row(cells: list[str], last: str) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in cells) + f"<td>{last}</tr>"


def _button(path: str, words: str, **fields: str) -> str:
    hidden = "".join(f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in fields.items())
    return f'<form method="post" action="{path}" style="display:inline">{hidden}<button class="plain">{words}</button></form>'
