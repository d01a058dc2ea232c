"""The names under which sources tell a story field by field: columns of a table, keys of a JSON object.

Only the names listed here, and those that the person gives, say anything: all that were met in 25 real tables, and
their cousins. Any other (__class__, is_superuser, pk) is counted and left out.
"""

import re
from collections.abc import Mapping

from articles.keys import tag_key

# Field → names, in lower case, words parted by one blank.
NAMES = {
    "headline": "headline, judul, title, titre, heading, titel, judul berita, judul artikel, news title, post title, "
    "article title",
    "body": "body, isi, content, konten, fulltext, full text, body text, main, isi berita, isi artikel, isi konten, "
    "full article, text, teks, article, artikel, naskah, corps, post content, article text, content html, body html",
    "published_at": "date, tanggal, tgl, publishdate, publish date, published, published at, published date, "
    "publication date, pubdate, pub date, datetime, waktu, tanggal terbit, waktu terbit, tanggal publikasi, post date, "
    "posted at, terbit",
    "address": "url, link, tautan, linkk href, link href, href, permalink, canonical url, article url, news url, "
    "address",
    "section": "section, rubrik, kategori, category, kanal, channel, desk, kategori berita",
    "byline": "byline, author, authors, penulis, wartawan, reporter, pewarta, jurnalis, writer, auteur, oleh",
    "editor": "editor, editors, penyunting, edited by, redaktur",
    "tags": "tags, tag, topik, topic, topics, keywords, kata kunci, hashtag",
    "standfirst": "standfirst, summary, ringkasan, excerpt, abstract, abstrak, teras, deskripsi, description, "
    "subtitle, subjudul",
    "photo": "photo, image, foto, gambar, image url, photo url, url gambar, url foto, featured image, thumbnail",
    "caption": "caption, image caption, photo caption, keterangan foto, keterangan gambar",
    "id": "id, post id, source id, article id, news id, id berita, id artikel, guid, uuid",
    "kicker": "kicker, overline",
    "dateline": "dateline",
    "rights": "rights, copyright, hak cipta",
    "standing": "status",
}
# Taken where no other column holds the field: a year is no date, and a label may be a verdict.
SECOND_CHOICES = {
    "published_at": "date added, tahun, year",
    "section": "label",
    "standfirst": "lead",
}
# What a person may map a column to. Whether a story is public is not theirs to say in a column: see "standing".
FIELDS = (*NAMES, "ignore")
BETWEEN_WORDS = re.compile(r"[\s_.\-]+")


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return {name: field for field, listed in names.items() for name in listed.split(", ")}


FIRST = _by_name(NAMES)
SECOND = _by_name(SECOND_CHOICES)


def field_named(name: str, told: Mapping[str, str]) -> str:
    """The field that a column or key of this name holds; "" if none. `told` is what the person said (Reading.columns).

    A "published_at" that only a second choice holds gives "published_at" too; see is_second_choice.
    """
    key = tag_key(name)
    if key in told:
        return told[key]
    plain = BETWEEN_WORDS.sub(" ", key).strip()
    return FIRST.get(plain) or SECOND.get(plain, "")


def is_second_choice(name: str, told: Mapping[str, str]) -> bool:
    key = tag_key(name)
    return key not in told and BETWEEN_WORDS.sub(" ", key).strip() in SECOND
