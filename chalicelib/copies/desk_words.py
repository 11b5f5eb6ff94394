"""How staff read where an application stands and what was done to it."""

from chalicelib.copies.states import Chase, State
from chalicelib.staff.sessions import Role

STATES: dict[State, str] = {
    State.DRAFT: "填写中",
    State.AWAITING_PAPERS: "等待材料处理",
    State.AWAITING_AUTHORISATION: "等待患者授权",
    State.SUBMITTED: "形式审核中",
    State.FORM_CHECKED: "待审核",
    State.IN_REVIEW: "审核中",
    State.AWAITING_SECOND_REVIEW: "待复核",
    State.IN_SECOND_REVIEW: "复核中",
    State.AT_MEDICAL_AFFAIRS: "待医务科决定",
    State.SENT_BACK: "已退回补正",
    State.AWAITING_PREPAYMENT: "待预交费用",
    State.APPROVED: "已同意，待调取",
    State.APPROVED_IN_PART: "部分同意，待调取",
    State.RETRIEVING: "调取中",
    State.CHASING: "催还中",
    State.COUNTED: "已计页，待计价",
    State.AWAITING_PAYMENT: "待付款",
    State.TO_COPY: "待复印",
    State.COPYING: "复印中",
    State.CHECKING: "待核对",
    State.REPRINTING: "重印中",
    State.TO_SCHEDULE: "待约领取时间",
    State.TIME_PROPOSED: "待申请人确认时间",
    State.TIME_COUNTERED: "申请人改约，待确认",
    State.TO_PICK_UP: "待领取",
    State.RETURNED_TO_SHELF: "逾期未领，已放回待领架",
    State.TO_SHIP: "待寄出",
    State.HANDED_TO_CARRIER: "已寄出",
    State.CARRIER_TROUBLE: "寄件异常",
    State.TO_GIVE_ONLINE: "待提供电子复印件",
    State.REST_AWAITED: "已交付部分，余下待归档",
    State.RECALLED: "错页召回处理中",
    State.HALTED: "已暂停",
    State.COMPLETED: "已完成",
    State.REFUSED: "不予提供",
    State.WITHDRAWN: "申请人已撤回",
    State.CLOSED_UNPAID: "逾期未付，已关闭",
    State.LAPSED: "久未继续，已失效",
}

CHASES: dict[Chase, str] = {
    Chase.ON_LOAN: "病历已借出",
    Chase.WITH_CODER: "病历在编码员处",
    Chase.NOT_ARCHIVED: "病历尚未归档",
    Chase.PART_MISSING: "病历缺页",
    Chase.BEYOND_RETENTION: "病历已超过保存期限",
}

ROLES: dict[Role, str] = {
    Role.REVIEWER: "病案审核员",
    Role.SECOND_REVIEWER: "病案复核员",
    Role.STORE_ROOM: "病案库房",
    Role.COPY_DESK: "复印室",
    Role.CASHIER: "收费员",
    Role.SERVICE: "服务台",
    Role.MEDICAL_AFFAIRS: "医务科",
    Role.FOLLOW_UP: "随访员",
    Role.FOLLOW_UP_LEAD: "随访中心",
    Role.CLINICIAN: "临床医生",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
}
