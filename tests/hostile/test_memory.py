"""All hostile files read in a process that may not grow: bombs are stopped, not survived."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says how much")
ROOT = Path(__file__).parents[2]
ADDRESS_SPACE = 700 * 2**20
MOST_RESIDENT_MIB = 300

READER = f"""
import resource, sys
from pathlib import Path
from zoneinfo import ZoneInfo

from articles import renditions
from articles.body.sanitise import sanitise
from articles.formats import ArticleRecord, Reading, read_paths

resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE}, {ADDRESS_SPACE}))
reading = Reading(zone=ZoneInfo("Asia/Makassar"))
for path in sys.argv[1:]:
    for item in read_paths([path], reading=reading):
        if isinstance(item, ArticleRecord):
            sanitise(item.body)
    if Path(path).name.startswith("img-"):
        try:
            renditions.accept(Path(path).read_bytes())
        except renditions.PhotoRefused:
            pass
# Not ru_maxrss: it remembers the process that began this one.
[peak] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.parametrize("kind", ["wxr", "txt", "html", "csv", "jsonl", "img"])
def test_stays_small(hostile, kind):
    paths = sorted(map(str, hostile.glob(f"{kind}-*")))
    assert paths

    done = subprocess.run([sys.executable, "-c", READER, *paths], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST_RESIDENT_MIB
