"""Web addresses in legacy text: which lines are one, and which two of them are one story."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

ADDRESS = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
# RFC 9110 asks for 8,000 octets to be understood; the longest story address met has 137 characters.
LONGEST_ADDRESS = 2000


def bare_address(text: str) -> str | None:
    """The line as an address, scheme and host in lower case, without fragment; None if it is anything else."""
    if len(text) > LONGEST_ADDRESS or ADDRESS.fullmatch(text) is None:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:  # "http://[x/": brackets that hold no IPv6 address
        return None
    return parts._replace(netloc=parts.netloc.lower(), fragment="").geturl()


def same_story(address: str) -> str:
    """The address without "page=": kompas.com prints ?page=1 and ?page=all of one story beside its plain address."""
    parts = urlsplit(address)
    query = "&".join(field for field in parts.query.split("&") if not field.startswith("page="))
    return parts._replace(query=query).geturl()


def without_outlet(headline: str, addresses: Iterable[str]) -> str:
    """ "Judul | tempo.co" without its suffix, if one of the addresses is at that host or below it."""
    title, bar, outlet = headline.rpartition(" | ")
    hosts = [urlsplit(address).hostname or "" for address in addresses]
    if bar and outlet and any(f".{host}".endswith(f".{outlet.casefold()}") for host in hosts):
        return title
    return headline
