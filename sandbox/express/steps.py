"""What may happen to a parcel, as SF writes it: operation code, reason, words."""

from typing import NamedTuple


class Happening(NamedTuple):
    """One kind of step."""

    title: str
    code: str
    words: str
    reason: str = ""


HAPPENINGS = {
    "collected": Happening("揽收", "50", "顺丰速运 已收取快件"),
    "loaded": Happening("装车", "30", "快件在【滨江营业点】完成分拣,准备发往 【省会中转场】"),
    "moving": Happening("运输", "31", "快件到达 【省会中转场】"),
    "delivering": Happening("派送", "44", "正在派送途中,请您准备签收(派件人:虚构员,电话:10000000000)"),
    "trouble": Happening("派送不成功", "70", "由于收件人不在 派件不成功"),
    "waiting": Happening("待取", "125", "快件已放入智能柜"),
    "signed": Happening("签收", "80", "已签收,感谢使用顺丰,期待再次为您服务"),
    "returning": Happening("退回途中", "99", "应客户要求,快件正在退回途中", "2"),
    "returned": Happening("退回（新单号）", "648", "快件已退回/转寄,新单号为: {next}"),
    "lost": Happening("丢失", "8000", "快件遗失", "6"),
}
BY_ITSELF = ("collected", "loaded", "moving", "delivering", "signed")
