"""Two-step sign-in: a code from an app after the password, and recovery codes for when the telephone is gone.

django-otp keeps the devices, slows down guessing and takes each code once; what is asked of whom, and when, is here.
"""

import logging
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import places
from articles.roles import PERMISSIONS

logger = logging.getLogger(__name__)

RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are mistaken for one another
NAME = "two-step"


class Step(Enum):
    CODE = "code"
    SET_UP = "set-up"


class WrongCode(Exception):
    """Not the code that is due, or one that was used."""


class TooSoon(Exception):
    """After wrong codes the next one has to wait."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def refuse_unknown_roles() -> None:
    if unknown := set(settings.TWO_STEP_ROLES) - set(PERMISSIONS):
        raise ImproperlyConfigured(
            f"TWO_STEP_ROLES names {', '.join(repr(name) for name in sorted(unknown))}, which is no role. "
            f"Expected some of: {', '.join(sorted(PERMISSIONS))}."
        )


def step_for(user: Any) -> Step | None:
    """What this person still has to do after the password."""
    if is_on(user):
        return Step.CODE
    return Step.SET_UP if is_required(user) else None


def is_on(user: Any) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_required(user: Any) -> bool:
    """A superuser may do what every role may."""
    roles = settings.TWO_STEP_ROLES
    return bool(roles) and (user.is_superuser or user.groups.filter(name__in=roles).exists())


def recovery_codes_left(user: Any) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def turn_on(*, by: User, key: str, code: str, session_key: str | None) -> list[str]:
    """Bind the app that holds this key (hexadecimal) and return the recovery codes, which are nowhere kept as they are.

    Ends the person's other sessions. Raises WrongCode, and then nothing has changed.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two forms at once would bind two apps
    if is_on(by):
        raise WrongCode
    device = TOTPDevice.objects.create(user=by, name=NAME, key=key)
    if not _is_app_code(code) or not device.verify_token(_plain(code)):
        raise WrongCode
    places.end(user=by, but=session_key)
    logger.info("Two-step sign-in: turned on by account %d", by.pk)
    return _new_codes(by)


def check(*, by: User, code: str) -> None:
    """Take a code of the app, or a recovery code, once. Raises WrongCode or TooSoon."""
    with transaction.atomic():
        # The refusal must not take back what the device has counted: it is raised outside.
        accepted, until = _try(_device_for(by, code), code)
    if accepted:
        return
    if until is not None:
        raise TooSoon(until)
    logger.warning("Two-step sign-in: wrong code for account %d", by.pk)
    raise WrongCode


def new_recovery_codes(*, by: User, code: str) -> list[str]:
    """The earlier ones no longer count."""
    check(by=by, code=code)
    logger.info("Two-step sign-in: new recovery codes for account %d", by.pk)
    with transaction.atomic():
        return _new_codes(by)


def turn_off(*, by: User, code: str, session_key: str | None) -> None:
    check(by=by, code=code)
    with transaction.atomic():
        _forget(by)
        places.end(user=by, but=session_key)
    logger.warning("Two-step sign-in: turned off by account %d", by.pk)


@transaction.atomic
def reset(*, user: User, by: str) -> bool:
    """For who has lost telephone and recovery codes: the password is enough again, and every session ends."""
    was_on = _forget(user)
    places.end(user=user)
    logger.warning("Two-step sign-in: of account %d reset by %s", user.pk, by)
    return was_on


def _forget(user: User) -> bool:
    StaticDevice.objects.filter(user=user).delete()
    return TOTPDevice.objects.filter(user=user).delete()[0] > 0


def _try(device: Device | None, code: str) -> tuple[bool, datetime | None]:
    if device is None:
        return False, None
    allowed, why = device.verify_is_allowed()
    if not allowed:
        return False, (why or {}).get("locked_until")
    return device.verify_token(_plain(code) if isinstance(device, TOTPDevice) else _kept(device, code)), None


def _device_for(user: User, code: str) -> Device | None:
    kind = TOTPDevice if _is_app_code(code) else StaticDevice
    return kind.objects.select_for_update().filter(user=user, confirmed=True).first()


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name=NAME)
    codes = [_random_code() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(_tokens(device, codes))
    return codes


def _tokens(device: StaticDevice, codes: Iterable[str]) -> list[StaticToken]:
    return [StaticToken(device=device, token=_kept(device, code)) for code in codes]


def _random_code() -> str:
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def _kept(device: StaticDevice, code: str) -> str:
    """As the database holds a recovery code: who reads the database, or a backup, cannot sign in with it."""
    return salted_hmac(f"recovery-code-{device.user_id}", _plain(code)).hexdigest()[:16]


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _is_app_code(code: str) -> bool:
    return re.fullmatch("[0-9]{6}", _plain(code)) is not None
