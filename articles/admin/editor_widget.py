"""The rich-text editor at the desk, with what its scripts share."""

from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import ImportMap
from js_asset import Media as EditorMedia

# Each imported by this name, since the file's own bears a hash.
SHARED = (
    *("search-dialog", "story-search", "photo-dialog", "photo-words", "framed-block", "suggestions"),
    *("typed-work", "browser-copies", "pulse", "kept-here"),
    *("paste-clean", "paste-flow", "paste-sources", "paste-images", "paste-text", "read-also-lines", "read-also-label"),
    *("picture-upload", "picture-marks", "picture-sending"),
)


class EditorWidget(AdminProseEditorWidget):
    @property
    def media(self) -> EditorMedia:
        return super().media + EditorMedia(
            importmap=ImportMap({f"newsroom/{name}": f"js/{name}.js" for name in SHARED})
        )
