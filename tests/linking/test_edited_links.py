"""What an editor does to a link that waits, or waited."""

import pytest

from articles.body.blocks import Block
from articles.models import RelatedLink
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> RelatedLink:
    return make.link(make.article(), key="r1", pending_headline="Panen raya", pending_reference="/panen")


def saved(link: RelatedLink, block: Block) -> RelatedLink:
    link.point_to(block)
    link.save()
    return RelatedLink.objects.get(pk=link.pk)


def test_the_same_headline_waits_for_the_same_story(waiting: RelatedLink) -> None:
    assert saved(waiting, Block("r1", headline="Panen raya")).pending_reference == "/panen"


@pytest.mark.parametrize("block", [Block("r1", headline="Banjir"), Block("r1", url="https://a.example/", headline="A")])
def test_what_is_pointed_elsewhere_forgets_where_the_story_stood(waiting: RelatedLink, block: Block) -> None:
    assert saved(waiting, block).pending_reference == ""


def test_a_story_that_an_editor_chose_is_not_the_one_that_was_waited_for(waiting: RelatedLink) -> None:
    link = saved(waiting, Block("r1", target_id=make.article().pk, headline="Lain"))

    assert (link.label, link.pending_reference) == ("", "")


def test_a_story_that_was_found_stays_found_when_its_block_is_saved(waiting: RelatedLink) -> None:
    story = make.article(headline="Judul kini")
    RelatedLink.objects.update(target=story, label="Panen raya", pending_headline="", pending_key="")
    waiting.refresh_from_db()

    as_opened_after = saved(waiting, Block("r1", target_id=story.pk, headline="Judul kini"))
    as_opened_before = saved(waiting, Block("r1", headline="Panen raya"))

    for link in (as_opened_after, as_opened_before):
        assert (link.target, link.label, link.pending_reference) == (story, "Panen raya", "/panen")


@pytest.mark.parametrize(("headline", "reference"), [("PANEN raya", "/panen"), ("Banjir", "")])
def test_a_row_of_the_form_keeps_where_the_story_stood_only_with_its_headline(
    waiting: RelatedLink, headline: str, reference: str
) -> None:
    waiting.pending_headline = headline

    waiting.full_clean()

    assert waiting.pending_reference == reference
