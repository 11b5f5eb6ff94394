"""Staff by command: the first administrators, more of them, and what the desk may not do to an administrator."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from chalicelib.staff import admitting, governing
from chalicelib.staff.admitting import Admitted, Newcomer
from chalicelib.staff.following import NUMBER
from chalicelib.staff.models import State
from chalicelib.staff.roles import ADMINISTRATORS, Role
from infra.commands.acts import signed


def add(parser: ArgumentParser) -> None:
    """Commands about staff. One-time passwords are printed, once, and kept nowhere."""
    deeds = parser.add_subparsers(required=True)
    first = deeds.add_parser("first-administrators", help="three persons with whom everything begins; each NUMBER=NAME")
    for role in sorted(ADMINISTRATORS):
        first.add_argument(f"--{role.replace('_', '-')}", type=_person, required=True, metavar="NUMBER=NAME")
    first.add_argument("--by", required=True, help="the staff number of whoever acts")
    first.set_defaults(run=_first)
    more = deeds.add_parser("administrator", help="one more administrator")
    more.add_argument("role", choices=sorted(ADMINISTRATORS))
    more.add_argument("person", type=_person, metavar="NUMBER=NAME")
    signed(more)
    more.set_defaults(run=_more)
    reset = deeds.add_parser("reset", help="another one-time password, for anybody")
    reset.add_argument("number")
    signed(reset)
    reset.set_defaults(run=_reset)
    move = deeds.add_parser("state", help="lock, unlock or see off anybody")
    move.add_argument("number")
    move.add_argument("state", choices=[state.value for state in State])
    signed(move)
    move.set_defaults(run=_move)


def _person(text: str) -> Newcomer:
    number, _, name = text.partition("=")
    if not NUMBER.fullmatch(number) or not name:
        msg = "NUMBER=NAME is wanted"
        raise ArgumentTypeError(msg)
    return Newcomer(number, name)


def _first(asked: Namespace) -> int:
    people = {role: getattr(asked, role.value) for role in ADMINISTRATORS}
    made = admitting.first_administrators(asked.by, people)
    for role in sorted(made):
        _told(people[role].number, role, made[role])
    print("Each signs in once with it, sets a password of their own and enrols an authenticator.")
    return 0


def _more(asked: Namespace) -> int:
    role = Role(asked.role)
    _told(asked.person.number, role, admitting.administrator(asked.by, asked.person, role, asked.reason))
    return 0


def _told(number: str, role: Role, admitted: Admitted) -> None:
    print(f"{role}: {number}  one-time password {admitted.one_time}")


def _reset(asked: Namespace) -> int:
    print(f"{asked.number}  one-time password {governing.reset_by_command(asked.by, asked.number, asked.reason)}")
    return 0


def _move(asked: Namespace) -> int:
    governing.move_by_command(asked.by, asked.number, State(asked.state), asked.reason)
    print("done")
    return 0
