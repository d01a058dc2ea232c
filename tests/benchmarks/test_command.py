"""`make bench` says what it cannot do before it begins."""

import shutil

import pytest

from benchmarks.__main__ import options
from benchmarks.load import wrk_version


def test_measures_everything_in_ten_thousand_stories_unless_told_otherwise() -> None:
    told = options().parse_args([])

    assert told.stories == 10_000
    assert told.only == ("pages", "search", "growth", "desk", "import")
    assert told.database == ("sqlite", "postgresql")


def test_takes_some_of_the_parts() -> None:
    assert options().parse_args(["--only", "pages,search"]).only == ("pages", "search")


def test_names_the_parts_there_are_if_one_is_none_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options().parse_args(["--only", "page"])

    assert "'page' is none of pages, search, growth, desk, import." in capsys.readouterr().err


def test_says_where_wrk_comes_from_if_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)

    with pytest.raises(SystemExit, match="apt-get install wrk"):
        wrk_version()
