"""A morning at the service desk: patients write, complain and rate, staff take and answer, editors write and approve."""

from typing import Any

from sandbox import web
from sandbox.copies.clerks import Clerk
from sandbox.phone import last_code
from sandbox.seed.hospital import EAST
from sandbox.story import Story, wait_for
from sandbox.visitor import Visitor, known_people

Json = dict[str, Any]
DEPARTMENT = "cardiology"
ARTICLES: tuple[Json, ...] = (
    {
        "title": "高血压患者的冬季保健",
        "summary": "天冷血压容易波动，这几件事请记住",
        "blocks": [
            {"kind": "paragraph", "text": "气温下降时血管收缩，血压会升高，早晨和夜间更明显。"},
            {"kind": "heading", "text": "在家可以做的"},
            {"kind": "list", "items": ["按时服药，不自行停药", "每天早晚各测一次血压并记录", "出门注意保暖，避免清晨剧烈运动"]},
            {"kind": "advice", "text": "每日食盐不超过 5 克，戒烟限酒。"},
            {"kind": "warning", "text": "血压超过 180/110，或突然剧烈头痛、胸痛，请立即就医或拨打 120。"},
        ],
        "tags": {"diagnosis": ["I10"], "season": ["winter"], "department": [DEPARTMENT]},
    },
    {
        "title": "第一次来院就诊怎么走",
        "summary": "预约、签到、检查、取药的顺序",
        "blocks": [
            {"kind": "list", "items": ["在小程序预约挂号", "就诊当天提前 15 分钟到诊区签到", "按短信和消息提示到诊室"]},
            {"kind": "advice", "text": "请带好身份证或电子就诊卡。"},
        ],
        "tags": {"guide": ["就诊流程"]},
    },
    {
        "title": "流感季节的洗手与口罩",
        "blocks": [{"kind": "paragraph", "text": "七步洗手法每次不少于 20 秒，进入诊区请佩戴口罩。"}],
        "tags": {"season": ["winter"]},
    },
)


class Office:
    """Whoever works there, and who comes by phone."""

    def __init__(self, urls: dict[str, str], clerks: dict[str, Clerk], second_editor: Clerk) -> None:
        """`clerks` by role."""
        self._urls, self._clerks, self._second = urls, clerks, second_editor
        self._known = (one for one in known_people(urls) if not last_code(urls, one["phone"]))
        self._story = Story(lambda _: None)

    def fill(self) -> None:
        """Something for each page."""
        self._articles()
        self._cases()
        first, second = self._patient("周先生"), self._patient("吴女士")
        self._talks(first, second)
        self._rate(first, 5, "医生讲解很清楚，候诊也有座位")
        self._rate(second, 2, "号贩子骗子太多，希望医院管一管")

    def _patient(self, who: str) -> Visitor:
        """Somebody with a bound card."""
        one = Visitor(self._urls, self._story, who)
        one.sign_in()
        one.bind(next(self._known))
        return one

    def _talks(self, first: Visitor, second: Visitor) -> None:
        """One is answered and has written again, one waits, and somebody who named nobody waits too."""
        desk = self._clerks["service"]
        first.phone.post("/chat", {"words": "您好，请问明天上午心内科还有号吗？", "campus": EAST, "patient": first.patient})
        chat = desk.get("/desk/chat", campus=EAST)["waiting"][0]["id"]
        desk.post(f"/desk/chat/conversations/{chat}/take")
        desk.post(
            f"/desk/chat/conversations/{chat}/lines", {"words": "您好，明天上午还有普通号，可在“预约挂号”中选择心血管内科。"}
        )
        first.phone.post("/chat", {"words": "谢谢，挂号后可以改时间吗？", "campus": EAST})
        second.phone.post("/chat", {"words": "CT 报告在哪里取？需要带片子吗", "campus": EAST, "patient": second.patient})
        stranger = Visitor(self._urls, self._story, "郑先生")
        stranger.sign_in()
        stranger.phone.post("/chat", {"words": "停车场几点关门", "campus": EAST})

    def _cases(self) -> None:
        """One of each list, and an anonymous one."""
        desk, department = self._clerks["service"], self._clerks["feedback"]
        writer = Visitor(self._urls, self._story, "王女士")
        writer.sign_in()
        said = {"campus": EAST, "department": DEPARTMENT}
        writer.phone.post("/feedback", {"kind": "suggestion", "words": "建议诊区增加饮水机和充电口", **said})
        writer.phone.post("/feedback", {"kind": "complaint", "words": "分诊台态度生硬，问路没有人理", "anonymous": True, **said})
        praise = writer.phone.post("/feedback", {"kind": "praise", "words": "护士扎针又快又轻，谢谢", **said})["id"]
        desk.post(f"/desk/feedback/cases/{praise}/answer", {"words": "感谢您的鼓励，我们已转达给当班护士。"})
        call = {"kind": "complaint", "words": "来电：上周三下午候诊超过两小时，无人说明原因", "phone": "13900001234", **said}
        given = desk.post("/desk/feedback/cases", call)["id"]
        desk.post(f"/desk/feedback/cases/{given}/assignment", {"department": DEPARTMENT, "note": "请核实当天出诊情况"})
        wrong = desk.post("/desk/feedback/cases", call | {"words": "来电：停车收费与公示不一致"})["id"]
        desk.post(f"/desk/feedback/cases/{wrong}/assignment", {"department": DEPARTMENT})
        department.post(f"/desk/feedback/cases/{wrong}/return", {"note": "停车由后勤管理，不属于本科室"})

    def _articles(self) -> None:
        """Two are read by patients, one waits for its approval, and an issue for its release."""
        writer = self._clerks["editor"]
        made = [writer.post("/desk/articles", one)["id"] for one in ARTICLES]
        for article in made:
            writer.post(f"/desk/articles/{article}/submission")
        for article in made[:2]:
            self._second.post(f"/desk/articles/{article}/approval")
        year = writer.get("/hospital")["today"][:4]
        week = writer.get("/desk/issues", year=year)["this_week"]
        writer.post("/desk/issues", {"week": week, "title": "冬季护心专刊", "articles": made[:2]})

    def _rate(self, one: Visitor, stars: int, words: str) -> None:
        """A visit is booked, paid and seen, and rated with words that others may read."""
        one.hold(*one.choose())
        one.pay()
        one.at_hospital("booked")
        web.post(self._urls["his"] + "/_mark", {"appointment": one.registration["id"], "step": "seen"})
        rating = wait_for(lambda: one.phone.get("/ratings")["ratings"], "没有可评价的就诊")[0]
        one.phone.post(
            f"/ratings/{rating['id']}", {"scores": dict.fromkeys(rating["asked"], stars), "words": words, "show": True}
        )
