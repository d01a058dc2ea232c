import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests.hostile import make


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all hostile files; made anew for each session, for 38 MB are no part of a repository."""
    folder = tmp_path_factory.mktemp("hostile") / "files"
    make.main([str(folder)])
    return folder


def stored_texts() -> Iterator[str]:
    """Everything in every column of every table of ours, as text."""
    for model in apps.get_app_config("articles").get_models():
        for row in model._base_manager.values_list():
            yield from map(str, row)


def names_made() -> list[str]:
    return [os.fsdecode(os.fsencode(made["file"])) for made in make.MAN]
