"""Sending one message by 微信就医助手 (`sendchannelmsg`): for public hospitals, needs no grant of the patient.

It is enabled through an official account of the same entity, whose token it takes; the openid is the mini program's.
Only the fields that are documented are sent.
"""

from chalicelib.gateways.wechat import client
from chalicelib.gateways.wechat.errors import WechatRefused
from chalicelib.gateways.wechat.subscribe import Misconfigured, Outcome, Retry, Sent, Unknown, outcome
from chalicelib.kernel import transport
from chalicelib.kernel.settings import deployment

PATH = "/cityservice/sendchannelmsg"
BUSINESS = 150
FIELDS = {  # ours: WeChat's
    "name": "pat_name",
    "doctor": "doc_name",
    "department": "department_name",
    "place": "department_location",
    "time": "appointment_time",
}


def send(openid: str, status: int, order: str, message: str, told: dict[str, str]) -> Outcome:
    """Send one: `status` says what happened (1501001 挂号成功), `order` what it is about, `message` is our id of it.

    `told` by our own names. Raises nothing of WeChat's.
    """
    secret = client.secret()
    if not secret.channel_appid or not secret.channel_secret:
        return Misconfigured("no_channel_account")
    document: client.Document = {
        "status": status,
        "open_id": openid,
        "order_id": order[:64],
        "msg_id": message,
        "app_id": deployment().appid,
        "business_id": BUSINESS,
        "business_info": {theirs: told[ours] for ours, theirs in FIELDS.items() if told.get(ours)},
    }
    try:
        client.post(PATH, document, client.Caller(secret.channel_appid, secret.channel_secret))
    except WechatRefused as error:
        return outcome(error)
    except transport.Unanswered as error:
        return Unknown(str(error)) if error.sent else Retry(str(error))
    return Sent(None)
