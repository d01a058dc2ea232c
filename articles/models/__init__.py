"""The nouns, one a file."""

from .appointment import Appointment, Occasion
from .article import Article
from .article_queries import ArticleQuerySet, are_public
from .assignment import Assignment
from .author import Author
from .byline import Byline
from .content_mark import ContentMark
from .deleted_draft import DeletedDraft
from .mail_notice import MailNotice, NoticeKind
from .note import Mention, Note
from .override import Override
from .person import Person
from .photo import Photo
from .pin import Pin
from .presence import Presence
from .preview_link import PreviewLink
from .provenance import ImportBatch, ImportedSource, ImportedUpdate, ImportProblem, LegacyAddress, MadeByImport
from .related_link import RelatedLink
from .search_entry import SearchEntry
from .search_errand import SearchErrand
from .section import Section
from .sign_in import SignIn
from .standing_page import StandingPage
from .submission import Submission
from .tag import Tag, TagAlias, TaggedArticle
from .unsaved_work import UnsavedWork

__all__ = [
    "Appointment",
    "Article",
    "ArticleQuerySet",
    "Assignment",
    "Author",
    "Byline",
    "ContentMark",
    "DeletedDraft",
    "ImportBatch",
    "ImportProblem",
    "ImportedSource",
    "ImportedUpdate",
    "LegacyAddress",
    "MadeByImport",
    "MailNotice",
    "Mention",
    "Note",
    "NoticeKind",
    "Occasion",
    "Override",
    "Person",
    "Photo",
    "Pin",
    "Presence",
    "PreviewLink",
    "RelatedLink",
    "SearchEntry",
    "SearchErrand",
    "Section",
    "SignIn",
    "StandingPage",
    "Submission",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "UnsavedWork",
    "are_public",
]
