"""Where a name leads: every function, class and module's value, and what each of them mentions. Read off the source.

Names are followed, not calls, for whatever is mentioned may be called.
"""

import ast
import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from infra.source import SHIPPED, Module, modules, tree


class Place(NamedTuple):
    """Something defined at the top of a module."""

    module: str
    name: str


Node = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@functools.cache
def module_of(name: str) -> Module | None:
    """The shipped module of that name."""
    return {module.name: module for module in modules()}.get(name)


@functools.cache
def tops(name: str) -> dict[str, list[Node]]:
    """What a module defines at its top: functions, classes, values."""
    module = module_of(name)
    found: dict[str, list[Node]] = {}
    for node in tree(module).body if module else []:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name_ in names_in(targets):
                found.setdefault(name_, []).append(node)
    return found


def names_in(targets: Iterable[ast.AST]) -> list[str]:
    """The names that are set."""
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


@functools.cache
def _imported(name: str) -> dict[str, str]:
    """Every name that a module imports, anywhere in it, and what it stands for."""
    module = module_of(name)
    found: dict[str, str] = {}
    for node in ast.walk(tree(module)) if module else []:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == SHIPPED:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def resolve(module: str, chain: list[str]) -> list[Place]:
    """`["sessions", "sign"]` in a module of accounts is [(chalicelib.accounts.sessions, sign)]; a bare module is nothing."""
    head, *rest = chain
    if head in tops(module):
        return [Place(module, head)]
    target = _imported(module).get(head, "")
    if module_of(target):
        return resolve(target, rest) if rest else []
    owner, _, name = target.rpartition(".")
    return resolve(owner, [name]) if module_of(owner) else []


def chain_of(node: ast.AST) -> list[str]:
    """`a.b.c` as ["a", "b", "c"]; empty for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return [node.id, *reversed(parts)] if isinstance(node, ast.Name) else []


class _Mentions(ast.NodeVisitor):
    """The dotted names that a piece of code mentions, without annotations."""

    def __init__(self) -> None:
        self.chains: list[list[str]] = []
        self.words: set[str] = set()  # attributes of whatever, and texts

    def visit_Constant(self, node: ast.Constant) -> None:
        self.words.add(str(node.value))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before = len(self.chains)
        for statement in node.body:
            self.visit(statement)
        own = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
        own |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        self.chains[before:] = [chain for chain in self.chains[before:] if chain[0] not in own]  # its own names hide the module's
        for part in [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]:
            self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.words.add(node.attr)
        if chain := chain_of(node):
            self.chains.append(chain)
        else:
            self.visit(node.value)

    def visit_Name(self, node: ast.Name) -> None:
        self.chains.append([node.id])


@functools.cache
def _mentions(place: Place) -> _Mentions:
    mentions = _Mentions()
    for node in tops(place.module).get(place.name, []):
        mentions.visit(node)
    return mentions


@functools.cache
def _leads(place: Place) -> frozenset[Place]:
    mentions = _mentions(place)
    found = {there for chain in mentions.chains for there in resolve(place.module, chain)}
    # A list of modules (the rooms that hold personal data), and a name that is asked of each of them
    listed = {module for there in {place, *found} for module in _listed(there)}
    found |= {Place(module, word) for module in listed for word in mentions.words & tops(module).keys()}
    return frozenset(found - {place})


@functools.cache
def _listed(place: Place) -> frozenset[str]:
    """The modules that a value holds."""
    if not any(isinstance(node, (ast.Assign, ast.AnnAssign)) for node in tops(place.module).get(place.name, [])):
        return frozenset()
    targets = {_imported(place.module).get(chain[0], "") for chain in _mentions(place).chains if len(chain) == 1}
    return frozenset(target for target in targets if module_of(target))


def reached(handlers: Iterable[Place]) -> dict[Place, Place | None]:
    """Everything that can be reached, and from where each was reached first."""
    came: dict[Place, Place | None] = dict.fromkeys(handlers)
    waiting = list(came)
    while waiting:
        here = waiting.pop()
        for there in sorted(_leads(here) - came.keys()):
            came[there] = here
            waiting.append(there)
    return came


def registered(module: str) -> Iterator[Place]:
    """The functions that a module hands to its `routes` or `jobs`: with a decorator, or as `jobs.on("…")(paying.paid)`."""
    for name, nodes in tops(module).items():
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and any(
                chain_of(_called(one))[:1] in (["routes"], ["jobs"]) for one in node.decorator_list
            ):
                yield Place(module, name)
    found = module_of(module)
    for call in ast.walk(tree(found)) if found else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Call) and chain_of(call.func.func)[:1] == ["jobs"]:
            for argument in call.args:
                yield from resolve(module, chain_of(argument))


def _called(node: ast.expr) -> ast.expr:
    return node.func if isinstance(node, ast.Call) else node
