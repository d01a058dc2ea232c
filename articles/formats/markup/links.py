"""Where the links, embeds and pictures of a page lead, as we write it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from articles.body.allowed import URL_SCHEMES
from articles.formats.addresses import LONGEST_ADDRESS

# Browsers drop these before they look for the scheme: "java&#9;script:".
INSIDE, AT_THE_ENDS = dict.fromkeys(map(ord, "\t\n\r")), "".join(map(chr, range(33))) + "\u00a0"
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
YOUTUBE = (
    re.compile(r"/(?:embed|v|shorts|live)/([\w-]{1,32})/?", re.ASCII),
    "https://www.youtube.com/watch?v={}",
)
VIMEO = (re.compile(r"/video/([0-9]{1,15})/?", re.ASCII), "https://vimeo.com/{}")
PLAYERS = {
    **dict.fromkeys(("youtube.com", "www.youtube.com", "m.youtube.com"), YOUTUBE),
    **dict.fromkeys(("youtube-nocookie.com", "www.youtube-nocookie.com"), YOUTUBE),
    "player.vimeo.com": VIMEO,
}
NOT_PLAYED = frozenset({"videoseries", "live_stream"})
# What may stand in an address as it is; everything else is written as bytes in per cent.
SAFE = "!#$%&'()*+,/:;=?@[]~|{}^"


@dataclass(frozen=True, slots=True)
class Site:
    """The site that the page is of, and where it stood there."""

    hosts: frozenset[str] = frozenset()  # its own, lower case
    base: str = ""  # absolute, or ""

    @classmethod
    def of(cls, hosts: Collection[str], base: str) -> "Site":
        return cls(frozenset(hosts), base if _split(base) and SCHEME.match(base) else "")

    def link(self, address: str) -> str:
        """As a link of ours: a path from the root for the own site, else absolute; "" if it leads nowhere."""
        cleaned = _cleaned(address)
        scheme = SCHEME.match(cleaned)
        if scheme and scheme[1].lower() in URL_SCHEMES - {"http", "https"}:
            return _quoted(cleaned)
        parts = self._absolute(cleaned)
        if parts is None:
            return ""
        if not parts.netloc or (parts.hostname or "") in self.hosts:
            # More than one slash at the beginning would lead to another host.
            return parts._replace(scheme="", netloc="", path="/" + parts.path.lstrip("/")).geturl()
        return parts.geturl()

    def picture(self, address: str) -> str:
        """Where a picture stands: absolute where that is known, else as the page has it; "" if that is no place."""
        cleaned = _cleaned(address)
        parts = self._absolute(cleaned)
        if parts is not None:
            return parts.geturl()
        return "" if SCHEME.match(cleaned) or cleaned.startswith("#") else _quoted(cleaned)

    def embed(self, address: str) -> str:
        """The page to see an embedded film or post on; "" if it is none of the web."""
        parts = self._absolute(_cleaned(address))
        if parts is None or not parts.netloc:
            return ""
        shape, page = PLAYERS.get(parts.netloc.lower(), (None, ""))
        played = shape.fullmatch(parts.path) if shape else None
        if played and played[1] not in NOT_PLAYED:
            return page.format(played[1])
        return self.link(address)

    def _absolute(self, address: str) -> SplitResult | None:
        """http or https with a host, or, where no base is known, a path from the root."""
        # To a browser a backslash is a slash.
        address = address.partition("?")[0].replace("\\", "/") + "".join(address.partition("?")[1:])
        if not address or (address.startswith("#") and not self.base) or len(address) > LONGEST_ADDRESS:
            return None
        if address.startswith("//") and not self.base:
            address = "https:" + address
        try:
            parts = _split(_quoted(urljoin(self.base, address)))
        except ValueError:
            return None
        if parts is None or parts.scheme not in ("http", "https", ""):
            return None
        if parts.scheme:
            return parts if parts.hostname else None
        return parts if parts.path.startswith("/") or (not parts.path and parts.query) else None


def _cleaned(address: str) -> str:
    return address.translate(INSIDE).strip(AT_THE_ENDS)


def _quoted(address: str) -> str:
    return quote(address, safe=SAFE)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises where it is no number
        return parts._replace(netloc=parts.netloc.lower())
    except ValueError:
        return None
