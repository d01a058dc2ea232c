"""A post of a WordPress export becomes a record, or a sentence why it cannot."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.body.allowed import MAX_CHARACTERS
from articles.formats import characters
from articles.formats.body import Body
from articles.formats.dispatch import NOTHING_TO_READ
from articles.formats.markup import MarkupRefused, read_markup
from articles.formats.reading import Reading
from articles.formats.record import ArticleRecord, PhotoReference, Place, Rejection, Standing
from articles.formats.wordpress import words
from articles.formats.wordpress.attachments import Attachments
from articles.formats.wordpress.content import footnotes, post_markup
from articles.formats.wordpress.items import ExportItem
from articles.formats.wordpress.site import Site
from articles.formats.wordpress.standing import read_standing
from articles.formats.wordpress.times import read_times
from articles.formats.wordpress.whereabouts import addresses, lasting_name, number_of
from articles.remark import Remark, gettext_noop

LONGEST_HEADLINE, LONGEST_FROM_TEXT = 300, 80
LONGEST_TITLE = 1000  # what is longer is no title
LONGEST_STANDFIRST = 600
LONGEST_NAME = 500
# Block comments take most of a page made of blocks: what is left of 4 million characters may well be a story.
LONGEST_CONTENT = 4 * MAX_CHARACTERS
MOST_PICTURES = 1000
CONTROL = re.compile(r"[\x7f-\x84\x86-\x9f]")  # XML holds no others
# A text that several posts share, kept as a post of its own.
SHARED_BLOCK = re.compile(r"<!--\s+wp:block\s")


@dataclass(slots=True)
class Stories:
    """The posts of one export."""

    site: Site
    attachments: Attachments
    reading: Reading

    def read(self, item: ExportItem, place: Place) -> ArticleRecord | Rejection:
        if reason := _reason_to_refuse(item):
            return Rejection(place, reason)
        gallery = Gallery(item, self.attachments)
        try:
            markup = post_markup(_content(item), gallery) + footnotes(item.first_meta("footnotes"))
            body = read_markup(markup, hosts=self.site.hosts, base=item.value("link") or self.site.address())
        except MarkupRefused as error:
            return Rejection(place, str(error))
        texts = _texts(item, body)
        lead, lack = self._lead(item)
        if not texts.headline:
            return Rejection(place, "The post has neither title nor text.")
        texts.doubts += [*lack, *_lost(item, gallery)]
        return self._record(item, place, texts, body, lead)

    def _record(
        self, item: ExportItem, place: Place, texts: "Texts", body: Body, lead: Sequence[PhotoReference]
    ) -> ArticleRecord:
        times = read_times(item, zone=self.reading.zone)
        status, reasons = read_standing(item)
        if not (body.html or lead or body.photos):
            status, reasons = Standing.DRAFT, (*reasons, NOTHING_TO_READ)
        categories = words.categories(item.terms)
        return ArticleRecord(
            place=place,
            source_id=lasting_name(item),
            headline=texts.headline,
            body=body.html,
            published_at=times.published_at,
            addresses=addresses(item, self.site),
            standfirst=texts.standfirst,
            section=categories[0] if categories else self.reading.section,
            bylines=tuple(dict.fromkeys([*self._writers(item), *body.signature.bylines])),
            editors=body.signature.editors,
            rights=body.signature.rights,
            tags=words.tags(item.terms),
            related=tuple(body.related),
            residue=body.residue,
            warnings=(*reasons, *times.remarks, *_damage(item), *body.warnings, *texts.doubts),
            categories=categories,
            photos=(*lead, *body.photos),
            status=status,
            slug=words.slug_words(item.value("post_name")),
            updated_at=times.updated_at,
            original=_content(item),
        )

    def _writers(self, item: ExportItem) -> Iterator[str]:
        creator = words.one_line(item.value("creator"))
        if creator:
            yield self.site.names.get(creator, creator)

    def _lead(self, item: ExportItem) -> tuple[Sequence[PhotoReference], Sequence[Remark]]:
        """The featured image. Of 243, nine were of pictures that the file lacks."""
        number = item.first_meta("_thumbnail_id")
        if not number or number in ("0", "-1"):
            return (), ()
        if picture := self.attachments.picture(number):
            return (picture,), ()
        return (), (Remark(gettext_noop("The file lacks its photo, attachment %(number)s."), number=number[:20]),)


class Gallery:
    """The pictures of one post's galleries, and how many of them the file lacks."""

    def __init__(self, item: ExportItem, attachments: Attachments) -> None:
        self.post, self.attachments = number_of(item), attachments
        self.missing = 0
        self.left = MOST_PICTURES

    def __call__(self, numbers: Sequence[str]) -> Sequence[PhotoReference]:
        if not numbers:
            found = self.attachments.of_post(self.post, most=self.left)
            self.left -= len(found)
            return found
        wanted = numbers[: self.left]
        self.left -= len(wanted)
        found = [picture for number in wanted if (picture := self.attachments.picture(number))]
        self.missing += len(numbers) - len(found)
        return found


