"""A story as a wire or a feed delivers it, piece by piece; and the record that comes of it."""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from articles.body.allowed import MAX_CHARACTERS
from articles.formats import characters
from articles.formats.body import Body, read_body
from articles.formats.characters import clean, clean_name
from articles.formats.dates import DateError, dates_in
from articles.formats.markup import MarkupRefused, read_markup, without_headline
from articles.formats.moments import moment
from articles.formats.record import (
    ArticleRecord,
    PhotoReference,
    Place,
    Rejection,
    RelatedReference,
    Standing,
)
from articles.formats.signature import split_names
from articles.keys import headline_key
from articles.remark import Remark, gettext_noop

MOST_DAYS_APART = 30
# "By Rina Dewi", "Oleh: Rina Dewi"
BEFORE_NAMES = re.compile(r"(?:by|oleh|teks|pewarta|penulis|reporter)\b\s*:?\s*", re.IGNORECASE)
# "gr/bp": who typed it. It names nobody whom a reader could know.
INITIALS = re.compile(r"[a-z]{1,4}(?:\s?[/,-]\s?[a-z]{1,4})*")
NOT_LETTERS = re.compile(r"[\W_]+")
# A page's own smaller copy of a picture: "panen-300x200.jpg".
SIZE_SUFFIX = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{3,4}$)")
# Where a paragraph begins in an agency's plain text that has no blank lines.
INDENTED = re.compile(r"[ \t]{2,}(?=\S)")


# 3.9 % of 1,753 posts: what a site lists as one is not lost, but is no reading for readers.
NOTHING_TO_READ = Remark(gettext_noop("It has neither text nor photo; it is a draft."))


@dataclass(frozen=True, slots=True)
class Picture:
    addresses: tuple[str, ...]  # of its renditions, the best one first; never empty
    caption: str = ""
    credit: str = ""
    alternative_text: str = ""


@dataclass(slots=True)
class Dispatch:
    """The fields are those of ArticleRecord, but for the body: it is HTML (`markup`) or, if there is none, `text`."""

    place: Place
    zone: ZoneInfo
    source_id: str = ""
    headline: str = ""
    standfirst: str = ""
    markup: str = ""
    text: str = ""
    hosts: Collection[str] = ()  # of the source's own site
    base: str = ""  # what relative addresses in the markup are relative to
    published_at: datetime | None = None
    updated_at: datetime | None = None
    embargo_until: datetime | None = None
    status: Standing = Standing.PUBLISHED
    section: str = ""
    kind: str = ""
    dateline: str = ""
    rights: str = ""
    slug: str = ""
    addresses: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    related: list[RelatedReference] = field(default_factory=list)
    residue: list[str] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    held_because: str = ""
    may_be_empty: bool = False  # whether the source is a site's own list of its posts

    def hold(self, remark: Remark) -> None:
        """Keep it from readers, and say why."""
        self.status, self.held_because = Standing.DRAFT, remark
        if remark not in self.warnings:
            self.warnings.append(remark)

    def add_markup(self, markup: str) -> None:
        if self.text and markup:
            self.markup, self.text = _paragraphs(self.text), ""
        self.markup += markup

    def add_text(self, text: str) -> None:
        if self.markup:
            self.markup += _paragraphs(text)
        else:
            self.text = f"{self.text}\n\n{text}" if self.text else text

    def sign(self, text: str) -> None:
        names = BEFORE_NAMES.sub("", clean_name(text), count=1) if BEFORE_NAMES.match(text) else clean_name(text)
        if INITIALS.fullmatch(names):
            self.warnings.append(Remark(gettext_noop("The byline has only initials: %(initials)s."), initials=names))
        else:
            self.bylines.extend(split_names(names.replace(" and ", " dan ")))

    def date(self, *texts: str) -> None:
        """Take the first that is a date, for the day it was published; what is written but is none is reported."""
        for text in filter(None, texts):
            self.published_at = self._moment(text)
            if self.published_at is not None:
                return

    def revise(self, text: str) -> None:
        """When this version was made, if that is later than when it was published."""
        changed_at = self._moment(text) if text else None
        if changed_at and self.published_at and changed_at > self.published_at:
            self.updated_at = changed_at

    def embargo(self, text: str) -> None:
        """Until when nobody may publish it; what is no date holds it for good."""
        self.embargo_until = self._moment(text) if text else None
        if self.embargo_until is None:
            self.hold(Remark(gettext_noop("The story is under embargo without a time that ends it; it is a draft.")))

    def _moment(self, text: str) -> datetime | None:
        try:
            return moment(text, zone=self.zone)
        except DateError as error:
            self.warnings.append(
                Remark(gettext_noop("The story has a date we do not trust: %(reason)s"), reason=str(error))
            )
            return None


def record_of(dispatch: Dispatch) -> ArticleRecord | Rejection:
    if dispatch.held_because and not (dispatch.text.strip() or dispatch.markup.strip()):
        # A cancellation alone is no story, but somebody must hear of it.
        called = dispatch.source_id or dispatch.headline
        reason = (
            f"{dispatch.held_because} No text came with it. If the story {called[:200]!r} is here, look at it again."
        )
        return Rejection(dispatch.place, reason)
    if not dispatch.headline:
        return Rejection(dispatch.place, "There is no headline. Give the story one, or leave it out.")
    if not dispatch.source_id:
        reason = f"The story {dispatch.headline[:200]!r} has neither an id nor an address to know it by. Give it one."
        return Rejection(dispatch.place, reason)
    try:
        body = _body(dispatch)
        if not body.html and dispatch.may_be_empty:
            _hold_if_empty(dispatch)
        elif not body.html:
            return Rejection(dispatch.place, f"The story {dispatch.headline[:200]!r} has no text.")
        photos = _place_photos(dispatch, body)
        _refuse_too_long(dispatch, len(body.html))
    except MarkupRefused as error:
        return Rejection(dispatch.place, str(error))
    dispatch.warnings.extend(body.warnings)
    return _record(dispatch, body, photos)


