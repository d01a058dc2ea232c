"""Addresses for people without an account (a source, a lawyer) to read a story before it is published."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles import roles
from articles.models import Article, PreviewLink
from articles.workflow import Status

logger = logging.getLogger(__name__)

# Hours → as people say it. An address without an end would be a second site.
LASTS = {24: _("one day"), 48: _("two days"), 7 * 24: _("one week"), 30 * 24: _("thirty days")}
USUAL = 48
MOST_OPEN = 20


class TooMany(Exception):
    """A sentence."""


def are_possible(article: Article) -> bool:
    """Readers have a public story anyway; a withdrawn one nobody has any more, whatever address they were given."""
    return not _is_withdrawn(article) and not article.is_public()


def make(article: Article, *, key: UUID, for_whom: str, hours: int, by: Any) -> PreviewLink:
    """The same `key` twice is one address. Raises TooMany."""
    made = PreviewLink.objects.filter(key=key, article=article).first()
    if made is not None:
        return made
    now = timezone.now()
    if PreviewLink.objects.open_at(now).filter(article=article).count() >= MOST_OPEN:
        raise TooMany(
            ngettext(
                "%(most)d address of this story is open, and no more may be. End it first.",
                "%(most)d addresses of this story are open, and no more may be. End some first.",
                MOST_OPEN,
            )
            % {"most": MOST_OPEN}
        )
    link, _is_new = PreviewLink.objects.get_or_create(
        key=key,
        defaults={
            **{"article": article, "for_whom": for_whom, "made_by": by},
            **{"made_at": now, "ends_at": now + timedelta(hours=hours)},
        },
    )
    return link


def end(article: Article, key: UUID, *, by: Any) -> PreviewLink | None:
    """None: the story has no such address."""
    links = PreviewLink.objects.filter(article=article, key=key)
    links.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by=by)
    return links.first()


def opened(token: str) -> PreviewLink | None:
    """With its story, that may be read now; the opening is noted. None: nobody may read anything at this address."""
    key = PreviewLink.key_of(token)
    if key is None:
        return None
    links = PreviewLink.objects.select_related("article__revises", "made_by").open_at(timezone.now())
    link = links.filter(key=key).first()
    if link is None or not _is_still_meant(link):
        return None
    PreviewLink.objects.filter(pk=link.pk).update(openings=F("openings") + 1, last_opened_at=timezone.now())
    logger.info("The preview address %d of the story %d was opened.", link.pk, link.article_id)
    return link


def _is_still_meant(link: PreviewLink) -> bool:
    """Whoever made it must still be one of us: what someone gave away goes with their account."""
    maker, article = link.made_by, link.article
    if maker is None or not maker.is_active or not roles.may_see(maker, article):
        return False
    return not _is_withdrawn(article)


def _is_withdrawn(article: Article) -> bool:
    """The story or, of a working copy, the one that it revises."""
    return Status.WITHDRAWN in {article.status, article.revises.status if article.revises else None}
