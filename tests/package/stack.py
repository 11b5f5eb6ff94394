"""What a hospital deploys, created and run: Chalice's package, SAM's transform, and a whole AWS on loopback that holds its policies.

ministack (AUTH=true) creates the stack, runs the handlers out of the zips in processes of their own, reads streams and queues
by the template's event sources, and refuses whatever a Lambda's own policy does not allow.
"""

import contextlib
import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

import boto3

from infra.package import package
from sandbox import engines
from sandbox.party import Party

NAME, CODE = "xinglin", "code"
ROOT = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "cn-north-1"}
NOBODY = "http://127.0.0.1:9"  # nobody answers there
SECONDS = 40  # that a stream or a queue may take


class Answer(NamedTuple):
    status: int
    body: Any


class Stack:
    """The running stack; `template` is what SAM made of it."""

    def __init__(self, folder: Path) -> None:
        port = engines.free_port()
        self.url, self.folder = f"http://127.0.0.1:{port}", folder
        self.sam = json.loads(package(folder / "package", "staging").read_text())
        self.template: dict[str, Any] = {}
        self._engine = engines.Engine(
            "ministack", [sys.executable, "-m", "ministack"], folder / "ministack.log", env=self._env(port)
        )
        engines.wait_until(lambda: engines.answers(self.url + "/_ministack/health"), "ministack")

    def _env(self, port: int) -> dict[str, str]:
        return {
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "AWS_ENDPOINT_URL": self.url,
            "MINISTACK_REGION": ROOT["AWS_DEFAULT_REGION"],
            "AUTH": "true",
            "LAMBDA_EXECUTOR": "local",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "TMPDIR": str(self.folder),
            "S3_DATA_DIR": str(self.folder / "s3"),
            "STATE_DIR": str(self.folder / "state"),
            "PYTHONPATH": "",
            **ROOT,
        }

    def client(self, service: str) -> Any:
        """Of the engineer who deploys."""
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name=ROOT["AWS_DEFAULT_REGION"],
            aws_access_key_id=ROOT["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=ROOT["AWS_SECRET_ACCESS_KEY"],
        )

    def create(self, **parameters: str) -> str:
        """Upload, transform, create; the status it ends with. Then the address that it got is told to the Lambdas, by an update."""
        self._upload()
        wanted = {name for name, one in self.sam["Parameters"].items() if "Default" not in one}
        parameters = dict.fromkeys(wanted, NOBODY) | parameters
        self.template = as_ministack_reads(transformed(self.sam))
        self.client("s3").put_object(Bucket=CODE, Key="template.json", Body=json.dumps(self.template))
        where = {"StackName": NAME, "TemplateURL": f"{self.url}/{CODE}/template.json", "Capabilities": ["CAPABILITY_IAM"]}
        cloudformation = self.client("cloudformation")
        cloudformation.create_stack(**where, Parameters=_given(parameters))
        if self._settled() != "CREATE_COMPLETE":
            return self.status()
        cloudformation.update_stack(**where, Parameters=_given(parameters | {"PublicUrl": self.api_url()}))
        self._gateway_responses()
        self._lock()
        return self._settled()

    def _gateway_responses(self) -> None:
        """As the template has them: API Gateway reads them from the definition, ministack only by their own call."""
        gateway, api = self.client("apigateway"), self.physical("RestAPI")
        wanted = self.template["Resources"]["RestAPI"]["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"]
        for kind, said in wanted.items():
            gateway.put_gateway_response(restApiId=api, responseType=kind, **said | {"statusCode": str(said["statusCode"])})
        gateway.create_deployment(restApiId=api, stageName="api")

    def _lock(self) -> None:
        """As the template has it: CloudFormation locks the bucket, ministack only by the calls themselves."""
        wanted = self.template["Resources"]["AnchorsBucket"]["Properties"]
        bucket, s3 = self.physical("AnchorsBucket"), self.client("s3")
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration=wanted["VersioningConfiguration"])
        s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=wanted["ObjectLockConfiguration"])

    def _settled(self) -> str:
        engines.wait_until(lambda: not self.status().endswith("IN_PROGRESS"), "the stack")
        return self.status()

    def _upload(self) -> None:
        s3 = self.client("s3")
        s3.create_bucket(Bucket=CODE, CreateBucketConfiguration={"LocationConstraint": ROOT["AWS_DEFAULT_REGION"]})
        for resource in self.sam["Resources"].values():
            for name in ("CodeUri", "ContentUri"):
                if local := resource.get("Properties", {}).get(name):
                    file = local.removeprefix("./")
                    s3.upload_file(str(self.folder / "package" / file), CODE, file)
                    resource["Properties"][name] = f"s3://{CODE}/{file}"

    def status(self) -> str:
        return str(self.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]["StackStatus"])

    def failures(self) -> list[str]:
        events = self.client("cloudformation").describe_stack_events(StackName=NAME)["StackEvents"]
        return [
            f"{one['LogicalResourceId']}: {one.get('ResourceStatusReason')}"
            for one in events
            if "FAILED" in one["ResourceStatus"]
        ]

    def physical(self, logical: str) -> str:
        found = self.client("cloudformation").describe_stack_resource(StackName=NAME, LogicalResourceId=logical)
        return str(found["StackResourceDetail"]["PhysicalResourceId"])

    def api_url(self) -> str:
        return f"{self.url}/_aws/execute-api/{self.physical('RestAPI')}/api"

    def environment(self) -> dict[str, str]:
        """What the packaged Lambdas are given."""
        known = self.client("lambda").get_function_configuration(FunctionName=self.physical("APIHandler"))
        return dict(known["Environment"]["Variables"])

    def meet(self, *parties: Party) -> None:
        """Put the secrets that a party gave the hospital where the Lambdas look for them."""
        for party in parties:
            self.put_secrets(party.provision())

    def put_secrets(self, secrets: dict[str, dict[str, Any]]) -> None:
        vault, prefix = self.client("secretsmanager"), self.environment()["XINGLIN_SECRETS"]
        for name, value in secrets.items():
            vault.create_secret(Name=prefix + name, SecretString=json.dumps(value))

    def call(self, method: str, path: str, body: object = None, *, token: str = "", key: str = "") -> Answer:
        """One request through API Gateway."""
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["Idempotency-Key"] = key
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.api_url() + path, sent, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return Answer(response.status, json.loads(response.read()))
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, json.loads(refused.read()))

    def invoke(self, resource: str, event: object) -> Any:
        """Call a Lambda as a schedule does, and wait. Raises what it raised, by name."""
        answer = self.client("lambda").invoke(FunctionName=self.physical(resource), Payload=json.dumps(event))
        said = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, said
        return said

    def faults(self) -> list[str]:
        """The error lines of every Lambda's log."""
        logs, found = self.client("logs"), []
        for group in logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]:
            events = logs.filter_log_events(logGroupName=group["logGroupName"])["events"]
            found += [
                one["message"] for one in events if '"level": "error"' in one["message"] or "AccessDenied" in one["message"]
            ]
        return found

    def stop(self) -> None:
        self._engine.kill()


