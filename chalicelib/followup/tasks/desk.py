"""What staff call to work: the board, tasks, calls, alarms."""

import contextlib
from collections.abc import Callable

from chalicelib.followup import groups
from chalicelib.followup.alarms import handling
from chalicelib.followup.asks import answering, surveys
from chalicelib.followup.desk_shapes import CodeView
from chalicelib.followup.tasks import calling, listing, record, showing, working
from chalicelib.followup.tasks.shapes import (
    AgainView,
    AlarmsView,
    AssignmentInput,
    BoardView,
    CallView,
    ListQuery,
    MessageInput,
    RecordView,
    ResultInput,
    SeenView,
    TaskInput,
    TasksView,
    TaskView,
    WordsInput,
)
from chalicelib.followup.tasks.working import Changes
from chalicelib.kernel.http import Routes
from chalicelib.kernel.idempotency import Once, Repeated
from chalicelib.staff.sessions import Role, Staff, acting_as

routes = Routes(__name__)

WORKERS = acting_as(Role.FOLLOW_UP, Role.FOLLOW_UP_LEAD)
LEAD = acting_as(Role.FOLLOW_UP_LEAD)
READERS = acting_as(Role.FOLLOW_UP, Role.FOLLOW_UP_LEAD, Role.CLINICIAN)


def _done(me: Staff, task: str, once: Once, deed: Callable[[], object]) -> TaskView:
    """Do it, or find it done by this very request before; the task as it stands then."""
    try:
        once.raise_if_done()
        deed()
    except Repeated:
        pass
    return showing.task(me, working.known(me, task))


@routes.get("/desk/follow-up/board", who=READERS)
def show_board(me: Staff) -> BoardView:
    """How much there is to do, by group, and how many alarms wait."""
    return showing.board(me)


@routes.get("/desk/follow-up/tasks", who=WORKERS, query=ListQuery)
def list_tasks(me: Staff, asked: ListQuery) -> TasksView:
    """One list of a group."""
    return showing.tasks(me, listing.page(me, asked.group, asked.which, asked.month, asked.after))


@routes.get("/desk/follow-up/tasks/{task}", who=WORKERS)
def show_task(me: Staff, task: str) -> TaskView:
    """One task in full."""
    return showing.task(me, working.known(me, task))


@routes.put("/desk/follow-up/tasks/{task}", who=WORKERS, body=TaskInput)
def change_task(me: Staff, task: str, wanted: TaskInput) -> TaskView:
    """What is to be done, how and by when; before anybody begins."""
    working.change(me, task, Changes(wanted.words, wanted.way, wanted.due, wanted.vip))
    return showing.task(me, working.known(me, task))


@routes.delete("/desk/follow-up/tasks/{task}", who=WORKERS)
def delete_task(me: Staff, task: str) -> None:
    """Nobody is to do it; before anybody begins."""
    working.delete(me, task)


@routes.put("/desk/follow-up/tasks/{task}/assignment", who=LEAD, body=AssignmentInput)
def reassign_task(me: Staff, task: str, wanted: AssignmentInput) -> TaskView:
    """Another group's, or one person's."""
    person = groups.follower(wanted.number) if wanted.number else None
    working.reassign(me, task, person.group if person else wanted.group, person.id if person else "")
    return showing.task(me, working.known(me, task))


@routes.post("/desk/follow-up/tasks/{task}/claim", who=WORKERS, once=True)
def claim_task(me: Staff, task: str, once: Once) -> TaskView:
    """Take it to work on it."""
    return _done(me, task, once, lambda: working.claim(me, task, once))


@routes.post("/desk/follow-up/tasks/{task}/release", who=WORKERS, once=True)
def give_back_task(me: Staff, task: str, once: Once) -> TaskView:
    """Lay it back for anybody of the group."""
    return _done(me, task, once, lambda: working.give_back(me, task, once))


@routes.post("/desk/follow-up/tasks/{task}/record", who=WORKERS)
def read_record(me: Staff, task: str) -> RecordView:
    """The patient's record as the HIS has it now, of a task that I have claimed; that it was read is written down."""
    return showing.of_his(record.show(me, task))


@routes.post("/desk/follow-up/tasks/{task}/calls", who=WORKERS, once=True, status=201)
def dial(me: Staff, task: str, once: Once) -> CallView:
    """Have the call device ring me and then the patient."""
    return showing.call(calling.dial(me, task, once))


@routes.get("/desk/follow-up/calls/{call}", who=WORKERS)
def show_call(me: Staff, call: str) -> CallView:
    """How a call stands."""
    found = calling.known(call)
    working.known(me, found.task)
    return showing.call(found)


@routes.post("/desk/follow-up/tasks/{task}/message", who=WORKERS, body=MessageInput, once=True)
def send_message(me: Staff, task: str, wanted: MessageInput, once: Once) -> TaskView:
    """Send the task's questionnaire, or a few words, to the patient's phone."""
    return _done(me, task, once, lambda: working.send(me, task, wanted.words, once))


@routes.post("/desk/follow-up/tasks/{task}/code", who=WORKERS)
def give_code(me: Staff, task: str) -> CodeView:
    """A QR code of one use by which the questionnaire that was sent may be answered without signing in."""
    found = working.mine(me, task)
    return CodeView(**surveys.code_for(me, answering.known(found.ask or "none"))._asdict())


@routes.post("/desk/follow-up/tasks/{task}/result", who=WORKERS, body=ResultInput, once=True)
def finish_task(me: Staff, task: str, wanted: ResultInput, once: Once) -> TaskView:
    """What came of it."""
    return _done(me, task, once, lambda: working.finish(me, task, wanted.outcome, wanted.words, wanted.answers, once))


@routes.post("/desk/follow-up/tasks/{task}/interruption", who=WORKERS, body=WordsInput, once=True)
def interrupt_task(me: Staff, task: str, wanted: WordsInput, once: Once) -> AgainView:
    """Begun and not to be finished: the centre has a new one."""
    try:
        return AgainView(id=working.interrupt(me, task, wanted.words, once))
    except Repeated:
        return AgainView(id=working.again(task))


# ---- alarms
@routes.get("/desk/follow-up/alarms", who=READERS)
def list_alarms(me: Staff) -> AlarmsView:
    """The open ones of my department, or of all."""
    return showing.alarms(me)


@routes.post("/desk/follow-up/alarms/{alarm}/look", who=READERS)
def look_at_alarm(me: Staff, alarm: str) -> SeenView:
    """The answer in full, with the patient's name and phone; that it was read is written down."""
    return showing.seen(me, handling.look(me, alarm))


@routes.post("/desk/follow-up/alarms/{alarm}/taking", who=READERS, once=True)
def take_alarm(me: Staff, alarm: str, once: Once) -> AlarmsView:
    """It is mine; nobody else is told any more."""
    with contextlib.suppress(Repeated):
        handling.take(me, alarm, once)
    return showing.alarms(me)


@routes.post("/desk/follow-up/alarms/{alarm}/closing", who=READERS, body=WordsInput, once=True)
def close_alarm(me: Staff, alarm: str, wanted: WordsInput, once: Once) -> AlarmsView:
    """What was done."""
    with contextlib.suppress(Repeated):
        handling.close(me, alarm, wanted.words, once)
    return showing.alarms(me)
