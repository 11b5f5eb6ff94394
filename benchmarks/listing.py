"""A department's day of clinics through HTTP beside the bare query of the same items."""

import datetime as dt
from collections import Counter

from benchmarks import load, stage
from benchmarks.load import Call, Rate, Share
from chalicelib.kernel import clock
from chalicelib.registration.finding import SHOWN
from chalicelib.registration.models import Segment, day_key
from sandbox.world import World
from tests.registration import people

CLINICS, SEGMENTS, NUMBERS = 8, 6, 8
DEPARTMENT = "benchmark"


def measure(world: World, size: int) -> dict[str, Rate]:
    """Ours, and the floor."""
    day = clock.today() + dt.timedelta(days=1)
    for clinic in range(CLINICS):
        for part in range(SEGMENTS):
            start = clock.at(day, 8) + part * dt.timedelta(minutes=30)
            people.add_segment(f"b{clinic}", start, NUMBERS, department=DEPARTMENT, first=part * NUMBERS + 1)
    headers = stage.token(people.somebody())
    call = Call("GET", f"/departments/{DEPARTMENT}/clinics?day={day.isoformat()}", headers)
    key = day_key(DEPARTMENT, day.isoformat())
    return {"floor": load.run(query, [key] * size), "ours": load.run(load.requests, [(world.url("app"), call)] * size)}


def query(share: Share) -> Counter[str]:
    """The same items by pynamodb alone."""
    found = [len(list(Segment.query(key, attributes_to_get=SHOWN))) for key in share]
    return Counter(listed=len(found))
