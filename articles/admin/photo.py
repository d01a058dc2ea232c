from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import Photo

from .article_list import CappedPaginator


class PhotoForm(forms.ModelForm):
    upload = forms.FileField(label=_("picture"), required=False, help_text=_("JPEG, PNG, WebP or GIF."))

    class Meta:
        model = Photo
        fields = ("alternative_text", "caption", "credit", "focal_x_percent", "focal_y_percent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = self.instance.pk is None
        self.fields["upload"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp,image/gif"

    def clean_upload(self) -> renditions.Picture | None:
        upload: UploadedFile | None = self.cleaned_data["upload"]
        if upload is None:
            return None
        try:
            picture = renditions.accept(upload.read(renditions.MAX_BYTES + 1))
        except renditions.PhotoRefused as refused:
            raise ValidationError(gettext(refused.remark.sentence), params=refused.remark.values) from refused
        twin = Photo.objects.filter(sha256=picture.sha256).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(_("This picture is here already: “%(photo)s”."), params={"photo": twin})
        return picture


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    form = PhotoForm
    list_display = ("thumbnail", "description", "credit", "uploaded_at")
    list_display_links = ("thumbnail", "description")
    search_fields = ("alternative_text", "caption", "credit")
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 30
    fields = ("preview", "upload", "alternative_text", "caption", "credit", "focal_x_percent", "focal_y_percent")
    readonly_fields = ("preview",)

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
            obj.uploaded_by = request.user  # type: ignore[assignment]
        if (picture := form.cleaned_data.get("upload")) is not None:
            obj.put(picture)
        super().save_model(request, obj, form, change)
