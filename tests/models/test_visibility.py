"""Public is defined once, for a queryset and for one story; the two agree on every status and time."""

from itertools import product

import pytest

from articles.models import Article
from articles.workflow import Status
from tests import make

TIMES = (make.YESTERDAY, make.NOW, make.TOMORROW)
CASES = [
    (status, published_at, embargo_until)
    for status, published_at, embargo_until in product(Status, (None, *TIMES), (None, *TIMES))
    if published_at is not None or status in {Status.DRAFT, Status.IN_REVIEW}
]


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "published_at", "embargo_until"), CASES)
def test_the_queryset_and_the_story_agree(status: str, published_at: object, embargo_until: object) -> None:
    story = make.article(status=status, published_at=published_at, embargo_until=embargo_until)

    for at in TIMES:
        found = Article.objects.public(at).filter(pk=story.pk).exists()
        assert found == story.is_public(at)
        assert found == (
            status == Status.PUBLISHED and published_at <= at and (embargo_until is None or embargo_until <= at)
        )


@pytest.mark.django_db
def test_is_scheduled_until_its_time_and_its_embargo_have_come() -> None:
    story = make.article(published_at=make.YESTERDAY, embargo_until=make.TOMORROW)

    assert story.is_scheduled(make.NOW)
    assert not story.is_scheduled(make.TOMORROW)
    assert story.public_from == make.TOMORROW


@pytest.mark.django_db
def test_a_story_is_public_from_its_very_instant_on() -> None:
    story = make.article(published_at=make.NOW)

    assert story.is_public(make.NOW)
