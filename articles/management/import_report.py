"""What an import says of itself: on the terminal, and in a file that a program can read."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError

from articles.importer import Outcome, Result, Summary
from articles.remark import Remark

SHOWN = 3  # places of each problem
LISTED = 12  # names of each noun


@dataclass(slots=True)
class Problems:
    """Each kind of problem once, with how often it was met and where it was met first."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[str]] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        for problem in result.problems:
            kind = problem.sentence if isinstance(problem, Remark) else problem
            self.counts[kind] = self.counts.get(kind, 0) + 1
            shown = self.first.setdefault(kind, [])
            if len(shown) < SHOWN:
                shown.append(f"{result.place}: {result.outcome}: {problem}")

    def lines(self) -> Iterator[str]:
        for kind, count in sorted(self.counts.items(), key=lambda item: -item[1]):
            shown = self.first[kind]
            yield from shown
            if count > len(shown):
                yield f"  … and {count - len(shown):,} more like this"


@contextmanager
def report_file(path: Path | None) -> Iterator[Callable[[Result], None]]:
    """One line of JSON for each story that was not left unchanged. Nothing where there is no path."""
    if path is None:
        yield lambda result: None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            yield lambda result: _write(file, result)
    except OSError as error:
        raise CommandError(f"The report {path} cannot be written: {error.strerror}. Give another --report.") from error


def _write(file: TextIO, result: Result) -> None:
    if result.outcome is Outcome.UNCHANGED and not result.problems:
        return
    line = {
        "file": result.place.file,
        "line": result.place.line,
        "outcome": result.outcome.value,
        "source": result.source,
        "id": result.source_id,
        "headline": result.headline,
        "story": result.article_id,
        "problems": list(map(str, result.problems)),
        "residue": result.residue,
    }
    file.write(json.dumps(line, ensure_ascii=True) + "\n")


def summary_lines(summary: Summary, *, is_plan: bool) -> Iterator[str]:
    """What was left out and made; the counts of the outcomes last."""
    if summary.left_out:
        kinds = ", ".join(f"{count:,} {what}" for what, count in summary.left_out.most_common())
        yield f"Left out, for they are no stories: {kinds}."
    for noun in ("section", "author", "tag", "photo"):
        names = sorted(name for kind, name in summary.made if kind == noun)
        if names:
            more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
            yield f"New {noun}s: {', '.join(names[:LISTED])}{more}."
    counts = ", ".join(f"{summary.counts[outcome]:,} {outcome}" for outcome in Outcome)
    line = f"Import: {counts}; {summary.warnings:,} to check, {summary.residue:,} pieces of residue removed"
    if is_plan:
        yield f"{line}; nothing was changed."
    elif summary.was_interrupted or summary.batch is None:
        yield f"{line}."
    else:
        links = f"{summary.resolved:,} found their story, {summary.pending:,} of this source wait for theirs"
        yield f"{line}; related links: {links}."
