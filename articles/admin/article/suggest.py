"""What the form offers while a story is written: tags and stories, each taken with a click."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from articles import suggesting
from articles.models import Section

from ..numbers import story_number
from ..times import local_time
from .stories import with_the_revised

MOST_CHARACTERS = 20_000  # of a text that is looked at
MOST_NAMES = 100


def suggest_view(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """POST headline, text, tags (many), section, not (numbers of stories): {"tags": […], "stories": […]}.

    Nothing is changed by it: a text is too long for an address.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (model_admin.has_view_permission(request) and model_admin.has_change_permission(request)):
        raise PermissionDenied
    headline = request.POST.get("headline", "").replace("\0", "")[:300]
    text = request.POST.get("text", "").replace("\0", "")[:MOST_CHARACTERS]
    tags = [name.replace("\0", "")[:100] for name in request.POST.getlist("tags")[:MOST_NAMES]]
    section = Section.objects.filter(pk=story_number(request.POST.get("section", "")) or 0).first()
    told = {number for told in request.POST.getlist("not")[:MOST_NAMES] if (number := story_number(told))}
    near = suggesting.stories_near(headline, tags=tags, section=section, than=with_the_revised(told))
    answer = {
        "tags": [
            {"name": tag.name, "times": tag.times} for tag in suggesting.tags_in(f"{headline}\n{text}", than=tags)
        ],
        "stories": [
            {"id": story.pk, "headline": story.headline, "note": local_time(story.published_at)}
            for story in near
            if story.published_at is not None
        ],
    }
    return JsonResponse(answer)
