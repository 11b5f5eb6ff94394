"""Opening a page of the mini program: how long until it can be used, and what it asks of the back end."""

from tests.miniprogram.visits import CLINICS

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
        until = min(until, began + one.timing["responseStart"])  # its end is told a little late
    return found


def asked_by(phone, call, sign):
    """Milliseconds until the page can be used, and what it asked: steps of [url, headers]."""
    asked = []
    listen = lambda request: "/api/" in request.url and asked.append(request)  # noqa: E731 - on and off again
    phone.page.on("requestfinished", listen)
    taken = phone.page.evaluate(OPEN, [call, sign])
    phone.page.remove_listener("requestfinished", listen)
    return taken, steps(asked)


def bare(phone, asked):
    """Milliseconds of these requests alone, made by the same browser."""
    return phone.page.evaluate(BARE, asked)


def home(_phone):
    """What opens the first page, and the sign that it can be used."""
    return "wx.reLaunch({ url: '/pages/home/index' })", ".mp-frame.active .services"


def clinics(phone):
    """The same of a department's clinics."""
    found = phone.page.request.get(f"{phone.front}/api/search?q={DEPARTMENT}").json()["departments"][0]
    where = "/" + CLINICS.format(found["id"], found["name"])
    return (
        f"wx.navigateTo({{ url: '{where}' }})",
        ".mp-frame.active .clinic",
    )


PAGES = {"home": home, "clinics": clinics}
