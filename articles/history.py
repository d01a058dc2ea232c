"""What a story was before: one save, with its links, tags and bylines, is one version."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import reversion
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from reversion.models import Version

from articles.linking import resolve_around
from articles.models import Article, Byline, ImportedSource, RelatedLink, Tag, TaggedArticle
from articles.workflow import Move

# What a reader sees or a search finds. Never what readers are allowed to see: to restore an old text of a withdrawn
# story must not publish it.
CONTENT = (
    "kicker",
    "headline",
    "slug",
    "standfirst",
    "body",
    "kind",
    "place",
    "section",
    "lead_photo",
    "edited_by",
    "rights",
    "sponsor_name",
    "unverified_reason",
)


def register() -> None:
    reversion.register(Article, follow=("related_links", "bylines", "tagged_articles"))
    for noun in (RelatedLink, Byline, TaggedArticle):
        reversion.register(noun)


@contextmanager
def recorded(*, by: Any, comment: str, story: int | None = None) -> Iterator[None]:
    """Everything done inside is one transaction and one version, or nothing. `by` is a user, None for the importer.

    `story` is the number of the story that will be changed, if it is there already.
    """
    with transaction.atomic():
        if story is not None:
            _remember_import(story)
        with _version(by=by, comment=comment):
            yield


@contextmanager
def _version(*, by: Any, comment: str) -> Iterator[None]:
    with reversion.create_revision():
        if by is not None and by.is_authenticated:
            reversion.set_user(by)
        reversion.set_comment(comment)
        yield


def _remember_import(pk: int) -> None:
    """An import keeps no version of what it makes: nine rows for each of a whole archive's stories, to say what the
    story itself says until somebody changes it. The first change keeps it.
    """
    tie = ImportedSource.objects.filter(article=pk).select_related("batch").first()
    if tie is None or Version.objects.get_for_object_reference(Article, pk).exists():
        return
    # Of two who change it at once only one keeps it.
    article = Article.objects.select_for_update(of=("self",)).get(pk=pk)
    if Version.objects.get_for_object_reference(Article, pk).exists():
        return
    with _version(by=None, comment=imported_from(tie.source)):
        reversion.set_date_created(tie.batch.started_at)
        record(article)


def imported_from(source: str) -> str:
    """In the site's language: the history is read at the desk."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Imported from %(source)s") % {"source": source}


def record(article: Article) -> None:
    """Count the story, as it now stands, into the version being recorded."""
    reversion.add_to_revision(article)


def versions(article: Article) -> QuerySet[Version]:
    """Newest first, with who and when."""
    return Version.objects.get_for_object(article).select_related("revision__user").order_by("-pk")


def was_move(version: Version, move: Move) -> bool:
    """Whether this version was made by that move, and not by a save or another move to the same state."""
    comment, label = version.revision.get_comment(), str(move.label)
    return comment == label or comment.startswith(f"{label}: ")


class NotRestored(Exception):
    """The message tells the person who tried what stands in the way."""


def restore(article: Article, version: Version, *, by: Any) -> None:
    """Make an earlier content the current one, as a new version: text, links, bylines and tags."""
    earlier = version.field_dict
    comment = _("Restored the version of %(when)s") % {"when": version.revision.date_created.isoformat(" ", "minutes")}
    with recorded(by=by, comment=comment, story=article.pk):
        if not Article.objects.all().claim(article.pk, version=article.version, by=by):
            raise NotRestored(_("Someone changed the story meanwhile. Reload the page and look at it again."))
        article.version += 1
        article.saved_by, article.saved_at = by, timezone.now()
        if article.is_public():
            article.updated_at = article.saved_at
        for name in CONTENT:
            column = cast("Field[Any, Any]", Article._meta.get_field(name)).attname
            setattr(article, column, earlier[column])
        try:
            article.full_clean(exclude={"tags", "authors"})
        except ValidationError as refused:
            raise NotRestored(" ".join(refused.messages)) from refused
        article.save()
        for noun in (RelatedLink, Byline, TaggedArticle):
            _restore_rows(noun, article, version)
        resolve_around(article)
        record(article)


def _restore_rows(noun: type[Model], article: Article, version: Version) -> None:
    """Put back what hung on the story then. What points to something that is gone by now is left out."""
    owner = "content_object" if noun is TaggedArticle else "article"
    noun._default_manager.filter(**{owner: article}).delete()
    for row in version.revision.version_set.get_for_model(noun):
        values = {name: value for name, value in row.field_dict.items() if name != noun._meta.pk.attname}
        if values[f"{owner}_id"] != article.pk:
            continue
        if noun is TaggedArticle:
            # A tag that was merged since is the one it became.
            _restore_tag(article, values["tag_id"])
        elif _still_there(noun, values):
            noun(**values).save(force_insert=True)


def _restore_tag(article: Article, tag_id: int) -> None:
    if (tag := Tag.objects.that_was(tag_id)) is not None:
        article.tags.add(tag)


def _still_there(noun: type[Model], values: dict[str, Any]) -> bool:
    """Whether all that a row points to exists. The database itself would say so only when all is done."""
    for field in noun._meta.concrete_fields:
        key = values.get(field.attname)
        if (
            isinstance(field, ForeignKey)
            and key is not None
            and not field.related_model._default_manager.filter(pk=key).exists()
        ):
            return False
    return True
