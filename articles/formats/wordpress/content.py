"""From a WordPress post's content to HTML: block comments, shortcodes, bare addresses, paragraphs where it has none.

Only shortcodes of this list are read (over 92 exports: caption 143, sourcecode 116, gallery 47, csharp 41, youtube 31,
audio 11). All others stay as they are printed, for "[mod]", "[the]" and "[a-z]" in prose look the same.
"""

import html
import json
import re
from collections.abc import Callable, Sequence

from articles.formats.markup import with_paragraphs
from articles.formats.record import PhotoReference

# The pictures of a gallery: those with these numbers, or all that belong to the post if none is named.
Pictures = Callable[[Sequence[str]], Sequence[PhotoReference]]

# The names under which SyntaxHighlighter takes program text, besides its own "code" and "sourcecode".
LANGUAGES = ("csharp", "cpp", "css", "html", "java", "javascript", "js", "php", "python", "sql", "vb", "xml")
CODE = frozenset({"code", "sourcecode", "sourceode", *LANGUAGES})
MEDIA = frozenset({"audio", "video", "embed", "playlist", "youtube", "vimeo", "soundcloud", "tweet", "wpvideo"})
PICTURE = frozenset({"caption", "wp_caption"})
NAMES = "|".join(sorted(CODE | MEDIA | PICTURE | {"gallery"}, key=len, reverse=True))

