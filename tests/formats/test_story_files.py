import os
from pathlib import Path

import pytest

from articles.formats import FormatError, LeftOut, Rejection
from articles.formats.story_files import StoryFile, paths_meant, story_files


def write(path: Path, content: str = "Judul\n\nTeks") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def read_under(path: object) -> list[tuple[str, str]]:
    """Source id and section."""
    return [(found.source_id, found.section) for found in story_files(str(path)) if isinstance(found, StoryFile)]


def rejections(path: object) -> list[tuple[str, str]]:
    """Name and reason."""
    found = story_files(str(path))
    return [(Path(each.place.file).name, each.reason) for each in found if isinstance(each, Rejection)]


def left_out(path: object, **options: float) -> list[tuple[str, str]]:
    found = story_files(str(path), **options)
    return [(Path(each.place.file).name, each.what) for each in found if isinstance(each, LeftOut)]


def test_names_a_single_file_by_its_stem(tmp_path):
    path = write(tmp_path / "ekonomi" / "cerita.satu.txt")

    [found] = story_files(str(path))

    assert (found.name, found.source_id, found.section) == (str(path), "cerita.satu", "")


def test_hands_over_the_open_file_at_its_start(tmp_path):
    path = write(tmp_path / "a.txt")

    for found in story_files(str(path)):
        assert found.file.read() == b"Judul\n\nTeks"


def test_walks_a_folder_in_an_order_that_never_changes(tmp_path):
    for name in ("z.txt", "pariwisata-bali/b.txt", "pariwisata-bali/2021/c.txt", "a.txt", "Ekonomi/d.txt"):
        write(tmp_path / name)

    assert read_under(tmp_path) == [
        ("Ekonomi/d", "Ekonomi"),
        ("a", ""),
        ("pariwisata-bali/2021/c", "Pariwisata bali"),
        ("pariwisata-bali/b", "Pariwisata bali"),
        ("z", ""),
    ]


def test_skips_documentation_in_silence(tmp_path):
    for name in ("README", "readme.txt", "catatan.md", "ekonomi/README.md"):
        write(tmp_path / name)

    assert list(story_files(str(tmp_path))) == []


def test_composes_the_source_id(tmp_path):
    write(tmp_path / "cafe\u0301.txt")

    assert read_under(tmp_path) == [("caf\u00e9", "")]


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
    assert read_under(arsip) == [("5", ""), ("desa/a", "Desa")]


def test_refuses_hidden_and_special_files(tmp_path):
    write(tmp_path / ".git" / "config")
    write(tmp_path / ".rahasia.txt")
    os.mkfifo(tmp_path / "pipa.txt")

    assert rejections(tmp_path) == [
        (".git", "Hidden files are not read. Rename it if it holds a story."),
        (".rahasia.txt", "Hidden files are not read. Rename it if it holds a story."),
        ("pipa.txt", "This is not a regular file."),
    ]


def test_goes_on_after_a_folder_that_may_not_be_read(tmp_path, monkeypatch):
    write(tmp_path / "rahasia" / "a.txt")
    write(tmp_path / "z.txt")
    listed = os.listdir

    def refuse(folder):
        if Path(folder).name == "rahasia":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr(os, "listdir", refuse)

    assert rejections(tmp_path) == [("rahasia", "The folder cannot be read: Permission denied.")]
    assert rejections(tmp_path / "rahasia") == [("rahasia", "The folder cannot be read: Permission denied.")]
    assert read_under(tmp_path) == [("z", "")]


def test_does_not_wait_at_a_pipe_that_is_named(tmp_path):
    os.mkfifo(tmp_path / "pipa")

    assert rejections(tmp_path / "pipa") == [
        ("pipa", "This is not a regular file. To read from a pipe, give - instead.")
    ]


@pytest.mark.parametrize(
    ("name", "source_id", "printed"),
    [
        (b"a\nb.txt", r"a\x0ab", r"a\nb.txt"),
        (b"a\xff.txt", r"a\xff", r"a\udcff.txt"),
        (b"a\x1b[2Jb", r"a\x1b[2Jb", r"a\x1b[2Jb"),
        (b"a\\x0ab.txt", r"a\x5cx0ab", r"a\x0ab.txt"),
        ("a\u202egpj.txt".encode(), r"a\u202egpj", r"a\u202egpj.txt"),
        ("a\u0085b.txt".encode(), r"a\u0085b", r"a\x85b.txt"),
    ],
)
def test_reads_a_file_of_a_name_that_cannot_be_stored_under_one_that_can(tmp_path, name, source_id, printed):
    path = write(tmp_path / os.fsdecode(name))

    assert read_under(tmp_path) == read_under(path) == [(source_id, "")]
    assert [Path(found.name).name for found in story_files(str(path))] == [printed]


@pytest.mark.parametrize("name", ["-rf --help.txt", ";touch PWNED;.txt", "$(id).txt", "a..%2f..%2fx.txt"])
def test_takes_a_strange_name_for_a_name(tmp_path, name):
    write(tmp_path / name)

    assert read_under(tmp_path) == [(name.removesuffix(".txt"), "")]


def test_refuses_a_second_file_of_the_same_name(tmp_path):
    write(tmp_path / "a.csv")
    write(tmp_path / "a-b.txt")
    write(tmp_path / "a.txt")
    write(tmp_path / "desa" / "a.txt")

    assert [name for name, _ in rejections(tmp_path)] == ["a.txt"]
    assert read_under(tmp_path) == [("a-b", ""), ("a", ""), ("desa/a", "Desa")]


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x00\x01\x00\x00WEBPVP8 "]
)
def test_leaves_pictures_out_by_their_content(tmp_path, head):
    (tmp_path / "foto.txt").write_bytes(head + bytes(40))

    assert left_out(tmp_path) == left_out(tmp_path / "foto.txt") == [("foto.txt", "picture")]


def test_leaves_out_what_systems_put_beside_files(tmp_path):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        write(tmp_path / name)

    assert {what for _, what in left_out(tmp_path)} == {"system file"}
    assert rejections(tmp_path) == []


def test_leaves_out_what_has_not_changed_since(tmp_path):
    path = write(tmp_path / "a.txt")
    changed_at = path.stat().st_ctime

    assert left_out(tmp_path, changed_since=changed_at + 1) == [("a.txt", "unchanged file")]
    assert left_out(tmp_path, changed_since=changed_at) == []


def test_takes_a_file_for_changed_that_was_moved_here_with_its_old_time(tmp_path):
    path = write(tmp_path / "a.txt")
    os.utime(path, (0, 0))

    assert left_out(tmp_path, changed_since=path.stat().st_ctime - 1) == []


def test_matches_patterns_for_shells_that_do_not(tmp_path):
    for name in ("b.txt", "a.txt", "c.html"):
        write(tmp_path / name)

    assert paths_meant([f"{tmp_path}/*.txt", "-"]) == [f"{tmp_path}/a.txt", f"{tmp_path}/b.txt", "-"]


def test_takes_a_name_with_signs_of_a_pattern_for_a_name(tmp_path):
    path = write(tmp_path / "[arsip].txt")

    assert paths_meant([str(path)]) == [str(path)]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("tiada", "tiada does not exist"), ("*.tiada", "matches no file"), ("a\0b", "does not exist")],
)
def test_raises_for_what_is_not_there(tmp_path, path, reason):
    with pytest.raises(FormatError, match=reason):
        paths_meant([f"{tmp_path}/{path}"])
