"""A part of a page that is kept is never out of date, whichever way something of it was changed."""

from typing import Any

import pytest
from django.db.models import Model
from django.template import Template, TemplateSyntaxError
from django.test import Client
from django.utils.safestring import SafeString

from articles import fragments
from articles.models import Article, Author, Photo, Section, StandingPage, Tag
from tests import make

pytestmark = pytest.mark.django_db

# Past save() and every signal, as imports and bulk changes write.
CHANGES: list[tuple[type[Model], dict[str, Any], tuple[str, ...]]] = [
    (Article, {"headline": "Judul yang lain"}, ("/", "/berita/", "/tag/subak/", "story", "other", "feed")),
    (Article, {"slug": "kata-yang-lain"}, ("/", "/berita/", "other")),
    (Article, {"kicker": "Judul yang lain"}, ("/", "/berita/", "story")),
    (Article, {"standfirst": "Judul yang lain"}, ("story",)),
    (Article, {"teaser": "Judul yang lain"}, ("/berita/", "story")),
    (Article, {"body": "<p>Judul yang lain</p>"}, ("story", "feed")),
    (Article, {"place": "Judul yang lain"}, ("story",)),
    (Article, {"edited_by": "Judul yang lain"}, ("story",)),
    (Article, {"rights": "Judul yang lain"}, ("story",)),
    (Article, {"unverified_reason": "Judul yang lain"}, ("story",)),
    (Article, {"kind": "opinion"}, ("/", "/berita/", "story", "other")),
    (Article, {"kind": "advertorial", "sponsor_name": "Judul yang lain"}, ("/berita/", "story")),
    (Article, {"word_count": 9_000}, ("story",)),
    (Section, {"name": "Judul yang lain"}, ("/", "/berita/", "story")),
    (Author, {"name": "Judul yang lain"}, ("/berita/", "story", "feed")),
    (Author, {"slug": "kata-yang-lain"}, ("story",)),
    (Tag, {"name": "Judul yang lain"}, ("story",)),
    (Tag, {"slug": "kata-yang-lain"}, ("story",)),
    (Photo, {"alternative_text": "Judul yang lain"}, ("story",)),
    (Photo, {"caption": "Judul yang lain"}, ("story",)),
    (Photo, {"credit": "Judul yang lain"}, ("story",)),
    (Photo, {"focal_x_percent": 10}, ("/", "/berita/")),
    (Photo, {"width_px": 123}, ("/", "/berita/", "story")),
    (StandingPage, {"title": "Judul yang lain", "word_count": 9}, ("/", "/berita/", "story")),
]


@pytest.fixture(autouse=True)
def nothing_kept_before() -> None:
    fragments.forget()


@pytest.fixture
def story() -> Article:
    photo = make.photo(caption="Sawah", credit="Ayu")
    return make.article(
        body=f'<p>Panen raya.</p><figure data-photo="{photo.key}">Padi</figure>',
        lead_photo=photo,
        authors=(make.author(),),
        tags=("subak",),
        published_at=make.YESTERDAY,
    )


def pages(story: Article, other: Article) -> dict[str, str]:
    named = {"story": story.get_absolute_url(), "other": other.get_absolute_url(), "feed": "/feed/"}
    return {name: named.get(name, name) for name in ("/", "/berita/", "/tag/subak/", *named)}


@pytest.mark.parametrize(("noun", "change", "shown_on"), CHANGES, ids=lambda value: str(value)[:60])
def test_what_changed_is_shown_at_once(
    story: Article, noun: type[Model], change: dict[str, Any], shown_on: tuple[str, ...], client: Client
) -> None:
    other = make.article(headline="Tetangga", body='<p>Isi</p><aside data-related-link="r1"></aside>')
    make.link(other, key="r1", target=story)
    addresses = pages(story, other)
    before = {name: client.get(address).content for name, address in addresses.items()}
    things = noun._default_manager.exclude(pk=other.pk) if noun is Article else noun._default_manager.all()
    if noun is StandingPage:
        things = things.filter(slug="redaksi")

    things.update(**change)
    story.refresh_from_db()

    for name, address in (addresses | {"story": story.get_absolute_url()}).items():
        after = client.get(address).content
        fragments.forget()
        assert after == client.get(address).content, name
        assert (after != before[name]) or name not in shown_on, name


def test_the_same_part_is_made_once(story: Article, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.get(story.get_absolute_url())
    monkeypatch.setattr("articles.readable.render_body", lambda *_: pytest.fail("The text is made anew."))

    assert "Panen raya." in client.get(story.get_absolute_url()).content.decode()


def test_a_text_with_curly_quotes_is_given_back_as_it_was_made(story: Article, client: Client) -> None:
    Article.objects.update(headline="“Panen” – 2026 …", body="<p>“Air” untuk sawah 🌾</p>")
    story.refresh_from_db()

    made = client.get(story.get_absolute_url()).content

    assert "“Air” untuk sawah 🌾" in made.decode()
    assert client.get(story.get_absolute_url()).content == made


def test_holds_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "MOST_BYTES", 100)

    for number in range(50):
        fragments.kept(number, lambda: SafeString("sawah ini"))

    assert fragments.kept(49, lambda: SafeString("dibuat lagi")) == "sawah ini"
    assert fragments.kept(0, lambda: SafeString("dibuat lagi")) == "dibuat lagi"


def test_a_part_may_have_no_block_in_it() -> None:
    """A page that extends it would show something that the part is not kept by."""
    text = "{% load fragments %}{% kept frame title %}<p>{% block words %}{% endblock %}</p>{% endkept %}"

    with pytest.raises(TemplateSyntaxError, match=r"In {% kept frame %} stands a block"):
        Template(text)
