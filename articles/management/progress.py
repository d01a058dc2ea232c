"""How far a long command is: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES = 10


class Progress:
    """`total` counts what `advance` counts. Without one, `part_done` says which part of the whole is behind us."""

    def __init__(self, what: str, *, total: int | None = None) -> None:
        self.what = what
        self.total = total
        self.done = 0
        self.began = self.last_line = time.monotonic()
        self.console = Console(stderr=True)
        self.bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn() if total is not None else TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self.task = self.bar.add_task(what, total=total if total is not None else 1.0, rate="")

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def advance(self, count: int = 1, *, part_done: float | None = None) -> None:
        self.done += count
        rate = self.done / max(time.monotonic() - self.began, 0.001)
        completed = self.done if self.total is not None else part_done
        self.bar.update(self.task, completed=completed, rate=f"{self.done:,} · {rate:,.0f}/s")
        if not self.console.is_terminal:
            self._line(rate)

    def _line(self, rate: float) -> None:
        now = time.monotonic()
        if now - self.last_line >= SECONDS_BETWEEN_LINES:
            self.last_line = now
            of = f" of {self.total:,}" if self.total is not None else ""
            print(f"{self.what}: {self.done:,}{of}, {rate:,.0f} a second", file=sys.stderr, flush=True)  # noqa: T201
