"""Much is read in a process of its own; what comes of it is the same."""

from pathlib import Path
from typing import Any

import pytest

from articles.formats import FormatError, Reading, ahead
from tests.formats.reading import MAKASSAR

READING = Reading(zone=MAKASSAR, section="Daerah")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(120):
        (tmp_path / f"{number:03d}.txt").write_text(f"16/11/2024\n\nKabar {number}\n\nIsi kabar nomor {number}.\n")
    (tmp_path / "rusak.txt").write_text("2 hari lalu\n\nKabar\n\nIsi.\n")
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return tmp_path


def read(path: Path, **options: Any) -> tuple[list[Any], list[Any], list[float]]:
    files: list[Any] = []
    parts: list[float] = []
    told = ahead.Told([str(path)], READING, **options)
    items = ahead.read(told, on_file=lambda *file: files.append(file), on_part=parts.append)
    return list(items), files, parts


@pytest.fixture
def in_two_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0)


def test_gives_the_same_in_the_same_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, files_here, _ = read(folder)
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0)

    there, files_there, parts = read(folder)

    assert len(here) == 122
    assert there == here
    assert [item.warnings for item in there if hasattr(item, "warnings")] == [
        item.warnings for item in here if hasattr(item, "warnings")
    ]
    assert files_there == files_here
    assert parts[-1] > 0.9
    assert parts == sorted(parts)


@pytest.mark.usefixtures("in_two_processes")
def test_says_before_anything_is_read_that_a_path_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="does not exist"):
        ahead.read(ahead.Told([str(tmp_path / "tiada")], READING), on_file=print, on_part=print)


@pytest.mark.usefixtures("in_two_processes")
def test_ends_when_nobody_listens_any_more(folder: Path) -> None:
    items = ahead.read(ahead.Told([str(folder)], READING), on_file=lambda *_: None, on_part=lambda _: None)
    next(items)

    items.close()  # type: ignore[attr-defined]  # it is a generator

    with pytest.raises(StopIteration):
        next(items)


def test_says_that_it_was_cut_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTH_A_PROCESS", 0)
    items = ahead.read(ahead.Told([str(folder)], READING), on_file=lambda *_: None, on_part=lambda _: None)

    def cut_short(receiver: Any) -> Any:
        raise EOFError

    monkeypatch.setattr("multiprocessing.connection.Connection.recv", cut_short)

    with pytest.raises(FormatError, match="was cut short by the system"):
        list(items)
