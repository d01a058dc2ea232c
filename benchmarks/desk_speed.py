"""How long the server takes for what people at the desk wait for, on an archive of any size.

    python -m benchmarks.desk_speed --stories 250000                                          on SQLite
    python -m tests.with_postgresql python -m benchmarks.desk_speed --stories 250000          on PostgreSQL

The importer brings the corpus into a new database that goes when it is done; tags and authors are added up to the
numbers told. Each line is one request through every middleware and template: the median and slowest of several
by the clock, the processor time of this process, and its queries. It exits with 1 if a median is over --most.
"""

import argparse
import os
import subprocess
import sys
import tempfile


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=50_000)
    parser.add_argument("--tags", type=int, default=50_000)
    parser.add_argument("--authors", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=7, help="of each request, after one that is not counted")
    parser.add_argument("--most", type=int, default=300, help="milliseconds")
    told = parser.parse_args()
    numbers = (told.stories, told.tags, told.authors, told.rounds, told.most)
    work = f"import django; django.setup(); from benchmarks import desk_part; desk_part.run{numbers}"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_DATA": folder}
        return subprocess.run([sys.executable, "-c", work], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