@dataclass(slots=True)
class Texts:
    headline: str = ""
    standfirst: str = ""
    doubts: list[Remark] = field(default_factory=list)


def _content(item: ExportItem) -> str:
    return item.fields.get("content", item.fields.get("description", ""))


def _reason_to_refuse(item: ExportItem) -> str:
    """A sentence, or "" if the post can be read."""
    name, length = lasting_name(item), len(_content(item))
    if not name:
        return "Nothing tells this post from others: it has no number, no guid and no address. Give it one."
    if len(name) > LONGEST_NAME:
        return f"The post has no number, and its guid {name[:60]!r}… is too long for a name. Give it a number."
    if length > LONGEST_CONTENT:
        return f"The post has {length} characters, more than any story has. Take it out, or part it."
    title = words.one_line(item.value("title"))
    if len(title) > LONGEST_TITLE:
        return f"The title has {len(title)} characters; the most is {LONGEST_HEADLINE}. Shorten it: {title[:60]!r}…"
    return ""


def _texts(item: ExportItem, body: Body) -> Texts:
    texts = Texts(words.one_line(item.value("title")), words.one_line(item.value("excerpt")))
    if texts.standfirst and not body.html:
        texts.doubts.append(Remark(gettext_noop("There is no text but the excerpt; it is the text.")))
        _begin_with(texts.standfirst, body)
        texts.standfirst = ""
    elif len(texts.standfirst) > LONGEST_STANDFIRST:
        texts.doubts.append(
            Remark(
                gettext_noop("The excerpt has more than %(most)d characters; it is the first paragraph of the text."),
                most=LONGEST_STANDFIRST,
            )
        )
        _begin_with(texts.standfirst, body)
        texts.standfirst = ""
    if not texts.headline:
        texts.headline = words.first_words(body.text, most=LONGEST_FROM_TEXT)
        texts.doubts.append(Remark(gettext_noop("It had no title; it is called by the first words of its text.")))
    elif len(texts.headline) > LONGEST_HEADLINE and body.html:
        texts.doubts.append(
            Remark(
                gettext_noop("The title has %(count)d characters; it is cut, and whole it is the first paragraph."),
                count=len(texts.headline),
            )
        )
        _begin_with(texts.headline, body)
        texts.headline = words.first_words(texts.headline, most=LONGEST_HEADLINE)
    return texts


def _begin_with(paragraph: str, body: Body) -> None:
    body.html = "\n".join(filter(None, (f"<p>{html.escape(paragraph, quote=False)}</p>", body.html)))
    body.text = "\n".join(filter(None, (paragraph, body.text)))


def _damage(item: ExportItem) -> Iterator[Remark]:
    return characters.warnings(text for text in (item.value("title"), _content(item)) if _may_be_damaged(text))


def _may_be_damaged(text: str) -> bool:
    """Looking for one letter is a hundred times as quick as looking for what it may begin."""
    return not text.isascii() and (any(sign in text for sign in "ÃÂâ\ufffd") or CONTROL.search(text) is not None)


def _lost(item: ExportItem, gallery: Gallery) -> Iterator[Remark]:
    if gallery.missing:
        yield Remark(gettext_noop("Pictures of its galleries that the file lacks: %(count)d."), count=gallery.missing)
    if shared := len(SHARED_BLOCK.findall(_content(item))):
        yield Remark(
            gettext_noop("Blocks that it shared with other posts, and that stand apart from it: %(count)d."),
            count=shared,
        )
    if names := words.other_terms(item.terms):
        yield Remark(
            gettext_noop("Terms that are neither category nor tag were left out: %(names)s."),
            names=", ".join(names)[:500],
        )
