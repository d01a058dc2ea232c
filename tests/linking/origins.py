"""Stories with a past: an old address, an origin."""

from typing import Any

from articles.models import Article, ImportBatch, ImportedSource, LegacyAddress
from tests import make


def moved(path: str, **fields: Any) -> Article:
    """A story that once stood at `path`."""
    story = make.article(**fields)
    LegacyAddress.objects.create(path=path, article=story)
    return story


def imported(source: str, source_id: str, **fields: Any) -> Article:
    story = make.article(**fields)
    ImportedSource.objects.create(
        article=story,
        batch=ImportBatch.objects.create(source=source),
        source=source,
        source_id=source_id,
        article_version=story.version,
    )
    return story
