import pytest

from articles.formats import FormatError, table
from articles.formats.decode import Line
from articles.formats.table import rows as table_rows
from articles.formats.table.rows import Rows
from tests.formats.any_format import items_of, left_out, records_of, rejected


def cells(text, delimiter=","):
    lines = (Line(number, line) for number, line in enumerate(text.split("\n"), 1))
    return [(row.line, row.cells or row.fault) for row in Rows(lines, delimiter)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b", [(1, ["a", "b"])]),
        ("a,b,", [(1, ["a", "b", ""])]),
        (",", [(1, ["", ""])]),
        ('"a,b",c', [(1, ["a,b", "c"])]),
        ('"a\nb",c\nd,e', [(1, ["a\nb", "c"]), (3, ["d", "e"])]),
        ('"kata ""Bli"" Putu",c', [(1, ['kata "Bli" Putu', "c"])]),
        ('"""",c', [(1, ['"', "c"])]),
        ('"",""', [(1, ["", ""])]),
        ('a, "b,c"', [(1, ["a", "b,c"])]),
        ('"a" ,b', [(1, ["a", "b"])]),
        ('tinggi 5",b', [(1, ['tinggi 5"', "b"])]),
        ('"a\n\n\nb"', [(1, ["a\n\n\nb"])]),
        ("a\u2028b,c", [(1, ["a\u2028b", "c"])]),
    ],
)
def test_parts_rows(text, expected):
    assert cells(text) == expected


def test_names_the_line_of_a_quote_that_nobody_closed():
    [(line, fault), *others] = cells('a,"tak ditutup\nb,c\nd,e')

    assert (line, fault) == (
        1,
        "The quote that opens in line 1 is not closed. Close it, or write two for one inside a cell.",
    )
    assert others == [(2, ["b", "c"]), (3, ["d", "e"])]


def test_goes_on_after_an_open_quote_that_a_later_quote_seems_to_close():
    [(_, fault), *others] = cells('a,"tak ditutup\nb,"c"\nd,e')

    assert "line 1 is followed by 'c\"' where it closes" in fault
    assert others == [(2, ["b", "c"]), (3, ["d", "e"])]


def test_gives_up_a_row_whose_quotes_open_again_and_again():
    rows = cells("\n".join(['x",y,"'] * 600 + ["a"] * 2000))

    assert rows[0] == (1, "A quote is not closed: the row has over 1,000 cells.")
    assert rows[-1] == (2600, ["a"])


def test_keeps_the_rows_before_a_quote_that_opens_later_in_the_row():
    [(line, fault), *others] = cells('"a\nb","tak\nc,d')

    assert (line, "line 2" in fault) == (1, True)
    assert others == [(3, ["c", "d"])]


def test_gives_up_when_nearly_every_quote_stays_open(monkeypatch):
    monkeypatch.setattr(table_rows, "READ_AGAIN_LIMIT", 1000)

    with pytest.raises(FormatError, match="too many quotes are never closed"):
        cells("\n".join(['p"q,"r""'] * 500))


def test_finds_the_rows_again_that_an_open_quote_swallowed():
    text = 'judul,isi,rubrik\n"Tak ditutup,isi,Desa\nPasar,"\nHarga naik.\n",Ekonomi\nSubak,"\nAir cukup.\n",Desa\n'

    items = items_of(table, text)

    assert [record.headline for record in records_of(table, text)] == ["Pasar", "Subak"]
    assert rejected(items) == [(2, "Cells in this row: 1; columns of the table: 3. A quote may be missing in it.")]


def test_lists_every_ragged_row():
    items = items_of(table, "judul,isi\nhanya judul\nPasar,Harga naik.\na,b,c,d\n\n,\n")

    assert [line for line, _ in rejected(items)] == [2, 4]
    assert left_out(items) == {"empty row": 1}
    assert [record.place.line for record in items if hasattr(record, "headline")] == [3]


@pytest.mark.parametrize("end", ["", ",,,,,,", ",  ,"])
def test_passes_over_empty_cells_at_the_end(end):
    [record] = records_of(table, f"judul,isi\nPasar,Harga naik.{end}\n")

    assert record.headline == "Pasar"


def test_passes_over_empty_columns_at_the_end_that_a_row_lacks():
    assert len(records_of(table, "judul,isi,,,\nPasar,Harga naik.\nSubak,Air cukup.,,,\n")) == 2


def test_refuses_a_row_with_a_nul_and_reads_the_next():
    items = items_of(table, b"judul,isi\nPa\0sar,Harga naik.\nSubak,Air cukup.\n")

    assert [line for line, _ in rejected(items)] == [2]
    assert [record.headline for record in items if hasattr(record, "headline")] == ["Subak"]


def test_reads_a_cell_longer_than_the_csv_module_takes():
    [record] = records_of(table, f"judul,isi\nPasar,{'kata ' * 40_000}\n")

    assert len(record.body) > 131_072


def test_refuses_a_text_over_the_limit_alone():
    items = items_of(table, f"judul,isi\nPasar,{'a' * 1_000_001}\nSubak,Air cukup.\n")

    assert rejected(items)[0][0] == 2
    assert "longer than 1,000,000 characters" in rejected(items)[0][1]
    assert len(items) == 3 or len([item for item in items if hasattr(item, "headline")]) == 1


def test_refuses_too_many_columns():
    with pytest.raises(FormatError, match=r"arsip, line 1: there are 2,000 columns; the most is 1,000\."):
        items_of(table, ",".join(["judul", "isi"] * 1000))


def test_counts_lines_inside_cells():
    text = 'judul,isi\r\n"Pasar\ndesa","Harga\r\n\r\nnaik."\nSubak,Air cukup.\r\n'

    assert [(record.place.line, record.headline) for record in records_of(table, text)] == [
        (2, "Pasar desa"),
        (6, "Subak"),
    ]


def test_leaves_formulas_as_they_are():
    text = 'judul,isi\n=1+1,x\n"=HYPERLINK(""http://a.example"")",x\n@SUM(1),x\n+33 1,x\n\uff1d1+1,x\n'

    records = records_of(table, text)

    assert [record.headline for record in records] == [
        "=1+1",
        '=HYPERLINK("http://a.example")',
        "@SUM(1)",
        "+33 1",
        "\uff1d1+1",
    ]
    assert len({record.source_id for record in records}) == 5


def test_says_that_a_table_has_no_rows():
    assert left_out(items_of(table, "judul,isi\n")) == {"table without rows": 1}


def test_refuses_a_file_without_a_row():
    with pytest.raises(FormatError, match=r"arsip: the table has no row\."):
        items_of(table, "\n\n")
