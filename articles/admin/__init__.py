"""The editors' desk, one file a noun."""

from . import article, author, people, photo, provenance, section, tag

__all__ = ["article", "author", "people", "photo", "provenance", "section", "tag"]
