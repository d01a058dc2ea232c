"""The text of a story with all that it only names in its place."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles import fragments, referenced
from articles.body import figures
from articles.body.embeds import Embed
from articles.body.links import hrefs, sponsored
from articles.body.render import NOTHING, linked, render_body
from articles.listing import Link
from articles.models import Article, Photo


@dataclass(frozen=True, slots=True)
class Named:
    """What texts name: photos by key, and by href the address that it leads to today."""

    in_text: Mapping[str, tuple[Sequence[str], Sequence[str]]]  # by the text itself: keys of photos, hrefs
    photos: Mapping[str, Photo]
    addresses: Mapping[str, str]

    @classmethod
    def in_texts(cls, bodies: Sequence[str]) -> Self:
        """A query for photos and one for addresses, if there are any."""
        in_text = {body: (figures.keys(body), hrefs(body)) for body in bodies}
        photos = referenced.photos({key for keys, _hrefs in in_text.values() for key in keys})
        return cls(in_text, photos, referenced.addresses({href for _keys, told in in_text.values() for href in told}))

    def of(self, body: str) -> tuple[Hashable, ...]:
        """Those of one text, which tell it from every other of the same words."""
        keys, hrefs = self.in_text[body]
        photos = fragments.columns(*(self.photos.get(key) for key in keys))
        return photos, tuple(self.addresses.get(href) for href in hrefs)


def body_of(article: Article, links: Sequence[Link], named: Named) -> SafeString:
    """As readers get it: its blocks as links, its photos, its links to stories as they are today.

    A block whose link is not among `links` leaves no trace.
    """
    return _readable(article, links, named, _embedded)


def body_for_programs(article: Article, links: Sequence[Link], named: Named) -> SafeString:
    """The same with nothing that needs this site's own page."""
    return _readable(article, links, named, linked)


def _readable(article: Article, links: Sequence[Link], named: Named, show: Callable[[Embed, str], str]) -> SafeString:
    frames = {key: partial(_framed, photo, show is linked) for key, photo in named.photos.items()}
    text = render_body(article.body, _blocks(links), frames, named.addresses, show)
    return mark_safe(sponsored(text) if article.is_paid_for else text)


def _blocks(links: Sequence[Link]) -> dict[str, str]:
    return {each.key: render_to_string("articles/_inline_link.html", each.shown) for each in links if each.key}


def at_the_desk(body: str, blocks: Mapping[str, str] = NOTHING) -> SafeString:
    """A text that nobody writes on here: with its photos, and with the words of its blocks by their keys; a block
    without any is left out. Links stay as they were written.
    """
    photos = referenced.photos(figures.keys(body))
    frames = {key: partial(_framed, photo, False) for key, photo in photos.items()}
    return mark_safe(render_body(body, {key: _words_of_block(words) for key, words in blocks.items()}, frames))


def _words_of_block(words: str) -> str:
    return render_to_string("admin/articles/article/_block_words.html", {"words": words})


# The caption of either is part of a body that render_body() has cleaned.


def _framed(photo: Photo, alone: bool, caption: str) -> str:
    context = {"photo": photo, "alone": alone, "caption": SafeString(caption)}
    return render_to_string("articles/_figure.html", context)


def _embedded(embed: Embed, caption: str) -> str:
    return render_to_string("articles/_embed.html", {"embed": embed, "caption": SafeString(caption)})
