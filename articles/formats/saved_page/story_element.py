"""Which element of a page is the story, and what in it is not."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from articles.formats.markup.vocabulary import BLOCKS
from articles.formats.saved_page.page import Page, text_of, tokens_of

# What the themes and desks we know call the element of the text; each is a whole class or id.
NAMED = frozenset(
    {
        *("read__content", "post-content", "entry-content", "detail__body", "detail__body-text", "detail_text"),
        *("article-content", "article__content", "article-body", "article__body", "articlebody", "post-body"),
        *("content_news", "kcm-read-text", "itp_bodycontent", "td-post-content", "single-content", "post__content"),
        *("isi-berita", "isi_berita", "news-content", "content-detail", "detail-content", "detail__content"),
        *("side-article", "txt-article", "story-body", "content-article", "entry__content", "e-content"),
    }
)
FURNITURE = frozenset(
    {
        *(
            "share",
            "sharing",
            "sharedaddy",
            "social",
            "sosmed",
            "addthis",
            "copylink",
            "komentar",
            "comment",
            "comments",
        ),
        *("ads", "ad", "adsense", "adsbygoogle", "advert", "advertisement", "iklan", "banner", "parallax"),
        *("breadcrumb", "breadcrumbs", "breadcrump", "paging", "pagination", "newsletter", "subscribe", "respond"),
        *("nav", "navbar", "navigation", "footer", "sidebar", "popup", "disqus", "postnav"),
    }
)
FURNITURE_ELEMENTS = frozenset({"nav", "footer", "select", "button", "form", "dialog"})
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# One agency's tail without its name: signature.py would take it for text, and the editor above it too.
RIGHTS_ALONE = re.compile(r"copyright\s{0,2}(?:©|\(c\)|@)\s{0,2}[0-9]{4}", re.IGNORECASE)
FLOW = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "figure", "figcaption", "pre"}
)
# A shorter piece of text is a button or a caption.
SHORTEST_SENTENCE = 40
# Without a sign that the page is a story: a shorter text is a form's, a longer list of links is a front page.
SHORTEST_STORY = 150
# A story with a box of others below it; more of them are a front page.
MOST_TEASERS = 4


def says_story(page: Page) -> bool:
    """Whether the page says that it is a story and no list or form."""
    return bool(
        page.linked
        or page.meta("og:type").casefold() in ("article", "news", "newsarticle")
        or page.meta("article:published_time")
        or next(page.properties("articleBody"), None) is not None
    )


def story_element(page: Page) -> etree._Element | None:
    """The element that holds the text; None if the page holds none that could be a story."""
    candidates = list(page.properties("articleBody")) or list(_named(page)) or _lone_article(page)
    best = max(candidates, key=_words_outside_links, default=None)
    if best is not None and _words_outside_links(best) >= SHORTEST_SENTENCE:
        return best
    if not page.is_whole:
        return page.root
    if not says_story(page) and len(list(page.root.iter("article"))) > MOST_TEASERS:
        return None
    densest, length = _densest(page)
    if densest is None or (length < SHORTEST_STORY and not says_story(page)):
        return None
    return densest


def furniture_in(element: etree._Element) -> Iterator[etree._Element]:
    """What stands in the story's element and is not of the story; none of them inside another."""
    most = _words_outside_links(element) / 2
    inside: etree._Element | None = None
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            inside = None if part is inside else inside
        elif inside is None and part is not element and _is_furniture(part) and _words_outside_links(part) <= most:
            inside = part
            yield part


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in FURNITURE_ELEMENTS or HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag == "p" and RIGHTS_ALONE.fullmatch(text_of(element)):
        return True
    return element.tag in BLOCKS and not FURNITURE.isdisjoint(tokens_of(element))


def _named(page: Page) -> Iterator[etree._Element]:
    for element in page.root.iter(etree.Element):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if not NAMED.isdisjoint(names):
            yield element


def _lone_article(page: Page) -> list[etree._Element]:
    """An <article>; where there are several, each is a teaser, or the others are."""
    articles = [element for element in page.root.iter("article") if _words_outside_links(element) >= SHORTEST_STORY]
    return articles if len(articles) == 1 or says_story(page) else []


def _densest(page: Page) -> tuple[etree._Element | None, int]:
    """The element with the most running text right in it or in its paragraphs, and how long that is."""
    lengths: dict[etree._Element, int] = defaultdict(int)
    for element in page.root.iter(etree.Element):
        own = None if element.tag == "a" else element.text
        for text, holder in ((own, element), (element.tail, element.getparent())):
            length = len(text.strip()) if text else 0
            if length >= SHORTEST_SENTENCE and (home := _home(holder)) is not None:
                lengths[home] += length
    if not lengths:
        return None, 0
    best = max(lengths, key=lengths.__getitem__)
    return best, lengths[best]


def _home(element: etree._Element | None) -> etree._Element | None:
    """The nearest element that is no paragraph, heading or list, and no inline one."""
    while element is not None and (element.tag in FLOW or element.tag not in BLOCKS):
        element = element.getparent()
    return element


def _words_outside_links(element: etree._Element) -> int:
    """How many characters of text, but those of links."""
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return len(text_of(element)) - linked
