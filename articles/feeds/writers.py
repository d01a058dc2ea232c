"""How a feed is written: Django's RSS and Atom with the whole text added, and JSON Feed 1.1."""

import json
import re
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

# XML 1.0 has no way to write these, not even as a reference.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    return NOT_XML.sub("", text)


class Writer(SyndicationFeed):
    """A feed whose items come as they were written before, each by itself."""

    content_type: str

    @classmethod
    def written(cls, **item: Any) -> str:
        alone = cls(title="", link="", description="")
        alone.add_item(**item)
        return alone.write_item(alone.items[0])

    def write_item(self, item: dict[str, Any]) -> str:
        text = StringIO()
        handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
        self.items = [item]
        super().write_items(handler)  # type: ignore[misc]  # of the format, which stands behind this class
        return text.getvalue()

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for item in self.items:
            handler.ignorableWhitespace(item["written"])


class Rss(Writer, Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])
        if item["updateddate"] is not None:
            handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))


class Atom(Writer, Atom1Feed):
    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(Writer):
    """https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
        }
        head = json.dumps(document, ensure_ascii=False).removesuffix("}")
        items = ", ".join(item["written"] for item in self.items)
        outfile.write(f'{head}, "items": [{items}]}}'.encode(encoding))

    def write_item(self, item: dict[str, Any]) -> str:
        written = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html": item["content"],
            "date_published": _instant(item["pubdate"]),
            "date_modified": _instant(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
            "tags": list(item["categories"]) or None,
            "image": item["image"],
        }
        return json.dumps({name: value for name, value in written.items() if value}, ensure_ascii=False)


def _instant(at: datetime | None) -> str | None:
    return rfc3339_date(at) if at else None
