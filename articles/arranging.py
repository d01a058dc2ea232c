"""Where a story is filed: its section and its tags, changed without touching what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import deeds, history, roles
from articles.deeds import Deed
from articles.models import Article, Section, Tag


class NotArranged(Exception):
    """The message tells the person who tried what stands in the way."""


def put_into_section(article: Article, *, section: Section, by: Any) -> None:
    """Readers who come by its old address are led to the new one. They are not told that the story was updated."""
    if why := why_not_into(by, article, section):
        raise NotArranged(why)
    with _changed(article, by=by):
        article.section = section
        article.save()


def add_tag(article: Article, *, tag: Tag, by: Any) -> None:
    if why := why_no_tag(by, article, tag):
        raise NotArranged(why)
    with _changed(article, by=by):
        article.save()
        article.tags.add(tag)


def why_not_into(user: Any, article: Article, section: Section | None) -> str:
    """What stands in the way, in a sentence; "" if nothing does. Of a section not yet chosen: in any case."""
    if not roles.may_change(user, article):
        return _("Your role, or your sections, do not allow it.")
    if section is None:
        return ""
    if article.section_id == section.pk:
        return _("It is in this section already.")
    if not roles.may_put_into(user, article, section.pk):
        return _("Readers know it in its section, and the section you chose is not one of yours: ask its editor.")
    return ""


def why_no_tag(user: Any, article: Article, tag: Tag | None) -> str:
    if not roles.may_change(user, article):
        return _("Your role, or your sections, do not allow it.")
    if tag is not None and article.tags.filter(pk=tag.pk).exists():
        return _("It has this tag already.")
    return ""


@contextmanager
def _changed(article: Article, *, by: Any) -> Iterator[None]:
    with history.recorded(by=by, comment=Deed(deeds.CHANGED), story=article.pk):
        if not Article.objects.all().claim(article.pk, version=article.version, by=by):
            raise NotArranged(_("Someone changed the story meanwhile. Reload the page and look at it again."))
        article.version += 1
        article.saved_by, article.saved_at = by, timezone.now()
        yield
        history.record(article)
