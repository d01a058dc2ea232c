"""No word of a story that is not public is on any page, in any feed or map, for anyone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.workflow import Status
from tests import make

pytestmark = pytest.mark.django_db

CANARY = "kenarikuning"
FEEDS = ("feed/", "feed/atom/", "feed/json/")
HIDDEN = {
    "draft": {"status": Status.DRAFT},
    "draft of yesterday": {"status": Status.DRAFT, "published_at": make.YESTERDAY},
    "in review": {"status": Status.IN_REVIEW},
    "in review with a time": {"status": Status.IN_REVIEW, "published_at": make.YESTERDAY},
    "scheduled": {"published_at": make.TOMORROW},
    "embargoed": {"embargo_until": make.TOMORROW},
    "scheduled, embargo over": {"published_at": make.TOMORROW, "embargo_until": make.YESTERDAY},
    "withdrawn": {"status": Status.WITHDRAWN},
}


def hidden(**fields: object) -> Article:
    """A story full of canaries, with a tag, an author and a photo of its own."""
    return make.article(
        headline=f"{CANARY} judul",
        kicker=CANARY,
        standfirst=f"{CANARY} standfirst",
        body=f"<p>{CANARY} isi</p>",
        authors=(make.author(f"{CANARY} penulis"),),
        tags=(f"{CANARY} tanda", "bersama"),
        lead_photo=make.photo(caption=f"{CANARY} foto", credit=CANARY),
        **fields,
    )


def addresses(story: Article) -> list[str]:
    """Every page of the site on which the story would stand if it were public."""
    days = {timezone.localdate(at) for at in (make.YESTERDAY, make.NOW, make.TOMORROW)}
    archive = [f"/archive/{day:%Y/%m/%d}/" for day in days] + [f"/archive/{day:%Y/%m}/" for day in days]
    archive += [f"/archive/{day:%Y}/" for day in days] + [f"/sitemap/{day:%Y-%m}.xml" for day in days]
    tags = [f"/tag/{tag.slug}/{more}" for tag in story.tags.all() for more in ("", *FEEDS)]
    authors = [f"/author/{author.slug}/{more}" for author in story.authors.all() for more in ("", *FEEDS)]
    fixed = ["/", "/berita/", "/archive/", "/sitemap.xml", "/sitemap/parts.xml", "/sitemap/news.xml", "/llms.txt"]
    feeds = [f"{list_}{feed}" for list_ in ("/", "/berita/") for feed in FEEDS]
    beside = [f"/oembed/?url=http://localhost:8000{story.get_absolute_url()}", f"/picture/{story.pk}-x.jpg"]
    searches = [f"/search/?q={CANARY}", f"/search/?q={CANARY}+judul", f"/?q={CANARY}"]
    own = [story.get_absolute_url(), f"/berita/{story.pk}/"]
    return [*fixed, *feeds, *beside, *searches, *archive, *tags, *authors, *own]


@pytest.mark.parametrize("reader", ["a stranger", "edo"])
@pytest.mark.parametrize("state", HIDDEN)
def test_shows_nothing_of_a_hidden_story(state: str, reader: str, client: Client, edo: User) -> None:
    story = hidden(**HIDDEN[state])
    public = make.article(tags=("bersama",))
    make.link(public, target=story)
    make.link(public, target=story, key="r1")
    if reader == "edo":
        client.force_login(edo)

    for address in [*addresses(story), public.get_absolute_url(), "/tidak-ada/"]:
        response = client.get(address)
        shown = response.content.decode().replace(f'value="{CANARY}', "")
        shown = shown.replace(f"“{CANARY}", "").replace(f"<title>{CANARY}", "")

        assert CANARY not in shown, address
        assert CANARY not in str(response.headers), address


@pytest.mark.parametrize("state", [state for state in HIDDEN if state != "withdrawn"])
def test_answers_for_a_hidden_story_as_for_none(state: str, client: Client) -> None:
    story = hidden(**HIDDEN[state])
    nothing = client.get("/berita/999999/tidak-ada/")

    for address in (
        story.get_absolute_url(),
        f"/x/{story.pk}/y/",
        f"/tag/{story.tags.get(name__contains=CANARY).slug}/",
    ):
        response = client.get(address)

        assert response.status_code == 404
        assert response.content == nothing.content


def test_shows_a_story_from_the_instant_its_embargo_ends(client: Client) -> None:
    story = make.article(embargo_until=timezone.now() + timedelta(hours=1))
    before = client.get(story.get_absolute_url())

    Article.objects.filter(pk=story.pk).update(embargo_until=timezone.now())

    assert before.status_code == 404
    assert client.get(story.get_absolute_url()).status_code == 200


def test_shows_the_story_beside_the_hidden_ones(client: Client) -> None:
    story = make.article(headline="Subak dibuka kembali", tags=("subak",), authors=(make.author(),))

    feeds = [f"{list_}{feed}" for list_ in ("/", "/berita/") for feed in FEEDS]
    for address in ["/", "/berita/", "/sitemap/news.xml", *feeds, story.get_absolute_url()]:
        assert "Subak dibuka kembali" in client.get(address).content.decode(), address


def test_keeps_the_archive_of_a_day_without_public_stories_closed(client: Client) -> None:
    make.article(published_at=make.TOMORROW)
    day = timezone.localdate(make.TOMORROW)

    assert client.get(f"/archive/{day:%Y/%m/%d}/").status_code == 404
    assert client.get(reverse("archive")).content.decode().count('href="/archive/2') == 0


def test_leaves_no_trace_of_a_link_whose_story_is_not_public(client: Client) -> None:
    body = '<p>a</p><aside data-related-link="r1"></aside><aside data-related-link="r2"></aside><p>b</p>'
    story = make.article(body=body)
    make.link(story, key="r1", target=make.article(status=Status.DRAFT))
    make.link(story, key="r2", pending_headline="Masih ditunggu")

    page = client.get(story.get_absolute_url()).content.decode()

    assert "<p>a</p><p>b</p>" in page
    assert "Masih ditunggu" not in page
    assert "<aside" not in page
