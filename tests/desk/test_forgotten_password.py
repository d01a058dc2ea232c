"""A forgotten password is set anew by mail, and nobody learns who has an account."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from articles import two_step
from articles.account import reset
from tests import make
from tests.codes import turn_on

# The mail is written on another thread, which sees what was committed.
pytestmark = pytest.mark.django_db(transaction=True)

ASK = "/admin/forgotten-password/"
NEW = "sebuah-kata-sandi-baru"


@pytest.fixture(autouse=True)
def nothing_asked_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reset, "DELAY_SECONDS", 0)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def edo_with_mail() -> User:
    return make.person("edo", "editor", email="edo@koran.example")


def ask(address: str, **extra: Any) -> Any:
    response = Client().post(ASK, {"email": address}, **extra)
    for thread in threading.enumerate():
        if thread.name == "password-reset":
            thread.join()
    return response


def link(message: Any) -> str:
    return re.search(r"https?://\S+", message.body)[0]


def set_password(address: str) -> Any:
    client = Client()
    form = client.get(address.partition("localhost:8000")[2], follow=True)
    return client.post(form.redirect_chain[-1][0], {"new_password1": NEW, "new_password2": NEW})


def test_sends_a_link_that_sets_a_new_password_once(edo_with_mail: User) -> None:
    ask("edo@koran.example")
    (message,) = mail.outbox

    set_password(link(message))

    assert User.objects.get().check_password(NEW)
    again = Client().get(link(message).partition("localhost:8000")[2], follow=True)
    assert not again.context["validlink"]


def test_answers_the_same_whoever_is_asked_for(edo_with_mail: User) -> None:
    known, unknown = ask("edo@koran.example"), ask("ada@koran.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [message.to for message in mail.outbox] == [["edo@koran.example"]]


def test_sends_no_second_mail_within_minutes(edo_with_mail: User) -> None:
    answers = {ask("edo@koran.example").url for _number in range(5)}

    assert len(mail.outbox) == 1
    assert len(answers) == 1


def test_sends_nothing_to_who_is_deactivated(edo_with_mail: User) -> None:
    User.objects.update(is_active=False)

    ask("edo@koran.example")

    assert mail.outbox == []


def test_leads_to_the_sites_own_address_whatever_host_was_asked(edo_with_mail: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_ADDRESS = "https://koran.example"

    ask("edo@koran.example", HTTP_HOST="evil.example")

    assert link(mail.outbox[0]).startswith("https://koran.example/admin/forgotten-password/")
    assert "evil" not in mail.outbox[0].body


def test_is_sent_by_the_newsroom(edo_with_mail: User, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "redaksi@koran.example"

    ask("edo@koran.example")

    assert mail.outbox[0].from_email == "redaksi@koran.example"
    assert "\n" not in mail.outbox[0].subject


def test_leaves_the_second_step_as_it_is(edo_with_mail: User) -> None:
    turn_on(edo_with_mail)
    ask("edo@koran.example")
    set_password(link(mail.outbox[0]))

    client = Client()
    client.post("/admin/login/", {"username": "edo", "password": NEW})

    assert two_step.is_on(edo_with_mail)
    assert client.get("/admin/").status_code == 302


def test_signs_out_everywhere(edo_with_mail: User) -> None:
    client = Client()
    client.force_login(edo_with_mail)
    ask("edo@koran.example")

    set_password(link(mail.outbox[0]))

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("address", ["x/y/", "MQ/set-password/", f"{'9' * 400}/a-b/", "%00/a/"])
def test_opens_nothing_for_a_link_that_was_never_sent(edo_with_mail: User, address: str) -> None:
    response = Client().get(f"{ASK}{address}", follow=True)

    assert response.status_code in {200, 400, 404}
    assert not (response.context and response.context.get("validlink"))


def test_says_the_same_when_no_mail_can_be_sent(edo_with_mail: User, settings: Any, caplog: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert ask("edo@koran.example").status_code == 302
    assert "edo@koran.example" not in caplog.text
