"""WordPress exports, written item by item, and read the way the importer reads them."""

from collections.abc import Iterator

from articles.formats import ArticleRecord, Item, wordpress
from tests.formats.any_format import items_of

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/{version}/">
<channel><title>Warta Bali</title><link>https://warta.example</link>
<wp:wxr_version>{version}</wp:wxr_version><wp:base_site_url>https://warta.example</wp:base_site_url>
<wp:base_blog_url>https://warta.example</wp:base_blog_url>{authors}
"""
RINA = (
    "<wp:author><wp:author_login>rina</wp:author_login>"
    "<wp:author_display_name><![CDATA[Rina Dewi]]></wp:author_display_name></wp:author>"
)
POST = {
    "title": "Panen Raya di Tabanan",
    "link": "https://warta.example/2019/05/panen/",
    "pubDate": "Sat, 04 May 2019 02:00:00 +0000",
    "dc:creator": "rina",
    "guid": "https://warta.example/?p=7",
    "content:encoded": "<p>Petani memanen padi.</p>",
    "excerpt:encoded": "",
    "wp:post_id": "7",
    "wp:post_date": "2019-05-04 10:00:00",
    "wp:post_date_gmt": "2019-05-04 02:00:00",
    "wp:post_name": "panen",
    "wp:status": "publish",
    "wp:post_parent": "0",
    "wp:post_type": "post",
    "wp:post_password": "",
}


def item(more: str = "", **changed: str | None) -> str:
    """`changed` by local name ("post_id", "content"); None leaves the element out. `more` is XML."""
    names = {name.partition(":")[2] if name.startswith("wp:") else name.partition(":")[0]: name for name in POST}
    names |= {"creator": "dc:creator", "attachment_url": "wp:attachment_url", "menu_order": "wp:menu_order"}
    names |= {"modified": "wp:post_modified", "modified_gmt": "wp:post_modified_gmt", "description": "description"}
    fields: dict[str, str | None] = {**POST, **{names[name]: value for name, value in changed.items()}}
    return f"<item>{''.join(_elements(fields))}{more}</item>\n"


def meta(key: str, value: str) -> str:
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"


def term(name: str, domain: str = "category", nicename: str = "") -> str:
    return f'<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>'


def attachment(number: int, address: str, more: str = "", **changed: str | None) -> str:
    told = {"post_id": str(number), "post_type": "attachment", "status": "inherit", "attachment_url": address}
    return item(more, **{**told, "content": "", **changed})


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def export(*items: str, version: str = "1.2", authors: str = RINA) -> str:
    return HEAD.format(version=version, authors=authors) + "".join(items) + "</channel></rss>\n"


def read_export(*items: str, **told: object) -> list[Item]:
    return items_of(wordpress, export(*items), **told)


def read_post(more: str = "", **changed: str | None) -> ArticleRecord:
    [record] = read_export(item(more, **changed))
    assert isinstance(record, ArticleRecord), record
    return record


def _elements(fields: dict[str, str | None]) -> Iterator[str]:
    for name, value in fields.items():
        if value is not None:
            yield f"<{name}>{cdata(value)}</{name}>"
