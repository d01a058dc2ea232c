"""A waiting link finds its story: by where it once stood, else by its headline."""

from datetime import timedelta
from typing import Any

import pytest

from articles import linking
from articles.linking import resolve_pending
from articles.models import LegacyAddress, RelatedLink
from articles.workflow import Status
from tests import make
from tests.linking.origins import imported, moved

pytestmark = pytest.mark.django_db


def waiting(headline: str, reference: str = "", **fields: Any) -> RelatedLink:
    return make.link(make.article(), pending_headline=headline, pending_reference=reference, **fields)


def test_finds_the_story_whose_headline_it_names() -> None:
    link = waiting("Panen  “Raya”")
    story = make.article(headline='PANEN "raya"')

    assert resolve_pending() == 1

    link.refresh_from_db()
    assert (link.target, link.pending_headline, link.pending_key) == (story, "", "")


@pytest.mark.parametrize("reference", ["/2019/05/panen/", "/2019/05/panen", "/2019/05/panen/#foto", "/2019/05/panén/"])
def test_finds_the_story_that_once_stood_there(reference: str) -> None:
    path = LegacyAddress.path_of(reference)
    link = waiting("Judul lama", reference)
    story = moved(path, headline="Judul baru")

    resolve_pending()

    link.refresh_from_db()
    assert link.target == story


def test_finds_the_story_that_was_imported_under_that_name() -> None:
    link = waiting("Judul lama", "arsip#post-17#a")
    imported("lain", "post-17#a")
    imported("arsip", "post-17")
    story = imported("arsip", "post-17#a", headline="Judul baru")

    resolve_pending()

    link.refresh_from_db()
    assert link.target == story


@pytest.mark.parametrize("reference", ["/2019/05/panen/", "arsip#17"])
def test_where_it_once_stood_goes_before_its_headline(reference: str) -> None:
    link = waiting("Jadwal salat", reference)
    story = imported("arsip", "17", headline="Jadwal salat", published_at=make.YESTERDAY - timedelta(days=900))
    LegacyAddress.objects.create(path="/2019/05/panen", article=story)
    make.article(headline="Jadwal salat")

    resolve_pending()

    link.refresh_from_db()
    assert link.target == story


@pytest.mark.parametrize("reference", ["/2019/05/panen/", "arsip#17", "arsip", "#", "/", "//[x/", "/#x", "a#"])
def test_where_nothing_stands_the_headline_decides(reference: str) -> None:
    link = waiting("Panen raya", reference)
    story = make.article(headline="Panen raya")

    resolve_pending()

    link.refresh_from_db()
    assert link.target == story


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.WITHDRAWN])
def test_waits_until_the_story_is_published(status: str) -> None:
    link = waiting("Panen raya", "/panen")
    moved("/panen", headline="Panen raya", status=status)

    assert resolve_pending() == 0

    link.refresh_from_db()
    assert (link.target, link.pending_headline, link.pending_reference) == (None, "Panen raya", "/panen")


def test_a_headline_that_several_bear_means_the_latest_published() -> None:
    links = [waiting("Jadwal salat"), waiting("Jadwal salat")]
    make.article(headline="Jadwal salat", published_at=make.YESTERDAY - timedelta(days=1))
    latest = make.article(headline="Jadwal salat")
    make.article(headline="Jadwal salat", published_at=make.YESTERDAY - timedelta(days=2))
    make.article(headline="Jadwal salat", status=Status.DRAFT)

    resolve_pending()

    assert set(RelatedLink.objects.values_list("pk", "target")) == {(link.pk, latest.pk) for link in links}


@pytest.mark.parametrize("reference", ["", "/panen", "arsip#1"])
def test_never_leads_a_story_to_itself(reference: str) -> None:
    story = imported("arsip", "1", headline="Panen raya")
    LegacyAddress.objects.create(path="/panen", article=story)
    link = make.link(story, pending_headline="Panen raya", pending_reference=reference)

    assert resolve_pending() == 0

    earlier = make.article(headline="Panen raya", published_at=make.YESTERDAY - timedelta(days=9))
    assert resolve_pending() == 1
    link.refresh_from_db()
    assert link.target == earlier


def test_keeps_the_printed_headline_and_shows_the_current_one() -> None:
    link = waiting("Judul yang tercetak", "/panen")
    moved("/panen", headline="Judul sekarang")

    resolve_pending()

    link.refresh_from_db()
    assert (link.label, link.pending_reference) == ("Judul yang tercetak", "/panen")
    assert link.headline == link.as_block().headline == "Judul sekarang"


def test_leaves_links_outside_and_those_that_found_their_story() -> None:
    outside = make.link(make.article(), url="https://a.example/", label="Panen raya")
    found = make.link(make.article(), target=make.article(headline="Lain"))
    make.article(headline="Panen raya")

    assert resolve_pending() == 0

    assert RelatedLink.objects.get(pk=outside.pk).target is None
    assert RelatedLink.objects.get(pk=found.pk).target == found.target


@pytest.mark.parametrize(
    "reference",
    ["/" + "é" * 400, "/" + "e" * 1200, "arsip#" + "🌾" * 556, "arsip#\n1", "/\ud83d", "arsip#\ud83d", "//[x/"],
)
def test_keeps_no_reference_that_could_name_nothing(reference: str) -> None:
    assert waiting("Panen", reference).pending_reference == ""


def test_keeps_the_longest_reference_there_can_be() -> None:
    words = "".join(map(chr, range(0x20000, 0x20000 + 500)))  # nothing in it can be made shorter
    reference = f"{'x' * 60}#{words}"

    assert waiting("Panen", reference).pending_reference == reference
    assert len(waiting("Panen", "/" + "x" * 999).pending_reference) == 1000


def test_a_link_that_waits_for_nothing_keeps_no_reference() -> None:
    assert make.link(make.article(), url="https://a.example/", pending_reference="/x").pending_reference == ""


@pytest.mark.parametrize("number", [2, 40])
def test_asks_as_often_for_many_links_as_for_few(number: int, django_assert_num_queries: Any) -> None:
    for i in range(number):
        waiting(f"Naskah lama {i}", f"/lama/{i}")
        waiting(f"Berkas {i}", f"arsip#{i}")
        waiting(f"Judul {i}")
        moved(f"/lama/{i}")
        imported("arsip", str(i))
        make.article(headline=f"Judul {i}")

    with django_assert_num_queries(4):
        assert resolve_pending() == 3 * number


def test_goes_through_all_links_however_their_numbers_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "RANGE", 3)
    for i in range(5):
        waiting(f"Judul {i}")
        make.link(make.article(), url="https://a.example/")
        make.article(headline=f"Judul {i}")

    assert resolve_pending() == 5
    assert not RelatedLink.objects.pending().exists()


def test_asks_nothing_more_where_no_link_waits(django_assert_num_queries: Any) -> None:
    make.article()

    with django_assert_num_queries(1):
        assert resolve_pending() == 0
