"""The budgets of a page: what a cheap phone on a poor network has to load (docs/performance.md)."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from articles.models import Article, Photo
from tests import make

pytestmark = pytest.mark.django_db

STORY_WORDS = 600  # more than most have
HTML_AND_CSS = 14 * 1024  # bytes, compressed: what a server may send before it first waits for an answer
WITHOUT_PHOTOS = 60 * 1024
TEXT = (
    "petani subak menjemput air dari bendung lama menuju sawah terasering di lereng gunung sementara pemerintah desa "
    "menyiapkan pupuk organik dan harga pokok gabah kering giling naik sejak pekan lalu menurut catatan dinas"
)


def full_story() -> Article:
    """With everything a story's page can show."""
    words = TEXT.split()
    sentence = [words[i * i % len(words)] + str(i % 17) * (i % 9 == 0) for i in range(STORY_WORDS)]
    paragraphs = [" ".join(sentence[i : i + 40]).capitalize() + "." for i in range(0, STORY_WORDS, 40)]
    body = "".join(f"<p>{text}</p>" for text in paragraphs) + '<aside data-related-link="r1"></aside>'
    others = [make.article(headline=f"Judul lain nomor {i} yang panjangnya seperti biasa di koran") for i in range(9)]
    story = make.article(
        headline="Petani subak Jatiluwih sambut harga pokok baru untuk padi merah",
        kicker="Pertanian",
        standfirst="Harga naik seperlima dari tahun lalu. Petani menunggu pembayaran pertama pada akhir pekan.",
        body=body,
        authors=(make.author("Ni Luh Sari"), make.author("I Made Wirawan")),
        tags=("Subak", "Padi merah", "Tabanan", "Harga pokok"),
        place="Tabanan",
        lead_photo=make.photo(caption="Petani menjemur padi merah di Jatiluwih.", credit="Tridatu Pos"),
        updated_at=make.NOW,
    )
    make.link(story, key="r1", target=others[0])
    make.link(story, target=others[1])
    return story


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def parts(page: str, pattern: str) -> list[int]:
    """Sizes of the static files that the page names in this way."""
    paths = [finders.find(name) for name in re.findall(pattern, page)]
    return [compressed(Path(path).read_bytes()) for path in paths]


STYLES = r'rel="stylesheet" href="/static/([^"]+)"(?! media="print")'
PRINT = r'href="/static/([^"]+)" media="print"'
FONTS = r'rel="preload" href="/static/([^"]+)" as="font"'


def test_a_story_s_html_and_css_fit_the_first_round_trip(client: Client) -> None:
    page = client.get(full_story().get_absolute_url()).content

    weight = compressed(page) + sum(parts(page.decode(), STYLES))

    assert weight <= HTML_AND_CSS, f"{weight} bytes"


@pytest.mark.parametrize("address", ["/", "/berita/", "/archive/", "/search/", "/tag/subak/", None])
def test_a_page_without_its_photos_fits_the_budget(address: str | None, client: Client) -> None:
    story = full_story()
    photo = story.lead_photo
    Photo.objects.update(narrower_px=[480, 960])
    for i in range(60):
        make.article(
            section=make.section(f"Rubrik {i % 6}"),
            headline=f"Judul nomor {i} yang panjangnya seperti biasa",
            standfirst="Harga naik seperlima dari tahun lalu. Petani menunggu pembayaran pada akhir pekan.",
            lead_photo=photo,
            tags=("Subak",),
        )
    page = client.get(address or story.get_absolute_url()).content

    text = page.decode()
    weight = len(page) + sum(parts(text, STYLES) + parts(text, PRINT) + parts(text, FONTS))

    assert weight <= WITHOUT_PHOTOS, f"{weight} bytes"


def test_a_page_loads_nothing_from_elsewhere(client: Client) -> None:
    story = full_story()

    for address in ("/", story.get_absolute_url(), "/berita/", "/archive/", "/search/", "/tidak-ada/"):
        page = client.get(address).content.decode()
        loaded = re.findall(
            r'<(?:img|script|link rel="(?:stylesheet|preload|icon|manifest)")[^>]*(?:src|href)="([^"]+)"', page
        )
        assert loaded
        assert all(source.startswith("/") and not source.startswith("//") for source in loaded), address
