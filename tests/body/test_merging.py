"""What two people made of one text, brought together: nothing that either has written is left out."""

import random

import pytest

from articles.body.merging import Merge, blocks, merged_bodies, merged_items, merged_lines

# What both began with, mine, theirs, merged, collisions. A letter is a paragraph.
BODIES = [
    ("abc", "abc", "abc", "abc", 0),
    ("abc", "aXc", "abc", "aXc", 0),
    ("abc", "abc", "aYc", "aYc", 0),
    ("abc", "aZc", "aZc", "aZc", 0),
    ("abc", "Xbc", "abY", "XbY", 0),
    ("abc", "aXc", "aYc", "aXYc", 1),
    ("abc", "abXc", "abYc", "abXYc", 1),
    ("abcd", "aXcd", "abYd", "aXYd", 0),  # neighbours
    ("abc", "ac", "abc", "ac", 0),
    ("abc", "ac", "aYc", "aYc", 1),  # taken out by one, changed by the other: what is written stays
    ("abc", "abc", "", "", 0),
    ("", "X", "Y", "XY", 1),
    ("", "X", "X", "X", 0),
    ("abc", "Xabc", "abcY", "XabcY", 0),
    ("aaa", "aXaa", "aaYa", "aXaYa", 0),
]
LINES = [
    ("Judul awal", "Judul awal", "Judul lain", "Judul lain", 0),
    ("Judul awal", "Judul dari Edo", "Judul dari Citra", "Judul dari Edo / dari Citra", 1),
    ("Panen raya di Bali", "Panen besar di Bali", "Panen raya di Jatiluwih", "Panen besar di Jatiluwih", 0),
    ("", "Teras Edo.", "", "Teras Edo.", 0),
    ("", "Satu.", "Dua.", "Satu. / Dua.", 1),
]


def body(letters: str) -> str:
    return "".join(f"<p>{letter}</p>" for letter in letters)


@pytest.mark.parametrize(("base", "mine", "theirs", "merged", "collisions"), BODIES)
def test_merges_paragraph_by_paragraph(base: str, mine: str, theirs: str, merged: str, collisions: int) -> None:
    found = merged_bodies(*(blocks(body(side)) for side in (base, mine, theirs)))

    assert found == Merge(body(merged), collisions)


@pytest.mark.parametrize(("base", "mine", "theirs", "merged", "collisions"), LINES)
def test_merges_word_by_word(base: str, mine: str, theirs: str, merged: str, collisions: int) -> None:
    assert merged_lines(base, mine, theirs) == Merge(merged, collisions)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [("ab", "ab", "ab", "ab"), ("ab", "abX", "abY", "abYX"), ("ab", "b", "aY", "Y"), ("", "Xz", "zY", "zYX")],
)
def test_merges_lists(base: str, mine: str, theirs: str, merged: str) -> None:
    assert "".join(merged_items(base, [*mine], [*theirs], str)) == merged


def test_takes_a_body_apart_at_its_outermost_elements() -> None:
    text = "<p>a <em>b</em><br>c</p><ul><li><p>d</p></li><li><p>e</p></li></ul><hr>f<aside></aside>"

    found = [block.html for block in blocks(text)]

    assert "".join(found) == text
    assert len(found) == 5


def test_leaves_out_nothing_that_either_has_written() -> None:
    chance = random.Random(4)
    for _case in range(2_000):
        base = [f"b{number}" for number in range(chance.randint(0, 8))]
        mine, theirs = _changed(base, "m", chance), _changed(base, "t", chance)

        merged = merged_bodies(*(blocks("".join(f"<p>{word}</p>" for word in side)) for side in (base, mine, theirs)))

        written = {block.html[3:-4] for block in blocks(merged.text)}
        assert {*mine, *theirs} - {*base} <= written
        assert {*base} & {*mine} & {*theirs} <= written


def _changed(base: list[str], sign: str, chance: random.Random) -> list[str]:
    words: list[str] = []
    for word in base:
        match chance.randrange(5):
            case 0:
                words.append(f"{sign}{word}")
            case 1:
                words += [word, f"{sign}{word}"]
            case 2:
                pass
            case _:
                words.append(word)
    return words


def test_the_longest_texts_are_merged_in_bounded_steps() -> None:
    base = [f"{number:05}" for number in range(60_000)]
    mine, theirs = [f"{word}m" for word in base], [f"{word}t" for word in base[::-1]]

    merged = merged_bodies(*(blocks("".join(f"<p>{word}</p>" for word in side)) for side in (base, mine, theirs)))

    assert len(merged.text) == 2 * 60_000 * len("<p>00000m</p>")
