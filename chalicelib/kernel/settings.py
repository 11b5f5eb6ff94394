"""Two kinds of settings: where this deployment stands (environment), and what this hospital chose (a table, typed)."""

import functools
import json
import os
import time
from typing import ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

PREFIX = "XINGLIN_"


class SettingsIncomplete(RuntimeError):
    """The start is stopped: names of the settings that are missing or wrong (never their values)."""


class Deployment(BaseModel):
    """One frozen object; each field comes from the variable `XINGLIN_<FIELD>`. There are no defaults."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    stage: str = Field(pattern=r"^[a-z][a-z0-9-]{1,15}$")
    tables: str = Field(description="prefix of every table's name")
    queues: str = Field(description="prefix of every queue's URL, up to the queue's own name")
    secrets: str = Field(description="prefix of every secret's name")
    fields_key: str = Field(description="KMS key that wraps the data keys of sealed fields")
    audit_key: str = Field(description="KMS key that signs the audit log's daily anchors")
    anchors_bucket: str = Field(description="locked bucket of the audit log's daily anchors")
    public_url: str = Field(description="https origin and stage under which the outside parties reach our API")
    console_origin: str = Field(description="the one origin whose pages may call the API from a browser")
    appid: str = Field(description="the mini program's appid")
    wechat_url: str
    wechat_timeout: float = Field(gt=0, description="seconds, connect and read each")
    wechatpay_url: str
    wechatpay_timeout: float = Field(gt=0)
    his_url: str = Field(description="FHIR base URL")
    his_token_url: str
    his_timeout: float = Field(gt=0)
    sms_url: str
    sms_timeout: float = Field(gt=0)


def read(environment: dict[str, str]) -> Deployment:
    """Build the settings from an environment. Raises SettingsIncomplete naming every variable that is wrong."""
    found = {name: environment[PREFIX + name.upper()] for name in Deployment.model_fields if PREFIX + name.upper() in environment}
    try:
        return Deployment.model_validate(found)
    except ValidationError as error:
        names = sorted({PREFIX + str(problem["loc"][0]).upper() for problem in error.errors()})
        msg = f"missing or wrong: {', '.join(names)}"
        raise SettingsIncomplete(msg) from None


@functools.cache
def deployment() -> Deployment:
    """Where this process stands; read from the environment once."""
    return read(dict(os.environ))


class HospitalSettings(BaseModel):
    """What a hospital chose for one room (⚙). A room derives its own, with the product's defaults.

    `room` names it in the table. A campus may choose otherwise than the hospital.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    room: ClassVar[str]


HOSPITAL = "hospital"  # the scope that holds for every campus that did not choose otherwise
CACHE_SECONDS = 30
_Room = TypeVar("_Room", bound=HospitalSettings)
_cache: dict[tuple[str, str], tuple[float, HospitalSettings]] = {}


def hospital(kind: type[_Room], campus: str = HOSPITAL) -> _Room:
    """What the hospital chose for a room, at one campus; at most CACHE_SECONDS old."""
    known = _cache.get((kind.room, campus))
    if known and known[0] > time.monotonic() and isinstance(known[1], kind):
        return known[1]
    from chalicelib.kernel import chosen

    choices: dict[str, object] = {}
    for scope in dict.fromkeys((HOSPITAL, campus)):
        choices |= json.loads(chosen.current(kind.room, scope).document)
    value = kind.model_validate(choices)
    _cache[kind.room, campus] = (time.monotonic() + CACHE_SECONDS, value)
    return value


def forget_cached() -> None:
    """Ask the table again at the next question."""
    _cache.clear()
