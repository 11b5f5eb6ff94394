"""How states are called on screens."""

from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.states import AlarmState, AskState, CallState, DocumentState, TaskState
from chalicelib.followup.tasks.outcomes import Outcome

DOCUMENTS = {
    DocumentState.DRAFT: "草稿",
    DocumentState.ACTIVE: "使用中",
    DocumentState.PAUSED: "已暂停",
    DocumentState.RETIRED: "已停用",
}
ASKS = {
    AskState.OPEN: "待填写",
    AskState.ANSWERED: "已提交",
    AskState.EXPIRED: "已截止",
    AskState.WITHDRAWN: "无需填写",
}
TASKS = {
    TaskState.OPEN: "待随访",
    TaskState.CLAIMED: "随访中",
    TaskState.DONE: "已完成",
    TaskState.INTERRUPTED: "已中断",
    TaskState.DELETED: "已删除",
    TaskState.DROPPED: "已终止",
}
ALARMS = {AlarmState.RAISED: "待接手", AlarmState.TAKEN: "处理中", AlarmState.CLOSED: "已处理"}
CALLS = {
    CallState.DIALLING: "呼叫中",
    CallState.UNKNOWN: "结果待确认",
    CallState.ANSWERED: "已接通",
    CallState.NOT_ANSWERED: "无人接听",
    CallState.FAILED: "未拨出",
}
OUTCOMES = {
    Outcome.REACHED: "已随访",
    Outcome.NOT_REACHED: "未联系上",
    Outcome.WRONG_PERSON: "号码有误",
    Outcome.DECLINED: "不愿随访",
    Outcome.DIED: "家属告知已故",
}
WAYS = {Way.PHONE: "电话", Way.MESSAGE: "消息", Way.SMS: "短信", Way.EMAIL: "邮件", Way.VISIT: "上门"}
