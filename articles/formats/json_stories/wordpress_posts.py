"""Posts as WordPress's REST API gives them, saved as one array: /wp-json/wp/v2/posts?_embed, page after page.

    [{"id": 12, "date": "2017-01-31T12:27:39", "date_gmt": …, "slug": …, "status": "publish", "type": "post",
      "link": …, "title": {"rendered": …}, "content": {"rendered": …}, "_embedded": {…}}, …]

Programs that save it for other sites write texts without "rendered", the author and the categories by their names, and
local times with a blank instead of the T; these are read as well.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from articles.formats.addresses import bare_address
from articles.formats.characters import clean, clean_name, warnings
from articles.formats.dates import DateError
from articles.formats.dispatch import Dispatch, Picture, is_beginning, record_of
from articles.formats.json_stories.reader import JsonReader
from articles.formats.json_stories.shapes import line, names, numbers, objects, text
from articles.formats.loose_text import without_tags
from articles.formats.moments import moment
from articles.formats.reading import Reading
from articles.formats.record import Item, LeftOut, Place, Rejection
from articles.formats.wordpress.content import post_markup
from articles.keys import tag_key
from articles.remark import Remark, gettext_noop

NAME = "wordpress-json"

BEGINNING = re.compile(r'\s*\[\s*\{\s*"')
KEY = re.compile(r'"(title|content|slug|date|date_gmt|link|guid|excerpt|modified|post_title)"\s*:')
LEAST_KEYS = 3
OWN_KEYS = frozenset({"slug", "guid", "date_gmt"})  # of those no other list of stories has
# What WordPress files a post under that nobody has filed: it is no section of any paper.
UNFILED = frozenset(
    ("uncategorized", "uncategorised", "tak berkategori", "tidak berkategori", "tanpa kategori", "tak terkategori")
)
READ_MORE = re.compile(r"\b(?:baca selengkapnya|read more|continue reading)\b.{0,200}$", re.IGNORECASE)
CUT_OFF = " \u00a0.…[]"
LONGEST_EXCERPT = 5000


def recognises(head: bytes) -> bool:
    beginning = head.decode("utf-8-sig", "replace")
    keys = set(KEY.findall(beginning))
    return BEGINNING.match(beginning) is not None and len(keys) >= LEAST_KEYS and not keys.isdisjoint(OWN_KEYS)


def read(file: BinaryIO, *, name: str, source_id: str, reading: Reading) -> Iterator[Item]:
    reader = JsonReader(file, name=name)
    left_out: Counter[str] = Counter()
    if not reader.next_is("["):
        reader.fail('expected a list of posts, "[{"id": …}, …]", as /wp-json/wp/v2/posts gives it.')
    for number, post in reader.elements():
        place = Place(name, number)
        if not isinstance(post, dict):
            yield Rejection(place, f'Here is {str(post)[:40]!r}; expected a post: {{"id": …, "title": …}}.')
        elif (kind := text(post.get("type")) or "post") != "post" and not (kind == "page" and reading.with_pages):
            left_out[kind[:60]] += 1
        else:
            yield record_of(_dispatch(post, place, reading, left_out))
    for what, count in left_out.items():
        yield LeftOut(Place(name), what, count)


def _dispatch(post: dict[str, Any], place: Place, reading: Reading, left_out: Counter[str]) -> Dispatch:
    dispatch = Dispatch(place, reading.zone, section=reading.section, headline=line(post.get("title")))
    dispatch.may_be_empty = True
    dispatch.slug = clean_name(clean(unquote(text(post.get("slug")))))
    link, guid = (clean(text(post.get(key))) for key in ("link", "guid"))
    dispatch.addresses = [address for address in map(bare_address, (link, guid)) if address]
    dispatch.hosts = {urlsplit(address).netloc for address in dispatch.addresses}
    dispatch.source_id = clean_name(text(post.get("id"))) or next(iter(dispatch.addresses), dispatch.slug)
    _date(dispatch, post)
    _hold(dispatch, post)
    _file(dispatch, post, left_out)
    content = text(post.get("content"))
    dispatch.warnings.extend(warnings([content]))
    dispatch.markup = post_markup(content)
    dispatch.standfirst = _standfirst(text(post.get("excerpt")), content)
    dispatch.pictures.extend(_pictures(post))
    return dispatch


def _date(dispatch: Dispatch, post: dict[str, Any]) -> None:
    """GMT where it is given; else the site's own clock, whose zone the file does not say."""
    for key, zone in (("date_gmt", UTC), ("date", dispatch.zone)):
        said = text(post.get(key))
        if said and not said.startswith("0000-00-00"):
            dispatch.published_at = _moment(dispatch, said, zone)
            break
    for key, zone in (("modified_gmt", UTC), ("modified", dispatch.zone)):
        said = text(post.get(key))
        if said and not said.startswith("0000-00-00"):
            changed_at = _moment(dispatch, said, zone)
            if changed_at and dispatch.published_at and changed_at > dispatch.published_at:
                dispatch.updated_at = changed_at
            return


