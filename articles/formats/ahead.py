"""Reading in a process of its own, ahead of the one that writes to the database: two cores share the work.

Only where there is much to read. The reader knows neither Django nor the database; it ends when nobody listens.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

from articles.formats import StoryFile, read_paths
from articles.formats.position import Position
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, FormatError, Item

WORTH_A_PROCESS = 4 * 1024 * 1024  # bytes; a process takes a fifth of a second to begin
# To a message. A pipe holds less than one: while the writer is at work on one, the reader makes the next.
ITEMS, CHARACTERS = 200, 2_000_000
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Told:
    """What the person says of the files; see read_paths()."""

    paths: Sequence[str]
    reading: Reading
    format_name: str | None = None
    changed_since: float | None = None


OnFile = Callable[[str, str], None]  # the name of a file, and of its format
OnPart = Callable[[float], None]  # which part of all is read, from 0 to 1


def read(told: Told, *, on_file: OnFile, on_part: OnPart) -> Iterator[Item]:
    """Everything in the files. Raise FormatError, before anything is read, if a path leads nowhere."""
    position = Position(told.paths)
    if position.size < WORTH_A_PROCESS or STANDARD_INPUT in told.paths:
        return _here(told, position, on_file, on_part)
    return _ahead(told, on_file, on_part) or _here(told, position, on_file, on_part)


def _here(told: Told, position: Position, on_file: OnFile, on_part: OnPart) -> Iterator[Item]:
    items = _items(told, position, on_file)

    def with_part() -> Iterator[Item]:
        for item in items:
            on_part(position.part_done())
            yield item

    return with_part()


def _items(told: Told, position: Position, on_file: OnFile) -> Iterator[Item]:
    def begin(found: StoryFile, format_name: str) -> None:
        position.begin(found.file)
        on_file(found.name, format_name)

    return read_paths(
        told.paths,
        reading=told.reading,
        format_name=told.format_name,
        changed_since=told.changed_since,
        on_file=begin,
    )


# ---- In two processes ---------------------------------------------------------------------------------------------


def _ahead(told: Told, on_file: OnFile, on_part: OnPart) -> Iterator[Item] | None:
    """None if no other process can be begun from where we are."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    reader = context.Process(target=_serve, args=(sender, told), daemon=True)
    reader.start()
    sender.close()
    try:
        first = _received(receiver.recv())  # a path that leads nowhere is said before anything is done
    except EOFError:
        return None

    def received() -> Iterator[Item]:
        message = first
        try:
            while message is not None:
                items, files, part = message
                for name, format_name in files:
                    on_file(name, format_name)
                on_part(part)
                yield from items
                message = _next(receiver)
        finally:
            receiver.close()
            reader.terminate()
            reader.join()

    return received()


Message = tuple[list[Item], list[tuple[str, str]], float]


def _next(receiver: Connection) -> Message | None:
    try:
        return _received(receiver.recv())
    except EOFError:
        raise FormatError(
            "The reading of the files was cut short by the system, perhaps for want of memory. Give the command again."
        ) from None


def _received(message: Message | str | None) -> Message | None:
    """The next items; None at the end."""
    if isinstance(message, str):
        raise FormatError(message)
    return message


def _serve(sender: Connection, told: Told) -> None:
    """The other process: read, and send what was read; wait while the listener is behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who writes
    files: list[tuple[str, str]] = []
    position = Position(told.paths)
    try:
        items = _items(told, position, lambda name, format_name: files.append((name, format_name)))
        while sent := _some(items):
            sender.send((sent, files.copy(), position.part_done()))
            files.clear()
        if files:
            sender.send(([], files, 1.0))
        sender.send(None)
    except FormatError as error:
        sender.send(str(error))
    except BrokenPipeError:  # nobody listens any more
        pass


def _some(items: Iterator[Item]) -> list[Item]:
    some: list[Item] = []
    characters = 0
    for item in items:
        some.append(item)
        characters += len(item.body) if isinstance(item, ArticleRecord) else 0
        if len(some) >= ITEMS or characters >= CHARACTERS:
            break
    return some
