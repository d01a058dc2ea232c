"""The matrix of moves: who makes which move of which story, at the verb and at its page alike.

A cell lists who may, by the letters of CAST; nobody else may. What the table does not name, nobody may.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles import publishing, revising, workflow
from articles.models import Article, ImportBatch, ImportedSource, Person
from articles.workflow import Move
from tests import make
from tests.desk.moving import confirmed

pytestmark = pytest.mark.django_db

CAST: dict[str, Callable[[], Any]] = {
    "r": lambda: make.person("rina", "reporter"),
    "e": lambda: make.person("edo", "editor"),
    "x": lambda: editor_of_another_section(),
    "c": lambda: make.person("citra", "chief"),
    "a": lambda: make.person("arsa", "archivist"),
    "n": lambda: make.person("tamu"),
    "s": lambda: make.person("bos", is_superuser=True),
    "-": AnonymousUser,
}
STATES: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "scheduled": {"status": "published", "published_at": make.TOMORROW},
    "embargoed": {
        "status": "published",
        "embargo_until": make.TOMORROW,
        "first_published_at": make.TOMORROW,
        "published_at": make.YESTERDAY,
    },
    "public": {"status": "published"},
    "withdrawn": {"status": "withdrawn", "withdrawn_because": "Keliru"},
    "copy": {"status": "draft"},
    "copy in review": {"status": "in_review"},
}
# move, state: the story of another, one's own
TABLE: dict[tuple[str, str], tuple[str, str]] = {
    ("submit", "draft"): ("ecs", "recxs"),
    ("submit", "copy"): ("ecs", "recxs"),
    ("send-back", "in review"): ("ecs", "ecs"),
    ("send-back", "copy in review"): ("ecs", "ecs"),
    ("schedule", "draft"): ("ecs", "ecs"),
    ("schedule", "in review"): ("ecs", "ecs"),
    ("publish", "draft"): ("ecs", "ecs"),
    ("publish", "in review"): ("ecs", "ecs"),
    ("unschedule", "scheduled"): ("ecs", "ecs"),
    ("unschedule", "embargoed"): ("ecs", "ecs"),
    ("reschedule", "scheduled"): ("ecs", "ecs"),
    ("reschedule", "embargoed"): ("ecs", "ecs"),
    ("reschedule", "public"): ("ecs", "ecs"),
    ("replace", "copy"): ("ecs", "ecs"),
    ("replace", "copy in review"): ("ecs", "ecs"),
    **dict.fromkeys(product(("embargo",), ("draft", "in review", "scheduled", "embargoed", "public")), ("ecs", "ecs")),
    ("withdraw", "public"): ("cs", "cs"),
    ("republish", "withdrawn"): ("cs", "cs"),
}
VERBS: dict[str, Callable[..., None]] = {
    "submit": publishing.submit,
    "send-back": publishing.send_back,
    "schedule": publishing.schedule,
    "publish": publishing.publish,
    "unschedule": publishing.unschedule,
    "reschedule": publishing.reschedule,
    "withdraw": publishing.withdraw,
    "republish": publishing.republish,
    "replace": revising.replace,
    "embargo": publishing.set_embargo,
}


def editor_of_another_section() -> User:
    editor = make.person("wayan", "editor")
    Person.objects.create(user=editor).sections.add(make.section("Olahraga"))
    return editor


def with_words(move: Move) -> dict[str, Any]:
    words: dict[str, dict[str, Any]] = {
        "send-back": {"note": "Lengkapi"},
        "schedule": {"at": timezone.now() + timedelta(days=2)},
        "reschedule": {"at": timezone.now() + timedelta(days=2)},
        "withdraw": {"because": "Keliru"},
        "replace": {"over": 1},
        "embargo": {"until": timezone.now() + timedelta(days=3)},
    }
    return words.get(move.name, {})


def filled_in(move: Move) -> dict[str, Any]:
    words = with_words(move)
    for name in {"at", "until"} & words.keys():
        local = timezone.localtime(words.pop(name))
        words |= {f"{name}_0": local.strftime("%Y-%m-%d"), f"{name}_1": local.strftime("%H:%M")}
    return words


def story_of(owner: Any, state: str) -> Article:
    """As if it came in by an import, so that an archivist may write on it where possible."""
    fields: dict[str, Any] = {"created_by": owner if isinstance(owner, User) else None}
    if state.startswith("copy"):
        fields |= {"revises": make.article(**fields), "revises_version": 1}
    story = make.article(**fields, **STATES[state])
    batch = ImportBatch.objects.create(source="koran")
    ImportedSource.objects.create(article=story, batch=batch, source="koran", source_id="1", article_version=1)
    return Article.objects.get(pk=story.pk)


def was_moved(story: Article) -> bool:
    now = Article.objects.filter(pk=story.pk).first()
    return now is None or now.version > story.version


def by_verb(move: Move, story: Article, person: Any) -> bool:
    try:
        VERBS[move.name](story, by=person, **with_words(move))
    except publishing.MoveNotAllowed:
        return False
    return True


def by_page(move: Move, story: Article, client: Client, allowed: bool) -> bool:
    page = f"/admin/articles/article/{story.pk}/move/{move.name}/"
    answer = confirmed(client, page, {"version": story.version, **filled_in(move)})
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        assert answer.status_code == 302
        assert answer.url.startswith("/admin/login/")
    elif not allowed and move.allows(story.stage()):
        assert answer.status_code == 403
    else:
        assert answer.status_code in {302, 403}
    return was_moved(story)


def signed_in(person: Any) -> Client:
    client = Client()
    if isinstance(person, User):
        client.force_login(person)
    return client


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("is_own", [False, True], ids=["of-another", "own"])
@pytest.mark.parametrize("state", STATES)
def test_is_made_by_those_of_the_table_alone(state: str, is_own: bool) -> None:
    expected = {move.name: set(TABLE.get((move.name, state), ("", ""))[is_own]) for move in workflow.MOVES}
    by_verbs: dict[str, set[str]] = {name: set() for name in expected}
    by_pages: dict[str, set[str]] = {name: set() for name in expected}

    for letter, comes in CAST.items():
        with taken_back():
            person = comes()
            story = story_of(person if is_own else None, state)
            client = signed_in(person)
            for move in workflow.MOVES:
                with taken_back():
                    if by_verb(move, Article.objects.get(pk=story.pk), person) and was_moved(story):
                        by_verbs[move.name].add(letter)
                with taken_back():
                    if by_page(move, story, client, letter in expected[move.name]):
                        by_pages[move.name].add(letter)

    assert by_verbs == expected
    assert by_pages == expected


def test_has_a_row_for_every_move_and_every_state_it_starts_from() -> None:
    missing = {move.name for move in workflow.MOVES} - {name for name, _state in TABLE}

    assert not missing, f"Say in TABLE who makes these moves, and name their verbs in VERBS: {sorted(missing)}"
    assert {name for name, _state in TABLE} == VERBS.keys()
    assert {state for _name, state in TABLE} == STATES.keys()
