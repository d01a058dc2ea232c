"""The words of an address, from a name."""

import hashlib

from django.db import models
from django.utils.text import slugify

MAX_LENGTH = 80


def slug_of(text: str, *, otherwise: str) -> str:
    """ASCII words joined by hyphens, cut between words; `otherwise` when nothing is left of the text."""
    slug = slugify(text)
    if len(slug) > MAX_LENGTH:
        slug = slug[:MAX_LENGTH].rsplit("-", 1)[0] or slug[:MAX_LENGTH]
    return slug.strip("-_") or otherwise


def distinct_slug(text: str, salt: str) -> str:
    """A slug that another text, or the same text with another salt, does not get."""
    mark = hashlib.sha256(f"{text}\0{salt}".encode()).hexdigest()[:8]
    return f"{slug_of(text, otherwise='x')[: MAX_LENGTH - 9]}-{mark}"


def free_slug(model: type[models.Model], text: str) -> str:
    """The plain slug if no row has it, else one that counts on: made-wirawan, made-wirawan-2 …"""
    plain = slug_of(text, otherwise="x")[: MAX_LENGTH - 6]
    taken = set(model._default_manager.filter(slug__startswith=plain).values_list("slug", flat=True))
    slug, number = plain, 1
    while slug in taken:
        number += 1
        slug = f"{plain}-{number}"
    return slug
