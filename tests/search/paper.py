"""A small newspaper whose stories are searched."""

from datetime import timedelta

from articles.listing import Cursor
from articles.models import Article
from articles.search import SearchWalk
from tests import make

STORIES = {
    "subak": {
        "headline": "“Subak” Jatiluwih 100% kering",
        "kicker": "Kekeringan",
        "standfirst": "Café a_b tutup tiga hari",
        "body": "<p>Di <b>pura–desa</b> warga berkumpul. Petani menunggu hujan.</p>",
        "place": "Tabanan",
        "section": "Lingkungan",
        "tags": ("Irigasi",),
        "names": ("Ni Luh Sari",),
        "days": 1,
    },
    "beras": {
        "headline": "Harga beras naik di Pasar Badung",
        "body": "<p>Pedagang mengeluhkan kenaikan harga beras. Pembeli berkurang.</p><p>Operasi pasar digelar.</p>",
        "place": "Denpasar",
        "section": "Ekonomi",
        "tags": ("Beras", "Pasar"),
        "names": ("I Wayan Sudana",),
        "days": 2,
    },
    "kopi": {
        "headline": "Petani kopi Kintamani panen raya",
        "body": "<p>Panen kopi tahun ini membaik. Harga naik tipis.</p>",
        "place": "Bangli",
        "section": "Ekonomi",
        "tags": ("Kopi",),
        "names": ("Ni Luh Sari",),
        "days": 40,
    },
    "tari": {
        "headline": "Anak-anak belajar tari legong",
        "standfirst": "Sanggar di Gianyar penuh setiap sore.",
        "body": "<p>Pembelajaran tari dipelajari sejak kecil. Jum'at sore paling ramai.</p>",
        "place": "Gianyar",
        "section": "Budaya",
        "tags": ("Tari Bali",),
        "names": ("I Wayan Sudana",),
        "days": 400,
    },
    "bpjs": {
        "headline": "Kepesertaan BPJS Ketenagakerjaan bertambah",
        "body": "<p>Pembayaran iuran peserta lancar. COVID-19 tidak lagi disebut.</p><p>Rp 1.500 sebulan.</p>",
        "place": "Singaraja",
        "section": "Ekonomi",
        "tags": ("BPJamsostek",),
        "names": (),
        "days": 900,
    },
    "dini": {
        "headline": "Jalan ke desa ditutup",
        "body": "<p>Operasi pasar dibatalkan karena hujan. Harga sayur dan beras tetap.</p>",
        "place": "Karangasem",
        "section": "Berita",
        "tags": (),
        "names": ("Ni Luh Sari",),
        "days": 3000,
    },
}


def printed() -> dict[str, Article]:
    """By short names; the newest first."""
    authors = {name: make.author(name) for name in ("Ni Luh Sari", "I Wayan Sudana")}
    paper = {}
    for name, told in STORIES.items():
        fields = {key: value for key, value in told.items() if key not in {"section", "names", "days"}}
        at = make.NOW - timedelta(days=told["days"])  # type: ignore[arg-type]
        names = tuple(authors[author] for author in told["names"])  # type: ignore[attr-defined]
        section = make.section(str(told["section"]))
        paper[name] = make.article(published_at=at, section=section, authors=names, **fields)  # type: ignore[arg-type]
    return paper


def there_and_back(walk: SearchWalk) -> tuple[list[Cursor], list[Cursor]]:
    """Three stories at a time, from the newest to the oldest, and from that to the newest."""
    there: list[Cursor] = []
    while found := walk.newest(3, before=there[-1] if there else None):
        there += found
    back = there[-1:]
    while found := walk.oldest(3, after=back[-1]):
        back += found
    return there, back
