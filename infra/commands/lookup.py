"""Rotating `lookup-keys`: entries under keyed hashes written anew, looked at, and those of a former key taken away."""

from argparse import ArgumentParser, Namespace

from chalicelib.accounts import renewing as accounts
from chalicelib.cards import renewing as cards
from chalicelib.copies import renewing as copies
from chalicelib.kernel import audit, sealing
from chalicelib.kernel import renewing as walks
from chalicelib.kernel.tables import Unit
from infra.commands.acts import signed

SOURCES = (*accounts.SOURCES, *cards.SOURCES, *copies.SOURCES)
MOST = 1_000_000  # items of a table in one run


def add(parser: ArgumentParser) -> None:
    """The three deeds."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("renew", help="write entries anew under the current key; may be ended and begun again at any time")
    deed.add_argument("--most", type=int, default=MOST, help="items of each table in this run")
    signed(deed)
    deed.set_defaults(run=renew)
    deeds.add_parser("stand", help="how far that is, and how many entries lie under which key").set_defaults(run=stand)
    deed = deeds.add_parser("sweep", help="take away what lies under keys that are no longer in force")
    signed(deed)
    deed.set_defaults(run=sweep)


def renew(asked: Namespace) -> int:
    """Walk on; 1 while something is left."""
    _audited(asked, "lookup.renewed")
    walked = [walks.renew(source, asked.most) for source in SOURCES]
    for source, at in zip(SOURCES, walked, strict=True):
        print(f"{source.items.noun}: {int(at.seen)} seen, {int(at.written)} written anew{'' if at.done else ', not at the end'}")
    return 0 if all(at.done for at in walked) else 1


def stand(_: Namespace) -> int:
    """1 while the walk is not at its end, or something lies under another than the current key."""
    current, open_codes = sealing.keys_in_force()[0], copies.open_codes()
    rest = open_codes
    for source in SOURCES:
        at, counted = walks.stand(source)
        rest += (not at.done) + sum(count for key, count in counted.items() if key != current)
        under = ", ".join(f"{count} under {key}" for key, count in sorted(counted.items())) or "none"
        print(f"{source.items.noun}: {'done' if at.done else 'not at the end'}; {source.entries.noun}: {under}")
    print(f"hand-over codes of a former key: {open_codes}")
    return 1 if rest else 0


def sweep(asked: Namespace) -> int:
    """Each table of entries once."""
    _audited(asked, "lookup.swept")
    for source in {source.entries: source for source in SOURCES}.values():
        print(f"{source.entries.noun}: {walks.sweep(source)} taken away")
    return 0


def _audited(asked: Namespace, act: str) -> None:
    with Unit() as unit:
        audit.write(unit, asked.by, act, sealing.keys_in_force()[0], asked.reason)
