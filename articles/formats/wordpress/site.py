"""What a WordPress export says of its site as a whole: where it was, and who wrote there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from lxml import etree

from articles.formats.characters import clean, clean_name
from articles.formats.wordpress.items import EXPORT, text_of

AUTHORS = frozenset(f"{{{namespace}}}author" for namespace in EXPORT)
AUTHOR_FIELDS: dict[object, str] = {
    f"{{{namespace}}}author_{name}": name
    for namespace in EXPORT
    for name in ("login", "display_name", "first_name", "last_name")
}
SITES = frozenset(f"{{{namespace}}}base_site_url" for namespace in EXPORT)
BLOGS = frozenset(f"{{{namespace}}}base_blog_url" for namespace in EXPORT)
TAGS = AUTHORS | SITES | BLOGS
# No newspaper has had that many; without a bound a file of nothing but authors would fill the memory.
MOST_AUTHORS = 20_000


@dataclass(slots=True)
class Site:
    blog: str = ""  # addresses of its front page, as three places of the file say them
    link: str = ""
    network: str = ""
    names: dict[str, str] = field(default_factory=dict)  # login → display name
    hosts: frozenset[str] = frozenset()  # its own, lower case, with and without "www."

    def take(self, element: etree._Element) -> None:
        """One of TAGS, or the first item: by then the channel has said all that it says."""
        if element.tag in AUTHORS:
            self._take_author(element)
            return
        if element.tag in BLOGS:
            self.blog = text_of(element).strip()
        elif element.tag in SITES:
            self.network = text_of(element).strip()
        channel = element.getparent()
        self.link = ((channel.findtext("link") if channel is not None else "") or self.link).strip()
        self.hosts = frozenset(self._hosts())

    def address(self) -> str:
        return self.blog or self.link or self.network

    def has(self, address: str) -> bool:
        """Whether it is of this site. Where the file does not say whose it is, every address is."""
        host = _host(address)
        return host in self.hosts if self.hosts else bool(host)

    def root(self) -> str:
        """The path of its front page, without the last slash: "" or "/berita"."""
        parts = _split(self.address())
        return parts.path.rstrip("/") if parts else ""

    def _take_author(self, element: etree._Element) -> None:
        if len(self.names) >= MOST_AUTHORS:
            return
        said = {
            AUTHOR_FIELDS[child.tag]: clean_name(clean(text_of(child)))
            for child in element
            if child.tag in AUTHOR_FIELDS
        }
        name = said.get("display_name") or f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
        if (login := said.get("login")) and name:
            self.names.setdefault(login, name)

    def _hosts(self) -> Iterator[str]:
        # wordpress.com gives itself as the network of each of its sites: what leads there leads outside.
        for address in filter(None, (self.blog, self.link) if self.blog or self.link else (self.network,)):
            if host := _host(address).removeprefix("www."):
                for written in {host, quote(host).lower()}:  # "münchen.example" may stand in per cent
                    yield from (written, f"www.{written}")


def _host(address: str) -> str:
    parts = _split(address)
    return (parts.hostname or "") if parts else ""


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # "http://[x/": brackets that hold no IPv6 address
        return None
