"""Links that wait for their story find it, and wait again when it goes.

Set by set, never link by link: an archive brings hundreds of thousands.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Case, CharField, Exists, F, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Greatest, Left, StrIndex, Substr

from articles import content_version
from articles.body.blocks import Block
from articles.models import Article, ArticleQuerySet, ImportedSource, RelatedLink
from articles.models.related_link import RelatedLinkQuerySet, key_of
from articles.workflow import Status

# Numbers of links that one statement goes through: what else is to be written waits no longer than that.
RANGE = 20_000
LABELS = 200


def resolve_around(article: Article) -> None:
    """After a story was saved: who waits for it, and whom its own links wait for."""
    # Each with the condition of its index, or SQLite would go through all links.
    waiting = (
        Q(article=article)
        | (Q(pending_key=article.headline_key) & ~Q(pending_key=""))
        | (Q(pending_reference__in=_names_of(article)) & Q(target__isnull=True) & ~Q(pending_reference=""))
    )
    pending = RelatedLink.objects.pending()
    if numbers := list(pending.filter(waiting).values_list("pk", flat=True)):
        _resolve(pending.filter(pk__in=numbers))


def resolve_pending() -> int:
    """Point every waiting link whose story is here to it. Returns how many found their story.

    Where the story once stood goes before its headline. A headline that several stories bear means the latest
    published of them.
    """
    pending = RelatedLink.objects.pending()
    ends = pending.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return 0
    begins = range(ends["first"], ends["last"] + 1, RANGE)
    return sum(_resolve(pending.filter(pk__gte=begin, pk__lt=begin + RANGE)) for begin in begins)


def unresolve(articles: Iterable[Article]) -> int:
    """Before stories go: the links of others to them wait again, as they did before. Returns how many.

    One that never waited waits for the headline the story has, and for its return from where it was imported.
    """
    numbers = [article.pk for article in articles]
    links = RelatedLink.objects.filter(target__in=numbers).exclude(article__in=numbers)
    labels = list(links.exclude(label="").order_by().values_list("label", flat=True).distinct())
    content_version.bump()
    printed = [_wait_for(links, labels[begin : begin + LABELS]) for begin in range(0, len(labels), LABELS)]
    return sum(printed) + _wait_for_headlines(links.filter(label=""))


def put_blocks(article: Article, blocks: Iterable[Block]) -> None:
    """Make the story's inline links what the blocks of its text point to."""
    links = {link.key: link for link in article.related_links.inline()}
    keys = set()
    for position, block in enumerate(blocks):
        link = links.get(block.key) or RelatedLink(article=article, key=block.key)
        link.position = position
        link.point_to(block)
        link.save()
        keys.add(block.key)
    article.related_links.inline().exclude(key__in=keys).delete()


# ---- Finding ------------------------------------------------------------------------------------------------------


def _names_of(article: Article) -> list[str]:
    """What a link may say of where it once stood."""
    origins = ImportedSource.objects.filter(article=article).values_list("source", "source_id")
    names = [f"{source}#{source_id}" for source, source_id in origins]
    return [*names, *article.legacy_addresses.values_list("path", flat=True)]


def _resolve(links: RelatedLinkQuerySet) -> int:
    return sum(_point(links, found) for found in (_at_the_old_path(), _of_the_origin(), _of_the_headline()))


def _point(links: RelatedLinkQuerySet, found: ArticleQuerySet) -> int:
    """One statement finds and writes: an editor who points a link elsewhere meanwhile is not overruled."""
    found = found.filter(status=Status.PUBLISHED).exclude(pk=OuterRef("article"))
    with transaction.atomic(savepoint=False):
        count = links.filter(Exists(found)).update(
            target=Subquery(found.values("pk")[:1]),
            label=F("pending_headline"),
            pending_headline="",
            pending_key="",
        )
        if count:
            content_version.bump()
    return count


# A draft's headline is still in the writer's hands, and nobody reads a draft: it must not catch the links of others.
# _point() sees to it.


def _at_the_old_path() -> ArticleQuerySet:
    return Article.objects.filter(legacy_addresses__path=OuterRef("pending_reference")).order_by()


def _of_the_origin() -> ArticleQuerySet:
    hash_at = StrIndex(OuterRef("pending_reference"), Value("#"))
    return Article.objects.filter(
        imported_from__source=Left(OuterRef("pending_reference"), Greatest(hash_at - 1, Value(0))),
        imported_from__source_id=Substr(OuterRef("pending_reference"), hash_at + 1),
    ).order_by()


def _of_the_headline() -> ArticleQuerySet:
    return Article.objects.filter(headline_key=OuterRef("pending_key")).newest_first()


# ---- Waiting again ------------------------------------------------------------------------------------------------


def _wait_for(links: RelatedLinkQuerySet, labels: list[str]) -> int:
    """For the headlines that were printed. What a headline is compared by is not made in a database."""
    keys = Case(*(When(label=label, then=Value(key_of(label))) for label in labels))
    return links.filter(label__in=labels).update(pending_headline=F("label"), pending_key=keys, label="", target=None)


def _wait_for_headlines(links: RelatedLinkQuerySet) -> int:
    target = Article.objects.filter(pk=OuterRef("target"))
    origin = ImportedSource.objects.filter(article=OuterRef("target"))
    name = origin.values(name=Concat("source", Value("#"), "source_id", output_field=CharField()))
    return links.update(
        pending_headline=Subquery(target.values("headline")),
        pending_key=Subquery(target.values("headline_key")),
        pending_reference=Coalesce(Subquery(name), Value("")),
        target=None,
    )
