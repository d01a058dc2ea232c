"""A link of the list at the end that waited for its story, in the form."""

import pytest
from django.test import Client

from articles.linking import resolve_pending
from articles.models import Article, RelatedLink
from tests import make
from tests.desk.forms import address, filled, with_rows

pytestmark = pytest.mark.django_db

FIELDS = ("target", "url", "label", "pending_headline")


@pytest.fixture
def link() -> RelatedLink:
    return make.link(make.article(), pending_headline="Panen raya", pending_reference="/panen")


def arrived(link: RelatedLink) -> Article:
    story = make.article(headline="Judul kini")
    story.legacy_addresses.create(path="/panen")
    assert resolve_pending() == 1
    link.refresh_from_db()
    return story


def posted(desk: Client, link: RelatedLink, form: dict[str, object], **changes: object) -> RelatedLink:
    desk.post(address(link.article), form | {f"related_links-0-{name}": value for name, value in changes.items()})
    return RelatedLink.objects.get()


def opened(desk: Client, link: RelatedLink) -> dict[str, object]:
    """The form's rows as the page has them."""
    form = desk.get(address(link.article)).context["inline_admin_formsets"][1].formset.forms[0]
    data = with_rows(filled(desk, link.article), "related_links", [link], *FIELDS)
    return data | {f"related_links-0-{name}": form[name].value() or "" for name in FIELDS}


def test_the_headline_it_waited_for_is_not_shown_and_stays(desk: Client, link: RelatedLink) -> None:
    story = arrived(link)
    form = opened(desk, link)
    assert form["related_links-0-label"] == ""

    after = posted(desk, link, form, position=3)

    assert (after.position, after.target, after.label) == (3, story, "Panen raya")
    assert after.pending_reference == "/panen"


def test_a_story_that_came_while_the_form_was_open_is_kept(desk: Client, link: RelatedLink) -> None:
    form = opened(desk, link)
    story = arrived(link)

    after = posted(desk, link, form, position=3)

    assert (after.target, after.label, after.pending_headline) == (story, "Panen raya", "")


def test_another_story_that_an_editor_chooses_forgets_what_was_waited_for(desk: Client, link: RelatedLink) -> None:
    arrived(link)
    other = make.article()

    after = posted(desk, link, opened(desk, link), target=other.pk)

    assert (after.target, after.label, after.pending_reference) == (other, "", "")


def test_another_headline_forgets_where_the_story_stood(desk: Client, link: RelatedLink) -> None:
    after = posted(desk, link, opened(desk, link), pending_headline="Banjir")

    assert (after.pending_headline, after.pending_reference) == ("Banjir", "")


def test_words_of_a_link_outside_are_an_editors_to_write(desk: Client) -> None:
    link = make.link(make.article(), url="https://a.example/", label="Lama")

    assert posted(desk, link, opened(desk, link), label="Baru").label == "Baru"
