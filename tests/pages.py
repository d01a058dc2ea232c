"""A small newspaper with a page of every kind that readers have."""

from articles.models import StandingPage
from tests import make


def every_kind_of_page() -> list[str]:
    """Their addresses; each shows all that such a page can."""
    section = make.section("Daerah")
    author = make.author("Ni Luh Sari", about="Wartawan di Singaraja.", photo=make.photo())
    related = make.article(headline="Yang terkait", section=section)
    story = make.article(
        headline="Panen raya di Jatiluwih",
        kicker="Pertanian",
        standfirst="Padi merah dipanen bersama.",
        body='<p>Isi.</p><aside data-related-link="r1"></aside><h2>Data</h2><ul><li>satu</li></ul>'
        "<table><thead><tr><th>Tahun</th></tr></thead><tbody><tr><td>2023</td></tr></tbody></table>"
        '<blockquote><p>Kutipan.</p></blockquote><p><a href="https://a.example/">Tautan</a></p>',
        section=section,
        authors=(author,),
        tags=("Subak",),
        lead_photo=make.photo(caption="Sawah.", credit="Antara"),
        unverified_reason="Jumlahnya masih dihitung.",
    )
    make.link(story, key="r1", target=related)
    make.link(story, url="https://a.example/", label="Di luar")
    opinion = make.article(headline="Sebuah pendapat", kind="opinion", section=section, tags=("Subak",))
    paid = make.article(headline="Sebuah iklan", kind="advertorial", sponsor_name="PT Contoh", section=section)
    rtl = make.article(headline="مهرجان الأرز الأحمر 2026", body="<p>بدأ المزارعون حصاد الأرز.</p>", section=section)
    breaking = make.article(headline="Gempa terasa di Karangasem", breaking_until=make.TOMORROW, section=section)
    long = make.article(headline="Pneumonoultramicroscopicsilicovolcanoconiosis " * 6, section=section)
    withdrawn = make.article(status="withdrawn", section=section)
    StandingPage.objects.filter(slug="redaksi").update(body="<h2>Alamat</h2><p>Jalan Contoh 1.</p>", word_count=3)
    for number in range(25):
        make.article(headline=f"Berita nomor {number} dengan judul yang agak panjang", section=section)
    day = f"{make.YESTERDAY:%Y/%m/%d}"
    lists = [f"/archive/{day[:length]}/" for length in (4, 7, 10)]
    return [
        *("/", "/daerah/", story.get_absolute_url(), "/tag/subak/", author.get_absolute_url(), "/archive/", *lists),
        *("/search/", "/search/?q=panen", "/search/?q=tiada", "/page/redaksi/"),
        *(story.get_absolute_url() for story in (opinion, paid, rtl, breaking, long, withdrawn)),
        "/tidak-ada/",
    ]
