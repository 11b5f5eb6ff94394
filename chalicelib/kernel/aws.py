"""How long an AWS service may keep us waiting: nobody waits a minute at a counter for a key that does not come."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.config import Config


def limits(seconds: float = 5, *, tries: int = 3) -> "Config":
    """For a client of boto3: that long for each answer, that many tries in all."""
    from botocore.config import Config

    return Config(connect_timeout=2, read_timeout=seconds, retries={"total_max_attempts": tries, "mode": "standard"})
