"""A draft goes, and comes back: deleted by mistake, it is recovered with all that hung on it, under its own number."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Version

from articles import assignments, colleagues, deeds, history, notes, roles
from articles.deeds import Deed
from articles.linking import resolve_around
from articles.models import Article, Assignment, DeletedDraft, ImportedSource, LegacyAddress, Note
from articles.workflow import Status

# What a draft has none of, or gets anew when it comes back.
NOT_RECOVERED = ("id", "version", "form_key", "saved_at", "saved_by_id")


class NotDeleted(Exception):
    """The message tells the person who tried what stands in the way."""


class NotRecovered(Exception):
    """The message tells the person who tried what stands in the way."""


def delete(article: Article, *, by: Any) -> DeletedDraft:
    """The last version in the history is the draft as it went, and says who deleted it."""
    try:
        with transaction.atomic():
            return _delete(article, by=by)
    except ProtectedError as error:
        raise NotDeleted(_("Other stories lead to this one. Take their links away first.")) from error


def _delete(article: Article, *, by: Any) -> DeletedDraft:
    unseen = Article.objects.filter(Q(status=Status.DRAFT) | Q(revises__isnull=False), first_published_at=None)
    with history.recorded(by=by, comment=Deed(deeds.DELETED), story=article.pk):
        if not roles.may_delete(by, article) or not unseen.claim(article.pk, version=article.version, by=by):
            raise NotDeleted(_("Not deleted: the story has changed meanwhile. Look at it again."))
        history.record(Article.objects.get(pk=article.pk))
    draft = DeletedDraft.objects.create(
        number=article.pk,
        headline=article.headline,
        deleted_by=by,
        revision=history.versions(article)[0].revision,
        origin=ImportedSource.objects.filter(article=article).first(),
        old_addresses=list(article.legacy_addresses.values_list("path", flat=True)),
    )
    draft.owners.set(colleagues.writers_of(article))
    _set_aside(article, by=by)
    article.delete()
    return draft


def _set_aside(article: Article, *, by: Any) -> None:
    """What the desk keeps beside the draft comes back with it; of a working copy it is the story's."""
    if article.revises is not None:
        notes.hand_over(source=article, target=article.revises)
        assignments.hand_over(source=article, target=article.revises, end=assignments.End.TAKEN_BACK, by=by)
        return
    for noun in (Note, Assignment):
        noun._default_manager.filter(article=article).update(article=None, draft_number=article.pk)


def last_version(draft: DeletedDraft) -> Version:
    """What it held when it went."""
    return Version.objects.get_for_object_reference(Article, draft.number).get(revision=draft.revision_id)


def recover(draft: DeletedDraft, *, by: Any) -> tuple[Article, list[str]]:
    """The draft as it was, and sentences about what is gone by now and could not come back with it."""
    with transaction.atomic():
        # Of two who recover it at once only one does.
        found = DeletedDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
        if found is None:
            raise NotRecovered(_("The draft has been recovered already."))
        if not roles.may_recover(by, found):
            raise NotRecovered(_("Only an editor recovers the drafts of others."))
        version = last_version(found)
        with history.recorded(by=by, comment=Deed(deeds.RECOVERED)):
            article, gone = _made_again(found, version, by=by)
            gone += history.put_back_rows(article, version)
            _tie_again(article, found)
            resolve_around(article)
            history.record(article)
        found.delete()
    return article, gone


def _made_again(draft: DeletedDraft, version: Version, *, by: Any) -> tuple[Article, list[str]]:
    earlier = version.field_dict
    article = Article(pk=draft.number, version=earlier["version"] + 1, saved_by=by, saved_at=timezone.now())
    for field in Article._meta.concrete_fields:
        if field.attname not in NOT_RECOVERED and field.attname in earlier:
            setattr(article, field.attname, _still_there(field, earlier[field.attname]))
    if article.revises_id is None:
        article.revises_version = None
    elif Article.objects.filter(revises=article.revises_id).exists():
        raise NotRecovered(_("The story has another working copy by now. Copy what you need of this one into it."))
    gone = history.put_back_columns(article, earlier)
    article.status, article.published_at, article.first_published_at = Status.DRAFT, None, None
    try:
        article.full_clean(exclude={"tags", "authors"}, validate_unique=False)
        with transaction.atomic():
            article.save(force_insert=True)
    except (ValidationError, IntegrityError) as refused:
        words = " ".join(refused.messages) if isinstance(refused, ValidationError) else ""
        raise NotRecovered(words or _("The draft cannot be made again. Copy its text into a new story.")) from refused
    # The field itself takes the instant of the making.
    Article.objects.filter(pk=article.pk).update(created_at=earlier["created_at"])
    article.created_at = earlier["created_at"]
    return article, gone


def _still_there(field: "Field[Any, Any]", value: Any) -> Any:
    """None for what a column points to and is gone."""
    if not isinstance(field, ForeignKey) or value is None:
        return value
    return value if field.related_model._default_manager.filter(pk=value).exists() else None


def _tie_again(article: Article, draft: DeletedDraft) -> None:
    """To where it was imported from, if no later import has taken that up; to its notes, and its earlier addresses."""
    ImportedSource.objects.filter(pk=draft.origin_id or 0, article=None).update(article=article)
    for noun in (Note, Assignment):
        noun._default_manager.filter(draft_number=draft.number).update(article=article, draft_number=None)
    taken = set(LegacyAddress.objects.filter(path__in=draft.old_addresses).values_list("path", flat=True))
    for path in draft.old_addresses:
        if path not in taken:
            LegacyAddress.objects.create(path=path, article=article)
