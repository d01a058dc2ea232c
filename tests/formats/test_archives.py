import gzip
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from articles.formats import ArticleRecord, LeftOut, Reading, Rejection, read_paths
from articles.formats.story_files import StoryFile, archive, story_files
from tests.formats.reading import MAKASSAR

STORY = b"16/11/2024\n\nPasar Desa Dibuka\n\nHarga beras naik di Gianyar."
OUTSIDE = "The name leads outside the archive. Nothing is read under such a name."


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def found_in(path: object) -> list[tuple[str, ...]]:
    """For each story its id and section; for what is not read its name and why, or what it is."""
    found = []
    for each in story_files(str(path)):
        if isinstance(each, StoryFile):
            found.append((each.source_id, each.section))
        else:
            found.append((each.place.file.removeprefix(f"{path}/"), getattr(each, "reason", "") or each.what))
    return found


def test_reads_the_members_of_a_zip_as_the_files_of_a_folder(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"z.txt": STORY, "desa-adat/2019/b.txt": STORY, "README.md": b"", "c/": b""})

    assert found_in(path) == [("desa-adat/2019/b", "Desa adat"), ("z", "")]


def test_gives_stories_the_names_they_had_in_the_folder_that_was_zipped(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"arsip/a.txt": STORY, "arsip/desa/b.txt": STORY})

    assert found_in(path) == [("a", ""), ("desa/b", "Desa")]


def test_reads_archives_in_a_folder_as_folders(tmp_path):
    zipped(tmp_path / "2019.zip", {"mei/a.txt": STORY})
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(STORY))

    assert found_in(tmp_path) == [("2019/mei/a", "2019"), ("b", "")]


def test_knows_an_archive_by_its_content(tmp_path):
    zipped(tmp_path / "a.txt", {"cerita.txt": STORY})
    (tmp_path / "b.html").write_bytes(gzip.compress(STORY))
    (tmp_path / "c.zip").write_bytes(STORY)

    assert found_in(tmp_path) == [("a/cerita", "A"), ("b", ""), ("c", "")]


@pytest.mark.parametrize(
    "name", ["../a.txt", "desa/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\..\\a.txt", "\\a.txt", "C:\\a.txt"]
)
def test_refuses_a_member_whose_name_leads_outside(tmp_path, name):
    path = zipped(tmp_path / "arsip.zip", {name: STORY, "baik.txt": STORY})

    assert sorted(found_in(path)) == sorted([(name.replace("\\", "/"), OUTSIDE), ("baik", "")])


def test_refuses_a_link_in_an_archive(tmp_path):
    link = zipfile.ZipInfo("foto.jpg")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "arsip.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("baik.txt", STORY)

    assert found_in(tmp_path / "arsip.zip") == [("baik", ""), ("foto.jpg", "This is a link; it was not followed.")]


def test_refuses_what_is_encrypted(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert found_in(path) == [("a.txt", "It is encrypted. Unpack the archive with its password and give the folder.")]


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_refuses_what_is_packed_by_another_method(tmp_path, method):
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY}, method)

    assert found_in(path) == [
        ("a.txt", f"It is packed by a method that is not read ({method}). Unpack it and give the folder.")
    ]


def test_refuses_an_archive_in_an_archive(tmp_path):
    inner = zipped(tmp_path / "dalam.zip", {"a.txt": STORY}).read_bytes()
    path = zipped(tmp_path / "arsip.zip", {"a.zip": inner, "b.gz": gzip.compress(STORY), "c.txt": STORY})

    assert [(name, reason[:33]) for name, reason in found_in(path)] == [
        ("a.zip", "This is an archive in an archive,"),
        ("b.gz", "This is an archive in an archive,"),
        ("c", ""),
    ]


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_refuses_a_document_that_is_a_zip(tmp_path, name):
    path = zipped(tmp_path / "berita.docx", {name: b"", "word/document.xml": b"<w/>"})

    [(_, reason)] = found_in(path)

    assert reason.endswith("not an archive of stories. Save it as text or CSV and import that.")


def test_tells_of_a_hidden_folder_once(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {".git/a": b"", ".git/b": b"", "__MACOSX/._c.txt": b"", "c.txt": STORY})

    assert found_in(path) == [
        (".git", "Hidden files are not read. Rename it if it holds a story."),
        ("__MACOSX/._c.txt", "system file"),
        ("c", ""),
    ]


def test_refuses_a_second_member_of_the_same_name(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"a.csv": STORY, "a.txt": STORY, "desa/a.txt": STORY})

    assert [found[0] for found in found_in(path)] == ["a", "a.txt", "desa/a"]


