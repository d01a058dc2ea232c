"""How long a search takes in a large archive: the walk along the index and the stories of the page.

    python -m benchmarks.search_speed --stories 250000 --database postgresql

Each question is asked many times with other words of its kind, in one process, without a web server. A miss is asked
with the help that its page offers, and without. Times are by the clock: the database's part is in them.
"""

import argparse
import subprocess
import sys

from benchmarks.archive import ROOT, add_arguments, opened


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser, stories=10_000)
    parser.add_argument("--times", type=int, default=200)
    told = parser.parse_args()
    work = f"import django; django.setup(); from benchmarks import search_part; search_part.measure({told.times})"
    with opened(told.data, told.database, told.stories) as archive:
        command = [sys.executable, "-c", work]
        return subprocess.run(command, env=archive.environment, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
