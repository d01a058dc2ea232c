"""The tie between a story and its source: what the importer must know when it meets the source again."""

from typing import Any

from articles.importer.options import Result
from articles.importer.story import Story, words_of
from articles.models import ImportBatch, ImportedSource, ImportProblem
from articles.models.fields import FORBIDDEN_IN_TEXT, clean_line
from articles.remark import Remark

# What a change by an import touches, and undoing it puts back.
COLUMNS = (
    *("checksum", "other_checksums", "word_count", "lacks_photos"),
    *("remarks", "needs_review", "original"),
)

LONGEST_PLACE = 500


def tie_to(story: Story, tie: ImportedSource, name: tuple[str, str]) -> ImportedSource:
    """Make the tie say what the story was made from. It is not yet saved."""
    record = story.record
    tie.source, tie.source_id = name
    tie.checksum = record.checksum()
    tie.article_version = story.article.version
    tie.word_count = words_of(record.body)
    tie.lacks_photos = story.lacks_photos
    tie.remarks = [[remark.sentence, _readable_values(remark)] for remark in story.remarks]
    tie.needs_review = bool(story.remarks)
    tie.original = readable(record.original) if story.remarks else ""
    return tie


def problem_of(batch: ImportBatch, result: Result, problem: str) -> ImportProblem:
    """What the desk shows of something that was not taken. It is not yet saved."""
    kept = ImportProblem(batch=batch, outcome=result.outcome.value, place=clean_line(str(result.place))[:LONGEST_PLACE])
    if isinstance(problem, Remark):
        kept.sentence, kept.values = problem.sentence, _readable_values(problem)
    else:
        kept.sentence = readable(problem)
    return kept


def _readable_values(remark: Remark) -> dict[str, str | int]:
    return {name: readable(value) if isinstance(value, str) else value for name, value in remark.values.items()}


def state_of(tie: ImportedSource) -> dict[str, Any]:
    return {name: getattr(tie, name) for name in COLUMNS}


def readable(original: str) -> str:
    """The source's own text, as far as a database can keep it."""
    return FORBIDDEN_IN_TEXT.sub("", original.replace("\r\n", "\n").replace("\r", "\n"))
