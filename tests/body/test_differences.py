"""Two texts are told apart piece by piece and word by word, in about linear time."""

import random

import pytest

from articles.body.differences import MOST_STEPS, Change, Effort, Row, compare, matches, of_lines
from articles.body.pieces import Piece, Word, pieces, words

LINK = '<a href="https://a.example/">kata</a>'

# before, after → what each row says: -taken out-, +put in+, and how many pieces stayed out of sight
TABLE = [
    ("<p>Satu dua tiga.</p>", "<p>Satu dua tiga.</p>", []),
    ("<p>Satu dua tiga.</p>", "<p>Satu empat tiga.</p>", ["Satu -dua- +empat+ tiga."]),
    ("<p>Satu</p>", "", ["-Satu-"]),
    ("", "<p>Satu</p>", ["+Satu+"]),
    ("<p>Harga Rp1.000,50.</p>", "<p>Harga Rp1.000,75.</p>", ["Harga -Rp1.000,50- +Rp1.000,75+."]),
    ("<p>anak-anak bermain</p>", "<p>anak bermain</p>", ["-anak-anak-+anak+ bermain"]),
    ("<p>Satu  dua</p>", "<p>Satu dua</p>", []),
    ("<p>Satu dua</p>", "<h2>Satu dua</h2>", ["-Satu dua-", "+Satu dua+"]),
    ("<p>Pasar itu buka</p>", "<p>Pasar <strong>itu</strong> buka</p>", ["Pasar -itu- +itu+ buka"]),
    ("<p>Satu kata di sini</p>", f"<p>Satu {LINK} di sini</p>", ["Satu kata +https://a.example/+ di sini"]),
    ("<ul><li><p>a b</p></li></ul>", "<ul><li><p>a b c</p></li></ul>", ["a b +c+"]),
    ("<p>a</p><p>b</p>", "<p>a</p><p>baru sama sekali</p><p>b</p>", ["a", "+baru sama sekali+", "b"]),
    (
        "".join(f"<p>Alinea {number}.</p>" for number in range(9)),
        "".join(f"<p>Alinea {number}.</p>" for number in range(8)) + "<p>Lain sekali, ini.</p>",
        ["7", "Alinea 7.", "-Alinea 8.-", "+Lain sekali, ini.+"],
    ),
    ("<p>a</p><hr><p>b</p>", "<p>a</p><p>b</p>", ["a", "--", "b"]),
    ("<p>Satu<br>dua tiga empat</p>", "<p>Satu dua tiga empat</p>", ["Satu-\n- dua tiga empat"]),
]


def said(row: Row) -> str:
    signs = {Change.KEPT: "", Change.REMOVED: "-", Change.ADDED: "+"}
    if row.piece is None:
        return str(row.left_out)
    parts = []
    for change, row_words, left_out in row.runs:
        blank = " " if row_words and row_words[0].after_blank else ""
        inner = "".join(f" {word.text}" if word.after_blank else word.text for word in row_words)
        parts.append(f"{blank}{signs[change]}{inner.strip(' ')}{signs[change]}" if not left_out else f" [{left_out}]")
    return "".join(parts).strip(" ")


@pytest.mark.parametrize(("before", "after", "rows"), TABLE)
def test_says_what_went_and_what_came(before: str, after: str, rows: list[str]) -> None:
    assert [said(row) for row in compare(before, after)] == rows


def test_a_block_is_known_by_what_it_leads_to_and_not_by_its_key() -> None:
    before, after = '<aside data-related-link="r1"></aside>', '<aside data-related-link="r7"></aside>'

    same = compare(before, after, {"r1": "Panen raya"}, {"r7": "Panen raya"})
    other = compare(before, after, {"r1": "Panen raya"}, {"r7": "Banjir besar"})

    assert same == []
    assert [said(row) for row in other] == ["-Panen raya-", "+Banjir besar+"]


