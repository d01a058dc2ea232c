"""What is said of a photo, read and changed where it stands in a text."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Photo


class PhotoWordsForm(forms.ModelForm):
    class Meta:
        model = Photo
        fields = ("alternative_text", "credit")


@require_http_methods(["GET", "HEAD", "POST"])
def photo_words_view(request: HttpRequest, key: str, model_admin: Any) -> JsonResponse:
    """{"alternative_text", "credit", "may_change"}; of what was refused {"error"} with 403 or 422.

    Whether someone may change it is asked here, once per photo that they look at, and not for each that a form shows.
    """
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    photo = get_object_or_404(Photo, key=key)
    may_change = model_admin.has_change_permission(request, photo)
    if request.method == "POST":
        if not may_change:
            return JsonResponse({"error": _("This photo is an editor's to change. Ask one.")}, status=403)
        form = PhotoWordsForm(request.POST, instance=photo)
        if not form.is_valid():
            return JsonResponse({"error": " ".join(_sentences(form))}, status=422)
        photo = form.save()
        model_admin.log_change(request, photo, model_admin.construct_change_message(request, form, []))
    return JsonResponse({"alternative_text": photo.alternative_text, "credit": photo.credit, "may_change": may_change})


def _sentences(form: forms.ModelForm) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]
