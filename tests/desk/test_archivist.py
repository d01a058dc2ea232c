"""An archivist looks after imports: changes what came in and was never seen, and publishes nothing."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import roles, workflow
from articles.models import Article, ImportBatch, ImportedSource
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def arsa(db: None) -> User:
    return make.person("arsa", "archivist")


@pytest.fixture
def archive(client: Client, arsa: User) -> Client:
    client.force_login(arsa)
    return client


def imported(**fields: object) -> Article:
    story = make.article(**fields)  # type: ignore[arg-type]
    batch = ImportBatch.objects.create(source="koran")
    ImportedSource.objects.create(
        article=story,
        batch=batch,
        source="koran",
        source_id=str(story.pk),
        article_version=story.version,
        needs_review=True,
    )
    return story


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_changes_an_imported_story_that_readers_have_not_seen(archive: Client, status: str) -> None:
    story = imported(status=status)

    archive.post(address(story), filled(archive, story, headline="Judul baru"))

    assert Article.objects.get().headline == "Judul baru"


def test_changes_an_imported_story_that_is_still_to_come(arsa: User) -> None:
    assert roles.may_change(arsa, imported(published_at=make.TOMORROW))


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_changes_nothing_that_readers_have_seen(archive: Client, status: str) -> None:
    story = imported(status=status)

    assert archive.post(address(story), {"headline": "Judul baru"}).status_code == 403


def test_changes_no_story_that_was_written_here(archive: Client) -> None:
    story = make.article(status="draft")

    assert archive.post(address(story), {"headline": "Judul baru"}).status_code == 403


@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda move: move.name)
def test_makes_no_move(archive: Client, move: workflow.Move) -> None:
    story = imported(status="draft")

    answer = archive.post(f"/admin/articles/article/{story.pk}/move/{move.name}/", {"version": story.version})

    assert answer.status_code == 403
    assert Article.objects.get().status == "draft"


def test_marks_an_import_as_checked(archive: Client) -> None:
    tie = imported(status="draft").imported_from

    archive.post(f"/admin/articles/importedsource/{tie.pk}/checked/")

    tie.refresh_from_db()
    assert not tie.needs_review


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("articles/importbatch/", 200),
        ("articles/importedsource/", 200),
        ("articles/legacyaddress/add/", 200),
        ("articles/article/", 200),
        ("articles/article/add/", 403),
        ("articles/section/add/", 403),
        ("auth/user/", 403),
    ],
)
def test_sees_the_pages_of_the_archive_and_not_those_of_people(archive: Client, page: str, status: int) -> None:
    assert archive.get(f"/admin/{page}").status_code == status
