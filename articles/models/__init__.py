"""The nouns, one a file."""

from .article import Article, ArticleQuerySet, Byline
from .author import Author
from .photo import Photo
from .pin import Pin
from .provenance import ImportBatch, ImportedSource, ImportedUpdate, ImportProblem, LegacyAddress, MadeByImport
from .related_link import RelatedLink
from .section import Section
from .standing_page import StandingPage
from .tag import Tag, TagAlias, TaggedArticle

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Author",
    "Byline",
    "ImportBatch",
    "ImportProblem",
    "ImportedSource",
    "ImportedUpdate",
    "LegacyAddress",
    "MadeByImport",
    "Photo",
    "Pin",
    "RelatedLink",
    "Section",
    "StandingPage",
    "Tag",
    "TagAlias",
    "TaggedArticle",
]
