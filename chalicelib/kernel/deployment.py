"""Where this deployment stands: one object read from the environment, complete or the start is stopped."""

import functools
import os
from typing import Literal

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
    scans_key: str = Field(description="KMS key that wraps the data key of each sealed paper")
    inbox_bucket: str = Field(description="where phones put papers, until they are sealed minutes later")
    vault_bucket: str = Field(description="where sealed papers lie")
    upload_url: str = Field(description="where a phone sends its upload form: the inbox bucket's own address")
    s3_sse: Literal["none", "aws:kms"] = Field(description="encryption that an upload form asks S3 for")
    look_function: str = Field(description="name of the Lambda that shows a sealed paper")
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
    express_url: str = Field(description="of the carrier SF")
    express_timeout: float = Field(gt=0)
    invoices_url: str = Field(description="of whoever serves docs/invoice-profile.md")
    invoices_timeout: float = Field(gt=0)
    calls_url: str = Field(description="of whoever serves docs/call-profile.md")
    calls_timeout: float = Field(gt=0)


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
