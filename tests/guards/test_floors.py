"""The house stands on its floors: imports go down only, rooms of one floor know nothing of each other."""

import pytest

from infra.source import Module, imports, modules, ours

# From the ground up. A room may import its own floor's nobody, and every room of the floors below.
FLOORS: list[set[str]] = [
    {"kernel"},
    {"vault", "gateways"},
    {"accounts", "staff"},
    {"cards", "directory"},
    {"messages", "payments"},
    {"registration", "copies", "feedback", "chat", "education", "statistics", "outpatient", "inpatient", "followup"},
    {"privacy"},
    {"app"},
]


def floor(room: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room.split(".", maxsplit=1)[0] in rooms)


def edges() -> list[tuple[Module, Module]]:
    found = []
    for module in modules():
        for one in imports(module):
            target = ours(one.module)
            if target and target.name not in (module.name, "chalicelib"):
                found.append((module, target))
    return found


def test_every_room_has_a_floor():
    known = set().union(*FLOORS)
    assert {module.room.split(".")[0] for module in modules()} - known - {""} == set()


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_imports_go_down_only(module):
    for one in imports(module):
        target = ours(one.module)
        if target is None or target.room == module.room:
            continue
        assert floor(target.room) < floor(module.room), f"{module.name} imports {one.module}: not below it"


def test_no_module_leads_back_to_itself():
    """Imports inside functions count too: a cycle hidden in a function is a cycle."""
    leads: dict[str, set[str]] = {}
    for source, target in edges():
        leads.setdefault(source.name, set()).add(target.name)
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> None:
        assert name not in way, " → ".join([*way[way.index(name) :], name])
        if name in done:
            return
        for onward in sorted(leads.get(name, ())):
            walk(onward, [*way, name])
        done.add(name)

    for name in sorted(leads):
        walk(name, [])