def _hold_if_empty(dispatch: Dispatch) -> None:
    if not dispatch.pictures:
        dispatch.hold(NOTHING_TO_READ)


def is_beginning(words: str, text: str) -> bool:
    """Whether a summary is only the text's first words, perhaps cut short with "[…]"."""
    beginning = NOT_LETTERS.sub("", words).casefold()
    return NOT_LETTERS.sub("", text[: 3 * len(words) + 100]).casefold().startswith(beginning)


def _body(dispatch: Dispatch) -> Body:
    _refuse_too_long(dispatch, max(len(dispatch.markup), len(dispatch.text)))
    if dispatch.markup.strip():
        body = read_markup(dispatch.markup, hosts=dispatch.hosts, base=dispatch.base)
    else:
        lines = dispatch.text.splitlines()
        body = read_body(list(_parted(lines)))
        body.warnings[:0] = characters.warnings(lines)
    return without_headline(body, dispatch.headline)


def _refuse_too_long(dispatch: Dispatch, characters: int) -> None:
    if characters > MAX_CHARACTERS:
        raise MarkupRefused(
            f"The text of {dispatch.headline[:200]!r} is longer than {MAX_CHARACTERS:,} characters. Split the story."
        )


def _parted(lines: Sequence[str]) -> Iterator[str]:
    """The lines, clean, with a blank one before each that is indented, if there are no others."""
    has_blank_lines = "\n\n" in "\n".join(line.strip() for line in lines).strip()
    for line in lines:
        if not has_blank_lines and INDENTED.match(line):
            yield ""
        yield clean(line)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())


def _place_photos(dispatch: Dispatch, body: Body) -> tuple[PhotoReference, ...]:
    """The first picture that does not stand in the text leads the story; more of them stand at the text's end."""
    renditions = {_file(address): picture for picture in dispatch.pictures for address in picture.addresses}
    standing = [_told_of(photo, renditions.get(_file(photo.address))) for photo in body.photos]
    placed = {_file(photo.address) for photo in standing}
    others = [picture for picture in dispatch.pictures if _file(picture.addresses[0]) not in placed]
    photos = [_photo(picture, f"p{number}") for number, picture in enumerate(others, start=len(standing))]
    if not photos:
        return tuple(standing)
    figures = (
        f'<figure data-photo="{photo.key}">{html.escape(photo.caption, quote=False)}</figure>' for photo in photos[1:]
    )
    body.html = "\n".join([body.html, *figures])
    return (replace(photos[0], key=""), *standing, *photos[1:])


def _told_of(photo: PhotoReference, picture: Picture | None) -> PhotoReference:
    """A picture in the text, with what the source says of it elsewhere."""
    if picture is None:
        return photo
    return replace(
        photo,
        address=picture.addresses[0],
        caption=photo.caption or picture.caption,
        credit=photo.credit or picture.credit,
        alternative_text=photo.alternative_text or picture.alternative_text,
    )


def _photo(picture: Picture, key: str) -> PhotoReference:
    return PhotoReference(picture.addresses[0], key, picture.alternative_text, picture.caption, picture.credit)


def _file(address: str) -> str:
    return SIZE_SUFFIX.sub("", address.partition("?")[0])


def _record(dispatch: Dispatch, body: Body, photos: tuple[PhotoReference, ...]) -> ArticleRecord:
    signature = body.signature
    return ArticleRecord(
        place=dispatch.place,
        source_id=dispatch.source_id,
        headline=dispatch.headline,
        body=body.html,
        published_at=dispatch.published_at,
        addresses=_each_once(dispatch.addresses),
        standfirst=_standfirst(dispatch, body),
        section=dispatch.section,
        bylines=_each_once([*dispatch.bylines, *signature.bylines]),
        editors=signature.editors,
        rights=dispatch.rights or signature.rights,
        tags=_each_once(dispatch.tags),
        related=(*body.related, *dispatch.related),
        residue=(*dispatch.residue, *body.residue),
        warnings=tuple(dict.fromkeys([*dispatch.warnings, *_doubts(dispatch, body)])),
        categories=_each_once(dispatch.categories),
        photos=photos,
        status=dispatch.status,
        slug=dispatch.slug,
        kind=dispatch.kind,
        dateline=dispatch.dateline,
        updated_at=dispatch.updated_at,
        embargo_until=dispatch.embargo_until,
        original=dispatch.markup or dispatch.text,
    )


def _standfirst(dispatch: Dispatch, body: Body) -> str:
    """ "" where it only says what the headline or the text's first words say."""
    if headline_key(dispatch.standfirst) == headline_key(dispatch.headline):
        return ""
    return "" if is_beginning(dispatch.standfirst, body.text) else dispatch.standfirst


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))


def _doubts(dispatch: Dispatch, body: Body) -> Iterator[Remark]:
    if dispatch.published_at is None:
        yield Remark(gettext_noop("The source gives no date for the story that we trust."))
        return
    first_named = next(dates_in(body.text), None)
    days = abs((dispatch.published_at.date() - first_named).days) if first_named else 0
    if first_named and days > MOST_DAYS_APART:
        yield Remark(
            gettext_noop(
                "The source dates the story %(source)s, the text first names %(text)s: %(days)d days apart. "
                "The source was believed."
            ),
            source=f"{dispatch.published_at:%d/%m/%Y}",
            text=f"{first_named:%d/%m/%Y}",
            days=days,
        )
