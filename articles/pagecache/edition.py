"""What a page is made from besides the database. Another edition of the program makes its pages anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from articles.content_version import ContentVersion


def state_mark(version: ContentVersion) -> str:
    """Another one whenever any page may be another one: the paper has changed, or the program has."""
    return hashlib.blake2b(f"{edition()} {version.name}".encode(), digest_size=8).hexdigest()


@cache
def edition() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in _files():
        digest.update(path.read_bytes())
    digest.update(repr([(name, getattr(settings, name)) for name in _settings()]).encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    base: Path = settings.BASE_DIR
    yield from sorted((base / "templates").rglob("*.html"))
    yield from sorted((base / "templates").rglob("*.xml"))
    yield from sorted((base / "articles").rglob("*.py"))
    yield from sorted((base / "locale").rglob("*.mo"))
    # The names of style sheets, by their content.
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.is_file():
        yield manifest


def _settings() -> list[str]:
    names = [name for name in dir(settings) if name.startswith(("SITE_", "SECURE_", "CONTENT_SECURITY"))]
    return [*names, "LANGUAGE_CODE", "TIME_ZONE", "MEDIA_URL", "STATIC_URL", "X_FRAME_OPTIONS"]
