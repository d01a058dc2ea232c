"""The desk's list of stories: its columns, its filters, and why it stays quick in a large archive."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Assignment, Byline, ImportedSource, RelatedLink
from articles.workflow import Status


def for_list(stories: QuerySet[Article]) -> QuerySet[Article]:
    """With what the columns show, and without the texts."""
    pending = RelatedLink.objects.pending().filter(article=OuterRef("pk")).order_by().values("article")
    return (
        stories.select_related("section", "saved_by")
        .prefetch_related("bylines__author")
        .defer("body", "teaser", "standfirst")
        .annotate(
            # Subqueries: they are asked for the rows of one page, where a join would group the whole archive first.
            pending_count=Coalesce(Subquery(pending.annotate(count=Count("pk")).values("count")), 0),
            to_check=Exists(ImportedSource.objects.filter(article=OuterRef("pk"), needs_review=True)),
        )
    )


class StatusFilter(admin.SimpleListFilter):
    title: str | Promise = _("status")  # type: ignore[assignment]
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (Status.DRAFT.value, Status.DRAFT.label),
            (Status.IN_REVIEW.value, Status.IN_REVIEW.label),
            ("scheduled", _("Scheduled")),
            (Status.PUBLISHED.value, Status.PUBLISHED.label),
            (Status.WITHDRAWN.value, Status.WITHDRAWN.label),
            ("revision", _("Working copies")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        now = timezone.now()
        if self.value() == "scheduled":
            published = Article.objects.filter(status=Status.PUBLISHED).order_by()
            # Each half has an index of its own; one OR over both columns has none.
            to_come = published.filter(published_at__gt=now).values("pk")
            held_back = published.filter(embargo_until__gt=now).values("pk")
            return queryset.filter(pk__in=to_come.union(held_back))
        if self.value() == "revision":
            # From the few rows of that index, as on_desk.working_copies().
            return queryset.filter(pk__in=Article.objects.filter(revises__gt=0).order_by().values("pk"))
        if self.value() == Status.PUBLISHED:
            return queryset.public(now)  # type: ignore[attr-defined]
        return queryset.filter(status=self.value()) if self.value() in Status.values else queryset


class WaitingFilter(admin.SimpleListFilter):
    title: str | Promise = _("waiting")  # type: ignore[assignment]
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mine", _("My stories")),
            ("assigned", _("Assigned to me")),
            ("overdue", _("Overdue")),
            ("links", _("Related links still pending")),
            ("import", _("Imported, to check")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() == "mine":
            return queryset.filter(written_by(request.user))
        if self.value() == "assigned":
            return queryset.filter(pk__in=Assignment.objects.open().filter(person=request.user.pk).values("article"))
        if self.value() == "overdue":
            return queryset.filter(pk__in=Assignment.objects.overdue().values("article"))
        if self.value() == "links":
            return queryset.filter(Exists(RelatedLink.objects.pending().filter(article=OuterRef("pk"))))
        if self.value() == "import":
            return queryset.filter(Exists(ImportedSource.objects.filter(article=OuterRef("pk"), needs_review=True)))
        return queryset


def with_the_revised(numbers: Iterable[int]) -> set[int]:
    """These, and the stories that working copies among them revise: to one of those a story is never near to itself."""
    numbers = set(numbers)
    revised = Article.objects.filter(pk__in=numbers, revises__isnull=False).order_by().values_list("revises", flat=True)
    return numbers | {number for number in revised if number is not None}


def written_by(user: User | AnonymousUser) -> Q:
    """Begun by this account, under its author's name, or in its hands."""
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user.pk)
    in_hand = Assignment.objects.to(user).filter(article=OuterRef("pk"))
    return Q(created_by=user.pk) | Q(Exists(signed)) | Q(Exists(in_hand))


def status_mark(article: Article) -> SafeString:
    """The state as a word with a small shape."""
    return render_to_string(
        "admin/articles/article/_status.html",
        {"status": article.status, "label": status_word(article), "is_scheduled": article.is_scheduled()},
    )


def status_word(article: Article) -> str:
    if article.revises_id is not None:
        return gettext("Revision: %(status)s") % {"status": article.get_status_display()}
    return str(_("Scheduled")) if article.is_scheduled() else str(article.get_status_display())
