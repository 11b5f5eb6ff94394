"""What copies cost: the public tariff ⚙, and the price of one round of an application by it. Pure."""

from pydantic import BaseModel, ConfigDict, Field

ELSEWHERE = "其他"
PROVINCES = (
    "北京",
    "天津",
    "河北",
    "山西",
    "内蒙古",
    "辽宁",
    "吉林",
    "黑龙江",
    "上海",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "重庆",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
)


class Tariff(BaseModel):
    """In fen. Published to everybody; an application is priced by the version that holds when its pages are counted."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = Field(1, ge=1)
    basis: str = Field(
        "省医疗服务价格目录；复印按成本收费", max_length=200, description="who set the prices, for everybody to read"
    )
    page: int = Field(50, ge=0, le=1000, description="one page of one copy")
    minimum: int = Field(0, ge=0, description="the least that the pages of a round cost")
    certification: int = Field(0, ge=0, description="of each certified copy")
    electronic: int = Field(0, ge=0, description="an electronic copy, beside its pages")
    postage: dict[str, int] = Field(default={ELSEWHERE: 2000}, description="by province; the entry for the others is a must")

    def postage_to(self, province: str) -> int:
        """What a parcel to that province costs."""
        return self.postage.get(province, self.postage.get(ELSEWHERE, 0))


class Price(BaseModel):
    """What one round costs, and why. In fen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    tariff: int
    pages: int  # of one copy
    copies: int
    copying: int
    certification: int
    postage: int
    free: str = ""  # why nothing is asked, in words

    @property
    def total(self) -> int:
        """What is asked."""
        return 0 if self.free else self.copying + self.certification + self.postage


def price(
    tariff: Tariff, *, pages: int, copies: int, certified: bool, express_to: str | None, online: bool, free: str = ""
) -> Price:
    """The price of so many pages. `express_to` is the province, or None when nothing is sent (or the addressee pays the carrier)."""
    extra = tariff.electronic if online else 0
    return Price(
        tariff=tariff.version,
        pages=pages,
        copies=copies,
        copying=max(tariff.page * pages * copies, tariff.minimum) + extra,
        certification=tariff.certification * copies if certified else 0,
        postage=tariff.postage_to(express_to) if express_to is not None else 0,
        free=free,
    )
