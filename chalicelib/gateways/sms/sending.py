"""Sending one short message, and what came of it. Tencent drops no repetition: the sender sends once."""

import functools
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

from chalicelib.kernel import log, secrets
from chalicelib.kernel.settings import deployment

if TYPE_CHECKING:
    from tencentcloud.sms.v20210111.sms_client import SmsClient

ACCEPTED = "Ok"
_OF_UNKNOWN_END = ("InternalError", "ServerNetworkError")
_PASSING = ("LimitExceeded", "RequestLimitExceeded", "ResourceUnavailable")
_BY_NUMBER = ("FailedOperation.PhoneNumberInBlacklist", "InvalidParameterValue.IncorrectPhoneNumber")
_NOT_CONNECTED = ("NewConnectionError", "ConnectTimeoutError", "NameResolutionError")


class SmsSecret(BaseModel):
    """The secret `sms`: keys of the cloud, and which template of theirs is which kind of ours."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    secret_id: str
    secret_key: str
    app_id: str
    sign_name: str
    region: str
    templates: dict[str, str]


class Accepted(NamedTuple):
    """Taken for delivery; `serial` finds it at Tencent."""

    serial: str


class Refused(NamedTuple):
    """Surely not sent. `by_number`: this number takes none, whatever we do; `passing`: later it may go."""

    code: str
    by_number: bool = False
    passing: bool = False


class Unknown(NamedTuple):
    """No usable answer: it may have been sent."""

    reason: str


Outcome = Accepted | Refused | Unknown


def send(kind: str, phone: str, params: Sequence[str], session_context: str) -> Outcome:
    """Send the template of that kind to a number in E.164. `session_context` is our id of the message. Raises nothing."""
    from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

    here, secret = deployment(), secrets.read("sms", SmsSecret)
    if kind not in secret.templates:
        return _logged(Refused("no_template"), session_context)
    client = _client(here.sms_url, here.sms_timeout, secret.secret_id, secret.secret_key, secret.region)
    try:
        answer = client.SendSms(_request(secret, secret.templates[kind], phone, params, session_context))
    except TencentCloudSDKException as error:
        return _logged(_failed(str(error.code), str(error.message)), session_context)
    statuses = answer.SendStatusSet or []
    if len(statuses) != 1:
        return _logged(Unknown("no_status"), session_context)
    status = statuses[0]
    return _logged(Accepted(str(status.SerialNo)) if status.Code == ACCEPTED else _refused(str(status.Code)), session_context)


def _refused(code: str) -> Outcome:
    if code.startswith(_OF_UNKNOWN_END):
        return Unknown(code)
    return Refused(code, by_number=code in _BY_NUMBER, passing=code.startswith(_PASSING))


def _failed(code: str, message: str) -> Outcome:
    """The whole call failed: Tencent's codes have two parts, the SDK's own names have one."""
    if code == "ClientNetworkError":
        never_sent = any(name in message for name in _NOT_CONNECTED)
        return Refused("not_connected", passing=True) if never_sent else Unknown("no_answer")
    known = "." in code or code.startswith(_PASSING)
    return _refused(code) if known else Unknown("not_readable" if code != "ServerNetworkError" else code)


def _logged(outcome: Outcome, session_context: str) -> Outcome:
    if isinstance(outcome, Refused):
        log.warning("sms_refused", message=session_context, code=outcome.code)
        if not (outcome.by_number or outcome.passing):
            log.metric("SmsSetup", code=outcome.code)
    elif isinstance(outcome, Unknown):
        log.warning("sms_unknown", message=session_context, code=outcome.reason)
    return outcome


@functools.lru_cache(maxsize=1)
def _client(url: str, timeout: float, secret_id: str, secret_key: str, region: str) -> "SmsClient":
    """One client a process; another one when the secret was rotated."""
    from tencentcloud.common.credential import Credential
    from tencentcloud.common.profile.client_profile import ClientProfile
    from tencentcloud.common.profile.http_profile import HttpProfile
    from tencentcloud.sms.v20210111.sms_client import SmsClient

    logging.getLogger("tencentcloud_sdk_common").setLevel(logging.WARNING)  # below it, numbers and codes would be logged
    where = urlsplit(url)
    http = HttpProfile(protocol=where.scheme, endpoint=where.netloc, reqTimeout=timeout, keepAlive=True)
    return SmsClient(Credential(secret_id, secret_key), region, ClientProfile(httpProfile=http))


def _request(secret: SmsSecret, template: str, phone: str, params: Sequence[str], session_context: str) -> Any:
    from tencentcloud.sms.v20210111.models import SendSmsRequest

    request = SendSmsRequest()
    request.PhoneNumberSet = [phone]
    request.SmsSdkAppId = secret.app_id
    request.SignName = secret.sign_name
    request.TemplateId = template
    request.TemplateParamSet = list(params)
    request.SessionContext = session_context
    return request
