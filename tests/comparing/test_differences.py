"""Two states of a story are told apart field by field, in words; what is shown of them is safe."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from articles import history, tagging
from articles.comparing import (
    Content,
    Difference,
    Link,
    Snapshot,
    differences,
    of_article,
    of_version,
    snapshots,
)
from articles.models import Article, Section, Tag
from tests import make

pytestmark = pytest.mark.django_db


def only(before: Snapshot, after: Snapshot) -> Difference:
    (difference,) = differences(before, after)
    return difference


def kept(story: Article, by: User) -> None:
    with history.recorded(by=by, comment=""):
        story.save()
        history.record(story)


def full_story() -> Article:
    photo = make.photo()
    story = make.article(
        headline="Panen raya",
        body=f'<p>Isi.</p><aside data-related-link="r1"></aside><figure data-photo="{photo.key}">Sawah.</figure>',
        section=make.section("Tenis", parent=make.section("Olahraga")),
        lead_photo=photo,
        authors=(make.author("Ni Luh Sari"), make.author("I Made Arta")),
        tags=("Subak", "Banjar"),
    )
    make.link(story, key="r1", pending_headline="Yang ditunggu")
    make.link(story, url="https://a.example/", label="Di luar")
    return story


# field, before, after → plain before, plain after
TABLE: list[tuple[str, Any, Any, str, str]] = [
    ("headline", "Panen raya", "Panen kecil", "Panen raya", "Panen kecil"),
    ("kind", "Berita", "Opini", "Berita", "Opini"),
    ("section", "", "Daerah", "", "Daerah"),
    ("tags", ("Subak", "Banjar"), ("Banjar",), "Banjar, Subak", "Banjar"),
    ("bylines", ("Sari", "Arta"), ("Arta", "Sari"), "Sari, Arta", "Arta, Sari"),
    ("related_links", (), ("Banjir",), "", "Banjir"),
    ("body", "<p>Satu</p><h2>Dua</h2>", "<p>Satu</p>", "Satu\nDua", "Satu"),
    ("embargo_until", None, datetime(2026, 2, 22, 22, tzinfo=UTC), "", "Monday, 23 February 2026, 06:00 WITA"),
]


@pytest.mark.parametrize(("name", "before", "after", "plain_before", "plain_after"), TABLE)
def test_says_both_sides_in_plain_words(
    name: str, before: Any, after: Any, plain_before: str, plain_after: str, settings: Any
) -> None:
    settings.LANGUAGE_CODE = "en"

    difference = only(Snapshot(**{name: before}), Snapshot(**{name: after}))

    assert (difference.name, difference.before, difference.after) == (name, plain_before, plain_after)
    assert difference.label


def test_marks_words_and_not_letters() -> None:
    marked = only(Snapshot(headline="Panen raya dimulai"), Snapshot(headline="Panen besar dimulai")).marked

    assert "raya</del>" in marked
    assert "besar</ins>" in marked
    assert marked.count("<del>") == marked.count("<ins>") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"tags": ("Subak", "Banjar")}, {"tags": ("banjar", "Subak")}),
        ({"body": "<p>Satu</p>"}, {"body": "<p>Satu </p>"}),
        ({"headline": "Panen"}, {"headline": "Panen"}),
    ],
)
def test_what_people_would_not_see_is_no_difference(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert differences(Snapshot(**before), Snapshot(**after)) == []


def test_the_most_asked_for_comes_first() -> None:
    before, after = Snapshot(), Snapshot(slug="a", tags=("b",), body="<p>c</p>", headline="d", kicker="e")

    assert [each.name for each in differences(before, after)] == ["headline", "body", "tags", "kicker", "slug"]


HOSTILE = (
    '<script>window.__xss=1</script><img src=x onerror="window.__xss=1">',
    "\"'><svg onload=window.__xss=1>",
    "</del></p><a href='javascript:window.__xss=1'>x</a>",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize(
    "name",
    ["headline", "body", "section", "standfirst", "lead_photo", "tags", "bylines", "related_links", "slug", "kind"],
)
def test_nothing_of_a_text_is_html_in_what_is_shown(name: str, words: str) -> None:
    value: Any = (words,) if name in {"tags", "bylines", "related_links"} else words

    shown = "".join(each.marked for each in differences(Snapshot(), Snapshot(**{name: value})))

    for tag in ("<script", "<img", "<svg", "<a "):
        assert tag not in shown.lower()


def test_names_of_blocks_and_photos_are_escaped() -> None:
    body = f'<aside data-related-link="r1"></aside><figure data-photo="{"a" * 64}">x</figure>'
    names = {"r1": HOSTILE[0], "a" * 64: HOSTILE[1]}

    shown = only(Snapshot(), Snapshot(body=body, names=names)).marked

    assert "<script" not in shown
    assert "<svg" not in shown


def test_a_stored_story_is_said_in_words() -> None:
    (snapshot,) = snapshots(of_article(full_story()))

    assert snapshot.section == "Olahraga > Tenis"
    assert snapshot.bylines == ("Ni Luh Sari", "I Made Arta")
    assert sorted(snapshot.tags) == ["Banjar", "Subak"]
    assert snapshot.related_links == ("Di luar (https://a.example/)",)
    assert "Yang ditunggu" in snapshot.names["r1"]
    assert "Subak di Jatiluwih" in snapshot.lead_photo


def test_a_version_says_the_same_as_the_story_it_was_kept_of(edo: User) -> None:
    story = full_story()
    kept(story, edo)

    now, then = snapshots(of_article(Article.objects.get()), of_version(history.versions(story)[0]))

    assert now == then


def test_two_states_take_few_queries(edo: User, django_assert_num_queries: Any) -> None:
    story = full_story()
    kept(story, edo)
    version = history.versions(story)[0]

    with django_assert_num_queries(1):
        then = of_version(version)
    with django_assert_num_queries(3):
        now = of_article(story)
    with django_assert_num_queries(4):
        snapshots(then, now)


def test_what_is_gone_is_said_to_be_gone() -> None:
    content = Content(
        columns={"section_id": 999, "lead_photo_id": 999},
        tags=(999,),
        authors=(999,),
        links=(Link(target_id=999),),
    )

    (snapshot,) = snapshots(content)

    assert all((snapshot.section, snapshot.lead_photo, *snapshot.tags, *snapshot.bylines, *snapshot.related_links))


def test_a_tag_that_was_merged_is_the_one_it_became() -> None:
    former = make.tag("Subak").pk
    tagging.merge([Tag.objects.get(pk=former)], into=make.tag("Irigasi"))

    (snapshot,) = snapshots(Content(tags=(former, "diketik")))

    assert snapshot.tags == ("Irigasi", "diketik")


def test_what_was_typed_is_filled_in_by_hand() -> None:
    section = make.section("Daerah")

    (snapshot,) = snapshots(Content(columns={"headline": "Diketik", "section_id": section.pk}))

    assert snapshot == Snapshot(headline="Diketik", section=Section.objects.get().name)
