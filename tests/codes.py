"""The second step, as the telephone of someone would do it."""

from binascii import unhexlify
from datetime import datetime

from django.contrib.auth.models import User
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import two_step

KEY = "3132333435363738393031323334353637383930"


def code(key: str = KEY, *, step: int = 0, at: datetime | None = None) -> str:
    """What the app shows; `step` codes later."""
    clock = TOTP(unhexlify(key))
    if at is not None:
        clock.time = at.timestamp()
    clock.drift = step
    return f"{clock.token():06d}"


def turn_on(user: User, key: str = KEY) -> list[str]:
    """The recovery codes. The code that turned it on is not used up, so that the present one is there for the test."""
    recovery_codes = two_step.turn_on(by=user, key=key, code=code(key), session_key=None)
    TOTPDevice.objects.filter(user=user).update(last_t=TOTPDevice._meta.get_field("last_t").default)
    return recovery_codes
