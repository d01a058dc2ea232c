"""Links inside a text lead to where a story stands today, by whatever address they were written."""

import pytest
from django.test import Client
from lxml import html

from articles.models import Article, LegacyAddress
from articles.referenced import addresses
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def target() -> Article:
    story = make.article(headline="Panen raya", section=make.section("Daerah"))
    LegacyAddress.objects.create(path="/2019/05/panen", article=story)
    LegacyAddress.objects.create(path="/?p=17", article=story)
    return story


def paragraph(client: Client, href: str) -> html.HtmlElement:
    story = make.article(body=f'<p>Baca <a href="{href}">soal panen</a>.</p>')
    page = html.fromstring(client.get(story.get_absolute_url()).content.decode())
    return page.xpath("//*[@class='story-body']/p")[0]


@pytest.mark.parametrize(
    "href",
    [
        *("/2019/05/panen/", "/2019/05/panen", "/2019/05/panen/?utm_source=x", "/?p=17"),
        *("http://localhost:8000/2019/05/panen/", "/daerah/{pk}/judul-lama/", "/lain/{pk}/x", "/daerah/{pk}/"),
    ],
)
def test_leads_to_the_current_address(client: Client, target: Article, href: str) -> None:
    (link,) = paragraph(client, href.format(pk=target.pk)).xpath("a")

    assert link.get("href") == target.get_absolute_url()
    assert link.text == "soal panen"


def test_keeps_the_place_within_the_page(target: Article) -> None:
    assert addresses(["/2019/05/panen/#data"]) == {"/2019/05/panen/#data": f"{target.get_absolute_url()}#data"}


@pytest.mark.parametrize(
    "fields", [{"status": Status.DRAFT}, {"status": Status.WITHDRAWN}, {"embargo_until": make.TOMORROW}]
)
@pytest.mark.parametrize("href", ["/2019/05/panen/", "/daerah/{pk}/panen-raya/"])
def test_of_a_link_to_what_is_not_public_the_words_stay(
    client: Client, target: Article, href: str, fields: dict[str, object]
) -> None:
    Article.objects.filter(pk=target.pk).update(first_published_at=make.YESTERDAY, **fields)

    seen = paragraph(client, href.format(pk=target.pk))

    assert seen.text_content() == "Baca soal panen."
    assert not seen.xpath("a")


@pytest.mark.parametrize(
    "href",
    [
        *("/tidak/ada/", "/2019/05/lain/", f"/berita/{'9' * 40}/x/", "/archive/2024/11/", "/"),
        *("//lain.example/2019/05/panen/", "https://lain.example/2019/05/panen/", "#catatan", "mailto:a@example.id"),
        *("panen/", "/[x", "//[x/", "/%zz/"),
    ],
)
def test_leaves_what_leads_to_no_story(client: Client, target: Article, href: str) -> None:
    (link,) = paragraph(client, href).xpath("a")

    assert link.get("href") == href


def test_of_a_link_to_a_story_that_was_deleted_the_words_stay(client: Client) -> None:
    draft = make.article(status=Status.DRAFT, headline="Yang dibuang")
    address = draft.get_absolute_url()
    draft.delete()

    left = paragraph(client, address)

    assert not left.xpath("a")
    assert left.text_content() == "Baca soal panen."


def test_what_was_the_address_of_an_earlier_story_is_not_ours_by_its_number(target: Article) -> None:
    other = make.article(headline="Lain")
    old = f"/berita/{other.pk}/panen-raya"
    LegacyAddress.objects.create(path=old, article=target)

    assert addresses([f"{old}/"]) == {f"{old}/": target.get_absolute_url()}


def test_our_own_address_of_today_is_ours_whatever_stood_there_once(target: Article) -> None:
    other = make.article(headline="Lain")
    ours = other.get_absolute_url()
    LegacyAddress.objects.create(path=ours.rstrip("/"), article=target)

    assert addresses([ours]) == {ours: ours}


def test_a_link_that_an_editor_chose_follows_a_story_to_its_new_section(client: Client, target: Article) -> None:
    before = target.get_absolute_url()
    target.section, target.slug = make.section("Ekonomi"), "panen-baru"
    target.save()

    (link,) = paragraph(client, before).xpath("a")

    assert link.get("href") == target.get_absolute_url() != before


def test_leads_each_of_many_where_it_should(target: Article) -> None:
    stories = [make.article() for _ in range(30)]
    for number, story in enumerate(stories):
        LegacyAddress.objects.create(path=f"/lama/{number}", article=story)

    hrefs = [f"/lama/{number}/" for number in range(30)]

    assert addresses(hrefs) == {href: s.get_absolute_url() for href, s in zip(hrefs, stories, strict=True)}
