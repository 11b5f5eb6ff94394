"""The shipped handlers, called in processes of their own as the local world calls them."""

import base64
import io
import os
import threading

import pytest
from PIL import Image

from chalicelib.kernel import refusals
from chalicelib.kernel.settings import deployment
from chalicelib.kernel.tables import Unit
from chalicelib.vault import looking, papers
from chalicelib.vault.models import Paper, PaperState
from sandbox import engines
from sandbox.pumps.environments import Environments, FunctionFailed
from sandbox.pumps.from_bucket import BucketPump
from sandbox.pumps.invocations import Invocations
from sandbox.pumps.packaged import triggers
from tests.vault import photos
from tests.vault.places import forget_clients, inbox, told, upload, wanted

MARK = "R1024 2026-11-21 10:30"


@pytest.fixture(scope="module")
def processes(stores):
    made = Environments(1)
    yield made
    made.end()


@pytest.fixture(scope="module")
def known():
    return {one.name: one for one in triggers()}


@pytest.fixture(scope="module")
def lambdas(processes, known):
    """Lambda's own API."""
    port = engines.free_port()
    server = Invocations({"look_at_paper": known["look_at_paper"]}, processes).served(port)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    os.environ["AWS_ENDPOINT_URL_LAMBDA"] = f"http://127.0.0.1:{port}"
    forget_clients()
    yield
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pump(stores, processes, known):
    return BucketPump(known["seal_paper"], stores, deployment().inbox_bucket, processes)


def test_an_upload_wakes_the_lambda_that_seals_it(pump):
    paper = wanted()
    upload(paper, photos.jpeg())
    pump.pump()
    assert (papers.get(paper).state, told(paper), inbox(paper)) == (PaperState.SEALED, ["paper.sealed"], [])
    assert pump.pump() == 0


def test_the_event_is_one_of_the_inbox_as_eventbridge_writes_it(stores, known):
    events = []
    upload(wanted(), photos.jpeg())
    BucketPump(known["seal_paper"], stores, deployment().inbox_bucket, lambda _, event: events.append(event)).pump()
    event = events[-1]
    assert (event["source"], event["detail-type"]) == ("aws.s3", "Object Created")
    assert event["detail"]["bucket"] == {"name": deployment().inbox_bucket}
    assert event["detail"]["object"]["key"].startswith("inbox/")


def test_what_keeps_failing_is_kept_and_left_to_the_sweep(stores, known):
    upload(wanted(), photos.jpeg())
    kept, tries = [], []

    def fail(trigger, event):
        tries.append(event)
        raise FunctionFailed("Error")

    trigger = known["seal_paper"]._replace(tries=1)
    count = BucketPump(trigger, stores, deployment().inbox_bucket, fail, lambda *what: kept.append(what)).pump()
    assert (len(tries), len(kept)) == (2 * count, count)
    assert kept[0][0] == "failed-jobs"


def seen(paper):
    with Unit() as unit:
        entry = looking.admit(unit, "reviewer1", paper, "审核申请")
    return looking.look(paper, MARK, entry)


def test_the_desk_looks_by_invoking_the_lambda(sealed, lambdas):
    paper = sealed()
    sight = seen(paper)
    assert (sight.page, sight.pages) == (1, 1)
    with Image.open(io.BytesIO(base64.b64decode(sight.image))) as picture:
        assert picture.format == "JPEG"


def test_a_file_to_take_along_comes_from_the_lambda_too(sealed, lambdas):
    paper = sealed(photos.pdf())
    with Unit() as unit:
        entry = looking.admit(unit, "applicant1", paper, "电子复印件")
    given = looking.file(paper, MARK, "k7m2q9w4x8c3", entry)
    assert (given.part, given.parts, base64.b64decode(given.pdf)[:5]) == (1, 1, b"%PDF-")
    with pytest.raises(looking.NotToBeSeen):
        looking.file(paper, MARK, "k7m2q9w4x8c3", entry, 2)


def test_an_entry_that_is_not_there_is_forbidden(sealed, lambdas):
    with pytest.raises(refusals.Forbidden):
        looking.look(sealed(), MARK, looking.Entry("2026-11-21#reviewer1", 99))


def test_what_is_not_sealed_cannot_be_seen(stores, lambdas):
    with pytest.raises(looking.NotToBeSeen):
        seen(wanted())


def test_a_fault_of_the_lambda_shows_nothing(sealed, lambdas):
    paper = sealed()
    Paper.find(paper).update([Paper.key.remove()])
    with pytest.raises(looking.NotShown):
        seen(paper)


def test_without_the_lambda_nothing_is_shown(sealed, lambdas, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:9")
    forget_clients()
    with pytest.raises(looking.NotShown):
        seen(sealed())
    monkeypatch.undo()
    forget_clients()


def test_no_other_function_is_invoked_by_that_name(sealed, lambdas, monkeypatch):
    monkeypatch.setattr(looking, "deployment", lambda: deployment().model_copy(update={"look_function": "seal_paper"}))
    with pytest.raises(looking.NotShown):
        seen(sealed())
