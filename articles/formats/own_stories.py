"""One story as one line of JSON: what we export, and read back to the same record.

Written for people too: {"newsroom": 1, "source": "arsip", "id": "pasar", "headline": "Pasar Desa Dibuka", …}, keys in
one order, what says nothing left out, letters as they are. A record loses only what belongs to its file: its place, the
remarks, the residue and the original.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn

from articles.body.allowed import MAX_CHARACTERS
from articles.formats.characters import CONTROLS
from articles.formats.json_stories.parse import parse
from articles.formats.record import ArticleRecord, FormatError, PhotoReference, Place, RelatedReference, Standing

MARK, EDITION = "newsroom", 1
ESCAPED_CONTROL = re.compile(r"\\(?:b|u(?:00[01789]|d[89a-f]))", re.IGNORECASE)

TEXT, TEXTS, INSTANT = "a text", "a list of texts", "a time such as '2024-11-16T02:00:00+00:00'"
ALL_STANDINGS = " or ".join(f"'{standing}'" for standing in Standing)
RELATED, PHOTOS, STANDING = "a list of related stories", "a list of photos", ALL_STANDINGS
# Key, field of the record, shape; in the order in which they are written.
KEYS = (
    ("source", "source", TEXT),
    ("id", "source_id", TEXT),
    ("status", "status", STANDING),
    ("headline", "headline", TEXT),
    ("kicker", "kicker", TEXT),
    ("standfirst", "standfirst", TEXT),
    ("body", "body", TEXT),
    ("section", "section", TEXT),
    ("categories", "categories", TEXTS),
    ("bylines", "bylines", TEXTS),
    ("edited_by", "editors", TEXTS),
    ("rights", "rights", TEXT),
    ("tags", "tags", TEXTS),
    ("related", "related", RELATED),
    ("photos", "photos", PHOTOS),
    ("published_at", "published_at", INSTANT),
    ("first_published_at", "first_published_at", INSTANT),
    ("updated_at", "updated_at", INSTANT),
    ("embargo_until", "embargo_until", INSTANT),
    ("addresses", "addresses", TEXTS),
    ("slug", "slug", TEXT),
    ("kind", "kind", TEXT),
    ("dateline", "dateline", TEXT),
    ("sponsor_name", "sponsor_name", TEXT),
    ("unverified_reason", "unverified_reason", TEXT),
    ("withdrawn_because", "withdrawn_because", TEXT),
)
FIELDS = {key: (name, shape) for key, name, shape in KEYS}
EMPTY: dict[str, object] = {TEXT: "", TEXTS: (), INSTANT: None, RELATED: (), PHOTOS: (), STANDING: Standing.PUBLISHED}
NEEDED = ("id", "headline", "body")
REFERENCE_KEYS = ("key", "headline", "url", "reference")
PHOTO_KEYS = ("address", "key", "alternative_text", "caption", "credit", "sha256")
MIDDLE = (50, 50)


def written(record: ArticleRecord) -> str:
    """One line, without its end. The same record gives the same line."""
    story: dict[str, object] = {MARK: EDITION}
    for key, name, shape in KEYS:
        value = getattr(record, name)
        if value != EMPTY[shape] or key in NEEDED:
            story[key] = _plain(value, shape)
    return json.dumps(story, ensure_ascii=False)


def read_line(line: str) -> ArticleRecord:
    """The record that was written as this line. Raise FormatError, with a sentence, if none was."""
    story = parse(line)
    if not isinstance(story, dict) or not is_own(story):
        raise FormatError(f'The line begins with {line[:40]!r}; expected {{"{MARK}": {EDITION}, …}}.')
    return record_of(story, place=Place(""), has_escapes=ESCAPED_CONTROL.search(line) is not None)


def is_own(story: Mapping[str, Any]) -> bool:
    """Whether it has our mark. Raise FormatError if it is of an edition that is not known here."""
    if MARK not in story:
        return False
    edition = story[MARK]
    if edition is not True and edition == EDITION:
        return True
    raise FormatError(f"The story is written in edition {edition!r}; this program reads {EDITION}. Use a newer one.")


def record_of(story: Mapping[str, Any], *, place: Place, has_escapes: bool = True) -> ArticleRecord:
    """Raise FormatError, with a sentence, if a value is not what its key asks for. Unknown keys are passed over.

    `has_escapes`: whether a text may hold a control character or half a character; looking for them costs time.
    """
    values = {}
    for key, value in story.items():
        if key in FIELDS:
            name, shape = FIELDS[key]
            values[name] = _value(key, value, shape)
    for key in NEEDED:
        # A draft may have been exported before it had a text.
        if FIELDS[key][0] not in values or (key != "body" and not values[FIELDS[key][0]]):
            raise FormatError(f"The story has no {key!r}.")
    if len(values["body"]) > MAX_CHARACTERS:
        raise FormatError(f"The body has {len(values['body']):,} characters; the most is {MAX_CHARACTERS:,}.")
    if has_escapes:
        refuse_controls(story)
    return ArticleRecord(place=place, may_be_scheduled=True, **{"published_at": None, **values})


def _plain(value: Any, shape: str) -> object:
    if shape == INSTANT:
        return value.astimezone(UTC).isoformat() if value is not None else None
    if shape == RELATED:
        return [_said(reference, REFERENCE_KEYS) for reference in value]
    if shape == PHOTOS:
        return [
            _said(photo, PHOTO_KEYS) | ({"focus": list(photo.focus)} if photo.focus != MIDDLE else {})
            for photo in value
        ]
    return value


def _said(noun: object, keys: tuple[str, ...]) -> dict[str, object]:
    return {key: value for key in keys if (value := getattr(noun, key))}


def _value(key: str, value: Any, shape: str) -> Any:
    if shape == TEXT:
        return value if isinstance(value, str) else _refuse(key, value, TEXT)
    if shape == TEXTS:
        return _texts(key, value)
    if shape == INSTANT:
        return _instant(key, value)
    if shape == STANDING:
        return Standing(value) if value in list(Standing) else _refuse(key, value, ALL_STANDINGS)
    each = _objects(key, value)
    return tuple(_reference(item) for item in each) if shape == RELATED else tuple(_photo(item) for item in each)


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        _refuse(key, value, TEXTS)
    return tuple(value)


def _instant(key: str, value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        instant = datetime.fromisoformat(value)
        return instant if instant.utcoffset() is not None else _refuse(key, value, INSTANT)
    except (ValueError, TypeError):
        _refuse(key, value, INSTANT)


def _objects(key: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        _refuse(key, value, FIELDS[key][1])
    return value


def _reference(item: dict[str, Any]) -> RelatedReference:
    key, headline, url, reference = (_value(f"related: {key}", item.get(key, ""), TEXT) for key in REFERENCE_KEYS)
    return RelatedReference(key, headline, url, reference)


def _photo(item: dict[str, Any]) -> PhotoReference:
    texts = {key: _value(f"photos: {key}", item.get(key, ""), TEXT) for key in PHOTO_KEYS}
    focus = item.get("focus", list(MIDDLE))
    if not isinstance(focus, list) or len(focus) != 2 or not all(map(_is_per_cent, focus)):
        _refuse("photos: focus", focus, "two numbers from 0 to 100")
    return PhotoReference(**texts, focus=(focus[0], focus[1]))


def _is_per_cent(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 100


def refuse_controls(value: Any) -> None:
    match value:
        case str():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise FormatError(f"Half a character (a lone surrogate) stands in {value[:60]!r}.") from None
            if found := CONTROLS.search(value):
                raise FormatError(f"The control character {found[0]!r} stands in {value[:60]!r}. Take it out.")
        case list():
            for each in value:
                refuse_controls(each)
        case dict():
            for each in value.values():
                refuse_controls(each)


def _refuse(key: str, value: Any, expected: str) -> NoReturn:
    raise FormatError(f"Under {key!r} stands {str(value)[:60]!r}; expected {expected}.")
