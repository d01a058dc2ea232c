"""A picture that is pasted into a text, dropped on it, or picked beside it becomes a photo of the library."""

import logging
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import renditions
from articles.models import Photo
from articles.models.fields import clean_line

from .photo_search import photo_row

logger = logging.getLogger(__name__)

NOT_KEPT = gettext_lazy(
    "The picture cannot be kept just now: where pictures lie does not answer. Try again in a minute."
)


@require_POST
def photo_upload_view(request: HttpRequest, model_admin: Any) -> JsonResponse:
    """`upload`, and `caption` as it stood beside it → {"photo": {"id", "name", …}}; else {"error"}: 403, 422, 503.

    A picture that is here already is the photo that it is here.
    """
    if not model_admin.has_add_permission(request):
        return JsonResponse({"error": _("You may not add photos. Ask an editor to add it.")}, status=403)
    sent = request.FILES.get("upload")
    if not isinstance(sent, UploadedFile):
        return JsonResponse({"error": _("No picture came along. Send a file.")}, status=422)
    upload = sent.read(renditions.MAX_BYTES + 1)
    photo = Photo.objects.filter(key=renditions.key_of(upload)).first()
    if photo is None:
        try:
            photo = _added(request, model_admin, renditions.accept(upload))
        except renditions.PhotoRefused as refused:
            return JsonResponse({"error": _(refused.remark.sentence) % refused.remark.values}, status=422)
        except OSError:
            logger.exception("A picture could not be kept.")
            return JsonResponse({"error": NOT_KEPT}, status=503)
    return JsonResponse({"photo": {"id": photo.pk, "name": str(photo), **photo_row(photo)}})


def _added(request: HttpRequest, model_admin: Any, picture: renditions.Picture) -> Photo:
    """Another one with the same look counts as this one; of two who send it at once one makes it."""
    if (twin := Photo.objects.filter(sha256=picture.sha256).first()) is not None:
        return twin
    photo = Photo(caption=clean_line(request.POST.get("caption", "")[:500]), uploaded_by_id=request.user.pk)
    try:
        with transaction.atomic():
            photo.put(picture)
            photo.save()
    except IntegrityError:
        return Photo.objects.get(key=picture.upload_sha256)
    model_admin.log_addition(request, photo, [{"added": {}}])
    return photo
