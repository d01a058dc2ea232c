"""What can be done to many stories at once, and what stands in its way with each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import arranging, publishing, roles, workflow
from articles.keys import tag_key
from articles.models import Article, Section, Tag
from articles.models.fields import clean_line
from articles.workflow import Move, Status

from ...reasons import ReasonField
from ..moves import DEEDS, was_made
from ..stories import status_word

MOST = 500  # stories
MOST_PUBLISHED = 100  # the text of each is looked through before
REFUSALS = (publishing.MoveNotAllowed, arranging.NotArranged)


class ErrandForm(forms.Form):
    """What is asked once for all. `by` is who fills it in."""

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by


class NoteForm(ErrandForm):
    note = ReasonField(
        label=gettext_lazy("Note"), help_text=gettext_lazy("It stands in the history of each story."), required=False
    )


class NeededNoteForm(NoteForm):
    """A writer whose story comes back is told what to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True


class ReasonForm(ErrandForm):
    because = ReasonField(label=gettext_lazy("Reason"), help_text=gettext_lazy("Kept with each story."))


class SectionForm(ErrandForm):
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"))


class TagForm(ErrandForm):
    tag = forms.CharField(label=gettext_lazy("Tag"), max_length=100)

    def clean_tag(self) -> Tag:
        name = clean_line(self.cleaned_data["tag"])
        if not tag_key(name):
            raise ValidationError(_("This is no tag. Give it a word."))
        if tag := Tag.objects.named([name]).get(tag_key(name)):
            return tag
        if not self.by.has_perm("articles.add_tag"):
            raise ValidationError(_("There is no tag of this name, and your role does not make new ones."))
        return Tag(name=name)  # made once it is put on a story


@dataclass(frozen=True, slots=True)
class Errand:
    name: str
    label: Promise | str
    permission: str  # that everyone needs who does it to any story
    effect: Promise | str  # what becomes of each story
    form: type[ErrandForm]
    why_not: Callable[..., str]  # (user, article, **filled in) → a sentence, or ""
    do: Callable[..., None]  # (article, by=, **filled in)
    was_done: Callable[..., bool]  # (user, article, version as it was, **filled in)
    waits_for_choice: bool = False  # what stands in the way depends on what is filled in

    @property
    def most(self) -> int:
        return MOST_PUBLISHED if self.publishes else MOST

    @property
    def publishes(self) -> bool:
        return self.name == workflow.PUBLISH.name


def _of_move(move: Move, effect: Promise | str, form: type[ErrandForm] = ErrandForm) -> Errand:
    return Errand(
        move.name,
        move.label,
        move.permission,
        effect,
        form,
        partial(_why_no_move, move),
        DEEDS[move.name],
        partial(_move_was_made, move),
    )


def _why_no_move(move: Move, user: Any, article: Article, **_filled_in: Any) -> str:
    if not move.allows(article.stage()):
        return _("“%(move)s” is not possible from “%(status)s”.") % {"move": move.label, "status": status_word(article)}
    if not roles.may_move(user, move, article):
        return _("Your role, or your sections, do not allow it.")
    return " ".join(publishing.what_publishing_lacks(article)) if move.target == Status.PUBLISHED else ""


def _move_was_made(move: Move, user: Any, article: Article, version: int, **_filled_in: Any) -> bool:
    return was_made(article, move, by=user, on=version)


def _is_in_section(_user: Any, article: Article, _version: int, *, section: Section) -> bool:
    return article.section_id == section.pk


def _has_tag(_user: Any, article: Article, _version: int, *, tag: Tag) -> bool:
    return article.tags.filter(key=tag_key(tag.name)).exists()


def _add_tag(article: Article, *, tag: Tag, by: Any) -> None:
    arranging.add_tag(article, tag=Tag.objects.get_or_make(tag.name), by=by)


def _why_not_into(user: Any, article: Article, section: Section | None = None) -> str:
    return arranging.why_not_into(user, article, section)


def _why_no_tag(user: Any, article: Article, tag: Tag | None = None) -> str:
    return arranging.why_no_tag(user, article, tag if tag is not None and tag.pk else None)


ERRANDS = {
    errand.name: errand
    for errand in (
        _of_move(
            workflow.SUBMIT,
            gettext_lazy("Editors get to see each story and decide. Its writer can no longer change it."),
            NoteForm,
        ),
        _of_move(
            workflow.SEND_BACK,
            gettext_lazy("Each story becomes a draft again and its writer can change it."),
            NeededNoteForm,
        ),
        _of_move(
            workflow.PUBLISH,
            gettext_lazy("Everyone can read each story from now on, or from the end of its embargo."),
        ),
        _of_move(
            workflow.UNSCHEDULE,
            gettext_lazy("Readers will not see these stories at their times: each waits for an editor again."),
        ),
        _of_move(
            workflow.WITHDRAW,
            gettext_lazy("From now on nobody but the desk can read these stories. Texts and histories stay here."),
            ReasonForm,
        ),
        Errand(
            "section",
            gettext_lazy("Put into another section"),
            "articles.change_article",
            gettext_lazy("Each story stands in the lists of that section. Old addresses lead to the new ones."),
            SectionForm,
            _why_not_into,
            arranging.put_into_section,
            _is_in_section,
            waits_for_choice=True,
        ),
        Errand(
            "tag",
            gettext_lazy("Add a tag"),
            "articles.change_article",
            gettext_lazy("Each story gets the tag besides those that it has."),
            TagForm,
            _why_no_tag,
            _add_tag,
            _has_tag,
            waits_for_choice=True,
        ),
    )
}
