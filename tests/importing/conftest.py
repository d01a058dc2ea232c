from pathlib import Path

import pytest

from tests.importing.running import STORY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With one story, panen.txt."""
    folder = tmp_path / "arsip"
    folder.mkdir()
    (folder / "panen.txt").write_text(STORY)
    return folder
