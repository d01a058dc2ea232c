"""A story whose source has changed, while no editor has worked on it: it becomes what the source now says."""

from django.utils import timezone

from articles import content_version, deeds, exporter, history
from articles.deeds import Deed
from articles.formats import own_stories
from articles.formats.record import ArticleRecord, Standing
from articles.importer.names import Names
from articles.importer.options import Options
from articles.importer.photos import Photos
from articles.importer.story import Story, begin, hang, take_off
from articles.importer.tie import state_of, tie_to
from articles.models import Article, ImportBatch, ImportedSource, ImportedUpdate
from articles.remark import Remark, gettext_noop
from articles.workflow import Status


def change(
    origin: ImportedSource,
    record: ArticleRecord,
    batch: ImportBatch,
    options: Options,
    names: Names,
    photos: Photos,
) -> Story | None:
    """Write the record over the story; what it was is kept, to be put back. None: an editor was quicker."""
    assert origin.article_id is not None
    with history.recorded(by=None, comment=Deed(deeds.IMPORTED, source=origin.source), story=origin.article_id):
        if not Article.objects.all().claim(origin.article_id, version=origin.article_version, by=None):
            return None
        article = Article.objects.get(pk=origin.article_id)
        ImportedUpdate.objects.get_or_create(
            batch=batch,
            origin=origin,
            defaults={
                "before": own_stories.written(exporter.record_of(article)),
                "tie_before": state_of(origin),
            },
        )
        story = begin(record, article, options, names, photos)
        if article.status == Status.PUBLISHED and record.status is not Standing.PUBLISHED:
            _take_back(story, by_the_run_that_made_it=origin.batch_id == batch.pk)
        return rewrite(story, origin, names)


def rewrite(story: Story, origin: ImportedSource, names: Names) -> Story:
    """Write a story that is there anew. It is claimed, and a version of its history is being recorded."""
    article = story.article
    if article.status == Status.PUBLISHED:
        article.first_published_at = article.first_published_at or article.published_at
    article.saved_at, article.saved_by = timezone.now(), None
    # What a source takes back readers may have seen.
    content_version.bump(withdrawn=not article.is_public())
    article.save()
    take_off(article)
    hang([story], names)
    history.record(article)
    tie_to(story, origin, (origin.source, origin.source_id)).save()
    return story


def _take_back(story: Story, *, by_the_run_that_made_it: bool) -> None:
    """An agency cancels a story, a site makes one private: what this very run published never was meant for readers.
    What they have read for longer only an editor withdraws.
    """
    if by_the_run_that_made_it:
        story.article.status, story.article.first_published_at = Status.DRAFT, None
        return
    story.remarks.append(
        Remark(gettext_noop("Its source no longer publishes this story, but readers here see it. Withdraw it, or not."))
    )