def _moment(dispatch: Dispatch, said: str, zone: Any) -> datetime | None:
    try:
        return moment(said, zone=ZoneInfo("UTC") if zone is UTC else zone)
    except DateError as error:
        dispatch.warnings.append(
            Remark(gettext_noop("The story has a date we do not trust: %(reason)s"), reason=str(error))
        )
        return None


def _hold(dispatch: Dispatch, post: dict[str, Any]) -> None:
    """Without a status it was given to everybody: the API shows others only published posts."""
    status = text(post.get("status")) or "publish"
    content = post.get("content")
    if status != "publish":
        dispatch.hold(Remark(gettext_noop("WordPress says %(status)s of it; it is a draft."), status=repr(status[:60])))
    if post.get("password") or (isinstance(content, dict) and content.get("protected")):
        dispatch.hold(Remark(gettext_noop("WordPress asks for a password before it shows it; it is a draft.")))


def _file(dispatch: Dispatch, post: dict[str, Any], left_out: Counter[str]) -> None:
    embedded = post.get("_embedded")
    embedded = embedded if isinstance(embedded, dict) else {}
    terms = list(objects(embedded.get("wp:term")))
    categories = [line(term.get("name")) for term in terms if term.get("taxonomy") == "category"]
    categories = categories or names(post.get("categories"))
    dispatch.categories = [name for name in categories if tag_key(name) not in UNFILED]
    dispatch.section = next(iter(dispatch.categories), dispatch.section)
    tags = [line(term.get("name")) for term in terms if term.get("taxonomy") == "post_tag"]
    dispatch.tags = tags or names(post.get("tags"))
    dispatch.bylines = names(embedded.get("author")) or names(post.get("author"))
    for key, found in (("categories", categories), ("tags", dispatch.tags), ("author", dispatch.bylines)):
        if not found and (count := numbers(post.get(key))):
            left_out[f"number of {key} without a name (save the posts with ?_embed)"] += count


def _standfirst(excerpt: str, content: str) -> str:
    """ "" where it is only the beginning of the text, as WordPress makes it where nobody wrote one."""
    if not excerpt or len(excerpt) > LONGEST_EXCERPT:
        return ""
    words = READ_MORE.sub("", line(excerpt)).rstrip(CUT_OFF)
    # Beyond the tags of its beginning no text is looked at, however long it is.
    beginning = html.unescape(html.unescape(without_tags(content[: 20 * LONGEST_EXCERPT])))
    return "" if is_beginning(words, beginning) else line(excerpt)


def _pictures(post: dict[str, Any]) -> Iterator[Picture]:
    embedded = post.get("_embedded")
    media = list(objects(embedded.get("wp:featuredmedia"))) if isinstance(embedded, dict) else []
    for medium in media[:1]:
        if address := clean(text(medium.get("source_url"))):
            caption, alternative_text = line(medium.get("caption")), line(medium.get("alt_text"))
            yield Picture((address,), caption, alternative_text=alternative_text)
            return
    for key in ("featuredImage", "featured_image", "jetpack_featured_media_url", "featured_media_url"):
        if address := clean(text(post.get(key))):
            yield Picture((address,))
            return
