"""What the "Baca juga" dialog of the editor finds."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from articles.models import Article

from ..numbers import story_number
from ..times import local_time
from .stories import status_word, with_the_revised

MOST = 12


def link_search_view(model_admin: Any, request: HttpRequest) -> JsonResponse:
    """Stories, planned ones too: {"results": [{"id", "headline", "note", "address"}]}; those saved last first."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    term = request.GET.get("q", "")
    stories = Article.objects.stories().select_related("section").defer("body")
    stories, _duplicates = model_admin.get_search_results(request, stories, term)
    own = with_the_revised([story_number(request.GET.get("not", "")) or 0])
    found = stories.exclude(pk__in=own).order_by("-saved_at", "-pk")[:MOST]
    return JsonResponse({"results": [_row(article) for article in found]})


def _row(article: Article) -> dict[str, Any]:
    note = [status_word(article)]
    if article.section is not None:
        note.append(article.section.name)
    if article.published_at is not None:
        note.append(local_time(article.published_at))
    address = article.get_absolute_url()
    return {"id": article.pk, "headline": article.headline, "note": " · ".join(note), "address": address}
