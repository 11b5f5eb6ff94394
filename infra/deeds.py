"""What one function or class does to tables, secrets and queues, found by the types that the code itself tells."""

import ast
import functools
from collections.abc import Iterator
from typing import NamedTuple

from infra.ways import Place, chain_of, names_in, resolve, tops

MODEL = {
    "find": "get",
    "get": "get",
    "at_key": "get",
    "query": "query",
    "count": "query",
    "scan": "scan",
    "batch_get": "batch",
    "batch_write": "write",
}  # on a class
ITEM = {"save": "put", "update": "update", "delete": "delete", "refresh": "get"}  # on an item
UNIT = {"put": "put", "update": "update", "delete": "delete", "check": "check"}  # on a Unit, the table is the first argument
ASIDE = {("secrets", "read"): "secret", ("queues", "send"): "send"}  # the first argument names what
THROUGH = {
    "next",
    "list",
    "sorted",
    "iter",
    "tuple",
    "set",
    "reversed",
    "enumerate",
    "zip",
    "min",
    "max",
}  # give on what they get


class Deed(NamedTuple):
    """What is done to a table; or `secret` read, a queue that it `send`s to."""

    word: str
    subject: str


class Unclear(NamedTuple):
    """A write of an item whose table the code does not tell: annotate it."""

    where: str
    code: str


@functools.cache
def _noun(place: Place) -> str:
    """The noun of a table's class, else nothing."""
    for node in tops(place.module).get(place.name, []):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.Assign) and names_in(one.targets) == ["noun"] and isinstance(one.value, ast.Constant):
                    return str(one.value.value)
    return ""


class _Types:
    """The tables that the names of one function stand for."""

    def __init__(self, module: str, function: ast.FunctionDef, own: str) -> None:
        self._module = module
        self._known: dict[str, set[str]] = {"self": {own} - {""}, "cls": {own} - {""}}
        arguments = function.args
        for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            self._add([one.arg], self._told(one.annotation))
        for _ in range(2):  # a name may be told after its first use
            for node in ast.walk(function):
                self._learn(node)

    def _add(self, names: list[str], tables: set[str]) -> None:
        for name in names:
            self._known.setdefault(name, set()).update(tables)

    def _learn(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                self._add(names_in(targets), self.of(value))
            case ast.AnnAssign(target=target, annotation=annotation):
                self._add(names_in([target]), self._told(annotation))
            case ast.NamedExpr(target=target, value=value) | ast.For(target=target, iter=value):
                self._add(names_in([target]), self.of(value))
            case ast.comprehension(target=target, iter=value):
                self._add(names_in([target]), self.of(value))

    def said(self, word: str, node: ast.expr) -> set[Deed]:
        """What a text names: itself, a constant of the module, or `wechatpay-*` of an f-string. A variable names nothing."""
        match node:
            case ast.Constant(value=value):
                return {Deed(word, str(value))}
            case ast.JoinedStr(values=parts):
                return {Deed(word, "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts))}
        values = [
            top.value
            for place in resolve(self._module, chain_of(node) or [""])
            for top in tops(place.module)[place.name]
            if isinstance(top, (ast.Assign, ast.AnnAssign))
        ]
        return {deed for value in values if isinstance(value, ast.Constant) for deed in self.said(word, value)}

    def _told(self, annotation: ast.AST | None) -> set[str]:
        """Tables in an annotation, quoted or not."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval").body
        return set().union(*(self.model(chain_of(node)) for node in ast.walk(annotation))) if annotation else set()

    def model(self, chain: list[str]) -> set[str]:
        """The noun, where a dotted name is a table's class."""
        return (
            {_noun(place) for place in resolve(self._module, chain)} - {""}
            if chain and _points_at(self._module, chain)
            else set()
        )

    def of(self, node: ast.AST) -> set[str]:
        """The tables whose items an expression may give."""
        match node:
            case ast.Name(id=name):
                return self._known.get(name, set())
            case ast.Call(func=func, args=arguments):
                return self._given_by(func, arguments)
            case ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
                return set().union(*(self.of(part) for part in parts))
            case ast.IfExp(body=yes, orelse=no):
                return self.of(yes) | self.of(no)
            case ast.GeneratorExp(elt=inner) | ast.ListComp(elt=inner) | ast.Starred(value=inner) | ast.Subscript(value=inner):
                return self.of(inner)
        return set()

    def _given_by(self, func: ast.expr, arguments: list[ast.expr]) -> set[str]:
        chain = chain_of(func)
        if not chain:
            return set()
        if chain == ["functools", "partial"] and arguments:
            return self.model(chain_of(arguments[0]))
        if len(chain) == 1 and chain[0] in self._known:
            return self._known[chain[0]]
        if chain[-1] in THROUGH:
            return set().union(*(self.of(one) for one in arguments))
        return self.model(chain) or self.model(chain[:-1]) or self.model(chain[:-2]) or self._returned(chain)

    def _returned(self, chain: list[str]) -> set[str]:
        found: set[str] = set()
        for place in resolve(self._module, chain) if _points_at(self._module, chain) else []:
            for node in tops(place.module).get(place.name, []):
                if isinstance(node, ast.FunctionDef):
                    found |= _Annotations(place.module).of(node.returns)
        return found


class _Annotations(_Types):
    """Only annotations, of another module."""

    def __init__(self, module: str) -> None:
        self._module, self._known = module, {}

    def of(self, node: ast.AST | None) -> set[str]:
        return self._told(node)


def _points_at(module: str, chain: list[str]) -> bool:
    """Whether the whole chain is one name: `models.Order`, not `Order.state`."""
    places = resolve(module, chain)
    return (len(places) == 1 and places[0].name == chain[-1]) or (len(chain) == 1 and len(places) == 1)


@functools.cache
def deeds(place: Place) -> tuple[frozenset[Deed], frozenset[Unclear]]:
    """What one function or class does itself."""
    done: set[Deed] = set()
    unclear: set[Unclear] = set()
    for function, own in _functions(place):
        types = _Types(place.module, function, own)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                found, told = _deeds(types, node, node.func)
                done |= found
                if not told:
                    unclear.add(Unclear(f"{place.module}.{place.name}", ast.unparse(node)))
    return frozenset(done), frozenset(unclear)


def _functions(place: Place) -> Iterator[tuple[ast.FunctionDef, str]]:
    for node in tops(place.module).get(place.name, []):
        if isinstance(node, ast.FunctionDef):
            yield node, ""
        elif isinstance(node, ast.ClassDef):
            yield from ((one, _noun(place)) for one in node.body if isinstance(one, ast.FunctionDef))


def _deeds(types: _Types, call: ast.Call, func: ast.Attribute) -> tuple[set[Deed], bool]:
    """The deeds of one call, and whether a write told its table."""
    name, chain, first = func.attr, chain_of(func.value), call.args[0] if call.args else None
    if chain and first and (chain[-1], name) in ASIDE:
        return types.said(ASIDE[chain[-1], name], first), True
    if name in MODEL and (tables := types.model(chain) or types.model(chain[:-1])):
        return {Deed(MODEL[name], noun) for noun in tables}, True
    if name in ITEM and (tables := types.of(func.value)):
        return {Deed(ITEM[name], noun) for noun in tables}, True
    if name in UNIT and chain and chain[-1] == "unit" and first:
        tables = types.model(chain_of(first)) or types.of(first)
        return {Deed(UNIT[name], noun) for noun in tables}, bool(tables)
    return set(), True
