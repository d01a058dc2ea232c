"""A preview address: whoever has it reads one story before readers do, until it ends. Nobody else does."""

import logging
import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from articles import preview_links
from articles.models import Article, PreviewLink
from articles.workflow import Status
from tests import make
from tests.hostile.make import XSS

pytestmark = pytest.mark.django_db

HEADLINE = "Bendungan yang belum diumumkan"


def page_of(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/preview/addresses/"


def draft(**fields: Any) -> Article:
    return make.article(status="draft", headline=HEADLINE, **fields)


def link_to(story: Article, by: Any = None, **fields: Any) -> PreviewLink:
    link = preview_links.make(
        story, key=uuid4(), for_whom="Pak Ketut", hours=48, by=by or make.person(f"p{uuid4().hex[:8]}", "editor")
    )
    PreviewLink.objects.filter(pk=link.pk).update(**fields)
    link.refresh_from_db()
    return link


def sent(**fields: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "for_whom": "Pak Ketut", "hours": "48", **fields}


def test_shows_a_draft_to_who_has_no_account() -> None:
    answer = Client().get(link_to(draft(body="<p>Isi yang rahasia.</p>")).get_absolute_url())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert HEADLINE in page
    assert "Isi yang rahasia." in page
    assert "Pak Ketut" in page


def test_is_kept_by_no_cache_and_listed_by_no_search_engine() -> None:
    story = draft()

    answer = Client().get(link_to(story).get_absolute_url())

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    head = answer.content.decode().split("</head>")[0]
    assert 'content="noindex, nofollow"' in head
    assert not re.search("canonical|og:url|og:title|ld[+]json|oembed", head)
    assert f"/{story.pk}/" not in answer.content.decode()


def test_shows_what_is_saved_by_now() -> None:
    story = draft()
    link = link_to(story)
    Article.objects.filter(pk=story.pk).update(headline="Judul yang dipertajam")

    assert "Judul yang dipertajam" in Client().get(link.get_absolute_url()).content.decode()


def test_counts_and_logs_each_opening(caplog: pytest.LogCaptureFixture) -> None:
    link = link_to(draft())

    with caplog.at_level(logging.INFO, logger="articles.preview_links"):
        Client().get(link.get_absolute_url())
        Client().get(link.get_absolute_url())

    link.refresh_from_db()
    assert link.openings == 2
    assert link.last_opened_at is not None
    assert len(caplog.messages) == 2


@pytest.mark.parametrize("fields", [{"ends_at": make.YESTERDAY}, {"revoked_at": make.YESTERDAY}])
def test_ends(fields: dict[str, Any]) -> None:
    link = link_to(draft(), **fields)

    answer = Client().get(link.get_absolute_url())

    assert answer.status_code == 404
    assert HEADLINE not in answer.content.decode()


def test_answers_an_ended_one_as_one_that_never_was() -> None:
    ended = link_to(draft(), revoked_at=make.YESTERDAY).get_absolute_url()
    never = PreviewLink(key=uuid4()).get_absolute_url()

    answers = [Client().get(address) for address in (ended, never, "/preview/x.y/", "/preview/%00/")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_opens_nothing_for_who_knows_the_key_but_not_our_signature(settings: LazySettings) -> None:
    link = link_to(draft())
    address = link.get_absolute_url()
    settings.SECRET_KEY = "kunci yang lain"

    assert Client().get(address).status_code == 404
    assert Client().get(f"/preview/{link.key.hex}/").status_code == 404


def test_ends_with_the_account_of_who_made_it() -> None:
    maker = make.person("edo", "editor")
    link = link_to(draft(), by=maker)
    maker.is_active = False
    maker.save()

    assert Client().get(link.get_absolute_url()).status_code == 404


def test_ends_with_the_role_of_who_made_it() -> None:
    maker = make.person("edo", "editor")
    link = link_to(draft(), by=maker)
    maker.groups.clear()

    assert Client().get(link.get_absolute_url()).status_code == 404


def test_ends_with_the_story() -> None:
    story = draft()
    link = link_to(story)
    story.delete()

    assert Client().get(link.get_absolute_url()).status_code == 404


def test_leads_to_the_story_once_it_is_public() -> None:
    story = draft()
    link = link_to(story)
    Article.objects.filter(pk=story.pk).update(
        status=Status.PUBLISHED, published_at=make.YESTERDAY, first_published_at=make.YESTERDAY
    )

    answer = Client().get(link.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (302, story.get_absolute_url())
    assert answer["Cache-Control"] == "private, no-store"


def test_shows_nobody_what_is_withdrawn() -> None:
    story = draft()
    link = link_to(story)
    Article.objects.filter(pk=story.pk).update(
        status=Status.WITHDRAWN, published_at=make.YESTERDAY, first_published_at=make.YESTERDAY
    )

    assert Client().get(link.get_absolute_url()).status_code == 404


def test_shows_nobody_a_working_copy_of_what_is_withdrawn(desk: Client) -> None:
    story = make.article()
    copy = draft(revises=story, revises_version=story.version)
    link = link_to(copy)
    open_before = Client().get(link.get_absolute_url()).status_code
    Article.objects.filter(pk=story.pk).update(status=Status.WITHDRAWN)

    desk.post(page_of(copy), sent())

    assert open_before == 200
    assert Client().get(link.get_absolute_url()).status_code == 404
    assert PreviewLink.objects.count() == 1


def test_is_made_and_ended_at_the_desk(desk: Client) -> None:
    story = draft()

    made = desk.post(page_of(story), sent(for_whom="Bu Wayan <b>"), follow=True)

    (link,) = PreviewLink.objects.all()
    assert link.get_absolute_url() in made.content.decode()
    assert "Bu Wayan &lt;b&gt;" in made.content.decode()
    assert timedelta(hours=47) < link.ends_at - timezone.now() < timedelta(hours=49)
    assert Client().get(link.get_absolute_url()).status_code == 200

    ended = desk.post(f"{page_of(story)}{link.key}/end/", follow=True)

    assert link.get_absolute_url() not in ended.content.decode()
    assert Client().get(link.get_absolute_url()).status_code == 404


def test_makes_one_of_a_form_that_is_sent_twice(desk: Client) -> None:
    story, form = draft(), sent()

    desk.post(page_of(story), form)
    desk.post(page_of(story), form)

    assert PreviewLink.objects.count() == 1


def test_never_gives_out_the_address_of_another_story(desk: Client) -> None:
    story, other = draft(), link_to(draft())

    page = desk.post(page_of(story), sent(key=str(other.key)), follow=True).content.decode()
    desk.post(f"{page_of(story)}{other.key}/end/")

    other.refresh_from_db()
    assert other.get_absolute_url() not in page
    assert other.revoked_at is None


@pytest.mark.parametrize(
    "fields", [{"hours": "9999"}, {"hours": "-1"}, {"for_whom": " "}, {"key": "x"}, {"for_whom": "a" * 121}]
)
def test_makes_none_of_a_form_with_a_fault(desk: Client, fields: dict[str, str]) -> None:
    answer = desk.post(page_of(draft()), sent(**fields))

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert not PreviewLink.objects.exists()


def test_has_a_limit_for_each_story(desk: Client) -> None:
    story, maker = draft(), make.person("edi", "editor")
    for _each in range(preview_links.MOST_OPEN):
        preview_links.make(story, key=uuid4(), for_whom="x", hours=24, by=maker)

    desk.post(page_of(story), sent())

    assert PreviewLink.objects.count() == preview_links.MOST_OPEN


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_makes_none_of_what_readers_have_or_had(desk: Client, status: str) -> None:
    desk.post(page_of(make.article(status=status)), sent())

    assert not PreviewLink.objects.exists()


def test_is_made_by_nobody_who_may_not_write_on_the_story() -> None:
    client = Client()
    client.force_login(make.person("rina", "reporter"))
    story = draft(created_by=make.person("sari", "reporter"))
    link = link_to(story)

    assert client.get(page_of(story)).status_code == 403
    assert client.post(page_of(story), sent()).status_code == 403
    assert client.post(f"{page_of(story)}{link.key}/end/").status_code == 403


def test_does_nothing_when_it_is_fetched(desk: Client) -> None:
    link = link_to(draft())

    assert desk.get(f"{page_of(link.article)}{link.key}/end/").status_code == 405
    assert PreviewLink.objects.get(revoked_at=None)


def test_runs_nothing_that_was_typed() -> None:
    story = draft(body="".join(XSS), standfirst=XSS[0], kicker="<b>x")
    link = link_to(story, for_whom="<script>alert(1)</script>")

    page = Client().get(link.get_absolute_url()).content.decode()

    assert not re.search(r"<script(?! type=\"module\" src)|<[a-z]+[^>]* on[a-z]+=|javascript:", page)


def test_knows_no_key_of_a_token_that_is_too_long() -> None:
    assert PreviewLink.key_of("a" * 100_000) is None
    assert PreviewLink.key_of(PreviewLink(key=UUID(int=1)).get_absolute_url().split("/")[2]) == UUID(int=1)
