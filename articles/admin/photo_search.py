"""What the dialog of the editor finds in the library of photos."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from articles.models import Photo

from .times import local_time

MOST = 12


def photo_search_view(model_admin: Any, request: HttpRequest) -> JsonResponse:
    """Photos, the newest first: {"results": [{"key", "src", "alt", "caption", "credit", "note"}]}."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    photos, may_repeat = model_admin.get_search_results(request, Photo.objects.all(), request.GET.get("q", ""))
    found = (photos.distinct() if may_repeat else photos).order_by("-uploaded_at", "-pk")[:MOST]
    return JsonResponse({"results": [photo_row(photo) for photo in found]})


def photo_row(photo: Photo) -> dict[str, str]:
    return {
        "key": photo.key,
        "src": photo.file.url,
        "alt": photo.alternative_text,
        "caption": " ".join(photo.caption.split()),
        "credit": photo.credit,
        "note": " · ".join(filter(None, (photo.credit, local_time(photo.uploaded_at)))),
    }
