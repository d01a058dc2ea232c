"""What a body is made of once its tree has been walked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.body.allowed import EMBED, RELATED_LINK
from articles.formats.characters import clean_name
from articles.formats.markup.words import Words, attribute, escaped
from articles.formats.record import RelatedReference

# What a block that is no paragraph is to those who look at lines: neither blank nor words.
NOT_WORDS = "\ufffc"


@dataclass(slots=True)
class Paragraph:
    """Lines that a <br> parts."""

    name: str  # "p", "h2", "h3"; "" inside a list item or a cell
    lines: list[Words] = field(default_factory=list)

    def html(self) -> str:
        inner = "<br>".join(line.html() for line in self.lines)
        return f"<{self.name}>{inner}</{self.name}>" if self.name else inner

    def texts(self) -> Iterator[str]:
        yield "\n".join(map(str, self.lines))


@dataclass(slots=True)
class Container:
    """A quotation, a list, a table, and what they are made of."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Block]" = field(default_factory=list)

    def html(self) -> str:
        attributes = "".join(f' {name}="{attribute(value)}"' for name, value in self.attributes.items())
        inner = "".join(child.html() for child in self.children)
        if self.name == "table":
            inner = f"<tbody>{inner}</tbody>"
        return f"<{self.name}{attributes}>{inner}</{self.name}>"

    def texts(self) -> Iterator[str]:
        for child in self.children:
            yield from child.texts()

    def has_words(self) -> bool:
        return any(self.texts())


@dataclass(frozen=True, slots=True)
class Rule:
    def html(self) -> str:
        return "<hr>"

    def texts(self) -> Iterator[str]:
        return iter(())


@dataclass(slots=True)
class Figure:
    key: str
    caption: str = ""

    def html(self) -> str:
        return f'<figure data-photo="{self.key}">{escaped(self.caption)}</figure>'

    def texts(self) -> Iterator[str]:
        if self.caption:
            yield self.caption


@dataclass(frozen=True, slots=True)
class Embedded:
    """A film or post of another site, of those that a text may show."""

    address: str
    caption: str = ""

    def html(self) -> str:
        return f'<figure {EMBED}="{attribute(self.address)}">{escaped(self.caption)}</figure>'

    def texts(self) -> Iterator[str]:
        yield self.caption or self.address


@dataclass(frozen=True, slots=True)
class Related:
    """The place of a "Baca Juga"; it has no reference where the markup is our own."""

    key: str
    reference: RelatedReference | None = None

    def html(self) -> str:
        return f'<aside {RELATED_LINK}="{self.key}"></aside>'

    def texts(self) -> Iterator[str]:
        return iter(())


Block = Paragraph | Container | Rule | Figure | Embedded | Related


def one_line(texts: Sequence[str]) -> str:
    return clean_name(" ".join(texts))
