"""Which tables, secrets and keys a Lambda can reach, and what it does with them: read off the source.

From its handlers along every name that a function, a class or a module's value mentions; names are followed, not calls, for
whatever is mentioned may be called. In what is reached, calls on tables are found by the types that the code itself tells.
`python -m infra.reach` prints it as infra/grants.py has it, `python -m infra.reach LAMBDA TABLE` how it comes to that.
"""

import ast
import functools
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from infra import whole
from infra.grants import ACTIONS
from infra.lambdas import Kind, Lambda, lambdas
from infra.source import SHIPPED, Module, modules, tree

SEALING = "chalicelib.kernel.sealing"
BUCKETS, ENVELOPE = "chalicelib.vault.buckets", "chalicelib.vault.envelope"
ERASES = "DeleteObject DeleteObjectVersion ListBucketVersions"
S3: dict[str, tuple[str, str]] = {  # the vault's own functions, each one kind of access; reading one that is gone needs the list
    "form": ("inbox", "PutObject"),
    "fetch": ("inbox", "GetObject ListBucket"),
    "waiting": ("inbox", "ListBucket"),
    "clear": ("inbox", ERASES),
    "keep": ("vault", "PutObject"),
    "kept": ("vault", "GetObject ListBucket"),
    "erase": ("vault", ERASES),
    "is_empty": ("vault", "ListBucketVersions"),
    "objects": ("vault", "ListBucketVersions"),
    "keep_certificate": ("vault", "PutObject"),
    "certificates": ("vault", "GetObject ListBucket"),
}
SCANS = {"new_key": "GenerateDataKey", "open_key": "Decrypt"}
INVOKES = {("chalicelib.vault.looking", "look"): "look_at_paper"}
EDGE = "chalicelib.kernel.http.answering"  # serves every route
MODEL = {
    "find": "get",
    "get": "get",
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


class Place(NamedTuple):
    """Something defined at the top of a module."""

    module: str
    name: str


class Deed(NamedTuple):
    """What is done to a table; or `secret` read, a queue that it `send`s to."""

    word: str
    subject: str


class Unclear(NamedTuple):
    """A write of an item whose table the code does not tell: annotate it."""

    where: str
    code: str


Node = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@functools.cache
def _module(name: str) -> Module | None:
    return {module.name: module for module in modules()}.get(name)


@functools.cache
def _tops(name: str) -> dict[str, list[Node]]:
    """What a module defines at its top: functions, classes, values."""
    module = _module(name)
    found: dict[str, list[Node]] = {}
    for node in tree(module).body if module else []:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name_ in _names(targets):
                found.setdefault(name_, []).append(node)
    return found


def _names(targets: Iterable[ast.AST]) -> list[str]:
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]


@functools.cache
def _imported(name: str) -> dict[str, str]:
    """Every name that a module imports, anywhere in it, and what it stands for."""
    module = _module(name)
    found: dict[str, str] = {}
    for node in ast.walk(tree(module)) if module else []:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == SHIPPED:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _resolve(module: str, chain: list[str]) -> list[Place]:
    """`["sessions", "sign"]` in a module of accounts is [(chalicelib.accounts.sessions, sign)]; a bare module is nothing."""
    head, *rest = chain
    if head in _tops(module):
        return [Place(module, head)]
    target = _imported(module).get(head, "")
    if _module(target):
        return _resolve(target, rest) if rest else []
    owner, _, name = target.rpartition(".")
    return _resolve(owner, [name]) if _module(owner) else []


def _chain(node: ast.AST) -> list[str]:
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
        if chain := _chain(node):
            self.chains.append(chain)
        else:
            self.visit(node.value)

    def visit_Name(self, node: ast.Name) -> None:
        self.chains.append([node.id])


@functools.cache
def _mentions(place: Place) -> _Mentions:
    mentions = _Mentions()
    for node in _tops(place.module).get(place.name, []):
        mentions.visit(node)
    return mentions


@functools.cache
def _leads(place: Place) -> frozenset[Place]:
    mentions = _mentions(place)
    found = {there for chain in mentions.chains for there in _resolve(place.module, chain)}
    # A list of modules (the rooms that hold personal data), and a name that is asked of each of them
    listed = {module for there in {place, *found} for module in _listed(there)}
    found |= {Place(module, word) for module in listed for word in mentions.words & _tops(module).keys()}
    return frozenset(found - {place})


