"""The health address says whether the site does what it should: quickly, never with an error, and no more than that."""

import shutil
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from articles import health, replicas
from articles.models import Appointment, Article
from tests import make

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-the-monitor"
EVERYTHING = ["database", "migrations", "due", "disk"]


@pytest.fixture(autouse=True)
def room_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(total=9 * health.GIB, free=4 * health.GIB))


@pytest.fixture
def late() -> Article:
    story = make.article(published_at=make.TOMORROW, headline="Naskah yang terlambat")
    story.appointments.update(due_at=timezone.now() - health.PATIENCE - timedelta(seconds=1))
    return story


def lines(client: Client, **more: Any) -> list[str]:
    return client.get("/healthz", **more).content.decode().splitlines()


def test_says_ok_to_strangers_and_no_more(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_tells_a_stranger_that_something_is_amiss_and_not_what(client: Client, late: Article) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (503, b"not ok\n")


@pytest.mark.parametrize("name", ["rina", "edo"])
def test_tells_the_desk_what_is_amiss(client: Client, late: Article, name: str, request: Any) -> None:
    client.force_login(request.getfixturevalue(name))

    said = lines(client)

    assert [line.partition(":")[0] for line in said] == ["not ok", *EVERYTHING]
    assert "1 not done" in said[3]
    assert late.headline not in "".join(said)


def test_tells_whoever_has_the_token(client: Client, settings: Any) -> None:
    settings.HEALTH_TOKEN = TOKEN

    assert len(lines(client, headers={"authorization": f"Bearer {TOKEN}"})) == 5
    for wrong in ("", "Bearer", "Bearer ", f"Bearer {TOKEN}x", "Bearer \xff", "x" * 5000):
        assert lines(client, headers={"authorization": wrong}) == ["ok"], wrong


def test_takes_no_empty_token(client: Client, settings: Any) -> None:
    settings.HEALTH_TOKEN = ""

    assert lines(client, headers={"authorization": "Bearer "}) == ["ok"]


def test_tells_nobody_who_has_an_account_and_no_place_at_the_desk(client: Client) -> None:
    client.force_login(User.objects.create_user("pembaca"))

    assert lines(client) == ["ok"]


def test_is_patient_for_some_minutes(client: Client, late: Article) -> None:
    late.appointments.update(due_at=timezone.now() - timedelta(minutes=1))

    assert lines(client) == ["ok"]


def test_a_full_disk_is_amiss(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(total=9 * health.GIB, free=1))

    assert lines(desk)[-1] == "disk: 0.0 GiB free of 9.0"
    assert desk.get("/healthz").status_code == 503


def test_a_disk_that_is_not_there_is_amiss(desk: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.undo()
    settings.DATA_DIR = settings.DATA_DIR / "tidak-ada"

    assert lines(desk)[-1] == "disk: tidak-ada: No such file or directory"


def test_a_migration_that_is_not_applied_is_amiss(desk: Client) -> None:
    health._refuse_unapplied.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'articles' AND name = '0024_sign_in'")

    said = lines(desk)

    assert "articles.0024_sign_in" in said[2]
    assert desk.get("/healthz/serving").status_code == 503


def test_a_balancer_does_not_learn_of_what_is_no_fault_of_this_process(client: Client, late: Article) -> None:
    assert client.get("/healthz/serving").status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/healthz/serving"])
def test_a_database_that_does_not_answer_is_amiss_and_no_error(
    desk: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, address: str
) -> None:
    settings.HEALTH_TOKEN = TOKEN

    def no_cursor(*_arguments: Any, **_more: Any) -> Any:
        raise OperationalError("no route to host")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    monkeypatch.setattr(connection, "chunked_cursor", no_cursor)
    of_a_person = desk.get(address)
    with_token = Client().get(address, headers={"authorization": f"Bearer {TOKEN}"})

    assert (of_a_person.status_code, of_a_person.content) == (503, b"not ok\n")
    assert with_token.content == b"not ok\ndatabase: no answer (OperationalError)\n"


def test_asks_the_database_three_times_at_the_most(client: Client, django_assert_num_queries: Any) -> None:
    client.get("/healthz")

    with django_assert_num_queries(2):
        client.get("/healthz")
    make.article(published_at=make.TOMORROW)
    Appointment.objects.update(due_at=make.YESTERDAY)
    with django_assert_num_queries(3):
        client.get("/healthz")


# ---- The desk -----------------------------------------------------------------------------------------------------


def test_editors_are_told_what_is_due_and_not_done(desk: Client, late: Article) -> None:
    assert "publish_due" in desk.get("/admin/").content.decode()


def test_nobody_is_told_when_all_is_done(desk: Client) -> None:
    assert "publish_due" not in desk.get("/admin/").content.decode()


def test_reporters_are_not_troubled_with_it(client: Client, rina: User, late: Article) -> None:
    client.force_login(rina)

    assert "publish_due" not in client.get("/admin/").content.decode()


def test_says_which_replicas_are_amiss(desk: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.REPLICAS = {"replica_1": {}, "replica_2": {}}
    monkeypatch.setattr(replicas, "faults", lambda: ["replica_1 is behind", "replica_2 does not answer"])
    amiss = desk.get("/healthz")
    serving = desk.get("/healthz/serving")
    monkeypatch.setattr(replicas, "faults", list)

    assert (amiss.status_code, serving.status_code) == (503, 200)
    assert amiss.content.decode().splitlines()[-1] == "replicas: replica_1 is behind; replica_2 does not answer"
    assert lines(desk)[-1] == "replicas: up to date"
