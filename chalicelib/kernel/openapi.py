"""The OpenAPI 3.1 document, made from the routes themselves."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from chalicelib.kernel.http import JSON, PROBLEM, Route

_REFERENCE = "#/components/schemas/{model}"
_PROBLEM = {
    "type": "object",
    "required": ["status", "code", "message", "request_id"],
    "properties": {
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "for programs; stable"},
        "message": {"type": "string", "description": "for the patient, in Simplified Chinese"},
        "request_id": {"type": "string"},
        "fields": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "problem": {"type": "string"}},
                "required": ["problem"],
            },
        },
    },
}


def document(routes: Iterable[Route], version: str) -> dict[str, Any]:
    """The whole document, in a stable order."""
    ordered = sorted(routes, key=lambda route: (route.path, route.method))
    models: list[tuple[type[BaseModel], Any]] = []
    for route in ordered:
        if route.body:
            models.append((route.body, "validation"))
        if isinstance(route.answer, type) and issubclass(route.answer, BaseModel):
            models.append((route.answer, "serialization"))
    named, schemas = models_json_schema(sorted(set(models), key=str), ref_template=_REFERENCE)
    paths: dict[str, dict[str, Any]] = {}
    definitions = dict(schemas.get("$defs", {}))
    for route in ordered:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, named, definitions)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Xinglin 杏林", "version": version},
        "paths": paths,
        "components": {
            "schemas": {**definitions, "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(route: Route, named: dict[Any, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    parameters = [_parameter(name, "path", {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$"}) for name in route.parameters]
    if route.query:
        schema = route.query.model_json_schema(ref_template=_REFERENCE)
        definitions |= schema.pop("$defs", {})
        required = schema.get("required", [])
        parameters += [_parameter(name, "query", one, required=name in required) for name, one in schema["properties"].items()]
    if route.once:
        parameters.append(_parameter("Idempotency-Key", "header", {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"}))
    described = (route.view.__doc__ or "").strip()
    operation: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", f"{route.method} {route.path}").strip("_").lower(),
        "tags": [route.view.__module__.split(".")[1]],
        "summary": described.split("\n")[0],
        "x-who": route.who.label,
        "responses": _responses(route, named),
    }
    if parameters:
        operation["parameters"] = parameters
    if route.who.label != "anyone":
        operation["security"] = [{"token": []}]
    if route.body:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": named[route.body, "validation"]}}}
    return operation


def _responses(route: Route, named: dict[Any, Any]) -> dict[str, Any]:
    if route.raw:  # a page, or an answer in an outside party's own words
        return {"default": {"description": "as it is", "content": {"*/*": {}}}}
    problem = {"description": "refused", "content": {PROBLEM: {"schema": {"$ref": _REFERENCE.format(model="Problem")}}}}
    return {str(route.status): {"description": "done", **_content(route, named)}, "default": problem}


def _content(route: Route, named: dict[Any, Any]) -> dict[str, Any]:
    schema = named.get((route.answer, "serialization"))
    return {"content": {JSON: {"schema": schema or {"type": "object"}}}}


def _parameter(name: str, place: str, schema: dict[str, Any], *, required: bool = True) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}
