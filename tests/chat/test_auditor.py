"""The auditor tells of each thing that does not add up, and of nothing else."""

import pytest

from chalicelib.chat import answering, auditor, talking
from chalicelib.chat.models import Chat, Line, Listed, id_of
from tests.hospital import EAST
from tests.planting import changed, missing, planted
from tests.staff.people import once


@pytest.fixture
def chat(noon, me, desk) -> Chat:
    """A conversation that was begun, taken and answered: four lines."""
    talking.write(me.me, "请问几点开门？", EAST, "", once())
    return answering.say(desk, answering.take(desk, id_of(me.me.account), once()).id, "八点", once())


@pytest.fixture
def waiting(noon, other) -> Chat:
    talking.write(other.me, "请问停车场在哪里？", EAST, "", once())
    return talking.known(id_of(other.me.account))


@pytest.fixture
def closed(noon, chat, desk) -> Chat:
    return answering.close(desk, chat.id, once())


def told() -> list[str]:
    return list(auditor.problems())


def line(chat, number) -> Line:
    return Line.get(chat.id, number, consistent_read=True)


def test_of_whole_conversations_nothing_is_told(closed, waiting):
    assert told() == []


def test_a_lost_last_line_is_told(chat):
    with missing(line(chat, int(chat.lines))):
        assert told() == [f"chat {chat.id} has lost lines"]


def test_a_lost_line_in_the_middle_is_told(chat):
    with missing(line(chat, 2)):
        assert told() == [f"chat {chat.id} has lost lines"]


def test_a_line_that_nobody_counted_is_told(chat):
    beyond = line(chat, int(chat.lines))
    beyond.number += 1
    with planted(beyond):
        assert told() == [f"chat {chat.id} has lost lines"]


def test_older_lines_at_the_end_of_their_years_are_not_missed(chat):
    with missing(line(chat, 1)):
        assert told() == []


@pytest.mark.parametrize("mark", ["written", "answered", "seen"])
def test_a_mark_beyond_the_last_line_is_told(chat, mark):
    with changed(chat, **{mark: int(chat.lines) + 1}):
        assert told() == [f"chat {chat.id} tells of lines that are not there"]


def test_lines_of_no_conversation_are_told(chat):
    stray = line(chat, 1)
    stray.chat = "nobody"
    with planted(stray):
        assert told() == ["lines of nobody, which is no conversation"]


@pytest.mark.parametrize("which", ["chat", "waiting", "closed"])
def test_a_conversation_that_is_not_in_its_list_is_told(which, request):
    found = request.getfixturevalue(which)
    [place] = [one for one in Listed.scan(consistent_read=True) if one.id == found.id]
    with missing(place):
        assert told() == [f"{place.key} is missing in {place.list}"]


def test_a_conversation_in_a_list_where_it_does_not_belong_is_told(chat):
    with planted(Listed("waiting#east", chat.key())):
        assert told() == [f"{chat.key()} does not belong in waiting#east"]
