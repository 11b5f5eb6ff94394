"""The hospital's settings: shown, and set with who and why."""

import json
from argparse import ArgumentParser, Namespace

from pydantic import ValidationError

from chalicelib.kernel import chosen, settings
from infra import whole
from infra.commands.acts import signed

assert whole.ROUTES  # every room's settings are known once all rooms are read


def rooms() -> dict[str, type[settings.HospitalSettings]]:
    """The settings of every room, by its name."""
    return {kind.room: kind for kind in settings.HospitalSettings.__subclasses__()}


def add(parser: ArgumentParser) -> None:
    """The commands."""
    deeds = parser.add_subparsers(required=True)
    for name, run, text in (
        ("show", show, "what holds, what was chosen and by whom"),
        ("set", change, "choose: name=value, a value as JSON or as text"),
    ):
        deed = deeds.add_parser(name, help=text)
        deed.add_argument("room", choices=sorted(rooms()))
        deed.add_argument("scope", nargs="?" if run is show else None, default=settings.HOSPITAL, help="hospital, or a campus")
        deed.set_defaults(run=run)
        if run is change:
            deed.add_argument("choices", nargs="+", metavar="name=value")
            signed(deed)


def show(asked: Namespace) -> int:
    """Every setting in this scope, then every change."""
    kind = rooms()[asked.room]
    mine = json.loads(chosen.current(asked.room, asked.scope).document)
    for name, value in settings.hospital(kind, asked.scope).model_dump(mode="json").items():
        about = kind.model_fields[name].description or ""
        print(f"{'*' if name in mine else ' '} {name} = {json.dumps(value, ensure_ascii=False)}  {about}")
    for version in chosen.history(asked.room, asked.scope):
        print(f"  {int(version.number)} at {version.at} by {version.by}: {version.document}")
    return 0


def change(asked: Namespace) -> int:
    """Set them all, or none when one is not allowed."""
    choices = dict(_choice(text) for text in asked.choices)
    try:
        chosen.change(asked.by, rooms()[asked.room], asked.scope, choices, asked.reason)
    except ValidationError as error:
        for problem in error.errors():
            print(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}")
        return 1
    print(f"set; every Lambda knows it within {settings.CACHE_SECONDS} s")
    return 0


def _choice(text: str) -> tuple[str, object]:
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
