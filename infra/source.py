"""The source itself, as syntax trees, without importing it: what the guards and infra/reach.py read."""

import ast
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parents[1]
SHIPPED = "chalicelib"


class Module(NamedTuple):
    """One source file and the dotted name it is imported by."""

    name: str
    path: Path

    @property
    def room(self) -> str:
        """`accounts` of chalicelib.accounts.sessions, `gateways.wechat` of chalicelib.gateways.wechat.token, `app` on top."""
        parts = self.name.split(".")[1:]
        if not parts or (len(parts) == 1 and self.path.name != "__init__.py"):
            return "app"
        return ".".join(parts[:2]) if parts[0] == "gateways" and len(parts) > 1 else parts[0]


class Import(NamedTuple):
    """One import: what is named, and whether it runs when the module is loaded."""

    module: str
    at_load: bool
    for_types: bool


@functools.cache
def modules(folder: str = SHIPPED) -> tuple[Module, ...]:
    """Every module below a folder of the repository; with `chalicelib` also app.py."""
    found = []
    for path in sorted((HERE / folder).rglob("*.py")):
        parts = path.relative_to(HERE).with_suffix("").parts
        found.append(Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return (*found, Module("app", HERE / "app.py")) if folder == SHIPPED else tuple(found)


@functools.cache
def tree(module: Module) -> ast.Module:
    """Its syntax tree."""
    return ast.parse(module.path.read_text(encoding="utf-8"))


@functools.cache
def imports(module: Module) -> tuple[Import, ...]:
    """Everything it imports, `from a import b` as a.b."""
    return tuple(_imports(tree(module).body, at_load=True, for_types=False))


def _imports(body: list[ast.stmt], *, at_load: bool, for_types: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_load, for_types) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where they lead"
            yield from (Import(f"{node.module}.{alias.name}", at_load, for_types) for alias in node.names)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _imports(node.body, at_load=False, for_types=for_types)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _imports(node.body, at_load=False, for_types=True)
            yield from _imports(node.orelse, at_load=at_load, for_types=for_types)
        else:
            for part in ("body", "orelse", "finalbody", "handlers"):
                for child in getattr(node, part, []):
                    yield from _imports(
                        child.body if isinstance(child, ast.ExceptHandler) else [child], at_load=at_load, for_types=for_types
                    )


def ours(target: str) -> Module | None:
    """The module of ours that an import leads to."""
    known = {module.name: module for module in modules()}
    return known.get(target) or known.get(target.rpartition(".")[0])


def names(target: str, package: str) -> bool:
    """Whether an import leads into that package."""
    return target == package or target.startswith(package + ".")
