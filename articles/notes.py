"""Notes on a story, from the desk to the desk. Readers meet them by no route, and no export has them."""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import colleagues, notices, roles
from articles.models import Article, Mention, Note
from articles.models.fields import clean_paragraphs

# As Django takes user names. A mail address is none, and a full stop after a name is not part of it.
MENTION = re.compile(r"(?<![\w.+@-])@([\w.+@-]*\w)")
MOST_MENTIONS = 30  # of one note: nobody calls a whole newsroom by mail


class NotNoted(Exception):
    """The message tells the person who tried what stands in the way."""


def add(article: Article, *, by: Any, text: str, key: UUID | None = None) -> Note:
    """Of one form, which `key` names, one note; sent again, the same."""
    if not roles.may_see(by, article):
        raise NotNoted(_("Your role does not allow notes."))
    text = clean_paragraphs(text)[: Note.MAX_LENGTH]
    if not text:
        raise NotNoted(_("Write what you want to say."))
    own = {"text": text, "article": article}
    with transaction.atomic():
        if key is None:
            note, is_new = Note.objects.create(by=by, **own), True
        else:
            note, is_new = Note.objects.get_or_create(by=by, key=key, defaults=own)
        if is_new:
            _call(note)
            _see(Mention.objects.unseen_by(by).filter(note__article=article))  # an answer is given
    return note


def keep_of_move(article: Article, *, by: Any, text: str, move: str) -> None:
    """What was said with a move of the story. Part of the move's own transaction, and never in its way."""
    if text := clean_paragraphs(text)[: Note.MAX_LENGTH]:
        _call(Note.objects.create(article=article, by=by, text=text, move=move))


def mentioned_in(text: str) -> list[str]:
    """The user names that a text calls, each once."""
    return list(dict.fromkeys(MENTION.findall(text)))[:MOST_MENTIONS]


def resolve(note: Note, *, by: Any) -> bool:
    """False: somebody has done so already."""
    if not roles.may_resolve(by, note):
        raise NotNoted(_("Only who wrote a note, is mentioned in it or may change its story resolves it."))
    with transaction.atomic():
        resolved = Note.objects.filter(pk=note.pk).open().update(resolved_at=timezone.now(), resolved_by=by)
        _see(Mention.objects.filter(note=note, person=by, seen_at=None))
    return resolved == 1


def see(*, by: Any, mentions: Collection[int]) -> int:
    """What called this person is seen. Numbers of others' mentions do nothing. Returns how many were new."""
    return _see(Mention.objects.filter(person=by, seen_at=None, pk__in=list(mentions)))


def hand_over(*, source: Article, target: Article) -> None:
    """A working copy goes: what was said about it belongs to the story it came from."""
    Note.objects.filter(article=source).update(article=target)


def _see(mentions: Any) -> int:
    seen: int = mentions.update(seen_at=timezone.now())
    return seen


def _call(note: Note) -> None:
    people = colleagues.called(mentioned_in(note.text))
    Mention.objects.bulk_create([Mention(note=note, person=person) for person in people])
    notices.about_mentions(note, people)