def test_a_photo_is_known_by_its_key_and_said_by_its_name() -> None:
    before, after = (f'<figure data-photo="{letter * 64}">Sawah.</figure>' for letter in "ab")
    names = {"a" * 64: "Subak (foto 1)", "b" * 64: "Subak (foto 1)"}

    rows = compare(before, after, names, names)

    assert [said(row) for row in rows] == ["-Subak (foto 1) Sawah.-", "+Subak (foto 1) Sawah.+"]


def test_a_long_unchanged_stretch_of_one_paragraph_is_left_out() -> None:
    many = " ".join(f"kata{number}" for number in range(100))

    row = compare(f"<p>awal {many} akhir</p>", f"<p>mula {many} akhir</p>")[0]

    assert said(row).startswith("-awal-+mula+ kata0 ")
    assert sum(run.left_out for run in row.runs) == 81


def test_a_lone_comma_between_two_changes_is_part_of_them() -> None:
    runs = of_lines("Bupati Buleleng, Selasa, membuka pasar", "Gubernur Bali, Rabu, membuka pasar")

    assert said(Row(Piece("paragraph", ""), runs)) == "-Bupati Buleleng, Selasa-+Gubernur Bali, Rabu+, membuka pasar"


def test_lines_hold_any_character_as_it_is() -> None:
    runs = of_lines("a < b & c", "a < b &amp; c")

    assert said(Row(Piece("paragraph", ""), runs)) == "a < b &+amp;+ c"


def test_what_is_matched_is_in_order_and_equal() -> None:
    random_ = random.Random(20261125)
    for _round in range(300):
        before, after = ([random_.choice("abcd") for _ in range(random_.randrange(12))] for _ in range(2))

        found = matches(before, after, Effort())

        assert found == sorted(set(found))
        assert all(before[old] == after[new] for old, new in found)
        assert len({old for old, _new in found}) == len({new for _old, new in found}) == len(found)


def test_as_much_is_matched_as_can_be() -> None:
    random_ = random.Random(7)
    for _round in range(200):
        before, after = ([random_.choice("abc") for _ in range(random_.randrange(9))] for _ in range(2))

        assert len(matches(before, after, Effort())) == longest(before, after)


def longest(before: list[str], after: list[str]) -> int:
    if not before or not after:
        return 0
    if before[0] == after[0]:
        return 1 + longest(before[1:], after[1:])
    return max(longest(before[1:], after), longest(before, after[1:]))


@pytest.mark.parametrize(
    "text",
    [
        lambda draw: " ".join(str(draw.randrange(3000)) for _ in range(60_000)),
        lambda draw: " ".join(draw.choice("ab") for _ in range(120_000)),
        lambda draw: "</p><p>".join(draw.choice("ab") for _ in range(30_000)),
    ],
    ids=["one long paragraph", "two words", "many short paragraphs"],
)
def test_the_search_ends_however_much_differs(text: object) -> None:
    draw = random.Random(1)
    before, after = (f"<p>{text(draw)}</p>" for _ in range(2))  # type: ignore[operator]
    effort = Effort()

    one, other = ([word.text for piece in pieces(body) for word in words(piece)] for body in (before, after))
    matches(one, other, effort)

    assert effort.left > -MOST_STEPS  # one round beyond its end, no more
    assert compare(before, after)


def test_a_text_that_cannot_be_cleaned_is_taken_as_plain_lines() -> None:
    found = pieces("<blockquote>" * 200 + "kata")

    assert [piece.kind for piece in found] == ["paragraph"]
    assert "".join(word.text for word in words(found[0])).endswith("<blockquote>kata")


def test_words_know_their_forms() -> None:
    (piece,) = pieces("<p>Satu <strong>dua <em>tiga</em></strong></p>")

    assert words(piece) == [
        Word("Satu"),
        Word("dua", ("strong",), after_blank=True),
        Word("tiga", ("em", "strong"), after_blank=True),
    ]
