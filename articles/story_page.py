"""The page of a story: for readers, and for those who look at it before them."""

from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from articles import listing, readable
from articles.listing import Whole
from articles.models import Article
from articles.models.article import NO_SECTION
from articles.workflow import Status

STORY = "articles/article_detail.html"


def shown(story: Whole, template: str = STORY) -> dict[str, Any]:
    """What the template shows, be it articles/article_detail.html or one that extends it."""
    links = listing.links_of(story.links)
    named = readable.Named.in_texts([story.body])
    # What is beside it comes and goes with other stories, and is a part of its own. The text is long.
    text = blake2b(story.body.encode(), digest_size=16).digest()
    own = story._replace(body="", earlier=None, later=None)
    return {
        "story": story,
        "article": SimpleLazyObject(lambda: story.article),
        "mark": (template, own, text, named.of(story.body)),
        "here": {"pk": story.section__pk, "parent_id": story.section__parent_id},
        "links": links,
        "named": named,
        "links_at_the_end": tuple(link for link in links if not link.key),
        "around": listing.around(story, links),
    }


def as_if_public(pk: int) -> Whole | None:
    """Any story, as readers would get it if it were published now or, being planned, at its time.

    Whoever asks has made sure that the one who looks may see it.
    """
    article = Article.objects.select_related("revises").defer("body", "revises__body").filter(pk=pk).first()
    story = listing.any_story(pk)
    if article is None or story is None:
        return None
    if story.section__pk is None:
        story = story._replace(section__name=_("Without a section"), section__slug=NO_SECTION)
    if article.revises is not None:
        # Of a working copy readers get the text, at the address and with the times of its story.
        story = story._replace(pk=article.revises.pk, updated_at=timezone.now().isoformat())
        return listing.placed(story, article.revises.published_at or timezone.now())
    if article.status == Status.PUBLISHED and article.published_at is not None:
        return story
    return listing.placed(story, timezone.now())


def document(story: Whole, template: str, **more: Any) -> str:
    """The page as a reader without an account would get it at the story's own address, in the paper's language."""
    request = HttpRequest()
    request.path = story.address
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(template, shown(story, template) | more, request)
