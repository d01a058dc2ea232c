"""A name that does not fit is no reason to do without the story, and no name is taken for another."""

from pathlib import Path

import pytest

from articles.formats.record import Standing
from articles.models import Article, Section, Tag
from tests import make
from tests.importing.records import bring_in, record
from tests.importing.running import STORY, run

pytestmark = pytest.mark.django_db


def put(folder: Path, *lines: str, name: str = "panen") -> None:
    """The story with these lines in its header."""
    (folder / f"{name}.txt").write_text(STORY.replace("\n\n", "\n" + "\n".join(lines) + "\n\n", 1))


@pytest.mark.parametrize("tag", ["t" * 101, "ﬃ" * 100], ids=["long", "long once its case is folded"])
def test_a_tag_that_is_too_long_is_left_out(folder: Path, tag: str) -> None:
    put(folder, f"Tag: padi, {tag}, subak")

    printed = run(folder)

    assert sorted(Article.objects.get().tags.names()) == ["padi", "subak"]
    assert "created: The tag “" in printed
    assert Article.objects.get().imported_from.needs_review


def test_takes_the_first_two_hundred_tags(folder: Path) -> None:
    put(folder, *(f"Tag: {', '.join(f'kata {number}' for number in range(n, n + 20))}" for n in range(0, 220, 20)))

    printed = run(folder)

    assert Tag.objects.count() == 200
    assert Tag.objects.filter(name="kata 199").exists()
    assert "Of 220 tags the first 200 were taken." in printed


def test_a_section_with_a_long_name_is_the_one_of_the_option(folder: Path) -> None:
    put(folder, f"Rubrik: {'Wisata ' * 10}")

    printed = run(folder, section="Daerah")

    assert Article.objects.get().section.name == "Daerah"
    assert "the story is in “Daerah”." in printed


def test_sections_of_one_address_stay_apart(folder: Path) -> None:
    names = ("Seni Budaya", "Seni & Budaya", "巴厘", "文化", "seni  budaya", "Seni " + "dan " * 10 + "x", "Search")
    for number, name in enumerate(names):
        put(folder, f"Rubrik: {name}", name=str(number))

    run(folder)
    run(folder)

    sections = dict(Section.objects.values_list("name", "slug"))
    assert set(sections) == {"Berita", *names} - {"seni  budaya"}
    assert (sections["Seni Budaya"], sections["Search"]) == ("seni-budaya", "rubrik-search")
    assert sections["Seni & Budaya"].startswith("seni-budaya-")


def test_a_section_of_the_desk_is_found_by_its_name(folder: Path) -> None:
    seni = make.section("Seni & Budaya", slug="seni")
    put(folder, "Rubrik: SENI & BUDAYA")

    run(folder)

    assert Article.objects.get().section == seni


def test_what_readers_may_not_see_names_no_section() -> None:
    bring_in(record("Rapat", status=Standing.DRAFT, section="Internal"))

    story = Article.objects.get()
    assert story.section.name == "Berita"
    assert list(story.tags.names()) == ["Internal"]
    assert not Section.objects.filter(name="Internal").exists()


def test_a_draft_is_filed_under_a_section_that_is_there() -> None:
    make.section("Ekonomi")

    bring_in(record("Rapat", status=Standing.DRAFT, section="ekonomi"))

    assert Article.objects.get().section.name == "Ekonomi"
