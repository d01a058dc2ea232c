"""The desk's list of stories: what its columns say, and how it is searched."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.keys import headline_key
from articles.models import Article

from ..times import local_time
from .stories import for_list, status_mark


class Columns(admin.ModelAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).order_by("-saved_at", "-pk")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.result_list = for_list(changelist.result_list)
        return changelist

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        if search_term.strip().isdecimal() and len(search_term) < 19:
            return queryset.filter(pk=int(search_term)), False
        for word in headline_key(search_term.replace("\0", "")[:200]).split():
            queryset = queryset.filter(headline_key__contains=word)
        return queryset, False

    @admin.display(description=_("headline"), ordering="headline_key")
    def headline_and_kicker(self, article: Article) -> SafeString | str:
        if not article.kicker:
            return article.headline
        return format_html('<span class="kicker">{}</span> {}', article.kicker, article.headline)

    @admin.display(description=_("status"))
    def state(self, article: Article) -> SafeString:
        return status_mark(article)

    @admin.display(description=_("bylines"))
    def names(self, article: Article) -> str:
        return ", ".join(str(byline.author) for byline in article.bylines.all())

    @admin.display(description=_("published"), ordering=F("published_at").asc(nulls_first=True))
    def published(self, article: Article) -> str | None:
        return local_time(article.published_at) if article.published_at else None

    @admin.display(description=_("waiting"))
    def waiting(self, article: Any) -> str | None:
        words = []
        if article.pending_count:
            words.append(
                ngettext("%(count)d pending link", "%(count)d pending links", article.pending_count)
                % {"count": article.pending_count}
            )
        if article.to_check:
            words.append(str(_("import to check")))
        return ", ".join(words) or None
