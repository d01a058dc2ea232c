"""The pulse of an open form keeps what is typed, says who else is here and what is newer, and changes no story."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles import history, presence, unsaved
from articles.models import Article, Presence, UnsavedWork
from tests import make

pytestmark = pytest.mark.django_db

KEY = "6f2b1a52-30b5-4f4e-9d0c-0d8a52a6c001"


def pulse_address(story: Article | None = None) -> str:
    return f"/admin/articles/article/{f'{story.pk}/' if story else ''}pulse/"


def send(client: Client, by: User, story: Article | None = None, **changes: Any) -> HttpResponse:
    question = {"user": by.pk, "key": KEY, "version": story.version if story else 0, **changes}
    return client.post(pulse_address(story), json.dumps(question), content_type="application/json")


@pytest.fixture
def story(edo: User) -> Article:
    return make.article(headline="Judul awal")


def test_keeps_all_that_the_form_holds(desk: Client, edo: User, story: Article) -> None:
    response = send(desk, edo, story, fields={"headline": ["Judul baru"], "tags": ["Subak", "Panen"], "_save": ["x"]})

    work = UnsavedWork.objects.get()
    assert response.status_code == 200
    assert response.json()["kept"]
    assert "no-store" in response["Cache-Control"]
    assert work.fields == {"headline": ["Judul baru"], "tags": ["Subak", "Panen"]}
    assert (work.user, work.story, work.version) == (edo, story, 1)


def test_keeps_the_last_of_what_one_form_sends(desk: Client, edo: User, story: Article) -> None:
    send(desk, edo, story, fields={"headline": ["Satu"]})
    send(desk, edo, story, fields={"headline": ["Dua"]})

    assert UnsavedWork.objects.get().headline == "Dua"


def test_keeps_two_forms_of_one_person_apart(desk: Client, edo: User, story: Article) -> None:
    send(desk, edo, story, fields={"headline": ["Satu"]})
    send(desk, edo, story, fields={"headline": ["Dua"]}, key=str(uuid4()))

    assert [work.headline for work in unsaved.on(story, by=edo)] == ["Dua", "Satu"]


def test_never_changes_the_story_its_version_or_its_history(desk: Client, edo: User, story: Article) -> None:
    before = Article.objects.values().get()

    send(desk, edo, story, fields={"headline": ["Judul baru"], "begun_on": ["1"]})

    assert Article.objects.values().get() == before
    assert not history.versions(story).exists()


def test_keeps_a_story_that_was_never_saved(desk: Client, edo: User) -> None:
    send(desk, edo, fields={"headline": ["Naskah baru"]})

    assert unsaved.of(edo).get().headline == "Naskah baru"
    assert not Article.objects.exists()


def test_writes_nothing_that_was_not_typed(desk: Client, edo: User, story: Article) -> None:
    send(desk, edo, story)

    assert not UnsavedWork.objects.exists()


def test_names_who_else_has_the_story_open(desk: Client, edo: User, citra: User, story: Article) -> None:
    presence.note(story, by=citra, key=uuid4())
    presence.note(story, by=citra, key=uuid4())
    presence.note(make.article(), by=make.person("made"), key=uuid4())

    others = send(desk, edo, story).json()["others"]

    assert others.count("Citra") == 1
    assert "Made" not in others
    assert "Edo" not in others


def test_forgets_who_has_not_been_heard_of_for_twenty_seconds(
    desk: Client, edo: User, citra: User, story: Article
) -> None:
    presence.note(story, by=citra, key=uuid4(), at=timezone.now() - timedelta(seconds=21))

    assert send(desk, edo, story).json()["others"] == ""
    assert Presence.objects.get().user == edo


def test_says_at_once_that_a_form_was_closed(desk: Client, edo: User, citra: User, story: Article) -> None:
    send(desk, edo, story)
    send(desk, edo, story, is_leaving=True)

    assert presence.others(story, than=citra) == []


def test_says_since_when_a_form_is_open(edo: User, citra: User, story: Article) -> None:
    opened_at, key = timezone.now() - timedelta(minutes=5), uuid4()
    for seconds in range(0, 301, 10):
        presence.note(story, by=citra, key=key, at=opened_at + timedelta(seconds=seconds))

    assert [other.since for other in presence.others(story, than=edo)] == [opened_at]


def test_says_who_saved_a_newer_version(desk: Client, edo: User, citra: User, story: Article) -> None:
    Article.objects.all().claim(story.pk, version=1, by=citra)

    assert "Citra" in send(desk, edo, story).json()["newer"]


def test_speaks_of_ones_own_newer_version_as_of_ones_own(desk: Client, edo: User, story: Article) -> None:
    Article.objects.all().claim(story.pk, version=1, by=edo)

    newer = send(desk, edo, story).json()["newer"]

    assert newer
    assert "Edo" not in newer


def test_says_nothing_of_a_version_that_is_the_latest(desk: Client, edo: User, story: Article) -> None:
    assert send(desk, edo, story).json()["newer"] == ""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[" * 200_000,
        b"[]",
        b'{"key": 1}',
        b'{"key": "x"}',
        b'{"key": {"a": 1}}',
        b'{"user": ' + b"9" * 4301 + b"}",
        *(
            json.dumps({"user": 1, "key": KEY, "version": 1} | wrong).encode()
            for wrong in (
                {"version": -1},
                {"version": 2**31},
                {"version": True},
                {"version": "1"},
                {"version": None},
                {"user": 1.5},
                {"fields": []},
                {"fields": "x"},
                {"fields": {"headline": "x"}},
                {"fields": {"headline": [1]}},
                {"fields": {"headline": [["x"]]}},
                {"fields": {"headline": ["a\0b"]}},
                {"fields": {"headline": ["a\ud800b"]}},
                {"fields": {"a\0b": ["x"]}},
                {"fields": {"n" * 201: ["x"]}},
                {"fields": {f"n{number}": ["x"] for number in range(1001)}},
            )
        ),
    ],
    ids=lambda body: repr(body[:60]),
)
def test_refuses_what_no_form_sends(desk: Client, story: Article, body: bytes) -> None:
    response = desk.post(pulse_address(story), body, content_type="application/json")

    assert response.status_code == 400
    assert not UnsavedWork.objects.exists()
    assert not Presence.objects.exists()


def test_refuses_more_than_a_form_may_send(desk: Client, edo: User, story: Article, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = send(desk, edo, story, fields={"body": ["p" * 1000]})

    assert response.status_code == 413
    assert not UnsavedWork.objects.exists()


def test_answers_no_get(desk: Client, story: Article) -> None:
    assert desk.get(pulse_address(story)).status_code == 405
    assert desk.get(f"/admin/articles/article/unsaved/{KEY}/discard/").status_code == 405


@pytest.mark.parametrize("number", ["0", "999999", "9" * 4301, "²"])
def test_knows_no_story_that_is_not_there(desk: Client, edo: User, number: str) -> None:
    body = json.dumps({"user": edo.pk, "key": KEY, "version": 1, "fields": {"headline": ["x"]}})

    response = desk.post(f"/admin/articles/article/{number}/pulse/", body, content_type="application/json")

    assert response.status_code == 404
    assert not UnsavedWork.objects.exists()


@pytest.mark.parametrize("name", ["rina", "tamu"])
def test_takes_nothing_from_someone_who_may_not_change_the_story(client: Client, story: Article, name: str) -> None:
    someone = make.person(name, "reporter" if name == "rina" else None)
    client.force_login(someone)

    response = send(client, someone, story, fields={"headline": ["x"]})

    assert response.status_code == 403
    assert not UnsavedWork.objects.exists()
    assert not Presence.objects.exists()


def test_takes_no_new_story_from_someone_who_may_begin_none(client: Client) -> None:
    someone = make.person("tamu")
    client.force_login(someone)

    assert send(client, someone, fields={"headline": ["x"]}).status_code == 403
    assert not UnsavedWork.objects.exists()


def test_keeps_no_ones_work_under_another_name(desk: Client, citra: User, story: Article) -> None:
    """Citra's form is still open, and Edo has signed in in her browser."""
    response = send(desk, citra, story, fields={"headline": ["Rahasia Citra"]})

    assert response.status_code == 409
    assert not UnsavedWork.objects.exists()


def test_asks_a_stranger_to_sign_in(client: Client, edo: User, story: Article) -> None:
    response = send(client, edo, story, fields={"headline": ["x"]})

    assert response.status_code == 302
    assert not UnsavedWork.objects.exists()


def test_takes_nothing_without_a_token_and_gives_a_fresh_one_to_who_is_signed_in(edo: User, story: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(edo)
    body = json.dumps({"user": edo.pk, "key": KEY, "version": 1})

    refused = client.post(pulse_address(story), body, content_type="application/json")
    token = client.get("/admin/articles/article/pulse/token/").json()["token"]
    taken = client.post(pulse_address(story), body, content_type="application/json", headers={"x-csrftoken": token})

    assert (refused.status_code, taken.status_code) == (403, 200)


def test_costs_the_same_however_many_stories_and_works_there_are(
    desk: Client, edo: User, citra: User, story: Article, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        unsaved.keep(by=edo, key=uuid4(), story=make.article(), version=1, fields={"headline": [str(number)]})
        presence.note(story, by=make.person(f"orang{number}"), key=uuid4())
    send(desk, edo, story, fields={"headline": ["Satu"]})

    with django_assert_num_queries(10):
        send(desk, edo, story, fields={"headline": ["Dua"]})
