"""The pages of an errand for many stories: what it will do, how far it is, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import prepublish
from articles.models import Article
from articles.prepublish import Concern

from ..stories import status_mark
from .batch import Batch
from .errands import Errand, ErrandForm


@dataclass
class Row:
    """A story, or what is left of it."""

    number: int
    story: Article | None
    remarks: list[Concern] = field(default_factory=list)

    @property
    def status(self) -> str:
        return status_mark(self.story) if self.story is not None else ""


def plan(
    batch: Batch, errand: Errand, request: HttpRequest, filled_in: dict[str, Any] | None = None
) -> dict[int, list[Concern]]:
    """Sort its stories into those that it can be done to, and the others with the reason.

    Returns what readers would miss in each that would be published.
    """
    stories = _stories(number for number, _version in batch.items)
    batch.left, batch.refused = [], []
    remarks: dict[int, list[Concern]] = {}
    for number, version in batch.items:
        story = stories.get(number)
        why = (
            _("It was deleted meanwhile.") if story is None else errand.why_not(request.user, story, **filled_in or {})
        )
        if story is not None and not why and errand.publishes:
            remarks[number] = prepublish.remarks(story)
            why = _why_by_itself(remarks[number])
        if why:
            batch.refused.append((number, why))
        else:
            batch.left.append((number, version))
    return remarks


def _why_by_itself(concerns: list[Concern]) -> str:
    """One reason for many stories would be none."""
    sentences = [concern.sentence for concern in concerns if concern.needs_reason]
    return " ".join([*sentences, _("Publish it by itself, and say why.")]) if sentences else ""


def plan_page(
    model_admin: Any,
    request: HttpRequest,
    batch: Batch,
    errand: Errand,
    form: ErrandForm,
    remarks: dict[int, list[Concern]] | None = None,
) -> HttpResponse:
    stories = _stories(number for number, _version in batch.items)
    rows = [
        Row(number, stories.get(number), remarks=(remarks or {}).get(number, [])) for number, _version in batch.left
    ]
    context = {
        **_context(model_admin, request, batch, errand),
        "form": form,
        "media": form.media,
        "rows": rows,
        "refused": _by_reason(batch, stories),
        "refused_count": len(batch.refused),
        "may_go": bool(batch.left) or errand.waits_for_choice,
    }
    return TemplateResponse(request, "admin/articles/article/bulk.html", context)


def progress_page(model_admin: Any, request: HttpRequest, batch: Batch, errand: Errand) -> HttpResponse:
    context = _context(model_admin, request, batch, errand)
    if batch.left:
        context |= {"gone": batch.size - len(batch.left), "size": batch.size}
        return TemplateResponse(request, "admin/articles/article/bulk_progress.html", context)
    done = set(batch.done)
    stories = _stories([*done, *(number for number, _why in batch.refused)])
    context |= {
        "rows": [Row(number, stories.get(number)) for number, _version in batch.items if number in done],
        "refused": _by_reason(batch, stories),
        "refused_count": len(batch.refused),
        "said": ngettext("%(count)d story is done.", "%(count)d stories are done.", len(batch.done))
        % {"count": len(batch.done)},
    }
    return TemplateResponse(request, "admin/articles/article/bulk_result.html", context)


def _context(model_admin: Any, request: HttpRequest, batch: Batch, errand: Errand) -> dict[str, Any]:
    query = f"?{batch.query}" if batch.query else ""
    return {
        **model_admin.admin_site.each_context(request),
        "opts": Article._meta,
        "title": errand.label,
        "errand": errand,
        "batch": batch.signed(),
        "back": reverse("admin:articles_article_changelist") + query,
    }


def _stories(numbers: Iterable[int]) -> dict[int, Article]:
    return Article.objects.select_related("section", "revises").in_bulk(list(numbers))


def _by_reason(batch: Batch, stories: dict[int, Article]) -> dict[str, list[Row]]:
    """Why → the stories; a reason that many have is said once."""
    reasons: dict[str, list[Row]] = {}
    for number, why in batch.refused:
        reasons.setdefault(why, []).append(Row(number, stories.get(number)))
    return reasons
