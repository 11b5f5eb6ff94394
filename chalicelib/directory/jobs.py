"""The directory's schedules."""

from chalicelib.directory import sync
from chalicelib.gateways.his.outcomes import HisAway
from chalicelib.kernel import log
from chalicelib.kernel.jobs import Jobs
from chalicelib.kernel.tables import LostRace

jobs = Jobs(__name__)


def _sync(*, whole: bool) -> None:
    try:
        sync.sync(whole=whole)
    except (HisAway, LostRace) as passing:
        log.warning("directory_sync_put_off", code=passing.code)  # what stands is shown; the next run comes


def changes() -> None:
    """What changed at the HIS."""
    _sync(whole=False)


def everything() -> None:
    """All of it, at 02:30 of the hospital's night."""
    _sync(whole=True)


sync_directory = jobs.every("sync_directory", "rate(5 minutes)", changes)
reread_directory = jobs.every("reread_directory", "cron(30 18 * * ? *)", everything)
