import pytest

from articles.formats.plain_text import stories
from tests.formats.reading import paragraphs, read_all

SATU = "19/07/2022\nhttps://Koran.Example/1?page=all#isi\nHeadline Satu\nJAKARTA - Isi satu.Baca juga: Lain\n\n"
DUA = "Date not found.\n\nhttps://koran.example/2\nHeadline Dua\nIsi dua.\n\n"
TIGA = "31/02/2022\nhttps://koran.example/3?id=3&page=2\nHeadline Tiga\nIsi tiga."


def test_begins_a_story_at_a_date_line_above_an_address():
    records = read_all(SATU + DUA + TIGA)

    assert [(record.place.line, record.headline, paragraphs(record)) for record in records] == [
        (1, "Headline Satu", ["JAKARTA - Isi satu.Baca juga: Lain"]),
        (6, "Headline Dua", ["Isi dua."]),
        (12, "Headline Tiga", ["Isi tiga."]),
    ]
    assert [record.published_at is None for record in records] == [False, True, True]


def test_names_a_story_by_its_address_without_the_page():
    records = read_all(SATU + DUA + TIGA)

    assert [record.source_id for record in records] == [
        "https://koran.example/1",
        "https://koran.example/2",
        "https://koran.example/3?id=3",
    ]
    assert records[0].addresses == ("https://koran.example/1", "https://koran.example/1?page=all")


def test_yields_a_repeated_story_as_often_as_it_stands_there():
    first, second, third = read_all(SATU + TIGA + "\n" + SATU)

    assert first.source_id == third.source_id != second.source_id
    assert first.checksum() == third.checksum() != second.checksum()


def test_reads_what_stands_before_the_first_address_as_a_story_of_the_file():
    before, after = read_all("Pasar Desa\nIsi pasar.\n\n" + DUA)

    assert (before.source_id, before.headline) == ("berita", "Pasar Desa")
    assert after.source_id == "https://koran.example/2"


def test_parts_stories_on_one_line_of_an_editor():
    before, after = read_all("Pasar Desa\u2028Isi pasar.\u2028" + SATU.replace("\n", "\u2028"))

    assert (before.headline, after.headline) == ("Pasar Desa", "Headline Satu")


@pytest.mark.parametrize(
    "line", ["http://[x/", "http://", "https://koran.example/" + "a" * 2000, "ftp://koran.example/"]
)
def test_begins_no_story_above_what_is_no_address(line):
    [record] = read_all(f"{SATU}20/07/2022\n{line}\nEkor.")

    assert record.headline == "Headline Satu"
    assert paragraphs(record)[1:] == ["20/07/2022", line, "Ekor."]


def test_rejects_a_story_without_end_and_reads_the_next(monkeypatch):
    monkeypatch.setattr(stories, "STORY_LIMIT", 2000)

    endless, following = read_all(SATU + "Isi lagi.\n\n" * 50 + DUA)

    assert "longer than 16 MiB" in endless.reason
    assert endless.place.line == 1
    assert following.headline == "Headline Dua"


def test_rejects_one_story_and_reads_the_others():
    first, second = read_all("19/07/2022\nhttps://koran.example/1\nHanya Headline\n\n" + DUA)

    assert first.reason == "The story 'Hanya Headline' has no paragraph."
    assert second.headline == "Headline Dua"


@pytest.mark.parametrize("date_line", ["2 days ago", "3 hari lalu", "kemarin"])
def test_rejects_a_story_whose_date_counts_from_a_day_unknown_and_reads_the_next(date_line):
    """Law 4. Its owner can still find out which day was meant; a draft would keep the riddle."""
    first, second = read_all(f"{date_line}\nhttps://koran.example/9\nHeadline\nIsi.\n\n" + DUA)

    assert first.reason == (
        f"The date line {date_line!r} does not say which day. Write the day itself, such as 16/11/2024."
    )
    assert second.headline == "Headline Dua"


ADDRESS_INSIDE = "A line of the text holds only an address of its own site; perhaps another story begins there."


def test_flags_a_story_that_runs_on_because_the_next_date_line_is_damaged():
    [record, last] = read_all(SATU + DUA.replace("Date not found.", "Dqte not found.") + TIGA)

    assert ADDRESS_INSIDE in record.warnings
    assert "https://koran.example/2" in paragraphs(record)
    assert ADDRESS_INSIDE not in last.warnings


def test_flags_no_address_of_another_site():
    [record, _] = read_all(SATU.replace("\n\n", "\n\nhttps://sumber.example/1\n\nTamat.\n\n") + DUA)

    assert "https://sumber.example/1" in paragraphs(record)
    assert ADDRESS_INSIDE not in record.warnings
