"""Looking whether all is well: the audit log against its anchors, the rooms' books, facts sent again."""

import datetime as dt
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable

from chalicelib import anchors, delivery
from chalicelib.cards import auditor as cards
from chalicelib.chat import auditor as chat
from chalicelib.copies import auditor as copies
from chalicelib.education import auditor as education
from chalicelib.feedback import auditor as feedback
from chalicelib.followup import auditor as followup
from chalicelib.kernel import audit, clock, facts
from chalicelib.kernel.tables import Unit
from chalicelib.messages import auditor as messages
from chalicelib.payments import auditor as payments
from chalicelib.registration import auditor as registration
from chalicelib.vault import auditor as vault
from chalicelib.vault import destroying
from infra.commands.acts import signed

BOOKS: dict[str, Callable[[], Iterable[str]]] = {
    "cards": cards.problems,
    "chat": chat.problems,
    "copies": copies.problems,
    "education": education.problems,
    "feedback": feedback.problems,
    "followup": followup.problems,
    "payments": payments.problems,
    "registration": registration.problems,
    "messages": messages.problems,
    "vault": vault.problems,
}


def add_audit(parser: ArgumentParser) -> None:
    """Commands about the audit log."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("verify", help="walk every chain of these days and compare it with its anchor")
    deed.add_argument("first", type=dt.date.fromisoformat)
    deed.add_argument("last", type=dt.date.fromisoformat, nargs="?")
    deed.set_defaults(run=verify)
    deed = deeds.add_parser("anchor", help="anchor the last days that have no anchor, as every night does")
    deed.set_defaults(run=_anchor)


def verify(asked: Namespace) -> int:
    """What is wrong; 1 when anything is. Today has no anchor yet."""
    last, problems, day = asked.last or asked.first, 0, asked.first
    while day <= last:
        found = anchors.broken(day) if day < clock.today() else audit.broken(day)
        print(f"{day}: {len(audit.day_heads(day))} chains, {len(found) or 'all'} {'wrong' if found else 'whole'}")
        print(*(f"  {problem}" for problem in found), sep="\n", end="\n" if found else "")
        problems += len(found)
        day += dt.timedelta(days=1)
    return 1 if problems else 0


def _anchor(_: Namespace) -> int:
    anchors.anchor_recent()
    return 0


def add_books(parser: ArgumentParser) -> None:
    """Commands about the rooms' books."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("check", help="read whole tables and say what does not add up; at rest, for deeds under way show too")
    deed.add_argument("--only", choices=[*BOOKS])
    deed.set_defaults(run=check)


def check(asked: Namespace) -> int:
    """What is wrong in each room; 1 when anything is."""
    wrong = 0
    for room in [asked.only] if asked.only else BOOKS:
        found = list(BOOKS[room]())
        print(f"{room}: {'all adds up' if not found else f'{len(found)} problems'}")
        print(*(f"  {problem}" for problem in found), sep="\n", end="\n" if found else "")
        wrong += len(found)
    return 1 if wrong else 0


def add_facts(parser: ArgumentParser) -> None:
    """Commands about facts."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("replay", help="send the facts of a UTC hour to their queues again; consumers act once")
    deed.add_argument("hour", type=_hour, help="2026-11-21T08")
    deed.add_argument("--kind", help="only these")
    signed(deed)
    deed.set_defaults(run=replay)


def add_papers(parser: ArgumentParser) -> None:
    """Commands about papers."""
    deeds = parser.add_subparsers(required=True)
    deed = deeds.add_parser("destroy-again", help="after a restore: destroy what was destroyed from that day on")
    deed.add_argument(
        "since", type=dt.date.fromisoformat, help="the UTC day to which the tables were restored, or the one before"
    )
    signed(deed)
    deed.set_defaults(run=destroy_again)


def destroy_again(asked: Namespace) -> int:
    """By the certificates in the vault, which no restore of tables reaches."""
    with Unit() as unit:
        audit.write(unit, asked.by, "papers.destroyed_again", asked.since.isoformat(), asked.reason)
    print(f"{destroying.replay(asked.since)} papers had come back and are destroyed again")
    return 0


def _hour(text: str) -> dt.datetime:
    return dt.datetime.strptime(text, "%Y-%m-%dT%H").replace(tzinfo=dt.UTC)


def replay(asked: Namespace) -> int:
    """Route each again. A fact older than kernel.facts.SEEN_DAYS would be acted on twice and is refused."""
    if clock.now() - asked.hour > dt.timedelta(days=facts.SEEN_DAYS - 1):
        print(f"too old: what was acted on is remembered for {facts.SEEN_DAYS} days")
        return 1
    found = [fact for fact in facts.of_hour(asked.hour) if asked.kind in (None, fact.kind)]
    with Unit() as unit:
        audit.write(
            unit, asked.by, "facts.replayed", f"{asked.hour:%Y-%m-%dT%H}#{asked.kind or 'all'}#{len(found)}", asked.reason
        )
    for fact in found:
        delivery.route(fact)
    print(f"{len(found)} facts sent again")
    return 0
