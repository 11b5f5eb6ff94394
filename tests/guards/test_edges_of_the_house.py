"""Who may know what: Chalice only at the edge, pynamodb only in models and deeds, an SDK only in its gateway."""

import pytest

from infra.source import Module, imports, modules, names

EVERY_MODULE = pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
CHALICE = {
    "chalicelib.kernel.http.answering",
    "chalicelib.kernel.http.routes",
    "chalicelib.kernel.jobs",
    "app",
}  # and what is named below
EDGES = {"routes", "desk", "jobs", "delivery"}
SDKS = {"wechatpy": "gateways.wechat", "tencentcloud": "gateways.sms"}
NOT_SHIPPED = ("sandbox", "tests", "benchmarks", "infra", "moto", "pytest", "unittest", "hypothesis", "ministack", "werkzeug")
HEAVY = (
    "PIL",
    "pypdf",
    "pypdfium2",
    "boto3",
    "cryptography",
    "urllib3",
    "requests",
    "wechatpy",
    "tencentcloud",
    "pypinyin",
    "jwt",
    "argon2",
    "pyotp",
    "xlsxwriter",
    "mypy_boto3",
)


def runtime(module: Module) -> list[str]:
    return [one.module for one in imports(module) if not one.for_types]


@EVERY_MODULE
def test_only_the_edge_knows_chalice(module):
    if module.name in CHALICE or module.path.stem in EDGES:
        return
    assert [target for target in runtime(module) if names(target, "chalice")] == []


@EVERY_MODULE
def test_routes_and_gateways_know_no_pynamodb(module):
    """Gateways keep what they must in their models; a route asks a deed."""
    if module.path.stem in {"routes", "desk"} or (module.room.startswith("gateways") and module.path.stem != "models"):
        allowed = "pynamodb.expressions"  # conditions on a gateway's own items (the shared access token)
        wrong = [target for target in runtime(module) if names(target, "pynamodb") and not names(target, allowed)]
        assert wrong == []


@EVERY_MODULE
def test_an_sdk_is_known_to_its_gateway_alone(module):
    for package, room in SDKS.items():
        if module.room != room:
            assert [target for target in runtime(module) if names(target, package)] == []


@EVERY_MODULE
def test_no_aws_service_keeps_anybody_waiting_without_a_limit(module):
    text = module.path.read_text(encoding="utf-8")
    assert text.count("boto3.client(") == text.count(", config=aws.limits(")


@EVERY_MODULE
def test_nothing_pretend_is_shipped(module):
    assert [target for target in runtime(module) for package in NOT_SHIPPED if names(target, package)] == []


@EVERY_MODULE
def test_no_sandbox_is_asked_for(module):
    text = module.path.read_text(encoding="utf-8")
    assert "sandbox" not in text.lower(), "settings point at the sandbox, the product does not know it"


@EVERY_MODULE
def test_heavy_packages_are_imported_where_they_are_used(module):
    at_load = [one.module for one in imports(module) if one.at_load and not one.for_types]
    assert [target for target in at_load for package in HEAVY if names(target, package)] == []
