"""`python -m infra.commands [--stack NAME | --world] <what> <deed> …`; docs/runbook.md says when."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from chalicelib.kernel import refusals
from infra.commands import acts, checks, choices, dead_letters, lookup, staff, where

FOLDER = Path(".world/data")  # of make run
WHAT = {
    "dead-letters": (dead_letters.add, "messages that failed"),
    "facts": (checks.add_facts, "what happened"),
    "audit": (checks.add_audit, "the audit log"),
    "books": (checks.add_books, "whether the rooms' tables add up"),
    "papers": (checks.add_papers, "ID scans and other papers"),
    "lookup": (lookup.add, "entries under keyed hashes, when lookup-keys are rotated"),
    "settings": (choices.add, "what the hospital chose"),
    "clinic": (acts.add_clinic, "clinics"),
    "account": (acts.add_account, "accounts"),
    "order": (acts.add_order, "orders"),
    "refund": (acts.add_refund, "refunds"),
    "message": (acts.add_message, "messages"),
    "staff": (staff.add, "staff and their administrators"),
}


def parser() -> ArgumentParser:
    """All commands."""
    whole = ArgumentParser(prog="python -m infra.commands", description=__doc__)
    place = whole.add_mutually_exclusive_group()
    place.add_argument("--stack", help="work in this deployed stack; else in the environment as it is")
    place.add_argument("--world", type=Path, nargs="?", const=FOLDER, help="work in the running local world")
    kinds = whole.add_subparsers(required=True)
    for name, (add, text) in WHAT.items():
        add(kinds.add_parser(name, help=text))
    return whole


def main(arguments: list[str]) -> int:
    """Do it; a refusal is printed in its own words, with its code."""
    asked = parser().parse_args(arguments)
    if asked.stack:
        where.in_stack(asked.stack)
    if asked.world:
        where.in_world(asked.world)
    try:
        return int(asked.run(asked))
    except refusals.Refusal as refusal:
        print(f"{refusal.code}: {refusal.message}")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
