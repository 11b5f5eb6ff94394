"""A small app behind the adaptor, for gunicorn: `tests.world.served:application()`."""

import time

from chalice.app import Chalice, Response

from sandbox.adaptor import serve
from sandbox.gateway import Gateway

app = Chalice(app_name="served")


@app.route("/echo/{word}", methods=["POST"])
def echo(word):
    time.sleep(0.01)
    request = app.current_request
    return Response(request.raw_body.decode(), {"X-Word": word, "X-Address": request.context["identity"]["sourceIp"]})


@app.route("/slow")
def slow():
    try:
        time.sleep(30)
    except Exception:  # noqa: BLE001 - what the adaptor must not let happen
        return "caught"


def application():
    return serve(Gateway(app), seconds=0.5)
