"""Which functions are on."""

from chalicelib.directory.settings import DirectorySettings, Function
from chalicelib.kernel import refusals, settings


class SwitchedOff(refusals.Conflict):
    """The hospital does not offer this function."""

    code, message = "switched_off", "医院暂未开放此项功能，请到窗口办理或咨询服务台"


def on(function: str, campus: str = settings.HOSPITAL) -> bool:
    """Whether the hospital (or one campus) offers that function."""
    return function in settings.hospital(DirectorySettings, campus).functions


def require(function: str, campus: str = settings.HOSPITAL) -> None:
    """Raise SwitchedOff unless it is on."""
    if not on(function, campus):
        raise SwitchedOff


def all_on() -> list[Function]:
    """What the mini program shows."""
    return list(settings.hospital(DirectorySettings).functions)
