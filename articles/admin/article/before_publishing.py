"""The list before publishing, on the pages of a story: what is remarked, where it is mended, why it is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import history, prepublish, workflow
from articles.deeds import listed
from articles.models import Article, Override
from articles.prepublish import Concern
from articles.workflow import Move, Status

from ..reasons import ReasonField

# Where readers are given the story, and where someone asks for it.
WITH_A_LIST = {workflow.SUBMIT, workflow.PUBLISH, workflow.SCHEDULE, workflow.REPUBLISH, workflow.REPLACE}
LISTED = 50  # overrides
PLACES = {"related_links": "related_links-group"}  # others by the id of their field


@dataclass(frozen=True, slots=True)
class ToMend:
    concern: Concern
    address: str


class InSpiteOf(forms.Form):
    """What a form that publishes asks beside, where something is remarked."""

    field_order = ("at",)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    because = ReasonField(
        label=gettext_lazy("Why it is published all the same"),
        help_text=gettext_lazy("It stands in the history of the story, beside what was remarked."),
        required=False,
        rows=2,
    )

    def face(self, concerns: list[Concern]) -> None:
        """Ask for a reason only where there is something to give it for; show what the person has not seen yet."""
        codes = list(dict.fromkeys(concern.code.value for concern in concerns))
        reason = self.fields["because"]
        reason.required = any(concern.needs_reason for concern in concerns)
        self.initial["seen"] = " ".join(codes)
        if self.is_bound and self.is_valid():
            if not set(codes) <= set(self.data.get("seen", self.initial["seen"]).split()):
                self.add_error(None, _("More is remarked on the story by now. Look at the list, then confirm."))
            elif reason.required and not self.cleaned_data["because"]:
                self.add_error("because", reason.error_messages["required"])
        if self.is_bound:
            self.data = {**dict(self.data.items()), "seen": self.initial["seen"]}
        if not concerns:
            del self.fields["because"]


def concerns_of(article: Article, move: Move, *, at: datetime | None) -> list[Concern]:
    """What the page of a move says of the story, if readers see it from `at` (now) on."""
    if move in WITH_A_LIST:
        return prepublish.remarks(article, at=at or _out_since(article))
    return prepublish.blockers(article) if move.target == Status.PUBLISHED else []


def _out_since(article: Article) -> datetime | None:
    """When readers see it or, of a working copy, its story."""
    return article.public_from if article.revises is None else article.revises.public_from


def forbids(concerns: Iterable[Concern], move: Move) -> bool:
    """To send it for review is not to publish it."""
    return move.target == Status.PUBLISHED and any(concern.blocking for concern in concerns)


def on_the_form(article: Article) -> dict[str, Any]:
    """For its template: the list of the saved state, until readers see it."""
    if article.is_public():
        return {}
    return {"shows_remarks": True, "remarks": to_mend(prepublish.remarks(article, at=_out_since(article)))}


@dataclass(frozen=True, slots=True)
class Overridden:
    who: str
    at: datetime
    remarks: str
    reason: str


def overrides_of(article: Article) -> list[Overridden]:
    """Newest first. They outlive the versions that a story's history keeps."""
    rows = Override.objects.filter(article=article).select_related("by")[:LISTED]
    return [
        Overridden(
            who=history.name_of(row.by) if row.by is not None else _("someone whose account is gone"),
            at=row.made_at,
            remarks=listed(map(prepublish.named, row.codes)),
            reason=row.reason,
        )
        for row in rows
    ]


def to_mend(concerns: Iterable[Concern], form: str = "") -> list[ToMend]:
    """`form`: the address of the story's form; on that page itself none."""
    return [ToMend(concern, _address(concern, form)) for concern in concerns]


def _address(concern: Concern, form: str) -> str:
    if concern.photo is not None:
        return reverse("admin:articles_photo_change", args=[concern.photo])
    return f"{form}#{PLACES.get(concern.field, f'id_{concern.field}')}"
