"""Each Lambda's policy grants what the Lambda can do, and nothing else."""

import json

import pytest

from infra import config, reach
from infra.grants import GRANTS
from infra.lambdas import lambdas
from infra.policies import policies

EVERY = pytest.mark.parametrize("one", lambdas(), ids=lambda one: one.name)


@EVERY
def test_a_lambda_is_granted_what_it_can_reach_and_nothing_else(one):
    """Read off the source by infra/reach.py: `python -m infra.reach` prints it as infra/grants.py wants it."""
    can, may = reach.of(one), GRANTS[one.name]
    assert can.unclear == frozenset(), "annotate what is written, so that its table is known"
    assert {noun: words.split() for noun, words in may.tables.items()} == {
        noun: words.split() for noun, words in can.tables.items()
    }
    assert set(may.secrets) == set(can.secrets)
    assert set(may.sends) == set(can.sends)
    assert may.fields == can.fields
    assert may.scans == can.scans
    assert may.buckets == can.buckets
    assert may.invokes == can.invokes


def test_no_grant_is_left_of_a_lambda_that_is_gone():
    assert GRANTS.keys() == {one.name for one in lambdas()}


@EVERY
def test_a_lambda_has_a_policy_of_its_own(one):
    functions = config.config()["lambda_functions"]
    files = [settings["iam_policy_file"] for settings in functions.values()]
    assert functions[one.name]["iam_policy_file"] == f"policy-{one.name}.json"
    assert len(files) == len(set(files)) == len(lambdas())


@EVERY
def test_no_policy_says_everything(one):
    for statement in policies()[one.name]["Statement"]:
        assert not [action for action in statement["Action"] if "*" in action]
        assert "*" not in statement["Resource"]


def test_only_the_anchors_lambda_signs_and_writes_into_the_locked_bucket():
    able = [
        name for name, policy in policies().items() if "kms:Sign" in json.dumps(policy) or "AnchorsBucket" in json.dumps(policy)
    ]
    assert able == ["anchor_audit"]


def test_who_may_come_to_scans_is_a_short_list():
    """All routes share one Lambda: it asks for a look, and can open and read nothing itself."""
    open_ = [name for name, policy in policies().items() if "ScansKey" in json.dumps(policy)]
    vault = [name for name, policy in policies().items() if "VaultBucket" in json.dumps(policy)]
    assert sorted(open_) == ["look_at_paper", "seal_paper", "sweep_inbox"]
    assert sorted(vault) == ["look_at_paper", "seal_paper", "sweep_inbox", "vault_queue"]
    api = json.dumps(policies()["api_handler"])
    assert "s3:GetObject" not in api
    assert "s3:DeleteObject" not in api
    assert "s3:ListBucket" not in api


def test_the_key_of_scans_opens_only_for_papers():
    for policy in policies().values():
        for statement in policy["Statement"]:
            if {"Fn::GetAtt": ["ScansKey", "Arn"]} in statement["Resource"]:
                assert statement["Condition"] == {"StringEquals": {"kms:EncryptionContext:purpose": ["scan", "proof"]}}


def test_nobody_may_change_or_delete_what_the_audit_log_says():
    for name, grant in GRANTS.items():
        assert not {"update", "delete"} & set(grant.tables.get("audit", "").split()), name


def test_nobody_may_scan_a_table():
    assert [name for name, grant in GRANTS.items() for words in grant.tables.values() if "scan" in words] == []


def test_chalices_files_are_what_the_code_says():
    assert config.stale() == [], "run python -m infra.config and look at the difference"
