"""What the hospital's messages open is there: every page that the back end names is one of the mini program's."""

import ast
import json
import re
from pathlib import Path

from infra.source import modules

APP = Path(__file__).parents[2] / "miniprogram" / "app" / "app.json"
PAGE = re.compile(r"(?:[a-z]+/)?pages/[\w/]+(?:\?.*)?")


def named():
    """The pages that stand in the back end's code, without what is told to them."""
    for module in modules():
        for node in ast.walk(ast.parse(module.path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and PAGE.fullmatch(node.value):
                yield module.name, node.value.partition("?")[0]


def test_every_page_that_a_message_opens_is_there():
    app = json.loads(APP.read_text())
    there = {*app["pages"], *(f"{one['root']}/{page}" for one in app["subPackages"] for page in one["pages"])}
    found = dict(named())
    assert len(found) > 5
    assert {name: page for name, page in named() if page not in there} == {}
