"""What would be deployed for papers: who is woken by what, and that nothing keeps a scan from being destroyed."""

import json

import pytest

from infra import merge
from infra.package import package


@pytest.fixture(scope="module")
def resources(tmp_path_factory):
    template = package(tmp_path_factory.mktemp("package") / "out", packages=False)
    return json.loads(template.read_text())["Resources"]


def test_an_upload_into_the_inbox_and_into_no_other_bucket_wakes_the_sealing_lambda(resources):
    [event] = resources["SealPaper"]["Properties"]["Events"].values()
    assert event["Properties"]["Pattern"] == {
        "source": ["aws.s3"],
        "detail-type": ["Object Created"],
        "detail": {"bucket": {"name": [{"Ref": "InboxBucket"}]}, "object": {"key": [{"prefix": "inbox/"}]}},
    }
    assert resources["InboxBucket"]["Properties"]["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }


def test_the_looking_lambda_bears_the_name_by_which_it_is_invoked(resources):
    name = resources["LookAtPaper"]["Properties"]["FunctionName"]
    environment = merge.template("production")["Globals"]["Function"]["Environment"]["Variables"]
    assert environment["XINGLIN_LOOK_FUNCTION"] == name == {"Fn::Sub": "${AWS::StackName}-look_at_paper"}


def test_a_scan_can_be_destroyed_and_only_anchors_are_locked(resources):
    buckets = {name: one["Properties"] for name, one in resources.items() if one["Type"] == "AWS::S3::Bucket"}
    assert [name for name, one in buckets.items() if one.get("ObjectLockEnabled")] == ["AnchorsBucket"]
    assert buckets["VaultBucket"]["VersioningConfiguration"] == {"Status": "Enabled"}


def test_no_bucket_is_public_or_read_without_tls(resources):
    for name, one in resources.items():
        if one["Type"] == "AWS::S3::Bucket":
            assert set(one["Properties"]["PublicAccessBlockConfiguration"].values()) == {True}
            [statement] = resources[f"{name}Policy"]["Properties"]["PolicyDocument"]["Statement"]
            assert (statement["Effect"], statement["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
