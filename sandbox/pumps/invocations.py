"""Lambda's own API, as far as one of our Lambdas invokes another: the handler that ships, called and waited for."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.pumps.environments import FunctionFailed, Invoke
from sandbox.pumps.packaged import Trigger

LARGEST = 6 * 1024 * 1024  # bytes of an event and of an answer


class Invocations:
    """WSGI. `functions` by the name under which they are invoked."""

    def __init__(self, functions: Mapping[str, Trigger], invoke: Invoke) -> None:
        """Nothing runs yet."""
        self._functions, self._invoke = functions, invoke
        self._map = Map([Rule("/2015-03-31/functions/<name>/invocations", methods=["POST"], endpoint="invoke")])

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer."""
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request: Request) -> Response:
        try:
            _, found = self._map.bind_to_environ(request.environ).match()
        except HTTPException:
            return _said(404, {"Type": "User", "Message": "no such call"}, **{"x-amzn-ErrorType": "ResourceNotFoundException"})
        function = self._functions.get(found["name"])
        if function is None:
            return _said(
                404, {"Type": "User", "Message": "no such function"}, **{"x-amzn-ErrorType": "ResourceNotFoundException"}
            )
        if len(body := request.get_data()) > LARGEST:
            return _said(413, {"Type": "User", "Message": "too large"}, **{"x-amzn-ErrorType": "RequestTooLargeException"})
        try:
            answer = self._invoke(function, json.loads(body or b"{}"))
        except FunctionFailed as failed:
            return _said(200, {"errorType": str(failed), "errorMessage": ""}, **{"X-Amz-Function-Error": "Unhandled"})
        said = _said(200, answer)
        if len(said.get_data()) > LARGEST:
            about = {"errorType": "Function.ResponseSizeTooLarge", "errorMessage": ""}
            return _said(200, about, **{"X-Amz-Function-Error": "Unhandled"})
        return said

    def served(self, port: int) -> BaseWSGIServer:
        """On loopback; each call in a thread, each handler in a process."""
        return make_server("127.0.0.1", port, self, threaded=True, request_handler=_Quiet)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


def _said(status: int, document: object, **headers: str) -> Response:
    return Response(json.dumps(document), status, headers, content_type="application/json")