def as_ministack_reads(template: dict[str, Any]) -> dict[str, Any]:
    """Two things of IAM it does not know, KMS's encryption context and that sending a batch is sending; and loopback has no TLS."""
    resources = template["Resources"]
    template["Resources"] = {name: one for name, one in resources.items() if one["Type"] != "AWS::S3::BucketPolicy"}
    for resource in template["Resources"].values():
        if "ScheduleExpression" in resource["Properties"]:
            resource["Properties"]["State"] = "DISABLED"  # the tests ring them; the HIS that most of them ask is not here
        for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
            for statement in policy["PolicyDocument"]["Statement"]:
                statement.pop("Condition", None)
                if "sqs:SendMessage" in statement["Action"]:
                    statement["Action"].append("sqs:SendMessageBatch")
    return template


def _given(parameters: dict[str, str]) -> list[dict[str, str]]:
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]


def transformed(sam: dict[str, Any]) -> dict[str, Any]:
    """What AWS's own transform makes of the template."""
    from samtranslator.translator.transform import transform

    class NoManagedPolicies:
        def load(self) -> dict[str, str]:
            return {}

    defaults = {name: one.get("Default", "none") for name, one in sam["Parameters"].items()}
    with engines_region():
        return dict(transform(sam, defaults, NoManagedPolicies()))


@contextlib.contextmanager
def engines_region():
    """SAM asks the environment for the region."""
    before = os.environ.get("AWS_DEFAULT_REGION")
    os.environ["AWS_DEFAULT_REGION"] = ROOT["AWS_DEFAULT_REGION"]
    try:
        yield
    finally:
        if before is None:
            del os.environ["AWS_DEFAULT_REGION"]
        else:
            os.environ["AWS_DEFAULT_REGION"] = before
