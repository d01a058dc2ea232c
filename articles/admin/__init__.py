"""The editors' desk, one file a noun."""

from . import article, author, people, photo, pin, provenance, section, standing_page, tag

__all__ = ["article", "author", "people", "photo", "pin", "provenance", "section", "standing_page", "tag"]
