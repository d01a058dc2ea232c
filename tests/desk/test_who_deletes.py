"""Only a draft that readers have never seen is deleted, and only by whoever may change it."""

import pytest
from django.test import Client

from articles import roles
from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db

# role, own story, status → deleted
TABLE = [
    *((role, own, "draft", True) for role in ("editor", "chief") for own in (True, False)),
    ("reporter", True, "draft", True),
    ("reporter", False, "draft", False),
    (None, True, "draft", False),
    *(
        (role, True, status, False)
        for role in ("reporter", "editor", "chief", None)
        for status in ("in_review", "published", "withdrawn")
    ),
]


@pytest.mark.parametrize(("role", "own", "status", "deleted"), TABLE)
def test_it_is_deleted_by_those_of_the_table_alone(
    client: Client, role: str | None, own: bool, status: str, deleted: bool
) -> None:
    someone = make.person("sari", role)
    story = make.article(status=status, created_by=someone if own else None)
    client.force_login(someone)

    allowed = roles.may_delete(someone, story)
    client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})

    assert allowed is deleted
    assert Article.objects.filter(pk=story.pk).exists() is not deleted
