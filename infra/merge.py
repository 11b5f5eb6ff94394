"""The template that is laid over Chalice's: what Chalice does not make, and what it makes too loosely."""

from chalicelib.kernel.http import before_a_view
from infra import alarms, names, parameters, stores
from infra.lambdas import Kind, Lambda, lambdas
from infra.names import Template, attribute, sub
from infra.stores import FAILED_FACTS, FAILED_JOBS, KEEP

STREAM_TRIES = 20  # of one batch, halved at each failure, before it goes to the on-failure queue
A_SECOND, AT_ONCE = 500, 1000  # requests of the whole API, before API Gateway answers 429

# What API Gateway refuses by itself, and what we answer in its place. No path and no method both arrive as a missing token.
REFUSED_BEFORE = {
    "MISSING_AUTHENTICATION_TOKEN": 404,
    "RESOURCE_NOT_FOUND": 404,
    "BAD_REQUEST_BODY": 400,
    "BAD_REQUEST_PARAMETERS": 400,
    "UNAUTHORIZED": 401,
    "EXPIRED_TOKEN": 401,
    "ACCESS_DENIED": 403,
    "WAF_FILTERED": 403,
    "REQUEST_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "THROTTLED": 429,
    "QUOTA_EXCEEDED": 429,
    "DEFAULT_4XX": 400,
    "DEFAULT_5XX": 500,
    "INTEGRATION_FAILURE": 500,
    "INTEGRATION_TIMEOUT": 500,
}


def template(stage: str) -> Template:
    """The whole of it."""
    resources = stores.resources() | alarms.resources()
    taken = resources.keys() & {name for one in lambdas() for name in (one.resource, one.role, "RestAPI")}
    if taken:
        msg = f"two resources of one name: {', '.join(sorted(taken))}"
        raise ValueError(msg)
    for one in lambdas():
        resources[one.resource] = {"Properties": _function(one)}
        name = {"LogGroupName": sub(f"/aws/lambda/${{{one.resource}}}")}  # Chalice names the API's by what it was called before
        resources[names.logical(one.name, "log-group")] = {**KEEP, "Properties": name}
    resources["RestAPI"] = {"Properties": _api()}
    return {
        "Description": "Xinglin: a hospital's patient service in WeChat",
        "Parameters": parameters.parameters(stage),
        "Conditions": {"IsProduction": {"Fn::Equals": [{"Ref": "Stage"}, "production"]}},
        "Globals": {"Function": {"Environment": {"Variables": parameters.environment()}}},
        "Resources": resources,
        "Outputs": {
            "AlarmsTopicArn": {"Value": {"Ref": "AlarmsTopic"}},
            "AnchorsBucketName": {"Value": {"Ref": "AnchorsBucket"}},
        },
    }


def _function(one: Lambda) -> Template:
    match one.kind:
        case Kind.QUEUE:  # Chalice passes the failures on but does not say that it does: all would count as done
            # Fn::Sub, as Chalice has it: the two templates are merged deeply, and a Fn::GetAtt would stand beside it
            messages = {"Queue": sub(f"${{{names.queue(one.source)}.Arn}}"), "FunctionResponseTypes": ["ReportBatchItemFailures"]}
            return {"Events": {_event(one, "SqsEventSource"): {"Properties": messages}}}
        case Kind.STREAM:
            source: Template = {
                "Stream": attribute(names.table(one.source), "StreamArn"),
                "StartingPosition": "TRIM_HORIZON",
                "FunctionResponseTypes": ["ReportBatchItemFailures"],
                "BisectBatchOnFunctionError": True,
                "MaximumRetryAttempts": STREAM_TRIES,
                "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": attribute(names.queue(FAILED_FACTS))}},
            }
            return {"Events": {_event(one, "DynamodbEventSource"): {"Properties": source}}}
        case Kind.SCHEDULE | Kind.EVENT:
            kept = {"OnFailure": {"Type": "SQS", "Destination": attribute(names.queue(FAILED_JOBS))}}
            return {**_narrowed(one), "EventInvokeConfig": {"MaximumRetryAttempts": 2, "DestinationConfig": kept}}
        case Kind.FUNCTION:
            return {"FunctionName": sub(f"${{AWS::StackName}}-{one.name}")}
    return {}


def _narrowed(one: Lambda) -> Template:
    """Events of S3 come from every bucket of the account: only those of the inbox are ours."""
    if one.kind == Kind.EVENT and '"aws.s3"' in one.source:
        inbox = {"detail": {"bucket": {"name": [{"Ref": "InboxBucket"}]}}}
        return {"Events": {_event(one, "Event"): {"Properties": {"Pattern": inbox}}}}
    return {}


def _event(one: Lambda, suffix: str) -> str:
    """Chalice's own key of the event: any other would add a second event beside it."""
    return one.resource + suffix


def _api() -> Template:
    return {
        "Name": {"Fn::Sub": "${Prefix}api"},
        "OpenApiVersion": "2.0",
        "MethodSettings": [
            {
                "ResourcePath": "/*",
                "HttpMethod": "*",
                "MetricsEnabled": True,
                "ThrottlingRateLimit": A_SECOND,
                "ThrottlingBurstLimit": AT_ONCE,
            }
        ],
        "DefinitionBody": {
            "x-amazon-apigateway-gateway-responses": {kind: _answer(status) for kind, status in REFUSED_BEFORE.items()}
        },
    }


def _answer(status: int) -> Template:
    """The same body as every refusal of ours; API Gateway chooses the template by what the caller accepts, else JSON's."""
    answer = before_a_view(status, "$context.requestId")
    headers = {name: value for name, value in answer.headers.items() if isinstance(value, str) and not value.startswith("$")}
    return {
        "statusCode": status,
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers.items()},
        "responseTemplates": {"application/json": answer.body, "application/problem+json": answer.body},
    }
