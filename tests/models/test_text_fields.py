"""Both databases take and refuse the same text, on every route to them."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import Article, LegacyAddress, RelatedLink, Section, Tag
from tests import make

pytestmark = pytest.mark.django_db

REFUSED = {
    "a NUL": "Pasar\0 Badung",
    "a control character": "Pasar\x1b Badung",
    "a line end": "Pasar\nBadung",
    "a mark that turns the writing around": "Pasar \u202egnudaB",
    "a lone surrogate": "Pasar \ud83d Badung",
    "more than fits": "x" * 301,
}


def by_save(headline: str) -> None:
    make.article(headline=headline)


def by_bulk_create(headline: str) -> None:
    Article.objects.bulk_create([Article(headline=headline, slug="x")])


def by_update(headline: str) -> None:
    Article.objects.filter(pk=make.article().pk).update(headline=headline)


@pytest.mark.parametrize("route", [by_save, by_bulk_create, by_update])
@pytest.mark.parametrize("headline", REFUSED.values(), ids=REFUSED)
def test_refuses_a_headline_with(headline: str, route: Callable[[str], None]) -> None:
    with pytest.raises(ValidationError), transaction.atomic():
        route(headline)

    assert not Article.objects.filter(headline__startswith="Pasar").exists()


def test_keeps_a_headline_of_four_byte_characters_at_full_length() -> None:
    headline = "🔥" * 300

    story = make.article(headline=headline)

    story.refresh_from_db()
    assert story.headline == headline


def test_keeps_a_headline_whose_folded_form_is_longer_than_any_column() -> None:
    story = make.article(headline="\ufdfa" * 300)  # each unfolds into eighteen letters

    story.refresh_from_db()
    assert len(story.headline_key) == 600


def test_says_what_is_wrong_and_where() -> None:
    with pytest.raises(ValidationError, match=r"U\+001B.*6"):
        make.article(headline="Pasar\x1bBadung")


@pytest.mark.parametrize(
    "make_row",
    [
        lambda: make.article(section=None),
        lambda: make.article(published_at=None, first_published_at=make.NOW),
        lambda: make.article(headline=""),
        lambda: make.article(status="lain"),
        lambda: make.article(kind="advertorial"),
        lambda: make.article(status="withdrawn", first_published_at=None),
        lambda: Section.objects.create(name="Cari", slug="search"),
        lambda: Section.objects.create(name="", slug="kosong"),
        lambda: RelatedLink.objects.create(article=make.article()),
        lambda: RelatedLink.objects.create(article=make.article(), url="https://a.example", pending_headline="B"),
        lambda: RelatedLink.objects.create(article=(story := make.article()), target=story),
        lambda: LegacyAddress.objects.bulk_create([LegacyAddress(path="/a", article=make.article())] * 2),
    ],
)
def test_the_database_itself_refuses_what_must_not_be(make_row: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row()


def test_a_section_has_one_level_below_it() -> None:
    child = make.section("Gianyar", parent=make.section("Daerah"))

    with pytest.raises(ValidationError):
        make.section("Ubud", parent=child)


def test_a_tag_longer_than_a_hundred_characters_is_refused() -> None:
    with pytest.raises(ValidationError):
        Tag.objects.get_or_make("x" * 101)