def test_leaves_out_pictures_in_an_archive(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"foto.jpg": b"\xff\xd8\xff" + bytes(9), "kosong.svg": b"<svg/>"})

    assert found_in(path) == [("foto.jpg", "picture"), ("kosong", "")]


@pytest.mark.parametrize(("count", "is_read"), [(3, True), (4, False)])
def test_refuses_too_many_members(tmp_path, monkeypatch, count, is_read):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    path = zipped(tmp_path / "arsip.zip", {f"{number}.txt": STORY for number in range(count)})

    found = found_in(path)

    assert (len(found) == count) if is_read else found[0][1].startswith("The archive has more than 3 members.")


def test_believes_the_end_of_an_archive_with_a_long_list(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY})
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, len(content) - 10, 2**31)
    path.write_bytes(content)

    assert found_in(path)[0][1].startswith("The archive has more than 65,534 members.")


def test_refuses_more_than_a_hundred_times_the_size_but_not_of_small_files(tmp_path):
    bomb, small = bytes(2 * 2**20), b" " * 2**19
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY, "bom.txt": bomb, "kecil.csv": small})

    assert found_in(path) == [
        ("a", ""),
        (
            "bom.txt",
            "It unpacks to more than 100 times its size, as only bombs do. Unpack it yourself if you trust it.",
        ),
        ("kecil", ""),
    ]


def test_stops_at_the_size_of_all_together(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 100)
    path = zipped(tmp_path / "arsip.zip", {"a.txt": b"x" * 60, "b.txt": b"x" * 60})

    assert [name for name, _ in found_in(path)] == ["a", "b.txt"]


def test_stops_a_bomb_that_says_it_is_small(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"bom.txt": bytes(3 * 2**20), "baik.txt": STORY})
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 1000)
    path.write_bytes(content)

    found = dict(found_in(path))

    assert found["baik"] == ""
    assert found["bom.txt"].startswith("It is damaged and cannot be unpacked")


def test_stops_a_bomb_in_gz(tmp_path):
    path = tmp_path / "bom.xml.gz"
    path.write_bytes(gzip.compress(b"<rss>" + bytes(8 * 2**20)))

    [(_, reason)] = found_in(path)

    assert reason.startswith("It unpacks to more than 100 times its size")


@pytest.mark.parametrize("damage", [slice(0, 30), slice(0, -4)])
def test_refuses_a_gz_that_is_cut(tmp_path, damage):
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(STORY)[damage])

    [(_, reason)] = found_in(path)

    assert reason.startswith("It is damaged and cannot be unpacked")


def test_reads_nothing_of_an_archive_that_is_cut(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY})
    path.write_bytes(path.read_bytes()[:-30])

    assert found_in(path)[0][1] == "The archive is damaged (File is not a zip file). Copy it from its source again."


def test_goes_on_after_a_damaged_member(tmp_path):
    path = zipped(tmp_path / "arsip.zip", {"a.txt": STORY, "b.txt": STORY}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[content.index(STORY)] ^= 1
    path.write_bytes(content)

    [(name, reason), other] = found_in(path)

    assert (name, other) == ("a.txt", ("b", ""))
    assert reason.startswith("It is damaged and cannot be unpacked (Bad CRC-32")


class Pipe:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_reads_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", Pipe(STORY))

    [record] = read_paths(["-"], reading=Reading(zone=MAKASSAR))

    assert isinstance(record, ArticleRecord)
    assert (record.source_id, record.place.file) == ("stdin", "stdin")


def test_reads_an_archive_from_standard_input(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin", Pipe(zipped(tmp_path / "a.zip", {"desa/a.txt": STORY}).read_bytes()))

    assert found_in("-") == [("desa/a", "Desa")]


def test_reads_stories_out_of_any_of_them(tmp_path):
    zipped(tmp_path / "arsip.zip", {"ekonomi/a.txt": STORY, "b.bin": b"\0\1\2", "foto.gif": b"GIF89a"})
    heard = []

    items = list(
        read_paths(
            [str(tmp_path / "arsip.zip")],
            reading=Reading(zone=MAKASSAR),
            on_file=lambda file, format_name: heard.append((Path(file.name).name, format_name)),
        )
    )

    rejection, record, picture = sorted(items, key=lambda item: item.place.file)
    assert isinstance(rejection, Rejection)
    assert rejection.reason.startswith(r"The file begins with b'\x00\x01\x02', like none of")
    assert isinstance(record, ArticleRecord)
    assert (record.source_id, record.section) == ("ekonomi/a", "Ekonomi")
    assert isinstance(picture, LeftOut)
    assert heard == [("a.txt", "text")]
