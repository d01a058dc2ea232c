"""A reader sees the photos that stand in a text, each with the words it has there."""

import pytest
from django.test import Client
from lxml import html

from articles.models import Article, Photo
from tests import make

pytestmark = pytest.mark.django_db


def figure(photo: Photo, caption: str = "") -> str:
    return f'<figure data-photo="{photo.key}">{caption}</figure>'


def body(client: Client, story: Article) -> html.HtmlElement:
    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())
    (seen,) = page.xpath("//*[@class='story-body']")
    return seen


def test_shows_the_picture_with_its_measures_its_words_and_its_credit(client: Client) -> None:
    photo = make.photo(credit="Dewa & Gede", caption="Keterangan di pustaka")
    story = make.article(body=f"<p>a</p>{figure(photo, 'Padi <em>merah</em>')}<p>b</p>")

    seen = body(client, story)

    (image,) = seen.xpath("figure/img")
    assert image.get("src") == photo.file.url
    assert image.get("alt") == "Subak di Jatiluwih"
    assert (image.get("width"), image.get("height")) == (str(photo.width_px), str(photo.height_px))
    assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
    assert " ".join(seen.xpath("string(figure/figcaption)").split()) == "Padi merah Foto: Dewa & Gede"
    assert seen.xpath("string(figure/figcaption/em)") == "merah"
    assert [child.tag for child in seen] == ["p", "figure", "p"]


def test_one_without_words_has_no_caption(client: Client) -> None:
    seen = body(client, make.article(body=figure(make.photo(caption="Lain")) + "<p>a</p>"))

    assert seen.xpath("figure/img")
    assert not seen.xpath("//figcaption")


def test_the_same_photo_stands_twice_with_different_words(client: Client) -> None:
    photo = make.photo()

    seen = body(client, make.article(body=f"{figure(photo, 'Satu')}<p>a</p>{figure(photo, 'Dua')}"))

    assert [words.strip() for words in seen.xpath("figure/figcaption/text()")] == ["Satu", "Dua"]


def test_of_a_photo_that_is_gone_the_words_stay(client: Client) -> None:
    photo = make.photo()
    story = make.article(body=f"{figure(photo, 'Padi merah')}<p>a</p>")
    photo.delete()

    seen = body(client, story)

    assert not seen.xpath(".//figure | .//img")
    assert seen.xpath("string(p[1])") == "Padi merah"


def test_words_of_a_photo_give_no_way_out(client: Client) -> None:
    photo = make.photo(credit="<script>alert(1)</script>")
    Photo.objects.update(alternative_text='"><script>alert(1)</script>')
    story = make.article(body=figure(photo, "<script>alert(1)</script><img src=x onerror=alert(1)>Padi"))

    assert not body(client, story).xpath(".//script | .//@onerror | .//img[@src='x']")


def test_captions_can_be_found_and_count_as_text(client: Client) -> None:
    story = make.article(body=figure(make.photo(), "Padi merah di Jatiluwih"))

    assert story.word_count == 4
    assert story.teaser == "Padi merah di Jatiluwih"
    assert story.headline in client.get("/search/?q=merah").content.decode()
