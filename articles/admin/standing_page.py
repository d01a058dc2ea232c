from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from js_asset import Media as EditorMedia

from articles.body.allowed import EDITOR_EXTENSIONS
from articles.models import StandingPage

from .editor_widget import EditorWidget
from .stale import Guarded, GuardedForm

# Without what needs the desk of a story.
OF_STORIES = {"RelatedLink", "PhotoInText", "Embed"}
EXTENSIONS = {name: value for name, value in EDITOR_EXTENSIONS.items() if name not in OF_STORIES}


class StandingPageForm(GuardedForm):
    body = ProseEditorFormField(
        label=_("Text"),
        required=False,
        config={"extensions": EXTENSIONS},
        preset="configurable",
        widget=EditorWidget,
    )

    class Meta:
        model = StandingPage
        fields = ("title", "slug", "body", "position")


@admin.register(StandingPage)
class StandingPageAdmin(Guarded):
    form = StandingPageForm
    list_display = ("title", "slug", "is_written", "position")
    list_editable = ("position",)
    fields = ("title", "body", "slug", "position")

    @admin.display(description=_("written"), boolean=True)
    def is_written(self, page: StandingPage) -> bool:
        return page.word_count > 0

    def get_readonly_fields(self, request: HttpRequest, obj: StandingPage | None = None) -> tuple[str, ...]:
        return ("slug",) if obj is not None and obj.is_seeded else ()

    def has_delete_permission(self, request: HttpRequest, obj: StandingPage | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.is_seeded)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None: the deletion of many would not ask which of them come back."""
        return {}

    def render_change_form(  # type: ignore[override]
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> HttpResponse:
        # As for a story: the editor's import map bears the page's nonce.
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        context["media"] = EditorMedia.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, **kwargs)
