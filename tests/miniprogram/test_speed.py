"""How long the first page and a clinic list take, beside their own requests made bare by the same browser in the same run.

Both on a phone's network, as Chromium plays it: without it a request on loopback is over sooner than a page is drawn.
"""

import pytest

from tests.miniprogram.phone import SHOTS
from tests.miniprogram.visits import CLINICS

ROUNDS, MOST, LONGER = 7, 3, 1.2
PHONE_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 625_000,
}  # ms; bytes a second
DEPARTMENT = "xinxueguan"

OPEN = """async ([call, sign]) => {
  const before = document.querySelector(sign)
  const from = performance.now()
  eval(call)
  await new Promise(told => { const look = () => ![null, before].includes(document.querySelector(sign)) ? told() : requestAnimationFrame(look); look() })
  return performance.now() - from
}"""
BARE = """async (steps) => {
  const from = performance.now()
  for (const step of steps) await Promise.all(step.map(async ([url, headers]) => (await fetch(url, { headers })).json()))
  return performance.now() - from
}"""


def steps(asked):
    """What was asked, in the order it was: together what began before an answer came."""
    found, until = [], -1.0
    for one in sorted(asked, key=lambda one: one.timing["startTime"]):
        began = one.timing["startTime"]
        if began >= until or not found:
            found.append([])
            until = float("inf")
        found[-1].append([one.url, {"authorization": one.headers.get("authorization", "")}])
        until = min(until, began + one.timing["responseEnd"])
    return found


def measured(phone, call, sign):
    """Milliseconds until it can be used, those of its requests alone, and how many these were."""
    asked = []
    listen = lambda request: "/api/" in request.url and asked.append(request)  # noqa: E731 - on and off again
    phone.page.on("requestfinished", listen)
    taken = phone.page.evaluate(OPEN, [call, sign])
    phone.page.remove_listener("requestfinished", listen)
    return taken, phone.page.evaluate(BARE, steps(asked)), len(asked)


def home(_phone):
    return "wx.reLaunch({ url: '/pages/home/index' })", ".mp-frame.active .services"


def clinics(phone):
    found = phone.page.request.get(f"{phone.front}/api/search?q={DEPARTMENT}").json()["departments"][0]
    where = "/" + CLINICS.format(found["id"], found["name"])
    return (
        f"wx.navigateTo({{ url: '{where}' }})",
        ".mp-frame.active .clinic",
    )


@pytest.mark.parametrize("page", [home, clinics])
def test_a_page_can_be_used_hardly_later_than_its_requests_are_answered(phone, page):
    phone.see("急诊请直接到医院")
    call, sign = page(phone)
    client = phone.page.context.new_cdp_session(phone.page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", PHONE_NETWORK)
    figures = []
    for _ in range(ROUNDS):
        figures.append(measured(phone, call, sign))
        phone.page.evaluate("getCurrentPages().length > 1 && wx.navigateBack()")
        phone.see("急诊请直接到医院")
    taken, bare = (min(one[nth] for one in figures) for nth in (0, 1))
    told = (
        f"{page.__name__}: {taken:.0f} ms, its requests alone {bare:.0f} ms, {taken / bare:.2f} times, {figures[0][2]} requests"
    )
    SHOTS.mkdir(parents=True, exist_ok=True)
    (SHOTS / f"speed-{page.__name__}.txt").write_text(told + "\n")
    assert all(0 < one[2] <= MOST for one in figures), told
    assert taken / bare <= LONGER, told
