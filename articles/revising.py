"""Work on a story that is out while readers go on seeing what is there: its one working copy, and how that ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Version

from articles import assignments, colliding, comparing, deeds, history, notes, roles, unsaved, workflow
from articles.deeds import Deed
from articles.linking import resolve_around
from articles.models import Article, Byline, Override, RelatedLink
from articles.publishing import MoveNotAllowed, weighed
from articles.workflow import Stage, Status

# Of the story itself, whatever its working copy says.
NOT_REVISED = frozenset({"embargo_until", "breaking_until"})


def revise(article: Article, *, by: Any) -> Article:
    """The working copy of the story: the one that is there, or a new one that says what readers see."""
    if not roles.may_revise(by, article):
        raise MoveNotAllowed(_("Only its writers and editors revise a story."))
    with transaction.atomic():
        story = _locked(article.pk)
        if (copy := Article.objects.filter(revises=story).first()) is not None:
            return copy
        if story.stage() != Stage.PUBLIC:
            raise MoveNotAllowed(
                _("Readers do not see this story now. Change the story itself; a working copy is not needed.")
            )
        with history.recorded(by=by, comment=Deed(deeds.BEGAN_COPY), story=story.pk):
            copy = Article(revises=story, revises_version=story.version, created_by=by, saved_by=by)
            _put_columns(story, copy)
            copy.save()
            _put_rows(story, copy)
            history.record(copy)
    return copy


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What became of a story since its working copy was begun."""

    began_with: Version | None  # None: not kept, or still the story's own
    fields: Mapping[str, int]  # as Deed.fields
    has_changed: bool


def meanwhile(copy: Article) -> Meanwhile:
    story = copy.revises
    assert story is not None
    assert copy.revises_version is not None
    if story.version == copy.revises_version:
        return Meanwhile(None, {}, has_changed=False)
    began_with = colliding.begun_with(story, copy.revises_version)
    if began_with is None:
        return Meanwhile(None, {}, has_changed=True)
    changed = comparing.changed_fields(comparing.of_version(began_with), comparing.of_article(story))
    fields = {name: count for name, count in changed.items() if name not in NOT_REVISED}
    return Meanwhile(began_with, fields, has_changed=bool(fields))


def replace(article: Article, *, by: Any, over: int, despite_changes: bool = False, because: str = "") -> None:
    """Readers see the working copy in the place of what its story had. The story keeps its number, address and times.

    `over` is the version of the story that was looked at; what was changed in it since the copy was begun is given up
    only with `despite_changes`. `because`: in spite of what is remarked on the copy.
    """
    if article.revises_id is None:
        raise MoveNotAllowed(_("This is no working copy. Open the story again and choose from its buttons."))
    with transaction.atomic():
        story = _locked(article.revises_id)
        _refuse(article, story, by=by, over=over, despite_changes=despite_changes)
        override = weighed(article, because=because, at=story.public_from)
        with history.recorded(by=by, comment=_deed(article, override, by=by, note=because), story=story.pk):
            _claim(article, article.version, by=by)
            _claim(story, over, by=by)
            _put_columns(article, story)
            story.saved_by, story.saved_at, story.version = by, timezone.now(), over + 1
            if story.is_public():
                story.updated_at = story.saved_at
            story.save()
            _put_rows(article, story)
            resolve_around(story)
            history.record(story)
            if override is not None:
                override.article, override.by = story, by
                override.save()
            # Its last version tells where it went, to who comes by its number (story_of).
            history.record(Article.objects.get(pk=article.pk))
        unsaved.outlive(article)
        notes.hand_over(source=article, target=story)
        assignments.hand_over(source=article, target=story, end=assignments.End.HANDED_IN, by=by)
        Article.objects.filter(pk=article.pk).delete()


def story_of(number: int) -> Article | None:
    """The story that a working copy of this number has been made a part of."""
    last = Version.objects.get_for_object_reference(Article, number).select_related("revision").order_by("-pk").first()
    if last is None or not history.was_move(last, workflow.REPLACE):
        return None
    return Article.objects.filter(pk=last.field_dict["revises_id"]).first()


def _deed(copy: Article, override: Override | None, *, by: Any, note: str) -> Deed:
    return Deed(
        deeds.MOVED,
        move=workflow.REPLACE.name,
        label=str(workflow.REPLACE.label),
        note=note.strip(),
        over=override.codes if override is not None else None,
        people=_others_who_worked_on(copy, than=by),
    )


def _refuse(article: Article, story: Article, *, by: Any, over: int, despite_changes: bool) -> None:
    article.revises = story
    if not roles.may_move(by, workflow.REPLACE, article):
        raise MoveNotAllowed(_("Your role does not allow this: %(move)s.") % {"move": workflow.REPLACE.label})
    if sentence := what_stands_in_the_way(article):
        raise MoveNotAllowed(sentence)
    if story.version != over:
        raise MoveNotAllowed(_("Someone changed the story meanwhile. Look at what differs again, then confirm."))
    if not despite_changes and meanwhile(article).has_changed:
        raise MoveNotAllowed(
            _("The story was changed after this working copy was begun. Confirm that the copy takes its place.")
        )


def what_stands_in_the_way(copy: Article) -> str:
    """A sentence that says why the copy cannot take the place of its story as that now stands; empty if it can."""
    if copy.revises is None or copy.revises.status == Status.PUBLISHED:
        return ""
    return _("The story itself is “%(status)s” by now. Publish it first, or discard the working copy.") % {
        "status": copy.revises.get_status_display()
    }


def _locked(pk: int) -> Article:
    """Whoever begins or publishes a working copy of this story at the same time waits."""
    return Article.objects.select_for_update(of=("self",)).get(pk=pk)


def _claim(article: Article, version: int, *, by: Any) -> None:
    if not Article.objects.filter(status=article.status).claim(article.pk, version=version, by=by):
        raise MoveNotAllowed(_("Someone changed the story meanwhile. Reload the page and look at it again."))


def _others_who_worked_on(copy: Article, *, than: Any) -> tuple[str, ...]:
    people = [version.revision.user for version in history.versions(copy).order_by("pk").defer("serialized_data")]
    others = {person.pk: person for person in people if person is not None and person != than}
    return tuple(history.name_of(person) for person in others.values())


def _put_columns(source: Article, to: Article) -> None:
    for name in history.CONTENT:
        column = cast("Field[Any, Any]", Article._meta.get_field(name)).attname
        setattr(to, column, getattr(source, column))


def _put_rows(source: Article, to: Article) -> None:
    """What hangs on the one, on the other as well: links with their keys, bylines and tags in their order."""
    to.related_links.all().delete()
    to.bylines.all().delete()
    # A link of the copy to its own story would lead from the story to itself.
    for link in source.related_links.order_by("position", "pk").exclude(target=to):
        values = {field.attname: getattr(link, field.attname) for field in RelatedLink._meta.concrete_fields}
        RelatedLink(**values | {"id": None, "article_id": to.pk}).save(force_insert=True)
    for byline in source.bylines.order_by("position", "pk"):
        Byline.objects.create(article=to, author_id=byline.author_id, position=byline.position)
    tags = [tagged.tag for tagged in source.tagged_articles.select_related("tag").order_by("pk")]
    to.tags.set(tags, clear=True)
