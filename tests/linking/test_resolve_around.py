"""A saved story: who waits for it, and whom its own links wait for."""

from typing import Any

import pytest
from django.db import connection

from articles.linking import resolve_around
from articles.models import LegacyAddress, RelatedLink
from articles.workflow import Status
from tests import make
from tests.linking.origins import imported, moved

pytestmark = pytest.mark.django_db


def test_finds_who_waits_for_its_headline_its_old_address_or_its_origin() -> None:
    story = imported("arsip", "17", headline="Panen raya")
    LegacyAddress.objects.create(path="/panen", article=story)
    for reference in ("", "/panen", "arsip#17"):
        headline = "Lain" if reference else "Panen raya"
        make.link(make.article(), pending_headline=headline, pending_reference=reference)

    resolve_around(story)

    assert list(RelatedLink.objects.values_list("target", flat=True)) == [story.pk] * 3


def test_finds_whom_its_own_links_wait_for() -> None:
    target = moved("/panen", headline="Panen raya")
    story = make.article()
    make.link(story, pending_headline="Panen raya")
    make.link(story, pending_headline="Lain", pending_reference="/panen")

    resolve_around(story)

    assert list(RelatedLink.objects.values_list("target", flat=True)) == [target.pk] * 2


def test_leaves_links_that_wait_for_others() -> None:
    make.article(headline="Banjir")
    make.link(make.article(), pending_headline="Banjir")

    resolve_around(make.article(headline="Panen raya"))

    assert RelatedLink.objects.get().target is None


def test_a_draft_catches_no_link_of_others() -> None:
    make.link(make.article(), pending_headline="Panen raya", pending_reference="/panen")

    resolve_around(moved("/panen", headline="Panen raya", status=Status.DRAFT))

    assert RelatedLink.objects.get().target is None


@pytest.mark.parametrize("number", [1, 30])
def test_asks_as_often_for_many_links_as_for_few(number: int, django_assert_num_queries: Any) -> None:
    story = moved("/panen", headline="Panen raya")
    for i in range(number):
        make.link(make.article(), pending_headline="Panen raya" if i % 2 else "Lain", pending_reference="/panen")

    with django_assert_num_queries(6):
        resolve_around(story)

    assert story.linked_from.count() == number


def test_asks_three_times_where_nobody_waits(django_assert_num_queries: Any) -> None:
    story = make.article()

    with django_assert_num_queries(3):
        resolve_around(story)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what is in the table")
def test_looks_at_the_links_that_wait_and_not_at_all(django_assert_num_queries: Any) -> None:
    story = moved("/panen", headline="Panen raya")
    with django_assert_num_queries(3) as asked:
        resolve_around(story)

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        plan = " | ".join(row[3] for row in cursor.fetchall())

    assert "SCAN" not in plan, plan
