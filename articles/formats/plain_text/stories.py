"""One story after the other out of a file's lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from articles.body.allowed import MAX_CHARACTERS
from articles.formats import characters
from articles.formats.addresses import LONGEST_ADDRESS, bare_address
from articles.formats.body import Body, read_body
from articles.formats.characters import BLANKS, clean
from articles.formats.dateline import town_in
from articles.formats.dates import dates_in, is_date_line, is_relative
from articles.formats.decode import Line
from articles.formats.plain_text.header import LONGEST_HEADLINE, Header, read_header
from articles.formats.record import ArticleRecord, Place, Rejection
from articles.remark import Remark, gettext_noop

STORY_LIMIT = 16 * 1024 * 1024
# What a line takes besides its characters: without it a file of line ends alone would fill the memory.
LINE_OVERHEAD = 100
# 92 % of 6,041 stories first name a day that is nearer to their own.
MOST_DAYS_APART = 30
# So many characters never come again by chance.
OPENING = 100


@dataclass(slots=True)
class Story:
    """The lines of one story as they stand in the file, or why they were not kept."""

    begins_at: int = 0  # number of the first written line; 0 while there is none
    lines: list[Line] = field(default_factory=list)
    size: int = 0
    problem: str = ""  # a sentence; only the last written line is then kept

    def add(self, line: Line) -> None:
        is_written = bool(line.text.strip(BLANKS))
        if is_written and not self.begins_at:
            self.begins_at = line.number
        self.size += len(line.text) + LINE_OVERHEAD
        if line.is_cut:
            self.problem = f"Line {line.number} is longer than 8 MiB. Break it into paragraphs."
        elif self.size > STORY_LIMIT and not self.problem:
            self.problem = "The story is longer than 16 MiB. Split the file into its stories."
        if not self.problem:
            self.lines.append(line)
        elif is_written:
            self.lines = [line]

    def is_written(self) -> bool:
        return bool(self.problem) or any(line.text.strip(BLANKS) for line in self.lines)

    def part_at_date_line(self) -> "Story | None":
        """The story that begins with our last written line, if that can be its date line; we then end before it."""
        written = (index for index in range(len(self.lines) - 1, -1, -1) if clean(self.lines[index].text))
        index = next(written, None)
        if index is None or not is_date_line(clean(self.lines[index].text)):
            return None
        following = Story()
        for line in self.lines[index:]:
            following.add(line)
        del self.lines[index:]
        return following


def split_stories(lines: Iterable[Line]) -> Iterator[Story]:
    """Part the lines before each date line that is followed by an address alone. Always at least one story."""
    story = Story()
    for line in lines:
        if _is_address(line) and (following := story.part_at_date_line()):
            if story.is_written():
                yield story
            story = following
        story.add(line)
    yield story


def read_story(story: Story, *, name: str, source_id: str, section: str, zone: ZoneInfo) -> ArticleRecord | Rejection:
    place = Place(name, story.begins_at)
    if story.problem:
        return Rejection(place, story.problem)
    lines = [clean(line.text) for line in story.lines]
    header, body_starts = read_header(lines, zone=zone)
    body = read_body(lines[body_starts:])
    if reason := _reason_to_refuse(lines, header, body):
        return Rejection(place, reason)
    return ArticleRecord(
        place=place,
        source_id=header.source_id or source_id,
        headline=header.headline,
        body=body.html,
        published_at=header.published_at,
        addresses=tuple(dict.fromkeys(header.addresses)),
        section=header.section or section,
        bylines=tuple(dict.fromkeys([*header.bylines, *body.signature.bylines])),
        editors=body.signature.editors,
        rights=body.signature.rights,
        tags=tuple(dict.fromkeys(header.tags)),
        related=tuple(body.related),
        residue=(*header.residue, *body.residue),
        warnings=(*characters.warnings(line.text for line in story.lines), *header.warnings, *_doubts(header, body)),
        dateline=town_in(body.text),
        updated_at=header.updated_at,
        original="\n".join(line.text for line in story.lines).strip(),
    )


def _is_address(line: Line) -> bool:
    # Looked for first, because cleaning every line twice would take as long as all the rest.
    return "://" in line.text and bare_address(clean(line.text[: LONGEST_ADDRESS + 1])) is not None


def _reason_to_refuse(lines: Sequence[str], header: Header, body: Body) -> str:
    """A sentence, or "" if the story can be taken."""
    if not any(lines):
        return "There is no text here. Expected a date, a headline and paragraphs."
    if not header.headline:
        return f"There is no headline. Expected one of at most {LONGEST_HEADLINE} characters above the first paragraph."
    if is_relative(header.date_line):
        # Whoever has the file can still find out which day was meant; once it is in, nobody can.
        return f"The date line {header.date_line!r} does not say which day. Write the day itself, such as 16/11/2024."
    if not body.html:
        return f"The story {header.headline!r} has no paragraph."
    if len(body.html) > MAX_CHARACTERS:
        return f"The text is {len(body.html)} characters long; the most is {MAX_CHARACTERS}. Split the story."
    return ""


def _holds_address_of(source_id: str, text: str) -> bool:
    """Whether a line is the address of another story of the same file, whose date line above it is damaged."""
    site = urlsplit(source_id).netloc
    addresses = (bare_address(line) for line in text.split("\n") if "://" in line[:10])
    return any(urlsplit(address).netloc == site for address in addresses if address)


def _doubts(header: Header, body: Body) -> Iterator[Remark]:
    yield from body.warnings
    if len(body.text) >= 2 * OPENING and body.text[:OPENING] in body.text[OPENING:]:
        yield Remark(gettext_noop("The text's opening words stand in it twice."))
    if header.source_id and _holds_address_of(header.source_id, body.text):
        yield Remark(
            gettext_noop(
                "A line of the text holds only an address of its own site; perhaps another story begins there."
            )
        )
    first_named = next(dates_in(body.text), None)
    if header.published_at is None or first_named is None:
        return
    days = abs((header.published_at.date() - first_named).days)
    if days > MOST_DAYS_APART:
        yield Remark(
            gettext_noop(
                "The date line says %(header)s, the text first names %(text)s: %(days)d days apart. "
                "The date line was taken."
            ),
            header=f"{header.published_at:%d/%m/%Y}",
            text=f"{first_named:%d/%m/%Y}",
            days=days,
        )
