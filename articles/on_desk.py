"""What waits at the desk for a person: short lists, each by an index, never a count of the archive."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles import roles
from articles.models import (
    Article,
    ArticleQuerySet,
    Assignment,
    Byline,
    ImportedSource,
    MailNotice,
    Mention,
    RelatedLink,
)
from articles.workflow import Status

LOOKED_AT = 200  # of the newest stories, for headlines that others wait for
RECENT = timedelta(days=30)
HELD_UP_AFTER, HELD_UP_FOR = timedelta(minutes=10), timedelta(days=1)


def drafts_of(user: Any) -> ArticleQuerySet:
    """Begun by this person or under the person's name; what is assigned stands apart. The last touched stands first."""
    begun = Article.objects.filter(created_by=user.pk, status=Status.DRAFT).order_by().values("pk")
    # What is not published is in no list, which is what the index of bylines begins with.
    signed = Byline.objects.filter(author__user=user.pk, listed_at=None).order_by().values("article")
    given = Assignment.objects.open().filter(person=user.pk).order_by().values("article")
    mine = _rows().filter(pk__in=begun.union(signed), status=Status.DRAFT)
    return mine.exclude(pk__in=given).order_by("-saved_at", "-pk")


def assigned_to(user: Any) -> QuerySet[Assignment]:
    return (
        Assignment.objects.open()
        .filter(person=user.pk)
        .select_related("article__section", "by")
        .defer("article__body", "article__teaser")
        .most_pressing_first()
    )


def waiting_for_review(user: Any) -> ArticleQuerySet:
    """For editors all, those of their own sections first; for others their own. The longest wait stands first."""
    waiting = _rows().filter(status=Status.IN_REVIEW).select_related("submission__by", "saved_by")
    if not user.has_perm("articles.publish_article"):
        waiting = waiting.filter(Q(created_by=user.pk) | Q(bylines__author__user=user.pk)).distinct()
    waiting = waiting.annotate(waits_since=Coalesce("submission__sent_at", "saved_at"))
    sections = roles.sections_of(user)
    if sections is None:
        return waiting.order_by("waits_since", "pk")
    own = Case(When(section__in=sections, then=Value(0)), default=Value(1), output_field=IntegerField())
    return waiting.annotate(of_others=own).order_by("of_others", "waits_since", "pk")


def working_copies() -> ArticleQuerySet:
    """Of stories that are out: what was left longest stands first."""
    # Above nothing, and not only "not null": SQLite then goes through the few rows of that index.
    copies = Article.objects.filter(revises__gt=0).order_by().values("pk")
    return _rows().filter(pk__in=copies).select_related("saved_by").order_by("saved_at", "pk")


def coming_out(after: datetime, before: datetime) -> list[Article]:
    """What readers will see from an instant between the two on, soonest first."""
    published = Article.objects.filter(status=Status.PUBLISHED).order_by()
    # Each half has an index of its own; one OR over both columns has none.
    to_come = published.filter(published_at__gt=after, published_at__lt=before).values("pk")
    held_back = published.filter(embargo_until__gt=after, embargo_until__lt=before).values("pk")
    stories = [story for story in _rows().filter(pk__in=to_come.union(held_back)) if _out_from(story) < before]
    return sorted(stories, key=lambda story: (_out_from(story), story.pk))


def out_since(since: datetime, at: datetime | None = None) -> list[Article]:
    """What readers see, newest first: an embargo that ended in that time counts as its beginning."""
    at = at or timezone.now()
    published = Article.objects.public(at).order_by()
    dated = published.filter(published_at__gte=since).values("pk")
    held_back = published.filter(embargo_until__gte=since).values("pk")
    stories = list(_rows().filter(pk__in=dated.union(held_back)).order_by("-published_at", "-pk"))
    return sorted(stories, key=lambda story: (_out_from(story), story.pk), reverse=True)


def to_check() -> QuerySet[ImportedSource]:
    """Imported stories that left something to check."""
    return (
        ImportedSource.objects.filter(needs_review=True, article__isnull=False)
        .select_related("article", "batch")
        .defer("article__body", "article__teaser", "original")
        .order_by("article_id")
    )


class Found(NamedTuple):
    """A link that waits for a headline, and the story that bears it by now."""

    link: RelatedLink
    story: Article


def found_headlines(most: int) -> list[Found]:
    """Links that wait for a headline which a story of the last weeks bears: a draft, or one that was not there before.

    Asked from the few newest stories, not from the many links.
    """
    newest = _rows().stories().exclude(status=Status.WITHDRAWN).filter(saved_at__gt=timezone.now() - RECENT)
    by_key: dict[str, Article] = {}
    for story in newest.order_by("-saved_at", "-pk")[:LOOKED_AT]:
        by_key.setdefault(story.headline_key, story)
    if not by_key:
        return []
    # With the condition of its index.
    waiting = RelatedLink.objects.pending().filter(
        ~Q(pending_key=""), pending_key__in=list(by_key), article__revises=None
    )
    links = waiting.select_related("article").defer("article__body", "article__teaser").order_by("-pk")[: most * 2]
    found = (Found(link, by_key[link.pending_key]) for link in links)
    return list(islice((each for each in found if each.story.pk != each.link.article_id), most))


def mentions_of(user: Any) -> QuerySet[Mention]:
    """Not yet seen, newest first."""
    return (
        Mention.objects.unseen_by(user)
        .select_related("note__by", "note__article")
        .defer("note__article__body", "note__article__teaser")
        .order_by("-note__written_at", "-pk")
    )


def held_up_notices(at: datetime | None = None) -> int:
    """Notices by mail of the last day that should have been sent some while ago, and were not."""
    at = at or timezone.now()
    return MailNotice.objects.waiting().filter(made_at__range=(at - HELD_UP_FOR, at - HELD_UP_AFTER)).count()


def _out_from(story: Article) -> datetime:
    """Of a published story."""
    return story.public_from or story.saved_at


def _rows() -> ArticleQuerySet:
    """Stories with what a row of the desk's first page says, and without their texts."""
    return Article.objects.select_related("section").defer("body", "teaser", "standfirst")
