"""After an import every story and old address is asked for as readers will, and what is not right is named."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles import publishing
from articles.formats.record import RelatedReference, Standing
from articles.models import Article, ImportBatch
from tests import make
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db


def verify(exit_code: int = 0) -> str:
    printed = StringIO()
    ended_with = 0
    try:
        call_command("import_articles", verify=ImportBatch.objects.order_by("-pk")[0].pk, stdout=printed)
    except SystemExit as ended:
        ended_with = ended.code
    assert ended_with == exit_code, printed.getvalue()
    return printed.getvalue()


def test_finds_nothing_where_all_is_well() -> None:
    bring_in(
        record("Satu", addresses=("/lama/satu/", "/?p=1"), body='<p>Lihat <a href="/lama/dua">yang kedua</a>.</p>'),
        record("Dua", addresses=("/lama/dua",), related=(RelatedReference("", "Satu"),)),
        record("Rahasia", addresses=("/lama/rahasia", "/?p=3"), status=Standing.DRAFT),
    )

    assert verify() == "Verified import 1: asked for 3 stories and 5 old addresses; findings: 0.\n".replace(
        "import 1", f"import {ImportBatch.objects.get().pk}"
    )


def test_names_an_address_that_leads_nowhere(settings: Any) -> None:
    bring_in(record("Satu", addresses=("/lama/satu",)))
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith("legacy_addresses")]

    assert "The old address /lama/satu answers 404 ; expected 301 to /berita/" in verify(exit_code=1)


def test_names_words_that_got_lost() -> None:
    bring_in(record("Satu", body="<p>Satu dua tiga.</p><p>Empat lima.</p>"))
    story = Article.objects.get()
    story.body = "<p>Satu dua tiga.</p>"
    story.save()

    assert "The page shows 3 words of the text; the source has 5." in verify(exit_code=1)


def test_says_nothing_of_words_that_an_editor_took_out(edo: User) -> None:
    bring_in(record("Satu", body="<p>Satu dua tiga.</p><p>Empat lima.</p>"))
    story = Article.objects.get()
    publishing.reschedule(story, by=edo, at=make.YESTERDAY)
    story.body = "<p>Satu dua tiga.</p>"
    story.save()

    verify()


def test_names_links_that_lead_nowhere() -> None:
    bring_in(
        record(
            "Satu",
            body='<p>Lihat <a href="/lama/tiada">ini</a>.</p>',
            related=(RelatedReference("", "Belum Ada"),),
        )
    )

    printed = verify(exit_code=1)

    assert "The related link “Belum Ada” waits for its story." in printed
    assert "A link in the text leads to /lama/tiada, where nothing is." in printed


def test_counts_every_word_of_every_kind_of_body() -> None:
    bring_in(
        record(
            "Satu",
            body="<h2>Judul kecil</h2><p>Satu<br>dua <strong>ti</strong>ga.</p><ul><li>Empat</li><li>lima</li></ul>"
            "<table><tbody><tr><td>enam</td><td>tujuh</td></tr></tbody></table><blockquote><p>delapan</p></blockquote>",
        )
    )

    verify()
