"""A queue service in small: takes what is sent, drops repetitions of a FIFO, hands it out in order."""

import hashlib
from collections import deque
from typing import ClassVar

from sandbox.party import Party, answers


class Queues(Party):
    name: ClassVar = "sqs"
    title: ClassVar = "Queues"

    def __init__(self, folder, port=0):
        super().__init__(folder, port)
        self.waiting, self._seen = deque(), set()

    def provision(self):
        return {}

    def deployment(self):
        return {"AWS_ENDPOINT_URL_SQS": self.url, "XINGLIN_QUEUES": f"{self.url}/000000000000/"}

    @answers("POST", "/")
    @answers("POST", "/000000000000/<queue>")
    def call(self, request, queue=""):
        return self.answer(request.headers.get("X-Amz-Target", "").partition(".")[2], request.get_json(force=True))

    def answer(self, operation, asked):
        assert operation == "SendMessageBatch", operation
        for entry in asked["Entries"]:
            once = entry.get("MessageDeduplicationId")
            if once is None or once not in self._seen:
                self._seen.add(once)
                self.waiting.append((entry["MessageGroupId"], entry["MessageBody"]))
        done = [
            {"Id": one["Id"], "MessageId": one["Id"], "MD5OfMessageBody": hashlib.md5(one["MessageBody"].encode()).hexdigest()}
            for one in asked["Entries"]
        ]
        return {"Successful": done, "Failed": []}

    def take(self):
        taken, self.waiting = self.waiting, deque()
        return taken
