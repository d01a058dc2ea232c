"""Settings come from the environment, and a wrong one stops the start with a sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = {
    "NEWSROOM_DEBUG": "no",
    "SECRET_KEY": "a-key-for-this-test-that-is-long-enough-and-has-many-different-letters-0123456789",
    "ALLOWED_HOSTS": "koran.example",
    "SITE_ADDRESS": "https://koran.example",
}


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with nothing set but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *(arguments or ("check",))],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_runs_with_no_variable_set() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NEWSROOM_DEBUG", "yess", "NEWSROOM_DEBUG is 'yess', which is neither yes nor no."),
        ("SITE_TIME_ZONE", "Asia/Denpasar", "SITE_TIME_ZONE is 'Asia/Denpasar', which is not a time zone."),
        ("SITE_LANGUAGE", "nl", "SITE_LANGUAGE is 'nl'. Expected one of: en, id."),
        ("SITE_ADDRESS", "koran.example", "SITE_ADDRESS is 'koran.example'."),
        ("DATABASE_URL", "nonsense", "DATABASE_URL cannot be read."),
        ("EMAIL_URL", "nonsense", "EMAIL_URL cannot be read."),
        ("EMAIL_URL", "smtp+tls://rahasia@", "EMAIL_URL cannot be read."),
        (
            "TWO_STEP_ROLES",
            "chief,editr",
            "TWO_STEP_ROLES names 'editr', which is no role. Expected some of: archivist,",
        ),
    ],
)
def test_refuses_a_value_that_cannot_be_meant(name: str, value: str, sentence: str) -> None:
    started = start(**{name: value})

    assert started.returncode != 0
    assert sentence in started.stderr
    assert "rahasia" not in started.stderr.splitlines()[-1]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ADDRESS"])
def test_a_public_site_does_not_start_without(name: str) -> None:
    started = start(**{key: value for key, value in PUBLIC.items() if key != name})

    assert started.returncode != 0
    assert f"{name} is not set." in started.stderr


def test_a_public_site_does_not_start_with_the_key_that_everybody_knows() -> None:
    started = start(**PUBLIC | {"SECRET_KEY": "a-bare-clone-on-a-developers-machine-needs-no-secret"})

    assert started.returncode != 0
    assert "the one that everybody knows" in started.stderr


def test_a_public_site_passes_djangos_deployment_check() -> None:
    started = start("check", "--deploy", "--fail-level", "WARNING", **PUBLIC)

    assert started.returncode == 0, started.stderr


def test_the_deployment_check_says_what_signing_in_does_without() -> None:
    nothing_set = start("check", "--deploy", **PUBLIC)
    both_set = start("check", "--deploy", **PUBLIC, TWO_STEP_ROLES="chief", EMAIL_URL="smtp+tls://mail.example:587")

    assert "articles.I001" in nothing_set.stderr
    assert "articles.I002" in nothing_set.stderr
    assert "articles.I00" not in both_set.stderr


def test_behind_a_proxy_a_lock_is_for_the_address_that_the_proxy_saw() -> None:
    """A lock on the name alone would let a stranger lock out an editor."""
    ask = (
        "from axes.helpers import get_client_ip_address as address; from django.test import RequestFactory as F;"
        "print(address(F().get('/', REMOTE_ADDR='127.0.0.1', HTTP_X_FORWARDED_FOR='203.0.113.7')))"
    )

    assert start("shell", "-v0", "-c", ask, **PUBLIC, BEHIND_PROXY="yes").stdout.strip() == "203.0.113.7"
    assert start("shell", "-v0", "-c", ask, **PUBLIC).stdout.strip() == "127.0.0.1"


def test_nginx_says_who_asks_as_the_application_believes_it() -> None:
    nginx = (ROOT / "deploy/nginx.conf").read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx


def test_mail_goes_by_the_server_that_is_named_and_comes_from_the_newsroom() -> None:
    ask = (
        "from django.conf import settings as s;"
        "print(s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD,"
        "s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT, s.DEFAULT_FROM_EMAIL)"
    )

    server = start("shell", "-v0", "-c", ask, **PUBLIC, EMAIL_URL="smtp+tls://budi:a%2Fb@mail.example:587")
    none = start("shell", "-v0", "-c", ask, **PUBLIC, MAIL_FROM="Redaksi <meja@koran.example>")

    assert server.stdout.strip() == "smtp mail.example 587 budi a/b True 10 redaksi@koran.example"
    assert none.stdout.startswith("console ")
    assert none.stdout.strip().endswith("Redaksi <meja@koran.example>")


def test_the_demo_account_is_refused_on_a_public_site() -> None:
    started = start("make_demo_editor", **PUBLIC)

    assert started.returncode != 0
    assert "not for a public site" in started.stderr


def test_pages_may_show_pictures_of_the_host_that_serves_them() -> None:
    printed = start(
        *("shell", "--verbosity=0", "-c"),
        "from django.conf import settings as s; desk = s.DESK_CONTENT_SECURITY_POLICY;"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src'], desk['img-src'], s.MEDIA_URL)",
        MEDIA_ADDRESS="https://media.koran.example/foto",
    )

    host = "'https://media.koran.example']"
    assert printed.stdout.count(host) == 2, printed.stderr
    assert printed.stdout.endswith(" https://media.koran.example/foto/\n")


def test_a_replica_is_a_database_that_is_only_read() -> None:
    printed = start(
        *("shell", "--verbosity=0", "-c"),
        "from django.conf import settings as s; from django.db import connections, router;"
        "from articles.models import Article;"
        "print(list(connections), router.db_for_read(Article), router.db_for_write(Article), s.DATABASE_ROUTERS)",
        DATABASE_URL="postgres://koran@one/koran",
        DATABASE_REPLICA_URL="postgres://koran@two/koran,postgres://koran@three/koran",
    )

    expected = "['default', 'replica_1', 'replica_2'] default default ['articles.replicas.Router']\n"
    assert printed.stdout == expected, printed.stderr


def test_each_list_of_packages_has_the_same_versions() -> None:
    def locked(name: str) -> dict[str, str]:
        pins = re.findall(r"^([a-z0-9._-]+)(?:\[.*\])?==(\S+)", (ROOT / name).read_text(), re.MULTILINE)
        return dict(pins)

    of_one, of_several, of_tests = map(locked, ("requirements.txt", "requirements-apart.txt", "requirements-dev.txt"))

    assert of_one.items() < of_several.items() < of_tests.items()
    assert {"redis", "botocore"} <= of_several.keys() - of_one.keys()
