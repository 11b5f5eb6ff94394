"""One policy a Lambda, made of infra/grants.py and of what wakes it."""

from chalicelib import subscriptions
from chalicelib.vault.models import PaperClass
from infra import names
from infra.grants import ACTIONS, GRANTS, Grant
from infra.lambdas import Kind, Lambda, lambdas
from infra.names import Template, attribute, sub
from infra.stores import FAILED_FACTS, FAILED_JOBS, models

LOGS = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/${AWS::StackName}-*"
SECRET = "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${Secrets}%s-??????"  # noqa: S105 - a name

FUNCTION = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${AWS::StackName}-%s"


def policies() -> dict[str, Template]:
    """By the Lambda's name."""
    return {one.name: policy(one) for one in lambdas()}


def policy(one: Lambda) -> Template:
    """Of one Lambda. Raises KeyError for one that has no grants."""
    grant = GRANTS[one.name]
    statements = [_allow(["logs:CreateLogStream", "logs:PutLogEvents"], [sub(LOGS)])]
    statements += _source(one) + _tables(grant) + _queues(one)
    if grant.secrets:
        statements.append(_allow(["secretsmanager:GetSecretValue"], [sub(SECRET % name) for name in sorted(grant.secrets)]))
    if grant.fields:
        allowed = _allow(["kms:Decrypt", "kms:GenerateDataKey"], [attribute("FieldsKey")])
        statements.append(allowed | {"Condition": {"StringEquals": {"kms:EncryptionContext:purpose": "field"}}})
    if grant.anchors:
        statements.append(_allow(["kms:Sign"], [attribute("AuditKey")]))
        statements.append(_allow(["s3:PutObject", "s3:PutObjectRetention"], [sub("${AnchorsBucket.Arn}/*")]))
    return {"Version": "2012-10-17", "Statement": statements + _papers(grant)}


WHOLE = frozenset({"ListBucket", "ListBucketVersions"})  # of a bucket; every other action is of its objects


def _papers(grant: Grant) -> list[Template]:
    """The key of papers, the two buckets, and the Lambda that shows."""
    statements = []
    if grant.scans:
        allowed = _allow([f"kms:{action}" for action in grant.scans.split()], [attribute("ScansKey")])
        of_papers = {"kms:EncryptionContext:purpose": [one.value for one in PaperClass]}
        statements.append(allowed | {"Condition": {"StringEquals": of_papers}})
    for bucket, words in sorted(grant.buckets.items()):
        resource = f"{names.logical(bucket)}Bucket"
        actions = words.split()
        if whole := [f"s3:{one}" for one in actions if one in WHOLE]:
            statements.append(_allow(whole, [attribute(resource)]))
        if objects := [f"s3:{one}" for one in actions if one not in WHOLE]:
            statements.append(_allow(objects, [sub(f"${{{resource}.Arn}}/*")]))
    if grant.invokes:
        functions = [sub(FUNCTION % name) for name in grant.invokes]
        statements.append(_allow(["lambda:InvokeFunction"], functions))
    return statements


def _allow(actions: list[str], resources: list[Template]) -> Template:
    return {"Effect": "Allow", "Action": actions, "Resource": resources}


def _source(one: Lambda) -> list[Template]:
    if one.kind == Kind.QUEUE:
        actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]
        return [_allow(actions, [attribute(names.queue(one.source))])]
    if one.kind == Kind.STREAM:
        actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"]
        return [_allow(actions, [sub(f"${{{names.table(one.source)}.Arn}}/stream/*")])]
    return []


def _tables(grant: Grant) -> list[Template]:
    statements = []
    with_indexes = {model.noun for model in models() if model._indexes}  # noqa: SLF001 - as pynamodb keeps them
    for noun, words in sorted(grant.tables.items()):
        resources = [attribute(names.table(noun))]
        if noun in with_indexes and {"query", "scan"} & set(words.split()):
            resources.append(sub(f"${{{names.table(noun)}.Arn}}/index/*"))
        statements.append(_allow([f"dynamodb:{ACTIONS[word]}" for word in words.split()], resources))
    return statements


def sends(one: Lambda) -> set[str]:
    """The queues a Lambda sends to by itself: the router wherever subscriptions.py leads, the drain wherever the agenda does."""
    to = set(GRANTS[one.name].sends)
    if one.name == "route_facts":
        to |= {queue for queues in subscriptions.FACTS.values() for queue in queues}
    if one.name == "drain_agenda":
        to |= set(subscriptions.AGENDA.values())
    return to


def _queues(one: Lambda) -> list[Template]:
    """Where it sends, and where AWS puts in its name what it gave up."""
    to = sends(one)
    if one.kind == Kind.STREAM:
        to.add(FAILED_FACTS)
    if one.kind in {Kind.SCHEDULE, Kind.EVENT}:
        to.add(FAILED_JOBS)
    return [_allow(["sqs:SendMessage"], [attribute(names.queue(queue)) for queue in sorted(to)])] if to else []
