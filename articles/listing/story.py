"""One story, and the ways on from it."""

from django.db.models import QuerySet

from articles.models import Article, RelatedLink


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    stories = Article.objects.public().with_card().defer(None).defer("search_text").with_links()
    return stories.prefetch_related("tags").filter(pk=pk).first()  # type: ignore[misc]  # taggit's, unknown to mypy


def readable_links(article: Article) -> list[RelatedLink]:
    """Those that lead a reader somewhere: to a public story, or to a web address."""
    return [
        link
        for link in article.related_links.all()
        if (link.target.is_public() if link.target else link.url.startswith(("http://", "https://")))
    ]


def more_like(article: Article, length: int = 4) -> QuerySet[Article]:
    """The newest others of the same section."""
    stories = Article.objects.public().filter(section=article.section).exclude(pk=article.pk)
    return stories.select_related("section", "lead_photo").defer("body", "search_text").newest_first()[:length]
