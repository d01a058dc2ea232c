"""What becomes of the text in a table's cell, and by what the story is known."""

import pytest

from articles.formats import table
from tests.formats.any_format import record_of, records_of
from tests.formats.reading import paragraphs


def with_text(cell, headline="Pasar Desa Dibuka"):
    return record_of(table, 'judul,isi\n{},"{}"\n'.format(headline, cell.replace('"', '""')))


def test_reads_lines_with_all_that_an_agency_leaves_in_them():
    record = with_text(
        "\n\tHarga cabai naik di Gianyar.\r\n\u00a0\r\n“Mahal,” kata Ni Luh.\r\n\nBaca juga: Panen raya di Tabanan\r\n"
        "Baca juga: Subak kekurangan air\n\r\nWarga menunggu.Pewarta: Rina DewiEditor: I Wayan Oka\t\t\t\t"
        "COPYRIGHT © ANTARA 2023\n"
    )

    assert record.body == (
        "<p>Harga cabai naik di Gianyar.</p>\n<p>“Mahal,” kata Ni Luh.</p>\n"
        '<aside data-related-link="r1"></aside>\n<aside data-related-link="r2"></aside>\n<p>Warga menunggu.</p>'
    )
    assert [reference.headline for reference in record.related] == ["Panen raya di Tabanan", "Subak kekurangan air"]
    assert (record.bylines, record.editors) == (("Rina Dewi",), ("I Wayan Oka",))
    assert record.rights == "COPYRIGHT © ANTARA 2023"


@pytest.mark.parametrize(
    "cell",
    [
        "<p>Harga <b>naik</b>.</p><p>Warga menunggu.</p>",
        "Harga <b>naik</b>.<br><br>Warga menunggu.",
        "Harga <b>naik</b>.\n\nWarga menunggu.",
        "&lt;p&gt;Harga &lt;b&gt;naik&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Warga menunggu.&lt;/p&gt;",
    ],
)
def test_reads_html(cell):
    assert paragraphs(with_text(cell)) == ["Harga <strong>naik</strong>.", "Warga menunggu."]


@pytest.mark.parametrize("cell", ["Harga 5 < 6 dan 7 > 3.", "Suhu <30 derajat.", "Tulis &lt;b&gt; agar tebal."])
def test_takes_no_comparison_for_html(cell):
    assert len(paragraphs(with_text(cell))) == 1
    assert "&lt;" in with_text(cell).body


@pytest.mark.parametrize(
    "cell",
    [
        " Pasar Desa Dibuka\n\nHarga naik.",
        "<h1>Pasar Desa Dibuka</h1><p>Harga naik.</p>",
        "<p><b>PASAR DESA DIBUKA</b></p><p>Harga naik.</p>",
    ],
)
def test_drops_the_headline_that_the_text_repeats(cell):
    assert with_text(cell).body == "<p>Harga naik.</p>"


def test_keeps_a_standfirst_that_says_more_than_the_beginning():
    text = "judul,isi,lead\nPasar,Harga naik di Gianyar.,Harga naik …\nSubak,Air cukup.,Petani lega.\n"

    assert [record.standfirst for record in records_of(table, text)] == ["", "Petani lega."]


def test_turns_links_to_its_own_site_into_paths():
    text = (
        'judul,isi,url\nPasar,"<p>Lihat <a href=""https://koran.example/2019/panen/"">panen</a>.</p>",'
        "https://koran.example/2024/pasar/\n"
    )

    assert 'href="/2019/panen/"' in record_of(table, text).body


def test_knows_a_story_by_its_id_else_by_its_address():
    text = (
        "id,judul,isi,url\n12,Pasar,Harga naik.,https://a.example/1\n,Subak,Air cukup.,https://a.example/2?page=all\n"
    )

    assert [record.source_id for record in records_of(table, text)] == ["12", "https://a.example/2"]


def test_knows_a_story_without_id_by_headline_date_and_the_beginning_of_the_text():
    beginning = "Harga cabai naik di pasar Gianyar sejak awal pekan. " * 4

    def name(headline="Kurs Hari Ini", text=beginning, date="16/11/2024"):
        return record_of(table, f'judul,isi,tanggal\n{headline},"{text}",{date}\n').source_id

    assert name() == name(text=f"\n {beginning}  Pedagang senang.")
    assert len({name(), name(headline="Kurs"), name(date="17/11/2024"), name(text="Rupiah turun.")}) == 4
    assert name().startswith("judul:")
