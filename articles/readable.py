"""The text of a story with all that it only names in its place."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles import referenced
from articles.body import figures
from articles.body.embeds import Embed
from articles.body.links import hrefs, sponsored
from articles.body.render import NOTHING, linked, render_body
from articles.models import Article, Photo, RelatedLink


def body_of(article: Article, links: Sequence[RelatedLink]) -> SafeString:
    """As readers get it: its blocks as links, its photos, its links to stories as they are today.

    A block whose link is not among `links` leaves no trace. A query for photos and one for addresses, if it has any.
    """
    frames = _frames(article.body)
    addresses = referenced.addresses(set(hrefs(article.body)))
    return _readable(article, links, frames, addresses, _embedded)


def bodies_of(stories: Sequence[tuple[Article, Sequence[RelatedLink]]]) -> list[SafeString]:
    """The same for many, with as many queries as for one, and for programs: nothing that needs this site's own page."""
    frames = _frames("".join(article.body for article, _links in stories), alone=True)
    addresses = referenced.addresses({href for article, _links in stories for href in hrefs(article.body)})
    return [_readable(article, links, frames, addresses, linked) for article, links in stories]


def _readable(
    article: Article,
    links: Sequence[RelatedLink],
    frames: Mapping[str, figures.Frame],
    addresses: Mapping[str, str],
    show: Callable[[Embed, str], str],
) -> SafeString:
    text = render_body(article.body, _blocks(links), frames, addresses, show)
    return mark_safe(sponsored(text) if article.is_paid_for else text)


def _blocks(links: Sequence[RelatedLink]) -> dict[str, str]:
    return {link.key: render_to_string("articles/_inline_link.html", {"link": link}) for link in links if link.key}


def at_the_desk(body: str, blocks: Mapping[str, str] = NOTHING) -> SafeString:
    """A text that nobody writes on here: with its photos, and with the words of its blocks by their keys; a block
    without any is left out. Links stay as they were written.
    """
    return mark_safe(render_body(body, {key: _words_of_block(words) for key, words in blocks.items()}, _frames(body)))


def _words_of_block(words: str) -> str:
    return render_to_string("admin/articles/article/_block_words.html", {"words": words})


def _frames(body: str, *, alone: bool = False) -> dict[str, figures.Frame]:
    photos = referenced.photos(figures.keys(body))
    return {key: partial(_framed, photo, alone) for key, photo in photos.items()}


# The caption of either is part of a body that render_body() has cleaned.


def _framed(photo: Photo, alone: bool, caption: str) -> str:
    context = {"photo": photo, "alone": alone, "caption": SafeString(caption)}
    return render_to_string("articles/_figure.html", context)


def _embedded(embed: Embed, caption: str) -> str:
    return render_to_string("articles/_embed.html", {"embed": embed, "caption": SafeString(caption)})
