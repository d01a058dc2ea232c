import os
from pathlib import Path

import pytest

from articles.formats import FormatError, Rejection, StoryFile, story_files


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Judul\n\nTeks")
    return path


def rejections(path: Path) -> list[tuple[str, str]]:
    """Name and the reason's last words."""
    return [(Path(found.place.file).name, found.reason) for found in story_files(path) if isinstance(found, Rejection)]


def test_names_a_single_file_by_its_stem(tmp_path):
    path = write(tmp_path / "ekonomi" / "cerita.satu.txt")

    assert list(story_files(path)) == [StoryFile(path, "cerita.satu", "")]


def test_walks_a_folder_in_an_order_that_never_changes(tmp_path):
    for name in ("z.txt", "pariwisata-bali/b.txt", "pariwisata-bali/2021/c.txt", "a.txt", "Ekonomi/d.txt"):
        write(tmp_path / name)

    assert [(found.source_id, found.section) for found in story_files(tmp_path)] == [
        ("Ekonomi/d", "Ekonomi"),
        ("a", ""),
        ("pariwisata-bali/2021/c", "Pariwisata bali"),
        ("pariwisata-bali/b", "Pariwisata bali"),
        ("z", ""),
    ]


def test_skips_documentation_in_silence(tmp_path):
    for name in ("README", "readme.txt", "catatan.md", "ekonomi/README.md"):
        write(tmp_path / name)

    assert list(story_files(tmp_path)) == []


def test_composes_the_source_id(tmp_path):
    write(tmp_path / "cafe\u0301.txt")

    assert [found.source_id for found in story_files(tmp_path)] == ["caf\u00e9"]


def test_refuses_links_that_lead_outside_or_nowhere_or_to_a_folder(tmp_path):
    secret = write(tmp_path / "luar" / "rahasia.txt")
    inside = write(tmp_path / "arsip" / "desa" / "a.txt")
    arsip = tmp_path / "arsip"
    (arsip / "1").symlink_to(secret)
    (arsip / "2").symlink_to(secret.parent)
    (arsip / "3").symlink_to(arsip / "tiada")
    (arsip / "4").symlink_to(arsip)
    (arsip / "5").symlink_to(inside)

    assert rejections(arsip) == [
        ("1", "This is a link that leads outside the folder; it was not followed."),
        ("2", "This is a link that leads outside the folder; it was not followed."),
        ("3", "This is a link that leads nowhere."),
        ("4", "This is a link to a folder; it was not followed."),
    ]
    assert [found.source_id for found in story_files(arsip) if isinstance(found, StoryFile)] == ["5", "desa/a"]


def test_refuses_hidden_and_special_files(tmp_path):
    write(tmp_path / ".git" / "config")
    write(tmp_path / ".rahasia.txt")
    os.mkfifo(tmp_path / "pipa.txt")

    assert rejections(tmp_path) == [
        (".git", "Hidden files are not read. Rename it if it holds a story."),
        (".rahasia.txt", "Hidden files are not read. Rename it if it holds a story."),
        ("pipa.txt", "This is not a regular file."),
    ]


@pytest.mark.parametrize(
    ("name", "printed"), [(b"a\nb.txt", r"a\nb.txt"), (b"a\xff.txt", r"a\udcff.txt"), (b"a\x1b[2Jb", r"a\x1b[2Jb")]
)
def test_refuses_a_name_that_cannot_be_stored_and_prints_it_on_one_line(tmp_path, name, printed):
    path = write(tmp_path / os.fsdecode(name))

    assert [name for name, _ in rejections(tmp_path)] == [printed]
    assert [name for name, _ in rejections(path)] == [printed]


@pytest.mark.parametrize("name", ["-rf --help.txt", ";touch PWNED;.txt", "$(id).txt", "a..%2f..%2fx.txt"])
def test_takes_a_strange_name_for_a_name(tmp_path, name):
    write(tmp_path / name)

    assert [found.source_id for found in story_files(tmp_path)] == [name.removesuffix(".txt")]


def test_refuses_a_second_file_of_the_same_name(tmp_path):
    write(tmp_path / "a.csv")
    write(tmp_path / "a.txt")

    assert [name for name, _ in rejections(tmp_path)] == ["a.txt"]


def test_raises_for_what_is_not_there(tmp_path):
    with pytest.raises(FormatError, match="no such file or folder"):
        list(story_files(tmp_path / "tiada"))
