import logging
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import referenced, renditions
from articles.models import Article, Photo

from .paginator import CappedPaginator
from .photo_search import photo_search_view
from .photo_upload import NOT_KEPT, photo_upload_view
from .photo_words import photo_words_view
from .stale import Guarded, GuardedForm

logger = logging.getLogger(__name__)


class PhotoForm(GuardedForm):
    upload = forms.FileField(label=_("picture"), help_text=_("JPEG, PNG, WebP or GIF."))

    class Meta:
        model = Photo
        fields = ("alternative_text", "caption", "credit", "focal_x_percent", "focal_y_percent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            del self.fields["upload"]  # another picture is another photo
            return
        self.fields["upload"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/gif"

    def clean_upload(self) -> renditions.Picture:
        sent: UploadedFile = self.cleaned_data["upload"]
        upload = sent.read(renditions.MAX_BYTES + 1)
        self._refuse_twin(key=renditions.key_of(upload))  # before the work of decoding it
        try:
            picture = renditions.accept(upload)
        except renditions.PhotoRefused as refused:
            raise ValidationError(gettext(refused.remark.sentence), params=refused.remark.values) from refused
        self._refuse_twin(sha256=picture.sha256)
        return picture

    def clean(self) -> dict[str, Any]:
        """With the rest in order the file is kept, before the row: where files lie may be another machine."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        picture = cleaned.get("upload")
        if picture is not None and not self.errors:
            try:
                self.instance.put(picture)
            except OSError:
                logger.exception("A picture could not be kept.")
                self.add_error("upload", NOT_KEPT)
        return cleaned

    @staticmethod
    def _refuse_twin(**same: str) -> None:
        if (twin := Photo.objects.filter(**same).first()) is not None:
            raise ValidationError(_("This picture is here already: “%(photo)s”."), params={"photo": twin})


@admin.register(Photo)
class PhotoAdmin(Guarded):
    form = PhotoForm
    list_display = ("thumbnail", "description", "credit", "uploaded_at")
    list_display_links = ("thumbnail", "description")
    search_fields = ("alternative_text", "caption", "credit")
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 30
    readonly_fields = ("preview",)

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> tuple[str, ...]:
        picture = "upload" if obj is None else "preview"
        return (picture, "alternative_text", "caption", "credit", "focal_x_percent", "focal_y_percent")

    def has_change_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Once a story with it was published, a photo is an editor's to change; before that also its uploader's."""
        if not super().has_change_permission(request, obj) or obj is None:
            return super().has_change_permission(request, obj)
        if request.user.has_perm("articles.change_any_article"):
            return True
        if obj.uploaded_by_id != request.user.pk:
            return False
        return not referenced.stories_with(obj).filter(first_published_at__isnull=False).exists()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A photo that stands in a text stands in the way of its own deletion, as one at the head of a story does."""
        listed, counts, permissions_needed, protected = super().get_deleted_objects(objs, request)
        for photo in objs:
            protected += [_in_the_text_of(story) for story in referenced.stories_with(photo).exclude(lead_photo=photo)]
        return listed, counts, permissions_needed, protected

    def get_urls(self) -> list[URLPattern]:
        search = self.admin_site.admin_view(partial(photo_search_view, self))
        upload = self.admin_site.admin_view(partial(photo_upload_view, model_admin=self))
        words = self.admin_site.admin_view(partial(photo_words_view, model_admin=self))
        return [
            path("search/", search, name="articles_photo_search"),
            path("upload/", upload, name="articles_photo_upload"),
            path("words/<slug:key>/", words, name="articles_photo_words"),
            *super().get_urls(),
        ]

    @admin.display(description=_("picture"))
    def thumbnail(self, photo: Photo) -> SafeString:
        return self._image(photo, "photo-thumbnail")

    @admin.display(description=_("picture"))
    def preview(self, photo: Photo) -> SafeString | str:
        return self._image(photo, "photo-preview") if photo.pk else "–"

    @staticmethod
    def _image(photo: Photo, css_class: str) -> SafeString:
        return format_html(
            '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            css_class,
            photo.file.url,
            photo.width_px,
            photo.height_px,
            photo.alternative_text,
        )

    @admin.display(description=_("what it shows"))
    def description(self, photo: Photo) -> str:
        return str(photo)

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        if not change:
            obj.uploaded_by_id = request.user.pk
        super().save_model(request, obj, form, change)


def _in_the_text_of(story: Article) -> SafeString:
    address = reverse("admin:articles_article_change", args=[story.pk])
    return format_html('{}: <a href="{}">{}</a>', gettext("In the text of"), address, story)