BLOCK = re.compile(r"<!--\s*(?P<end>/)?wp:.*?-->", re.DOTALL)
# "<!--more Baca selengkapnya-->" too: the words are a button's. It may stand in the middle of a sentence.
MORE = re.compile(r"<!--\s*(?:more\b.*?|noteaser\s*)-->", re.DOTALL)
NEXT_PAGE = re.compile(r"<!--\s*nextpage\s*-->")
# Not one possessive group: Python before 3.11.4 (Debian 12 has 3.11.2) loses its way in one that looks ahead.
HEADING = re.compile(r"(<h[1-6]\b[^<>]*+>[^<]*+(?:<(?!/?h[1-6]\b)[^<]*+)*</h[1-6]>)", re.IGNORECASE)
WITH_SHORTCODE = re.compile(rf"\[/?(?:{NAMES})(?![\w-])")
# Whatever must not be looked into is a token as well: an address in a tag is no line of its own.
TOKEN = re.compile(
    rf"""
    (?P<comment> <!-- )
  | (?P<verbatim> <(?P<element>pre|script|style|textarea)\b )
  | </?[a-zA-Z][^<>]*+>
  | (?P<escape> \[ )? \[ (?P<name> {NAMES} ) (?![\w-])
    (?P<attributes> (?: [^\[\]"] | "[^"\n]{{0,1000}}" ){{0,2000}}+ ) \] (?(escape) \] )
  | ^ [ \t]* (?P<address> https?:// [^\s<>"\[\]]{{1,2000}} ) [ \t\r]* $
    """,
    re.VERBOSE | re.MULTILINE,
)
ATTRIBUTE = re.compile(r"""(?<!\S)([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
CAPTIONED = re.compile(r"\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)(.*)", re.DOTALL | re.IGNORECASE)
ADDRESS = re.compile(r"""https?://[^\s<>"'|\[\]]{1,2000}""", re.IGNORECASE)
INNER_ADDRESS = re.compile(rf"\s{{0,20}}(?P<address>{ADDRESS.pattern})?\s{{0,20}}\[/(?P<name>{NAMES})\]", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,18}")
# Of a film's renditions the first that is named; "poster" is a picture.
SOURCES = ("src", "mp3", "mp4", "m4a", "m4v", "ogg", "webm", "ogv", "wav", "wmv", "flv", "url", "href")


def no_pictures(_numbers: Sequence[str]) -> Sequence[PhotoReference]:
    return ()


def post_markup(content: str, pictures: Pictures = no_pictures) -> str:
    """HTML for read_markup, of the text of a post as WordPress stores it."""
    if "<![CDATA[" in content:  # of a post about XML: a browser hides it
        content = content.replace("<![CDATA[", "&lt;![CDATA[")
    if "<!--" in content:
        content = NEXT_PAGE.sub("\n\n", MORE.sub("", with_ended_comments(content)))
    has_blocks = "<!-- wp:" in content
    if has_blocks:
        content = _with_paragraphs_between_blocks(content)
    if WITH_SHORTCODE.search(content) or any(map(_begins_with_address, content.split("\n"))):
        content = _without_shortcodes(content, pictures)
    return content if has_blocks else _with_paragraphs(content)


def with_ended_comments(content: str) -> str:
    """A comment that does not end would hide all that follows it; its beginning becomes text."""
    last_end = content.rfind("-->") + 3 if "-->" in content else 0
    return content[:last_end] + content[last_end:].replace("<!--", "&lt;!--")


def _with_paragraphs_between_blocks(content: str) -> str:
    """Without block comments. Text outside any block is of the editor before: it has lines, not paragraphs."""
    pieces: list[str] = []
    depth = start = 0
    for comment in BLOCK.finditer(content):
        between = content[start : comment.start()]
        pieces.append(between if depth else _with_paragraphs(between))
        start = comment.end()
        if comment["end"]:
            depth = max(0, depth - 1)
        elif not comment[0].endswith("/-->"):
            depth += 1
    pieces.append(_with_paragraphs(content[start:]))
    # Blocks of files and buttons stand side by side only by style: "LaporanUnduh".
    return "".join(pieces).replace("</a><a ", "</a> <a ")


def _with_paragraphs(content: str) -> str:
    """Where every line begins and ends with a tag, as in most of what a page builder writes, none is to be made."""
    lines = content.split("\n")
    if len(lines) == 1 or not any(map(_is_loose, lines)):
        return content
    if "<pre" in content or not (parts := HEADING.split(content))[1:]:
        return with_paragraphs(content)
    # A heading holds no paragraph, whatever stands between its tags.
    return "\n".join(part if index % 2 else with_paragraphs(part) for index, part in enumerate(parts))


def _is_loose(line: str) -> bool:
    words = line.strip()
    return words != "" and (words[0] != "<" or words[-1] != ">")


def _begins_with_address(line: str) -> bool:
    return line.lstrip()[:8].lower().startswith(("http://", "https://"))


def _without_shortcodes(content: str, pictures: Pictures) -> str:
    """Every token in its turn; what no rule reads is left exactly as it stood."""
    pieces: list[str] = []
    unclosed: set[str] = set()  # whose end was looked for in vain: it is not looked for again
    done = position = 0
    while token := TOKEN.search(content, position):
        position = token.end()
        if end := _verbatim_end(token, content, unclosed):
            position = end
            continue
        made, position = _read(token, content, pictures, unclosed)
        if made is not None:
            pieces += (content[done : token.start()], made)
            done = position
    pieces.append(content[done:])
    return "".join(pieces)


def _verbatim_end(token: re.Match[str], content: str, unclosed: set[str]) -> int:
    """Where the comment or the element ends of which nothing is read; 0 if the token begins none."""
    if token["comment"]:
        return max(content.find("-->", token.end()) + 3, token.end())
    if token["verbatim"]:
        return _end(f"</{token['element']}", content, token.end(), unclosed) or token.end()
    return 0


def _read(token: re.Match[str], content: str, pictures: Pictures, unclosed: set[str]) -> tuple[str | None, int]:
    """What the token becomes, None to leave it, and where to go on."""
    if token["address"]:
        return _link(html.unescape(token["address"])), token.end()
    name = token["name"]
    if name is None:
        return None, token.end()
    if token["escape"]:
        return token[0][1:-1], token.end()
    if name == "gallery" or name in MEDIA:
        inner = INNER_ADDRESS.match(content, token.end())
        inner = inner if inner and inner["name"] == name else None
        address = (inner["address"] if inner else "") or ""
        made = _gallery(token["attributes"], pictures) if name == "gallery" else _media(token["attributes"], address)
        return made, inner.end() if inner else token.end()
    closing = f"[/{name}]"
    if not (closes_at := _end(closing, content, token.end(), unclosed)):
        return None, token.end()
    inner_markup = content[token.end() : closes_at]
    made = _captioned(token["attributes"], inner_markup) if name in PICTURE else _code(inner_markup)
    return made, closes_at + len(closing)


def _gallery(attributes: str, pictures: Pictures) -> str | None:
    named = _named(attributes)
    numbers = NUMBER.findall(named.get("ids") or named.get("include") or "")
    if not numbers and ("ids" in named or "include" in named):
        return None
    return "".join(map(_figure, pictures(numbers))) or None


def _figure(photo: PhotoReference) -> str:
    caption = f"<figcaption>{html.escape(photo.caption)}</figcaption>" if photo.caption else ""
    alternative_text = html.escape(photo.alternative_text)
    return f'\n<figure><img src="{html.escape(photo.address)}" alt="{alternative_text}">{caption}</figure>\n'


def _media(attributes: str, inner_address: str) -> str | None:
    """A link to what was played there."""
    named = _named(attributes)
    candidates = [named.get(source, "") for source in SOURCES]
    if positional := ADDRESS.search(ATTRIBUTE.sub("", attributes)):
        candidates.append(positional[0])
    candidates.append(inner_address)
    address = next((found for found in candidates if ADDRESS.fullmatch(found)), None)
    return _link(html.unescape(address)) if address else None


def _link(address: str) -> str:
    shown = html.escape(address)
    return f'\n\n<p><a href="{shown}">{shown}</a></p>\n\n'


def _captioned(attributes: str, inner: str) -> str:
    caption = _named(attributes).get("caption", "")
    if not (picture := CAPTIONED.match(inner)):
        return f"{inner}<p>{caption}</p>" if caption else inner
    text = " ".join(filter(None, (caption.strip(), picture[2].strip())))
    shown = f"<figcaption>{text}</figcaption>" if text else ""
    return f"\n\n<figure>{picture[1]}{shown}</figure>\n\n"


def _code(inner: str) -> str:
    """Program text as it stands. Some of it is stored escaped already."""
    return "\n\n<pre>" + inner.strip("\r\n").replace("<", "&lt;").replace(">", "&gt;") + "</pre>\n\n"


def _named(attributes: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(attributes)}


def _end(closing: str, content: str, start: int, unclosed: set[str]) -> int:
    """Where it stands, or 0."""
    if closing in unclosed:
        return 0
    found = content.find(closing, start)
    if found < 0:
        unclosed.add(closing)
    return max(found, 0)


def footnotes(stored: str) -> str:
    """The notes of a post, which WordPress keeps apart from its text as JSON; "" if there are none."""
    if not stored.startswith("["):
        return ""
    try:
        notes = json.loads(stored)
    except (ValueError, RecursionError):
        return ""
    texts = [note["content"] for note in notes if isinstance(note, dict) and isinstance(note.get("content"), str)]
    return "\n<ol>" + "".join(f"<li>{text}</li>" for text in texts) + "</ol>" if texts else ""
