"""Which tables, secrets and keys a Lambda can reach, and what it does with them: read off the source.

From its handlers along every name that a function, a class or a module's value mentions (infra/ways.py); in what is reached,
calls on tables are found by the types that the code itself tells (infra/deeds.py).
`python -m infra.reach` prints it as infra/grants.py has it, `python -m infra.reach LAMBDA TABLE` how it comes to that.
"""

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from infra import whole
from infra.deeds import Unclear, deeds
from infra.grants import ACTIONS
from infra.lambdas import Kind, Lambda, lambdas
from infra.ways import Place, reached, registered, tops

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
        return [*views, *(Place(EDGE, name) for name in tops(EDGE))]
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
