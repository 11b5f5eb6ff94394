"""What would be deployed: only what is ours, complete, and each handler able to stand alone."""

import ast
import json
import os
import subprocess
import sys
import zipfile

import pytest

from infra import reach, ways
from infra.dependencies import SERVICES
from infra.lambdas import Kind, lambdas
from infra.package import HERE, package
from infra.source import imports, modules, ours, tree

HEAVY = {"boto3", "cryptography", "requests", "wechatpy", "tencentcloud", "pypinyin", "jwt", "argon2", "pyotp", "xmltodict"}
HEAVY |= {"PIL", "pypdf", "pypdfium2", "xlsxwriter"}

# In a process that has nothing but the package, as in Lambda: -I and -S keep this machine's own packages out.
ALONE = """
import importlib, json, sys
code, layer, handler, event = sys.argv[1:5]
sys.path[:0] = [code, layer]
module, _, name = handler.rpartition(".")
found = getattr(importlib.import_module(module), name)
assert module == "app" or "app" not in sys.modules, "a job must not need app.py"
import chalicelib, chalice, pynamodb
assert all(part.__file__.startswith((code, layer)) for part in (chalicelib, chalice, pynamodb))
print(json.dumps({"modules": sorted(sys.modules), "answer": found(json.loads(event), None)}))
"""

BENIGN = {
    Kind.QUEUE: {"Records": []},
    Kind.STREAM: {"Records": []},
    Kind.API: {
        "resource": "/notices",
        "path": "/notices",
        "headers": {},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "body": None,
        "isBase64Encoded": False,
        "requestContext": {"resourcePath": "/notices", "httpMethod": "GET", "requestId": "r", "identity": {}, "path": "/notices"},
    },
}


@pytest.fixture(scope="module")
def packaged(tmp_path_factory):
    """The two zips, unpacked as Lambda would."""
    folder = tmp_path_factory.mktemp("package")
    package(folder / "out")
    for name in ("deployment", "layer-deployment"):
        with zipfile.ZipFile(folder / "out" / f"{name}.zip") as archive:
            archive.extractall(folder / name)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return folder / "deployment", folder / "layer-deployment" / "python" / "lib" / version / "site-packages"


def alone(packaged, handler, event, world):
    environment = {name: value for name, value in os.environ.items() if name.startswith(("AWS_", "XINGLIN_"))}
    command = [sys.executable, "-I", "-S", "-c", ALONE, *map(str, packaged), handler, json.dumps(event)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("one", [one for one in lambdas() if one.kind in BENIGN], ids=lambda one: one.name)
def test_a_packaged_handler_works_alone_in_a_fresh_process(packaged, one, world):
    answer = alone(packaged, one.handler, BENIGN[one.kind], world)["answer"]
    assert answer["statusCode"] == 200 if one.kind == Kind.API else answer == {"batchItemFailures": []}


@pytest.mark.parametrize("one", [one for one in lambdas() if one.kind not in BENIGN], ids=lambda one: one.name)
def test_a_packaged_handler_that_needs_its_world_is_imported_alone_in_a_fresh_process(packaged, one, world):
    """Its work wants the outside parties; here it has only to be found, with all it imports at load."""
    command = [sys.executable, "-I", "-S", "-c", ALONE.replace("found(json.loads(event), None)", "callable(found)")]
    done = subprocess.run(
        [*command, *map(str, packaged), one.handler, "{}"], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout)["answer"] is True


def test_a_cold_start_loads_nothing_heavy(packaged, world):
    """Beyond what pynamodb itself brings: what a request does not need is imported when it is needed."""
    command = [sys.executable, "-I", "-S", "-c", ALONE.replace("found(json.loads(event), None)", "1")]
    done = subprocess.run(
        [*command, *map(str, packaged), "app.app", "{}"], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)["modules"]}
    assert loaded & HEAVY == set()


def test_the_package_holds_only_what_is_ours(packaged):
    code, _ = packaged
    assert {path.name for path in code.iterdir()} == {"app.py", "chalice", "chalicelib", "__pycache__"}
    shipped = {str(path.relative_to(code)) for path in code.rglob("*.py") if path.relative_to(code).parts[0] == "chalicelib"}
    ours = {str(module.path.relative_to(HERE)) for module in modules() if module.name != "app"}
    assert shipped == ours
    strangers = [path for path in code.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc", ".json", ".txt"}]
    assert strangers == []


def test_the_package_carries_bytecode_of_all_it_holds(packaged):
    for folder in packaged:
        for source in folder.rglob("*.py"):
            assert list((source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc")), source


def test_only_services_whose_descriptions_are_shipped_are_called():
    """infra/dependencies.py leaves the others out."""
    for module in modules():
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "boto3.client":
                assert isinstance(node.args[0], ast.Constant)
                assert node.args[0].value in SERVICES, module.name


# Ships although nothing leads to it, and why.
NOT_YET: dict[str, str] = {}


def test_every_module_that_ships_is_led_to():
    """Dead code is not shipped: what ships is reached from a handler, or used by the engineers' commands and the auditors."""
    led = {place.module for one in lambdas() for place in ways.reached(reach.handlers(one))}
    waiting = [*(module for module in modules() if module.name in led), *modules("infra"), *modules("sandbox")]
    while waiting:
        for target in (ours(one.module) for one in imports(waiting.pop())):
            if target and target.name not in led:
                led.add(target.name)
                waiting.append(target)
    assert {module.name for module in modules() if module.path.name != "__init__.py"} - led - {"app"} == NOT_YET.keys()
