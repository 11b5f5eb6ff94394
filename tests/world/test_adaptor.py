"""Over HTTP, under gunicorn: nobody gets another's answer, nobody waits longer than API Gateway does."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import urllib3

from sandbox import engines


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    port, log = engines.free_port(), tmp_path_factory.mktemp("served") / "log"
    options = ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--worker-class", "sync", "--no-control-socket"]
    command = [sys.executable, "-m", "gunicorn", *options, "tests.world.served:application()"]
    with engines.Engine("served", command, log, folder=engines.HERE):
        made = f"http://127.0.0.1:{port}"
        engines.wait_until(lambda: engines.answers(made), "served")
        yield made


@pytest.fixture(scope="module")
def http():
    with urllib3.PoolManager(maxsize=16, retries=False) as pool:
        yield pool


def test_many_at_once_each_get_their_own(url, http):
    def ask(number):
        body = f"content of {number}"
        answer = http.request("POST", f"{url}/echo/w{number}", body=body, headers={"Content-Type": "application/json"})
        return answer.data.decode() == body and answer.headers["X-Word"] == f"w{number}"

    with ThreadPoolExecutor(16) as many:
        assert all(many.map(ask, range(64)))


def test_whoever_takes_too_long_is_answered_for_and_the_next_is_served(url, http):
    answer = http.request("GET", f"{url}/slow")
    assert (answer.status, answer.json()["code"]) == (500, "fault")
    assert http.request("POST", f"{url}/echo/next", body="x", headers={"Content-Type": "application/json"}).status == 200


def test_refusals_before_a_view_look_like_all_others(url, http):
    for method, path, status in (("GET", "/nowhere", 404), ("PUT", "/slow", 405)):
        answer = http.request(method, url + path)
        assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")
        assert json.loads(answer.data)["message"]
    assert http.request("HEAD", f"{url}/nowhere").status == 404


def test_a_path_reaches_the_view_decoded(url, http):
    answer = http.request("POST", f"{url}/echo/a%2Fb+c", body="x", headers={"Content-Type": "application/json"})
    assert answer.headers["X-Word"] == "a/b c"


def test_the_world_may_say_from_where_somebody_calls(url, http):
    headers = {"Content-Type": "application/json", "X-World-Address": "198.51.100.9"}
    assert http.request("POST", f"{url}/echo/a", body="x", headers=headers).headers["X-Address"] == "198.51.100.9"
