"""Secrets by name from AWS Secrets Manager, cached for minutes, so that a rotated secret is taken up without a redeploy."""

import functools
import time
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from chalicelib.kernel import aws
from chalicelib.kernel.settings import deployment

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

CACHE_SECONDS = 300
_Secret = TypeVar("_Secret", bound=BaseModel)
_cache: dict[str, tuple[float, BaseModel]] = {}


@functools.cache
def _client() -> "SecretsManagerClient":
    import boto3

    client: SecretsManagerClient = boto3.client("secretsmanager", config=aws.limits())
    return client


def read(name: str, kind: type[_Secret]) -> _Secret:
    """The secret of that name (without the deployment's prefix), validated as `kind`; at most CACHE_SECONDS old.

    Raises botocore's ClientError when there is none: a fault of the deployment.
    """
    known = _cache.get(name)
    if known and known[0] > time.monotonic() and isinstance(known[1], kind):
        return known[1]
    text = _client().get_secret_value(SecretId=deployment().secrets + name)["SecretString"]
    value = kind.model_validate_json(text)
    _cache[name] = (time.monotonic() + CACHE_SECONDS, value)
    return value


def forget_cached() -> None:
    """Ask Secrets Manager again at the next question."""
    _cache.clear()
