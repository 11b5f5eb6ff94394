"""Schemathesis reads docs/openapi.json and calls every operation with what it generates, through the played API Gateway."""

import json
import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

import app as entrance
from infra.openapi import text
from sandbox.adaptor import serve
from sandbox.gateway import Gateway
from sandbox.his import His
from sandbox.sms import Sms
from sandbox.wechat import Wechat
from sandbox.wechatpay import WechatPay

EXAMPLES = int(os.environ.get("XINGLIN_EXAMPLES", "5"))

contract = schemathesis.openapi.from_dict(json.loads(text()))
contract.app = serve(Gateway(entrance.app))
OPERATIONS = [found.ok() for found in contract.get_all_operations()]


@pytest.fixture(scope="module")
def everybody_away(world, tmp_path_factory):
    """The hospital has its secrets; none of the outside parties answers."""
    for kind in (Wechat, WechatPay, His, Sms):
        with kind(tmp_path_factory.mktemp(kind.name)).serving() as party:
            world.meet(party)


@pytest.fixture
def headers(everybody_away):
    from chalicelib.accounts import sessions
    from chalicelib.accounts.models import Account
    from chalicelib.kernel import clock, ids

    account = Account(ids.new(), openid=f"o{ids.new()}", since=clock.stamp(clock.now()))
    account.save()
    return {"Authorization": f"Bearer {sessions.sign(account.id, 1).token}"}


@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.label for one in OPERATIONS])
def test_every_operation_answers_as_its_contract_says(operation, headers):
    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def answered(case):
        answer = case.call(headers=headers)
        assert answer.status_code != 500, case.as_curl_command()
        case.validate_response(answer, checks=[status_code_conformance, content_type_conformance, response_schema_conformance])

    answered()
