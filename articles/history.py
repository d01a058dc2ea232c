"""What a story was before: one save, with its links, tags and bylines, is one version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

import reversion
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from reversion.models import Version

from articles import deeds, referenced, roles
from articles.body import figures
from articles.comparing import changed_fields, of_article, of_version
from articles.deeds import Deed
from articles.linking import resolve_around
from articles.models import Article, Byline, ImportedSource, Photo, RelatedLink, Section, Tag, TaggedArticle
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
def recorded(*, by: Any, comment: str | Deed, story: int | None = None) -> Iterator[None]:
    """Everything done inside is one transaction and one version, or nothing. `by` is a user, None for the importer.

    `story` is the number of the story that will be changed, if it is there already. A Deed is said in the language of
    who reads it; one that says CHANGED learns from record() what changed.
    """
    with transaction.atomic():
        if story is not None:
            _remember_import(story)
        with _version(by=by, comment=comment):
            yield


@contextmanager
def _version(*, by: Any, comment: str | Deed) -> Iterator[None]:
    with reversion.create_revision():
        if by is not None and by.is_authenticated:
            reversion.set_user(by)
        reversion.set_comment(comment.kept() if isinstance(comment, Deed) else comment)
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
    with _version(by=None, comment=Deed(deeds.IMPORTED, source=tie.source)):
        reversion.set_date_created(tie.batch.started_at)
        record(article)


def record(article: Article) -> None:
    """Count the story, as it now stands, into the version being recorded."""
    deed = Deed.read(reversion.get_comment())
    if deed is not None and deed.verb == deeds.CHANGED:
        reversion.set_comment(replace(deed, fields=_changed(article)).kept())
    reversion.add_to_revision(article)


def _changed(article: Article) -> dict[str, int] | None:
    """Since the last version; None if there is none to compare with."""
    last = versions(article).first()
    return None if last is None else changed_fields(of_version(last), of_article(article))


def versions(article: Article) -> QuerySet[Version]:
    """Newest first, with who and when."""
    return Version.objects.get_for_object(article).select_related("revision__user").order_by("-pk")


def deed_of(version: Version) -> Deed | None:
    """None: a version with a plain comment."""
    return Deed.read(version.revision.comment)


def said(version: Version) -> str:
    """Who did what, in the reader's language. A plain comment is said as it was written."""
    revision = version.revision
    who = name_of(revision.user)
    if (deed := deed_of(version)) is not None:
        return deed.said(who)
    plain = revision.get_comment()
    return f"{who}: {plain}" if plain else Deed(deeds.CHANGED).said(who)


def name_of(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user is not None else _("the importer")


def was_move(version: Version, move: Move) -> bool:
    """Whether this version was made by that move, and not by a save or another move to the same state."""
    deed = deed_of(version)
    return deed is not None and (deed.verb, deed.move) == (deeds.MOVED, move.name)


class NotRestored(Exception):
    """The message tells the person who tried what stands in the way."""


def restore(article: Article, version: Version, *, by: Any) -> list[str]:
    """Make an earlier content the current one, as a new version: text, links, bylines and tags.

    Returns sentences about what is gone by now and could not come back.
    """
    deed = Deed(deeds.RESTORED, at=version.revision.date_created.isoformat())
    with recorded(by=by, comment=deed, story=article.pk):
        if not Article.objects.all().claim(article.pk, version=article.version, by=by):
            raise NotRestored(_("Someone changed the story meanwhile. Reload the page and look at it again."))
        # Now that the story is ours nothing of its history goes any more (retention.py).
        if not Version.objects.filter(pk=version.pk).exists():
            raise NotRestored(_("This version was kept no longer. Choose another in the history."))
        article.version += 1
        article.saved_by, article.saved_at = by, timezone.now()
        if article.is_public():
            article.updated_at = article.saved_at
        _refuse_another_section(article, version, by=by)
        gone = put_back_columns(article, version.field_dict)
        try:
            article.full_clean(exclude={"tags", "authors"})
        except ValidationError as refused:
            raise NotRestored(" ".join(refused.messages)) from refused
        article.save()
        gone += put_back_rows(article, version)
        resolve_around(article)
        record(article)
    return gone


def _refuse_another_section(article: Article, version: Version, *, by: Any) -> None:
    section = version.field_dict["section_id"]
    if not roles.may_put_into(by, article, section) and Section.objects.filter(pk=section).exists():
        raise NotRestored(_("This version stood in a section that is not one of yours. Ask its editor to restore it."))


def put_back_columns(article: Article, earlier: dict[str, Any]) -> list[str]:
    """The content as a version has it, on a story that is not yet saved; sentences about what is gone."""
    section_now = article.section_id
    for name in CONTENT:
        column = cast("Field[Any, Any]", Article._meta.get_field(name)).attname
        setattr(article, column, earlier[column])
    gone = []
    if article.section_id and not Section.objects.filter(pk=article.section_id).exists():
        article.section_id = section_now if section_now != article.section_id else None
        gone.append(_("The section it was in then is gone."))
    if article.lead_photo_id and not Photo.objects.filter(pk=article.lead_photo_id).exists():
        article.lead_photo = None
        gone.append(_("The photo it had then is gone."))
    in_text = figures.keys(article.body)
    if lost := len(in_text) - len(referenced.photos(in_text)):
        gone.append(
            ngettext(
                "%(count)d photo in the text is gone: its caption stays.",
                "%(count)d photos in the text are gone: their captions stay.",
                lost,
            )
            % {"count": lost}
        )
    return gone


def put_back_rows(article: Article, version: Version) -> list[str]:
    """Put back what hung on the story then; sentences about what is gone."""
    lost = {noun: _restore_rows(noun, article, version) for noun in (RelatedLink, Byline, TaggedArticle)}
    sentences = (
        ngettext(
            "%(count)d related link leads to a story that is gone: left out.",
            "%(count)d related links lead to stories that are gone: left out.",
            lost[RelatedLink],
        ),
        ngettext("%(count)d author is gone: left out.", "%(count)d authors are gone: left out.", lost[Byline]),
        ngettext("%(count)d tag is gone: left out.", "%(count)d tags are gone: left out.", lost[TaggedArticle]),
    )
    return [words % {"count": count} for words, count in zip(sentences, lost.values(), strict=True) if count]


def _restore_rows(noun: type[Model], article: Article, version: Version) -> int:
    """Returns how many point to something that is gone by now, and are left out."""
    owner = "content_object" if noun is TaggedArticle else "article"
    noun._default_manager.filter(**{owner: article}).delete()
    lost = 0
    for row in version.revision.version_set.get_for_model(noun).order_by("pk"):
        values = {name: value for name, value in row.field_dict.items() if name != noun._meta.pk.attname}
        if values[f"{owner}_id"] != article.pk:
            continue
        if noun is TaggedArticle:
            # A tag that was merged since is the one it became.
            lost += not _restore_tag(article, values["tag_id"])
        elif _still_there(noun, values):
            noun(**values).save(force_insert=True)
        else:
            lost += 1
    return lost


def _restore_tag(article: Article, tag_id: int) -> bool:
    tag = Tag.objects.that_was(tag_id)
    if tag is not None:
        article.tags.add(tag)
    return tag is not None


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
