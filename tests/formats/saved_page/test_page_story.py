"""Which part of a page is the story, and what is left out of it."""

import pytest

from tests.formats.saved_page.pages import HEADING, TEXT, outcome, page, rejected, story

MENU = "<ul class='menu'>" + "<li><a href='/ekonomi/'>Ekonomi dan Bisnis Daerah Bali</a></li>" * 20 + "</ul>"
FOOTER = (
    "<footer><p>Jalan Melati 1, Denpasar. Hak cipta Koran. Pedoman pemberitaan media siber dan lain-lain.</p></footer>"
)
STORY = "\n".join(f"<p>{paragraph}</p>" for paragraph in TEXT.removeprefix("<p>").removesuffix("</p>").split("</p><p>"))
HOMES = [
    f"<div itemprop='articleBody'>{TEXT}</div>",
    f"<div class='td entry-content'>{TEXT}</div>",
    f"<div id='content_news'>{TEXT}</div>",
    f"<article>{TEXT}</article>",
    f"<div class='x7'>{TEXT}</div>",
    f"<div><span class='x7'>{TEXT.replace('<p>', '').replace('</p>', '<br><br>')}</span></div>",
]


@pytest.mark.parametrize("home", HOMES)
def test_reads_the_text_and_nothing_around_it(home):
    record = story(page(f"{MENU}{HEADING}{home}<div class='komentar'><p>Setuju!</p></div>{FOOTER}"))

    assert (record.headline, record.body) == ("Harga Beras Naik", STORY)


def test_names_what_stands_inside_the_text_and_is_not_of_it():
    furniture = "<div class='share-box'>Bagikan</div><p style='display: none'>Topik</p><nav>Beranda</nav>"

    record = story(page(f"{HEADING}<article>{furniture}{TEXT}</article>"))

    assert record.body == STORY
    assert record.residue == ("Bagikan", "Topik", "Beranda")


def test_drops_what_stands_above_the_heading_inside_the_article():
    record = story(
        page(f"<article><div>Ekonomi</div><header>{HEADING}<p>Kamis, 2 Mei 2019</p></header>{TEXT}</article>")
    )

    assert record.body == STORY
    assert record.residue == ("Ekonomi",)


def test_reads_a_fragment_whole():
    record = story(f"{HEADING}<div class=story><p>Pendek.</p><ul><li>a</ul></div>")

    assert (record.headline, record.body) == ("Harga Beras Naik", "<p>Pendek.</p>\n<ul><li>a</li></ul>")
    assert record.source_id == "a"


LINK = "<a href='/2018/subak/?utm_source=RD'>Subak Mulai Kering</a>"
REFUSED = [
    ("<p>Tanpa judul.</p>", "no headline"),
    (page(MENU), "holds no story"),
    (page("<form><input name=u><input type=password><button>Masuk</button></form>"), "holds no story"),
    (
        page("".join(f"<article><h2><a href=/{n}/>Judul {n}</a></h2>{TEXT}</article>" for n in range(5))),
        "holds no story",
    ),
    (f"{HEADING}<img src=a.jpg>", "no paragraph"),
    (b"<h1>a</h1>" + b"a" * (17 * 1024 * 1024), "larger than 16 MiB"),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_refuses_what_is_no_story_with_a_sentence(source, reason):
    assert reason in rejected(source)


def test_moves_the_box_of_related_links_to_the_end_of_the_story():
    box = f"<div class='kcm-read-terkait'><h3>Terkait</h3><ul><li>{LINK}</ul></div>"

    record = story(
        page(f"{HEADING}<article>{TEXT}{box}<p>Baca juga: <a href='/2018/subak/'>Subak Mulai Kering</a></p></article>")
    )

    assert [(related.key, related.headline, related.reference) for related in record.related] == [
        ("r1", "Subak Mulai Kering", "/2018/subak/")
    ]
    assert record.body == f'{STORY}\n<aside data-related-link="r1"></aside>'


def test_takes_the_names_below_the_text_and_keeps_the_source():
    table = (
        "<table><tr><td>Penulis</td><td>: Kontributor Bali, Rina Dewi</td></tr><tr><td>Editor</td><td>: Oka</td></tr>"
    )

    record = story(
        page(f"{HEADING}<article>{TEXT}</article>{table}<tr><td>Sumber</td><td>: Dinas Pertanian</td></tr></table>")
    )

    assert (record.bylines, record.editors) == (("Rina Dewi",), ("Oka",))
    assert record.body == f"{STORY}\n<p>Sumber: Dinas Pertanian</p>"


def test_takes_the_lead_photo_with_what_is_printed_beside_it():
    head = "<meta property='og:image' content='https://koran.example/foto/pasar-1024x768.jpg'>"
    image = "<img src='/foto/pasar.jpg' alt='Pasar'>"
    photo = f"<div class='photo'>{image}<span class='author'>Koran/Oka</span> Pasar Badung</div>"

    record = story(
        page(f"<link rel=canonical href=https://koran.example/1/a/>{HEADING}{photo}<article>{TEXT}</article>", head)
    )

    [lead] = record.photos
    assert (lead.key, lead.address, lead.alternative_text) == ("", "https://koran.example/foto/pasar.jpg", "Pasar")
    assert (lead.caption, lead.credit) == ("Pasar Badung", "Koran/Oka")


def test_lets_a_picture_that_opens_the_text_lead():
    figure = "<figure><img src='a.jpg'><figcaption>Pasar Badung (ANTARA FOTO/Budi)</figcaption></figure>"

    record = story(page(f"{HEADING}<article>{figure}{TEXT}</article>"))

    [lead] = record.photos
    assert (lead.key, lead.caption, lead.credit) == ("", "Pasar Badung", "ANTARA FOTO/Budi")
    assert record.body == STORY


def test_reads_the_same_every_time():
    source = page(f"{MENU}{HEADING}<article>{TEXT}</article>{FOOTER}")

    assert outcome(source) == outcome(source)
