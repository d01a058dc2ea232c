"""The HTML of a legacy page or post as a body of ours."""

from articles.formats.markup.paragraphs import with_paragraphs
from articles.formats.markup.reading import read_element, read_markup, without_headline
from articles.formats.markup.tree import MarkupRefused

__all__ = ["MarkupRefused", "read_element", "read_markup", "with_paragraphs", "without_headline"]
