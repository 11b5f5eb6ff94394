"""What a hospital says when it makes the stack, and the environment that the Lambdas get from it."""

from chalicelib.kernel.deployment import PREFIX, Deployment
from infra.names import LOOK, Template, attribute, sub

# Fields of kernel.deployment.Deployment that are the template's parameters: (description, default of the real party)
ASKED: dict[str, tuple[str, str]] = {
    "public_url": ("https origin and stage under which WeChat and the hospital reach the API", ""),
    "console_origin": ("origin of the staff console", ""),
    "appid": ("appid of the mini program", ""),
    "wechat_url": ("WeChat's server API", "https://api.weixin.qq.com"),
    "wechat_timeout": ("seconds", "5"),
    "wechatpay_url": ("WeChat Pay's API", "https://api.mch.weixin.qq.com"),
    "wechatpay_timeout": ("seconds", "8"),
    "his_url": ("FHIR base URL of the hospital's information system", ""),
    "his_token_url": ("where its access tokens are given", ""),
    "his_timeout": ("seconds", "5"),
    "sms_url": ("Tencent Cloud SMS", "https://sms.tencentcloudapi.com"),
    "sms_timeout": ("seconds", "5"),
    "express_url": ("SF Express, platform 丰桥", "https://sfapi.sf-express.com"),
    "express_timeout": ("seconds", "8"),
    "invoices_url": ("electronic invoices: whoever serves docs/invoice-profile.md", ""),
    "invoices_timeout": ("seconds", "8"),
    "calls_url": ("the call device of the follow-up: whoever serves docs/call-profile.md", ""),
    "calls_timeout": ("seconds", "8"),
}
# Those that the stack itself knows.
KNOWN: dict[str, object] = {
    "stage": {"Ref": "Stage"},
    "tables": {"Ref": "Prefix"},
    "queues": sub("https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Prefix}"),
    "secrets": {"Ref": "Secrets"},
    "fields_key": attribute("FieldsKey"),
    "audit_key": attribute("AuditKey"),
    "anchors_bucket": {"Ref": "AnchorsBucket"},
    "scans_key": attribute("ScansKey"),
    "inbox_bucket": {"Ref": "InboxBucket"},
    "vault_bucket": {"Ref": "VaultBucket"},
    "upload_url": sub("https://${InboxBucket.RegionalDomainName}/"),
    "s3_sse": "aws:kms",
    "look_function": sub(LOOK),
}


def parameters(stage: str) -> Template:
    """Of the template."""
    named = {
        "Stage": _parameter("the stage's name", stage, AllowedPattern="^[a-z][a-z0-9-]{1,15}$"),
        "Prefix": _parameter(
            "before the names of tables, queues and keys", f"xinglin-{stage}-", AllowedPattern="^[a-z][a-z0-9-]+-$"
        ),
        "Secrets": _parameter("before the names of the secrets", f"xinglin/{stage}/", AllowedPattern="^[a-z0-9/_-]+/$"),
    }
    return named | {_name(field): _parameter(description, default) for field, (description, default) in ASKED.items()}


def _name(field: str) -> str:
    return "".join(part.capitalize() for part in field.split("_"))


def _parameter(description: str, default: str, **more: str) -> Template:
    return {"Type": "String", "Description": description, **({"Default": default} if default else {}), **more}


def environment() -> Template:
    """A variable for every field of Deployment; a field that is neither asked nor known stops the packaging."""
    values = KNOWN | {field: {"Ref": _name(field)} for field in ASKED}
    return {PREFIX + field.upper(): values[field] for field in Deployment.model_fields}
