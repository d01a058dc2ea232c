"""Links that wait for their story find it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from articles.body.blocks import Block
from articles.models import Article, ArticleQuerySet, RelatedLink
from articles.workflow import Status


def resolve_around(article: Article) -> None:
    """After a story was saved: who waits for its headline, and whom its own links wait for."""
    own = article.related_links.pending().values_list("pending_key", flat=True)
    resolve_pending([article.headline_key, *own])


def resolve_pending(headline_keys: Iterable[str] | None = None) -> int:
    """Point pending links to the stories whose headline they name; all of them, or those of the given keys.

    A headline that several stories bear means the latest published of them. Returns how many links found their story.
    """
    namesake = _arrived().filter(headline_key=OuterRef("pending_key")).exclude(pk=OuterRef("article"))
    pending = RelatedLink.objects.pending().filter(Exists(namesake))
    if headline_keys is not None:
        pending = pending.filter(pending_key__in=set(headline_keys))
    return sum(_resolve(link) for link in pending.order_by("pk").only("pk", "article_id", "pending_key"))


def _resolve(link: RelatedLink) -> int:
    target = (
        _arrived().filter(headline_key=link.pending_key).exclude(pk=link.article_id).newest_first().only("pk").first()
    )
    # The key again in the filter: an editor may have pointed the link elsewhere meanwhile.
    waiting = RelatedLink.objects.filter(pk=link.pk, pending_key=link.pending_key)
    return waiting.update(target=target, pending_headline="", pending_key="")


def _arrived() -> ArticleQuerySet:
    """A draft's headline is still in the writer's hands: it must not catch the links of others."""
    return Article.objects.filter(status=Status.PUBLISHED)


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
