"""What a person fills in on the page of a move, and how the deed that was made of it is known again."""

from datetime import datetime
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.deeds import Deed
from articles.models import Article
from articles.models.fields import within_reach
from articles.workflow import Move

from ..instants import LocalInstantField
from ..reasons import ReasonField
from .before_publishing import InSpiteOf

LATEST_VERSION = 2**31 - 1


class HiddenNumber(forms.IntegerField):
    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=LATEST_VERSION)


class MoveForm(forms.Form):
    OF_THE_PAGE = ("seen", "said")

    version = HiddenNumber()

    @staticmethod
    def looked_at(article: Article) -> dict[str, int]:
        """The states that the page shows, by the names of the fields that bring them back."""
        return {"version": article.version}

    def filled_in(self) -> dict[str, Any]:
        """What the deed wants to know."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", *self.OF_THE_PAGE}}

    def instant(self) -> datetime | None:
        """The time that was filled in from which readers are to see it."""
        if not self.is_bound:
            return None
        self.is_valid()
        return self.cleaned_data.get("at")

    def says(self, deed: Deed) -> bool:
        """Whether the deed was made of these very words."""
        return deed.note == self.cleaned_data.get("note", self.cleaned_data.get("because", ""))


class NoteForm(MoveForm):
    note = ReasonField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("What is to be done. It stands in the history of the story."),
        required=False,
    )


class PublishForm(InSpiteOf, MoveForm):
    pass


class WithdrawForm(MoveForm):
    because = ReasonField(label=gettext_lazy("Reason"), help_text=gettext_lazy("Kept with the story."))


class TimedForm(MoveForm):
    """The time that was typed is said in full, with what it will do, before anything is done."""

    NONE = "none"
    WHEN = "at"  # the field

    said = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    @property
    def when(self) -> datetime | None:
        return self.cleaned_data[self.WHEN]

    def was_said(self) -> bool:
        """Whether the page has repeated this very time already."""
        return self.cleaned_data["said"] == self._mark()

    def once_said(self) -> Self:
        """The same form for a page that repeats the time."""
        return type(self)(dict(self.data.items()) | {"said": self._mark()})

    def _mark(self) -> str:
        return self.when.isoformat() if self.when else self.NONE

    def says(self, deed: Deed) -> bool:
        return super().says(deed) and (self.when is None or deed.at == self.when.isoformat())


class ScheduleForm(InSpiteOf, TimedForm):
    at = LocalInstantField(label=gettext_lazy("Readers see it from"), validators=[within_reach])


class RescheduleForm(TimedForm):
    at = LocalInstantField(
        label=gettext_lazy("Readers see it from"),
        required=False,
        validators=[within_reach],
        help_text=gettext_lazy("Empty: from now on."),
    )


class EmbargoForm(TimedForm):
    WHEN = "until"

    until = LocalInstantField(
        label=gettext_lazy("Embargo until"),
        required=False,
        validators=[within_reach],
        help_text=gettext_lazy("Empty: no embargo holds the story back."),
    )

    def says(self, deed: Deed) -> bool:
        return deed.at == (self.when.isoformat() if self.when else "")


class ReplaceForm(InSpiteOf, MoveForm):
    over = HiddenNumber()  # the version of the story
    despite_changes = forms.BooleanField(required=False)

    @staticmethod
    def looked_at(article: Article) -> dict[str, int]:
        return {"version": article.version, "over": article.revises.version if article.revises else 0}


FORMS: dict[str, type[MoveForm]] = {
    workflow.SUBMIT.name: NoteForm,
    workflow.SEND_BACK.name: NoteForm,
    workflow.PUBLISH.name: PublishForm,
    workflow.REPUBLISH.name: PublishForm,
    workflow.SCHEDULE.name: ScheduleForm,
    workflow.RESCHEDULE.name: RescheduleForm,
    workflow.WITHDRAW.name: WithdrawForm,
    workflow.REPLACE.name: ReplaceForm,
    workflow.EMBARGO.name: EmbargoForm,
}


def form_of(move: Move) -> type[MoveForm]:
    return FORMS.get(move.name, MoveForm)
