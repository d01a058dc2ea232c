"""A newspaper's archive of any size, always the same: story N is made from N alone, so that nothing is kept in memory.

    python -m benchmarks.corpus 10000 --format wxr > archive.xml

Stories of 2.5 to 4 kB with 3 to 6 of 2,000 tags, one or two of 50 authors, one of 10 sections, two related links, an
old address, over 10 years.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import escape
from random import Random
from typing import TextIO

from articles.formats import own_stories
from articles.formats.record import ArticleRecord, Place, RelatedReference

HOST = "koran.example"
SECTIONS = (
    *("Berita", "Ekonomi", "Budaya", "Pariwisata", "Olahraga"),
    *("Pendidikan", "Hukum", "Lingkungan", "Kesehatan", "Opini"),
)
FIRST_NAMES = ("Wayan", "Made", "Nyoman", "Ketut", "Putu", "Kadek", "Komang", "Gede", "Luh", "Ayu")
LAST_NAMES = ("Sudana", "Dewi", "Suastika", "Pradnyani", "Wirawan")
PLACES = ("Denpasar", "Singaraja", "Tabanan", "Gianyar", "Bangli", "Amlapura", "Semarapura", "Negara", "Badung", "Ubud")
WORDS = tuple(
    re.findall(
        r"\w+",
        """
        desa adat subak sawah petani pasar harga beras kopi cengkeh nelayan jukung pantai wisatawan hotel homestay jalan
        jembatan bendungan irigasi air bersih sampah plastik sekolah guru siswa mahasiswa dosen kampus puskesmas dokter
        perawat pasien upacara odalan gamelan barong legong topeng lontar aksara seni budaya festival panggung penonton
        pemerintah kabupaten provinsi anggaran program bantuan warga banjar prajuru bendesa koperasi usaha mikro
        pinjaman bunga bank transaksi digital pelabuhan kapal bandara penerbangan cuaca hujan angin gelombang gempa
        gunung letusan abu pengungsi relawan polisi hakim jaksa sidang putusan saksi korban pelaku laporan penelitian
        data kenaikan penurunan persen tahun bulan pekan hari pagi siang sore malam baru lama besar kecil cepat lambat
        aman ramai sepi membangun menjaga merawat menanam memanen menjual membeli mengirim menerima menyatakan
        mengatakan menjelaskan meminta menolak menyetujui membuka menutup mengikuti memenangkan kalah pertandingan
        pemain pelatih klub lapangan dan di ke dari untuk dengan pada oleh yang akan sudah belum tidak juga lebih masih
        harus dapat para setiap antara
        """,
    )
)
TAGS = tuple(f"{first} {second}" for first in WORDS[:50] for second in WORDS[50:90])
FIRST_DAY = datetime(2014, 1, 1, tzinfo=UTC)
DAYS = 3650


def stories(count: int) -> Iterator[ArticleRecord]:
    for number in range(count):
        yield story(number, among=count)


def story(number: int, *, among: int) -> ArticleRecord:
    random = Random(number)
    related = sorted({random.randrange(among) for _ in range(2)} - {number})
    paragraphs = [paragraph(random) for _ in range(random.randint(6, 9))]
    for position, _other in enumerate(related):
        paragraphs.insert(2 * position + 2, f'<aside data-related-link="r{position + 1}"></aside>')
    at = FIRST_DAY + timedelta(days=number * DAYS / among, minutes=random.randrange(60))
    return ArticleRecord(
        place=Place("corpus", number + 1),
        source_id=str(number),
        headline=headline(number),
        body="\n".join(paragraphs),
        published_at=at.replace(microsecond=0),
        addresses=(f"https://{HOST}{path(number)}",),
        section=SECTIONS[number % len(SECTIONS)],
        bylines=tuple(author(random.randrange(50)) for _ in range(random.choice((1, 1, 1, 2)))),
        tags=tuple(random.sample(TAGS, random.randint(3, 6))),
        related=tuple(
            RelatedReference(f"r{position}", headline(other)) for position, other in enumerate(related, start=1)
        ),
        dateline=random.choice(PLACES),
        may_be_scheduled=True,
    )


def headline(number: int) -> str:
    random = Random(-number - 1)
    words = " ".join(random.choice(WORDS).capitalize() for _ in range(random.randint(5, 8)))
    return f"{words} di {random.choice(PLACES)} {number}"


def path(number: int) -> str:
    return f"/{2014 + number % 10}/{number % 12 + 1:02d}/berita-{number}/"


def author(number: int) -> str:
    return f"{FIRST_NAMES[number % 10]} {LAST_NAMES[number // 10]}"


def paragraph(random: Random) -> str:
    sentences = []
    for _ in range(random.randint(3, 5)):
        words = random.choices(WORDS, k=random.randint(10, 18))
        sentences.append(f"{words[0].capitalize()} {' '.join(words[1:])}.")
    if random.random() < 0.3:
        sentences[-1] = f"“{sentences[-1]}” kata {author(random.randrange(50))}, {random.choice(PLACES)}."
    return f"<p>{' '.join(sentences)}</p>"


def as_lines(count: int, file: TextIO) -> None:
    for record in stories(count):
        file.write(own_stories.written(record) + "\n")


def as_wxr(count: int, file: TextIO) -> None:
    file.write(WXR_HEAD)
    for record in stories(count):
        file.write(item(record))
    file.write("</channel></rss>\n")


def item(record: ArticleRecord) -> str:
    assert record.published_at is not None
    links = {reference.key: reference.headline for reference in record.related}
    body = record.body
    for key, printed in links.items():
        body = body.replace(f'<aside data-related-link="{key}"></aside>', f"<p>Baca juga: {escape(printed)}</p>")
    categories = [f'<category domain="category" nicename="x">{cdata(record.section)}</category>']
    categories += [f'<category domain="post_tag" nicename="t">{cdata(tag)}</category>' for tag in record.tags]
    return (
        f"<item><title>{cdata(record.headline)}</title><link>{record.addresses[0]}</link>"
        f"<dc:creator>{cdata(record.bylines[0])}</dc:creator>"
        f'<guid isPermaLink="false">https://{HOST}/?p={int(record.source_id) + 1}</guid>'
        f"<content:encoded>{cdata(body)}</content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
        f"<wp:post_id>{int(record.source_id) + 1}</wp:post_id>"
        f"<wp:post_date_gmt>{record.published_at:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt>"
        f"<wp:post_name>berita-{record.source_id}</wp:post_name><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type>{''.join(categories)}</item>\n"
    )


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


WXR_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Koran</title><link>https://{HOST}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://{HOST}</wp:base_site_url><wp:base_blog_url>https://{HOST}</wp:base_blog_url>
"""

WRITERS = {"jsonl": as_lines, "wxr": as_wxr}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=int)
    parser.add_argument("--format", choices=WRITERS, default="jsonl")
    chosen = parser.parse_args()
    WRITERS[chosen.format](chosen.stories, sys.stdout)
