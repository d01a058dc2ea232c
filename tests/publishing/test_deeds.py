"""The history says who did what in words, in the language of who reads it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from articles import deeds, history, linking, publishing, tagging
from articles.deeds import Deed
from articles.models import Article, Tag
from articles.workflow import MOVES
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db

AT = "2026-02-22T22:00:00+00:00"

# deed → in English
TABLE = [
    (Deed(deeds.BEGAN), "Edo began it"),
    (Deed(deeds.CHANGED), "Edo saved it"),
    (Deed(deeds.CHANGED, fields={}), "Edo saved it; nothing in it changed"),
    (Deed(deeds.CHANGED, fields={"headline": 1}), "Edo changed the headline"),
    (
        Deed(deeds.CHANGED, fields={"headline": 1, "body": 1, "tags": 2}),
        "Edo changed the headline, the text and 2 tags",
    ),
    (Deed(deeds.CHANGED, fields={"bylines": 1, "related_links": 1}), "Edo changed 1 byline and 1 related link"),
    (Deed(deeds.CHANGED, fields={"of later": 1}), "Edo changed of later"),
    (Deed(deeds.MOVED, move="withdraw", note="100 % salah: %(who)s"), "Edo withdrew it: 100 % salah: %(who)s"),
    (Deed(deeds.MOVED, move="schedule", at=AT), "Edo scheduled it for Monday, 23 February 2026, 06:00 WITA"),
    (Deed(deeds.MOVED, move="of-later", label="100 % lain"), "Edo: 100 % lain"),
    (Deed(deeds.IMPORTED, source="arsip"), "Imported from arsip"),
    (Deed(deeds.RESTORED, at=AT), "Edo brought back the version of Monday, 23 February 2026, 06:00 WITA"),
    (Deed(deeds.DELETED), "Edo deleted it"),
    (Deed(deeds.RECOVERED), "Edo recovered it after it was deleted"),
]


@pytest.mark.parametrize(("deed", "words"), TABLE)
def test_is_kept_and_said(deed: Deed, words: str) -> None:
    kept = Deed.read(deed.kept())

    assert kept == deed
    with translation.override("en"):
        assert kept.said("Edo") == words


@pytest.mark.parametrize(
    "comment", ["", "Disimpan", '{"verb": "began", "other": 1}', '{"verb"', '[{"changed": {}}]', "{}"]
)
def test_a_plain_comment_is_no_deed(comment: str) -> None:
    assert Deed.read(comment) is None


def test_every_move_has_its_words() -> None:
    assert {move.name for move in MOVES} <= set(deeds.MOVES)


def newest(story: Article) -> str:
    with translation.override("en"):
        return history.said(history.versions(story)[0])


def saved(desk: Client, story: Article, **changes: object) -> str:
    response = desk.post(address(story), filled(desk, story, **changes))

    assert response.status_code == 302
    return newest(story)


def test_a_save_says_what_it_changed(desk: Client) -> None:
    story = make.article(status="draft", tags=("Subak",))
    saved(desk, story)

    words = saved(desk, story, headline="Judul baru", tags=["Banjar"], body="<p>Lain.</p>")

    assert words == "Edo changed the headline, the text and 2 tags"


def test_a_save_of_nothing_says_so(desk: Client) -> None:
    story = make.article(status="draft", tags=("Subak",), section=make.section())
    saved(desk, story)

    assert saved(desk, story) == "Edo saved it; nothing in it changed"


def test_a_new_story_was_begun(desk: Client) -> None:
    desk.post(address(), filled(desk, headline="Judul"))

    assert newest(Article.objects.get()) == "Edo began it"


def test_nobody_changed_a_tag_that_was_merged_or_a_link_that_was_found(desk: Client) -> None:
    story = make.article(status="draft", tags=("Subak",), body='<p>Isi.</p><aside data-related-link="r1"></aside>')
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    saved(desk, story)
    tagging.merge([Tag.objects.get()], into=make.tag("Irigasi"))
    make.article(headline="Yang ditunggu")
    linking.resolve_pending()

    assert saved(desk, story, kicker="Pertanian") == "Edo changed the kicker"


def test_another_block_in_the_text_is_a_change_of_the_text(desk: Client, edo: User) -> None:
    story = make.article(status="draft", body='<p>Isi.</p><aside data-related-link="r1"></aside>')
    link = make.link(story, key="r1", pending_headline="Yang ditunggu")
    saved(desk, story)
    link.pending_headline = "Yang lain"
    link.save()

    with history.recorded(by=edo, comment=Deed(deeds.CHANGED), story=story.pk):
        history.record(story)

    assert newest(story) == "Edo changed the text"


def test_a_move_is_said_with_its_time_and_its_note(citra: User) -> None:
    story = make.article()

    publishing.withdraw(story, by=citra, because="Salah kutip.")

    assert newest(story) == "Citra withdrew it: Salah kutip."


def test_a_plain_comment_of_before_is_said_as_it_was_written(edo: User) -> None:
    story = make.article()
    with history.recorded(by=edo, comment="Disimpan"):
        history.record(story)

    assert newest(story) == "Edo: Disimpan"
