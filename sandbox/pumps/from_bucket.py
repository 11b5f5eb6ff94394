"""From the inbox bucket into a Lambda, as S3 and EventBridge do it. SeaweedFS tells nobody, so the bucket is asked."""

import contextlib
import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.kernel import clock
from sandbox.engines import ACCOUNT, REGION
from sandbox.pumps.environments import FunctionFailed, Invoke
from sandbox.pumps.kept import Keep, keep
from sandbox.pumps.packaged import Trigger

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectTypeDef

IDLE, PAUSE = 0.3, 1.0  # seconds; between two tries AWS waits one minute, then two


class BucketPump:
    """Tells one Lambda of every object of one bucket, once each while this process lives; later it is told again."""

    def __init__(self, trigger: Trigger, s3: "S3Client", bucket: str, invoke: Invoke, keep: Keep = keep) -> None:
        """Nothing runs yet."""
        self._trigger, self._s3, self._bucket, self._invoke, self._keep = trigger, s3, bucket, invoke, keep
        self._prefix = str(json.loads(trigger.source)["detail"]["object"]["key"][0]["prefix"])
        self._told: set[tuple[str, str]] = set()
        self._stopping = threading.Event()

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop."""
        self._stopping = stopping
        while not stopping.is_set():
            with contextlib.suppress(BotoCoreError, ClientError):
                self.pump()
            stopping.wait(IDLE)

    def pump(self) -> int:
        """Tell of whatever is new; how many objects that were."""
        new = [one for one in self._listed() if (one["Key"], one["ETag"]) not in self._told]
        self._told.update((one["Key"], one["ETag"]) for one in new)
        with ThreadPoolExecutor(self._trigger.at_once) as many:
            list(many.map(self._tell, new))
        return len(new)

    def _listed(self) -> "list[ObjectTypeDef]":
        pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        return [one for page in pages for one in page.get("Contents", [])]

    def _tell(self, one: "ObjectTypeDef") -> None:
        event, problem = self._event(one), ""
        for tried in range(1 + self._trigger.tries):
            try:
                self._invoke(self._trigger, event)
            except FunctionFailed as failed:
                problem = str(failed)
            else:
                return
            if self._stopping.wait(PAUSE * tried):
                return
        why = {"functionArn": self._trigger.name, "condition": "RetriesExhausted"}
        self._keep(self._trigger.on_failure, {"requestContext": why, "error": problem})

    def _event(self, one: "ObjectTypeDef") -> dict[str, Any]:
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Object Created",
            "source": "aws.s3",
            "account": ACCOUNT,
            "time": clock.stamp(one["LastModified"])[:19] + "Z",
            "region": REGION,
            "resources": [f"arn:aws-cn:s3:::{self._bucket}"],
            "detail": {
                "version": "0",
                "bucket": {"name": self._bucket},
                "object": {
                    "key": one["Key"],
                    "size": one["Size"],
                    "etag": one["ETag"].strip('"'),
                    "sequencer": f"{one['LastModified'].timestamp():018.6f}".replace(".", ""),
                },
                "request-id": uuid.uuid4().hex[:16].upper(),
                "requester": ACCOUNT,
                "source-ip-address": "127.0.0.1",
                "reason": "PostObject",
            },
        }
