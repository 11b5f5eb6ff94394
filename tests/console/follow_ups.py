"""Follow-up for the desk: questionnaires, tasks, answers that must be read, as if plans had brought them."""

import datetime as dt
import itertools

from chalicelib.followup.asks import answering, asking
from chalicelib.followup.models import Alarm, Ask, Task
from chalicelib.followup.plans.shapes import Way
from chalicelib.followup.tasks import making
from chalicelib.kernel import clock, ids
from chalicelib.kernel.ids import PatientId
from chalicelib.kernel.tables import Unit
from tests.followup.town import ADVICE, CARDIOLOGY, ILL, Town

__all__ = ["ADVICE", "CARDIOLOGY", "alarm", "now", "task", "watched"]
_people = itertools.count(100)
_known = {}


def town():
    """Whoever builds for these tests."""
    if "town" not in _known:
        _known["town"] = Town(None, None)
    return _known["town"]


def watched():
    """A questionnaire with signed alarm rules."""
    if "watched" not in _known:
        _known["watched"] = town().questionnaire()
    return _known["watched"]


def somebody(*, bound=True):
    """A patient of the HIS, in the mini program or not."""
    his = f"p0{next(_people):03d}"
    patient = town().bound(his)[1] if bound else None
    return making.Somebody(PatientId(patient) if patient else None, his, "王小明", "", alive=True)


def task(words="电话询问恢复情况", due=None, *, bound=True, questionnaire="", group=CARDIOLOGY, **more):
    """An open one, due now."""
    name, now = ids.new(), clock.now()
    wanted = making.Wanted(
        id=name,
        who=somebody(bound=bound),
        department=CARDIOLOGY,
        way=Way.PHONE,
        words=words,
        due=due or now,
        to_centre=group == making.CENTRE,
        questionnaire=questionnaire,
        questionnaire_version=int(bool(questionnaire)),
        **more,
    )
    with Unit() as unit:
        making.put(unit, wanted, now)
    return name


def overdue(**more):
    """One of yesterday."""
    return task(due=clock.now() - dt.timedelta(days=1), **more)


def now(name):
    """How a task stands."""
    return Task.get(name, consistent_read=True)


def alarm():
    """An answer that set off a rule; its alarm."""
    who, name = somebody(), ids.new()
    wanted = asking.Wanted(name, who.patient, who.his, watched(), 1, "出院后随访", CARDIOLOGY)
    with Unit() as unit:
        asking.put(unit, wanted, clock.now())
    answering.take(Ask.get(name), ILL, ids.new(), lambda _: [])
    return next(one for one in Alarm.scan(consistent_read=True) if one.ask == name)
