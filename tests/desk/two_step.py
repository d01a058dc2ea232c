"""Signing in as a browser would."""

from typing import Any

from django.test import Client

from tests import make
from tests.codes import code

SIGN_IN = "/admin/login/"
CODE = "/admin/two-step/code/"
SET_UP = "/admin/two-step/set-up/"


def sign_in(client: Client, name: str) -> Any:
    return client.post(SIGN_IN, {"username": name, "password": make.PASSWORD, "next": "/admin/articles/article/"})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def wrong_code() -> str:
    """Six digits that are none of the three that count now."""
    near = {code(step=step) for step in range(-2, 3)}
    return next(digits for digits in ("000000", "111111", "222222", "333333", "444444", "555555") if digits not in near)
