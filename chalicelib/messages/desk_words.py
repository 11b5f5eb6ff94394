"""What staff read of a message: states, reasons and channels in words."""

from chalicelib.messages.kinds import Channel
from chalicelib.messages.models import CallState, Reason, State

CHANNELS = {
    Channel.ASSISTANT: "微信就医助手",
    Channel.WECHAT: "微信订阅消息",
    Channel.SMS: "短信",
    Channel.CALL: "电话",
}
STATES = {
    State.WAITING: "等待发送",
    State.SENDING: "正在发送",
    State.SENT: "已发出",
    State.DELIVERED: "已送达",
    State.REFUSED: "对方不接收",
    State.FALLEN_BACK: "已改用下一种方式",
    State.MERGED: "已与同日消息合并",
    State.DROPPED: "未发送",
    State.UNKNOWN: "不确定是否送达，不再重发",
}
REASONS = {
    Reason.EXPIRED: "已过时效",
    Reason.OPTED_OUT: "患者选择不接收此类消息",
    Reason.NO_CHANNEL: "没有可用的联系方式",
    Reason.ACCOUNT_GONE: "账号已注销",
    Reason.NO_LONGER_ALLOWED: "已不是该就诊人的绑定人",
    Reason.PATIENT_DIED: "就诊人已去世",
    Reason.SAME_PHONE: "同一手机号已收到",
    Reason.NO_GRANT: "没有订阅次数",
    Reason.SWITCHED_OFF: "患者在微信中关闭了此类通知",
    Reason.NOT_DELIVERED: "微信未能送达",
    Reason.NO_ANSWER: "对方没有应答",
    Reason.QUIET_HOURS: "免打扰时段，等到早上",
    Reason.UNKNOWN_BEFORE: "上一条是否送达不明，稍后再发",
    Reason.LIMIT: "本分钟发送已达上限，已排队",
    Reason.AWAY: "通道暂时不可用",
    Reason.CAP: "当日条数已达上限",
    Reason.CONSENT_WITHDRAWN: "患者已撤回同意",
    Reason.UNREAD: "重要消息未读",
    Reason.RECALLED: "事项已办结或已变更，无需再发",
}
CALLS = {
    CallState.OPEN: "待认领",
    CallState.CLAIMED: "处理中",
    CallState.DONE: "已完成",
    CallState.READ: "患者已读，无需致电",
}


def reason(code: str) -> str:
    """In words; what a party answered keeps its code."""
    if not code:
        return ""
    known = next((words for one, words in REASONS.items() if code == one), "")
    return known or f"通道答复：{code}"
