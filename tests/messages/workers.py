"""Workers as Lambda runs them, each a process of its own that may be killed at any moment; and what hands them their batches."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import deque

BATCH = 10
WORK = """
import datetime as dt, json, sys
from chalicelib.kernel import clock
from chalicelib.messages import jobs
real, shift = clock.now, dt.timedelta()
clock.now = lambda: real() + shift
print("ready", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    shift = dt.timedelta(seconds=asked["shift"])
    print(json.dumps(jobs.sends_queue({"Records": asked["records"]}, None)), flush=True)
"""


class Worker:
    """One process."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ
        )
        self.process.stdout.readline()

    def do(self, records, shift):
        """The ids that are to come again; None when it was killed."""
        try:
            self.process.stdin.write(json.dumps({"records": records, "shift": shift}).encode() + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        return {one["itemIdentifier"] for one in json.loads(answer)["batchItemFailures"]} if answer else None

    def end(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            stream.close()


class Pump:
    """Hands out what waits in the queue, the messages of a group one batch at a time; what failed or was lost comes again."""

    def __init__(self, queues, processes=2, *, killing=0.0, seed=7):
        self._queues, self._chance, self._killing = queues, random.Random(seed), killing
        self.workers = [Worker() for _ in range(processes)]
        self.killed, self.shift = 0, 0.0
        self._waiting, self._again, self._busy = deque(), [], set()
        self._lock, self._working = threading.Lock(), 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self.workers:
            worker.end()

    def run(self, shift):
        """Until the queue is empty; what is to come again waits for the next run."""
        self.shift = shift
        self._waiting, self._again = deque(self._again), []
        threads = [threading.Thread(target=self._work, args=(number,)) for number in range(len(self.workers))]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def _do(self, number, batch):
        worker = self.workers[number]
        killer = threading.Timer(self._chance.uniform(0, 0.3), worker.process.kill)
        if self._chance.random() < self._killing:
            killer.start()
        failed = worker.do([_record(*one) for one in batch], self.shift)
        killer.cancel()
        if failed is None:
            self.killed += 1
            worker.end()
            self.workers[number] = Worker()
        return failed

    def _work(self, number):
        while True:
            with self._lock:
                batch = self._take()
                self._working += bool(batch)
                if not batch and not self._working:
                    return
            if not batch:
                time.sleep(0.02)
                continue
            failed = self._do(number, batch)
            with self._lock:
                self._working -= 1
                self._busy -= {group for group, _ in batch}
                self._again += [one for one in batch if failed is None or one[1] in failed]

    def _take(self):
        self._waiting.extend(self._queues.take())
        taken, left = [], []
        while self._waiting and len(taken) < BATCH:
            one = self._waiting.popleft()
            if one[0] in self._busy:
                left.append(one)
            else:
                taken.append(one)
        self._waiting.extendleft(reversed(left))
        self._busy |= {group for group, _ in taken}
        return taken


def _record(group, body):
    return {"messageId": body, "receiptHandle": "r", "body": body, "attributes": {"MessageGroupId": group}}
