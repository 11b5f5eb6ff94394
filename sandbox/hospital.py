"""What the played hospital has chosen ⚙, and what it registered at WeChat for it."""

import json
from typing import Any

from chalicelib.accounts.settings import AccountsSettings
from chalicelib.cards.settings import CardsSettings
from chalicelib.copies.desk_settings import DeskSettings
from chalicelib.copies.pickup.settings import PickUpSettings
from chalicelib.copies.settings import CopiesSettings
from chalicelib.kernel import choices, chosen, settings
from chalicelib.messages.settings import MessagesSettings
from chalicelib.messages.templates import TEMPLATES
from chalicelib.payments.settings import PaymentsSettings
from sandbox.seed.hospital import EAST, WEST
from sandbox.wechatpay import WechatPay

ACTOR = "world"
SENDER = {"phone": "0990-8800001", "province": "杏林省", "city": "杏林市", "county": "东湖区", "address": "春晖路1号"}
TEST_REGION = "990000"  # of the seeded patients' ID numbers: no region of China


def chosen_here() -> dict[type[settings.HospitalSettings], dict[str, Any]]:
    """The choices that differ from the product's defaults."""
    merchants = dict(zip((EAST, WEST), WechatPay.MERCHANTS, strict=True))
    return {
        AccountsSettings: {"seconds_between_codes": 10},  # whoever tries it out waits for few codes
        CardsSettings: {"accepted_test_region": TEST_REGION},
        PaymentsSettings: {
            "merchants": merchants,
            # the played WeChat Pay's minutes are seconds, so we ask it sooner, too
            "ask_order_after": [5, 20, 60],
            "close_again_after": [5, 10, 30],
            "send_refund_again_after": [3, 10, 30, 60],
            "ask_refund_after": [5, 20, 60, 300],
        },
        CopiesSettings: {"deliveries": ["express", "online", "pick_up"]},
        DeskSettings: {"sender": SENDER, "routes_every_hours": 1},
        PickUpSettings: {
            "places": [
                {"id": "east-window", "campus": EAST, "name": "东院区病案复印窗口", "address": "门诊楼一层病案科复印窗口"},
                {"id": "west-window", "campus": WEST, "name": "西院区病案复印窗口", "address": "综合楼一层服务中心3号窗口"},
            ]
        },
        # a local world is looked at by day and by night: it has no quiet hours
        MessagesSettings: {"template_ids": template_ids(), "merge_seconds": 2, "quiet_from": 3, "quiet_until": 3},
    }


def template_ids() -> dict[str, str]:
    """By kind; WeChat's own ids are as meaningless."""
    return {kind.value: f"xinglin-{kind.value}".replace(".", "-") for kind, one in TEMPLATES.items() if one.fields}


def templates() -> list[dict[str, Any]]:
    """What WeChat's console is told of each."""
    ids = template_ids()
    known = [(kind.value, one) for kind, one in TEMPLATES.items() if one.fields]
    return [
        {"template": ids[kind], "title": one.title, "keys": [f"{field.key}:{field.label}" for field in one.fields]}
        for kind, one in known
    ]


def choose() -> None:
    """Choose what is not chosen yet; what somebody chose since stays."""
    for kind, wanted in chosen_here().items():
        before = json.loads(choices.current(kind.room, settings.HOSPITAL).document)
        missing = {name: _with_new(before.get(name), value) for name, value in wanted.items()}
        missing = {name: value for name, value in missing.items() if value != before.get(name)}
        if missing:
            chosen.change(ACTOR, kind, settings.HOSPITAL, missing)


def _with_new(before: Any, wanted: Any) -> Any:
    """What was chosen before; of a table of choices, with those that came since."""
    return {**wanted, **before} if isinstance(before, dict) else wanted if before is None else before
