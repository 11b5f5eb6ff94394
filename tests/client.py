"""Calls the app as API Gateway would, in this process."""

import json
import uuid
from typing import Any, NamedTuple

from chalicelib.kernel.http import App


class Answer(NamedTuple):
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """Of a refusal, else ok."""
        return self.body.get("code", "ok") if self.status >= 400 else "ok"


def call(
    app: App,
    method: str,
    route: str,
    body: Any = None,
    *,
    token: str = "",
    key: str = "",
    query: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
    **parameters: str,
) -> Answer:
    """One request: `route` as the room registered it, its parameters by name; text is sent as it is, the rest as JSON."""
    sent = {"Content-Type": "application/json"}
    if token:
        sent["Authorization"] = f"Bearer {token}"
    if key:
        sent["Idempotency-Key"] = key
    event = {
        "resource": route,
        "path": route.format(**parameters),
        "headers": {**sent, **(headers or {})},
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "body": body if isinstance(body, str) or body is None else json.dumps(body, ensure_ascii=False),
        "isBase64Encoded": False,
        "requestContext": {
            "resourcePath": route,
            "httpMethod": method,
            "requestId": uuid.uuid4().hex,
            "identity": {"sourceIp": "127.0.0.1"},
            "path": route,
        },
    }
    answer = app(event, None)
    text = answer["body"]
    try:
        said = json.loads(text)
    except ValueError:
        said = text
    return Answer(answer["statusCode"], said, answer["headers"])
