"""How long a search takes in a large archive: the walk along the index and the stories of the page.

    python -m benchmarks.search_speed --stories 250000                                        on SQLite
    python -m tests.with_postgresql python -m benchmarks.search_speed --stories 250000        on PostgreSQL

Each question is asked many times with other words of its kind, in one process, on a new database; times are the
process's own, without a web server.
"""

import argparse
import os
import tempfile
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=100)
    told = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    with tempfile.TemporaryDirectory() as folder:
        if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            settings.DATABASES["default"]["NAME"] = str(Path(folder) / "archive.sqlite3")
        django.setup()
        from benchmarks import search_part  # noqa: PLC0415  # needs the settings

        search_part.measure(Path(folder), told.stories, told.times)


if __name__ == "__main__":
    main()
