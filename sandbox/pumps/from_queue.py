"""From a queue into a Lambda, as an event source mapping does it."""

import threading
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from sandbox.engines import ACCOUNT, REGION
from sandbox.pumps.environments import FunctionFailed, Invoke
from sandbox.pumps.packaged import Trigger

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

    Messages = list[MessageTypeDef]

POLL = 2  # seconds; AWS polls for 20
PAUSE = 0.5  # when the queue does not answer


class QueuePump:
    """Polls one queue. `again_after` is when a failed message comes again: in AWS the rest of the visibility time-out."""

    def __init__(self, trigger: Trigger, sqs: "SQSClient", url: str, invoke: Invoke, again_after: float) -> None:
        """Nothing runs yet."""
        self._trigger, self._sqs, self._url, self._invoke, self._again_after = trigger, sqs, url, invoke, again_after
        self._arn = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{url.rsplit('/', 1)[-1]}"

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop."""
        while not stopping.is_set():
            try:
                self.pump()
            except (BotoCoreError, ClientError):
                stopping.wait(PAUSE)

    def pump(self) -> int:
        """One batch; how many messages it had."""
        messages = self._sqs.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=min(10, self._trigger.batch),
            WaitTimeSeconds=POLL,
            VisibilityTimeout=6 * self._trigger.timeout,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])
        if messages:
            self._settle(messages, self._failed(messages))
        return len(messages)

    def _failed(self, messages: "Messages") -> set[str]:
        """The ids of those that are to come again."""
        every = {message["MessageId"] for message in messages}
        try:
            answer = self._invoke(self._trigger, {"Records": [self._record(message) for message in messages]})
        except FunctionFailed:
            return every
        if not self._trigger.reports or not answer or not answer.get("batchItemFailures"):
            return set()
        failed = {failure.get("itemIdentifier") for failure in answer["batchItemFailures"]}
        return failed if failed.issubset(every) else every  # an answer that names what was not sent is no answer

    def _settle(self, messages: "Messages", failed: set[str]) -> None:
        for message in messages:
            where = {"QueueUrl": self._url, "ReceiptHandle": message["ReceiptHandle"]}
            if message["MessageId"] in failed:
                self._sqs.change_message_visibility(**where, VisibilityTimeout=round(self._again_after))
            else:
                self._sqs.delete_message(**where)

    def _record(self, message: "MessageTypeDef") -> dict[str, Any]:
        attributes = message.get("MessageAttributes", {})
        return {
            "messageId": message["MessageId"],
            "receiptHandle": message["ReceiptHandle"],
            "body": message["Body"],
            "attributes": message.get("Attributes", {}),
            "messageAttributes": {name: {k[0].lower() + k[1:]: v for k, v in one.items()} for name, one in attributes.items()},
            "md5OfBody": message["MD5OfBody"],
            "eventSource": "aws:sqs",
            "eventSourceARN": self._arn,
            "awsRegion": REGION,
        }
