"""The states of an application for copies, its work lists and who must show what, drawn from the tables that the code goes by."""

from collections.abc import Iterator

from chalicelib.copies import rules, words
from chalicelib.copies.models import Applicant
from chalicelib.copies.rules import Confirmation, Rule, When
from chalicelib.copies.states import LIST_OF, LISTS, NEXT, NEXT_MONEY, OVER, State, WorkList

EVERYWHERE = frozenset({State.WITHDRAWN, State.HALTED})  # from so many states that their arrows would hide the others
TABLE = "| {} |"
CONFIRMS = {
    Confirmation.OWN_PHONE: "own phone",
    Confirmation.RESERVED_PHONE: "patient's reserved phone",
    Confirmation.CALL_BACK: "call back",
}


def made() -> str:
    """All of it."""
    return "\n".join([*_drawing(), "", *_lists(), "", *_money(), "", *_applicants()])


def _drawing() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield "    [*] --> draft"
    for state in State:
        for to in sorted(NEXT[state] - EVERYWHERE, key=list(State).index):
            if state is not State.HALTED:
                yield f"    {state} --> {to}"
    for state in State:
        if state in OVER:
            yield f"    {state} --> [*]"
    yield "```"
    yield ""
    for to in sorted(EVERYWHERE, key=list(State).index):
        came = ", ".join(state for state in State if to in NEXT[state])
        yield f"- **{to}** from: {came}"
    yield f"- from **{State.HALTED}** back to where it was halted, or to {State.REFUSED}, {State.WITHDRAWN}"


def _lists() -> Iterator[str]:
    yield "| work list | who has it (as the applicant reads) | roles | states |"
    yield "|---|---|---|---|"
    for which in WorkList:
        states = ", ".join(f"{state} {words.STATES[state]}" for state in State if LIST_OF[state] is which)
        roles = ", ".join(sorted(LISTS[which].roles))
        yield TABLE.format(f"{which.value} | {LISTS[which].words} | {roles} | {states}")
    over = ", ".join(f"{state} {words.STATES[state]}" for state in State if state in OVER)
    yield TABLE.format(f"– | nobody: it is over | – | {over}")


def _money() -> Iterator[str]:
    yield "| money | may become |"
    yield "|---|---|"
    for money, following in NEXT_MONEY.items():
        yield TABLE.format(f"{money} | {', '.join(sorted(following)) or '–'}")


def _applicants() -> Iterator[str]:
    table = rules.VERSIONS[rules.CURRENT]
    yield f"Version {table.version} of the rules, since {table.since}:"
    yield ""
    yield "| applicant | must show (source) | confirms by | second reviewer |"
    yield "|---|---|---|---|"
    for kind in Applicant:
        rule = table.applicants[kind]
        shown = "; ".join(_needs(rule))
        confirms = ", ".join(CONFIRMS[one] for one in rule.confirm)
        yield TABLE.format(" | ".join((f"{rule.words} `{kind}`", shown, confirms, "always" if rule.second else "when sensitive")))


def _needs(rule: Rule) -> Iterator[str]:
    for need in rule.needs:
        papers = " **or** ".join("+".join(rules.PAPERS[kind].words for kind in some) for some in need.any_of)
        when = "" if need.when is When.ALWAYS else f", {need.when.value.replace('_', ' ')}"
        link = ", or the patient's yes by link ⚙" if need.by_link else ""
        yield f"{papers} ({need.source}{when}{link})"
