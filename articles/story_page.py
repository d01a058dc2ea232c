"""The page of a story: for readers, and for those who look at it before them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles import fragments, listing
from articles.models import Article, Section
from articles.models.article import NO_SECTION
from articles.workflow import Status


def shown(article: Article) -> dict[str, Any]:
    """What articles/article_detail.html shows, and every page that extends it."""
    links = listing.readable_links(article)
    return {
        "article": article,
        "mark": fragments.mark_of(article),
        "here": article.section,
        "links": links,
        "links_at_the_end": [link for link in links if not link.key],
        "around": listing.around(article, links) if article.section_id else listing.Around([], [], [], []),
    }


def as_if_public(pk: int) -> Article | None:
    """Any story, as readers would get it if it were published now or, being planned, at its time.

    Whoever asks has made sure that the one who looks may see it.
    """
    article = listing.any_story(pk)
    if article is None:
        return None
    if article.revises is not None:
        _take_the_place_of(article.revises, article)
    elif article.status != Status.PUBLISHED or article.published_at is None:
        article.published_at = timezone.now()
    if article.section is None:
        article.section = Section(name=_("Without a section"), slug=NO_SECTION)
    return article


def _take_the_place_of(story: Article, copy: Article) -> None:
    """Of a working copy readers get the text, at the address and with the times of its story."""
    copy.pk, copy.status, copy.updated_at = story.pk, story.status, timezone.now()
    copy.published_at = story.published_at or timezone.now()
    copy.first_published_at, copy.embargo_until = story.first_published_at, story.embargo_until


def document(article: Article, template: str, **more: Any) -> str:
    """The page as a reader without an account would get it at the story's own address, in the paper's language."""
    request = HttpRequest()
    request.path = article.get_absolute_url()
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string(template, shown(article) | more, request)
