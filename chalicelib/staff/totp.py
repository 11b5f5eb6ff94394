"""The second factor: codes of an authenticator app (RFC 6238: SHA-1, six digits, a new one every 30 seconds)."""

import datetime as dt
import hmac

SECONDS = 30
AROUND = (-1, 0, 1)  # steps: a phone's clock may be off by one


def new_secret() -> str:
    """A secret for one authenticator, in base 32."""
    import pyotp

    return pyotp.random_base32()


def uri(secret: str, number: str, issuer: str) -> str:
    """What the authenticator scans."""
    import pyotp

    return pyotp.TOTP(secret).provisioning_uri(name=number, issuer_name=issuer)


def step_of(secret: str, code: str, now: dt.datetime) -> int | None:
    """The time step whose code this is, now or one step around; None when it is none's."""
    import pyotp

    clock, present = pyotp.TOTP(secret), int(now.timestamp()) // SECONDS
    fitting = [present + off for off in AROUND if hmac.compare_digest(clock.generate_otp(present + off).encode(), code.encode())]
    return max(fitting, default=None)
