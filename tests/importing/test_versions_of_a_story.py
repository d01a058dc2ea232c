"""Agencies send a story again and again: the latest version counts, and what is taken back is not published."""

from datetime import timedelta

import pytest

from articles.formats.record import Standing
from articles.models import Article, ImportedSource
from tests.importing.records import AT, bring_in, outcomes, record

pytestmark = pytest.mark.django_db

LONG = "<p>Teks pertama yang panjang, dengan banyak kata yang kemudian dicabut oleh kantor berita.</p>"
SHORT = "<p>Teks kedua.</p>"


def test_the_later_version_wins_though_it_is_shorter() -> None:
    bring_in(record("Gempa", body=LONG), record("Gempa", body=SHORT, updated_at=AT + timedelta(hours=1)))

    assert Article.objects.get().body == SHORT


def test_an_earlier_version_that_stands_later_does_not() -> None:
    later = record("Gempa", body=SHORT, updated_at=AT + timedelta(hours=2))

    bring_in(later, record("Gempa", body=LONG, updated_at=AT + timedelta(hours=1)))

    assert Article.objects.get().body == SHORT


def test_a_story_that_the_same_input_takes_back_is_not_public() -> None:
    cancelled = record("Gempa", body=SHORT, status=Standing.DRAFT)

    assert outcomes(bring_in(record("Gempa", body=LONG), cancelled)) == ["created", "repeated"]

    story = Article.objects.get()
    assert (story.status, story.first_published_at) == ("draft", None)
    assert outcomes(bring_in(record("Gempa", body=LONG), cancelled)) == ["unchanged", "repeated"]


def test_one_that_is_taken_back_later_is_left_to_an_editor() -> None:
    bring_in(record("Gempa", body=LONG))

    [result] = bring_in(record("Gempa", body=SHORT, status=Standing.DRAFT))

    assert result.problems == (
        "Its source no longer publishes this story, but readers here see it. Withdraw it, or not.",
    )
    assert Article.objects.get().is_public()
    assert ImportedSource.objects.get().needs_review