@functools.cache
def _listed(place: Place) -> frozenset[str]:
    """The modules that a value holds."""
    if not any(isinstance(node, (ast.Assign, ast.AnnAssign)) for node in _tops(place.module).get(place.name, [])):
        return frozenset()
    targets = {_imported(place.module).get(chain[0], "") for chain in _mentions(place).chains if len(chain) == 1}
    return frozenset(target for target in targets if _module(target))


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
    for name, nodes in _tops(module).items():
        for node in nodes:
            if isinstance(node, ast.FunctionDef) and any(
                _chain(_called(one))[:1] in (["routes"], ["jobs"]) for one in node.decorator_list
            ):
                yield Place(module, name)
    found = _module(module)
    for call in ast.walk(tree(found)) if found else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Call) and _chain(call.func.func)[:1] == ["jobs"]:
            for argument in call.args:
                yield from _resolve(module, _chain(argument))


def _called(node: ast.expr) -> ast.expr:
    return node.func if isinstance(node, ast.Call) else node


# ---- what is done


@functools.cache
def _noun(place: Place) -> str:
    """The noun of a table's class, else nothing."""
    for node in _tops(place.module).get(place.name, []):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.Assign) and _names(one.targets) == ["noun"] and isinstance(one.value, ast.Constant):
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
                self._add(_names(targets), self.of(value))
            case ast.AnnAssign(target=target, annotation=annotation):
                self._add(_names([target]), self._told(annotation))
            case ast.NamedExpr(target=target, value=value) | ast.For(target=target, iter=value):
                self._add(_names([target]), self.of(value))
            case ast.comprehension(target=target, iter=value):
                self._add(_names([target]), self.of(value))

    def said(self, word: str, node: ast.expr) -> set[Deed]:
        """What a text names: itself, a constant of the module, or `wechatpay-*` of an f-string. A variable names nothing."""
        match node:
            case ast.Constant(value=value):
                return {Deed(word, str(value))}
            case ast.JoinedStr(values=parts):
                return {Deed(word, "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts))}
        values = [
            top.value
            for place in _resolve(self._module, _chain(node) or [""])
            for top in _tops(place.module)[place.name]
            if isinstance(top, (ast.Assign, ast.AnnAssign))
        ]
        return {deed for value in values if isinstance(value, ast.Constant) for deed in self.said(word, value)}

    def _told(self, annotation: ast.AST | None) -> set[str]:
        """Tables in an annotation, quoted or not."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval").body
        return set().union(*(self.model(_chain(node)) for node in ast.walk(annotation))) if annotation else set()

    def model(self, chain: list[str]) -> set[str]:
        """The noun, where a dotted name is a table's class."""
        return (
            {_noun(place) for place in _resolve(self._module, chain)} - {""}
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
        chain = _chain(func)
        if not chain:
            return set()
        if chain == ["functools", "partial"] and arguments:
            return self.model(_chain(arguments[0]))
        if len(chain) == 1 and chain[0] in self._known:
            return self._known[chain[0]]
        if chain[-1] in THROUGH:
            return set().union(*(self.of(one) for one in arguments))
        return self.model(chain) or self.model(chain[:-1]) or self.model(chain[:-2]) or self._returned(chain)

    def _returned(self, chain: list[str]) -> set[str]:
        found: set[str] = set()
        for place in _resolve(self._module, chain) if _points_at(self._module, chain) else []:
            for node in _tops(place.module).get(place.name, []):
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
    places = _resolve(module, chain)
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
    for node in _tops(place.module).get(place.name, []):
        if isinstance(node, ast.FunctionDef):
            yield node, ""
        elif isinstance(node, ast.ClassDef):
            yield from ((one, _noun(place)) for one in node.body if isinstance(one, ast.FunctionDef))


def _deeds(types: _Types, call: ast.Call, func: ast.Attribute) -> tuple[set[Deed], bool]:
    """The deeds of one call, and whether a write told its table."""
    name, chain, first = func.attr, _chain(func.value), call.args[0] if call.args else None
    if chain and first and (chain[-1], name) in ASIDE:
        return types.said(ASIDE[chain[-1], name], first), True
    if name in MODEL and (tables := types.model(chain) or types.model(chain[:-1])):
        return {Deed(MODEL[name], noun) for noun in tables}, True
    if name in ITEM and (tables := types.of(func.value)):
        return {Deed(ITEM[name], noun) for noun in tables}, True
    if name in UNIT and chain and chain[-1] == "unit" and first:
        tables = types.model(_chain(first)) or types.of(first)
        return {Deed(UNIT[name], noun) for noun in tables}, bool(tables)
    return set(), True


# ---- of a Lambda


class Reach(NamedTuple):
    """What one Lambda can do, as infra/grants.py says it."""

    tables: dict[str, str]
    secrets: tuple[str, ...]
    sends: tuple[str, ...]
    fields: bool
    scans: str
    buckets: dict[str, str]
    invokes: tuple[str, ...]
    unclear: frozenset[Unclear]


def handlers(one: Lambda) -> list[Place]:
    """Where a Lambda begins. The API's serves every route, a queue's whatever its module acts on, the others one function."""
    if one.kind == Kind.API:
        views = [place for module in sorted({route.view.__module__ for route in whole.routes()}) for place in registered(module)]
        return [*views, *(Place(EDGE, name) for name in _tops(EDGE))]
    module, _, name = one.handler.rpartition(".")
    return [Place(module, name), *(registered(module) if one.kind == Kind.QUEUE else [])]


def of(one: Lambda) -> Reach:
    """Everything it can do to tables and secrets."""
    places = reached(handlers(one))
    done = {deed for place in places for deed in deeds(place)[0]}
    tables: dict[str, set[str]] = {}
    for deed in done:
        if deed.word in ACTIONS:
            tables.setdefault(deed.subject, set()).add(deed.word)
    return Reach(
        {noun: " ".join(word for word in ACTIONS if word in tables[noun]) for noun in sorted(tables)},
        tuple(sorted(deed.subject for deed in done if deed.word == "secret")),
        tuple(sorted(deed.subject for deed in done if deed.word == "send")),
        fields=bool({Place(SEALING, "seal"), Place(SEALING, "unseal")} & places.keys()),
        scans=" ".join(sorted(SCANS[place.name] for place in places if place.module == ENVELOPE and place.name in SCANS)),
        buckets=_buckets(place.name for place in places if place.module == BUCKETS),
        invokes=tuple(sorted(INVOKES[place] for place in places if place in INVOKES)),
        unclear=frozenset(one for place in places for one in deeds(place)[1]),
    )


def _buckets(functions: Iterable[str]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for bucket, words in (S3[name] for name in functions if name in S3):
        found.setdefault(bucket, set()).update(words.split())
    return {bucket: " ".join(sorted(words)) for bucket, words in sorted(found.items())}


def why(name: str, noun: str) -> Iterator[str]:
    """How a Lambda comes to a table, a way a place that does something to it."""
    one = next(one for one in lambdas() if one.name == name)
    came = reached(handlers(one))
    for place in came:
        done = sorted(deed.word for deed in deeds(place)[0] if deed.subject == noun)
        if done:
            way, here = [f"{' '.join(done)} in {place.module}.{place.name}"], came[place]
            while here:
                way.append(f"{here.module}.{here.name}")
                here = came[here]
            yield " < ".join(way)


def main(asked: list[str]) -> None:
    """Print every Lambda's; with a Lambda and a table, how the one comes to the other."""
    if asked:
        print("\n".join(why(*asked)))
        return
    for one in lambdas():
        print("\n".join(_as_grant(one)))


def _as_grant(one: Lambda) -> Iterator[str]:
    said = of(one)
    yield f'    "{one.name}": Grant('
    if said.tables:
        yield "        tables={"
        yield from (f'            "{noun}": "{words}",' for noun, words in said.tables.items())
        yield "        },"
    for name, values in (("secrets", said.secrets), ("sends", said.sends)):
        if values:
            yield f"        {name}=({' '.join(repr(value) + ',' for value in values)}),"
    if said.fields:
        yield "        fields=True,"
    if said.scans:
        yield f'        scans="{said.scans}",'
    if said.buckets:
        yield f"        buckets={said.buckets},"
    if said.invokes:
        yield f"        invokes={said.invokes},"
    yield "    ),"
    yield from (f"    # unclear: {unclear.where}: {unclear.code}" for unclear in sorted(said.unclear))


if __name__ == "__main__":
    main(sys.argv[1:])
