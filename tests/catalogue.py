"""Is every text of the source translated, and is the translation compiled? python -m tests.catalogue

Collects the texts anew in a copy of the tree and lets gettext's own tools judge.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ("locale/id/LC_MESSAGES/django.po", "locale/id/LC_MESSAGES/djangojs.po")
COLLECT = ("makemessages", "--locale", "id", "--no-location", "--no-obsolete")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("articles", "newsroom", "templates", "static", "locale"):
            shutil.copytree(ROOT / name, copy / name)
        shutil.copy(ROOT / "manage.py", copy)
        for domain in ("django", "djangojs"):
            run(sys.executable, "manage.py", *COLLECT, "--domain", domain, cwd=copy)
        problems = [problem for name in CATALOGUES for problem in problems_of(name, copy)]
    print("\n".join(problems) or "Translations: complete and compiled.")
    return 1 if problems else 0


def problems_of(name: str, copy: Path) -> list[str]:
    committed, collected = ROOT / name, copy / name
    problems = []
    counts = statistics(collected)
    if "untranslated" in counts or "fuzzy" in counts:
        problems.append(f"{name}: {counts} Run make messages and translate what is new.")
    compiled = copy / "compiled.mo"
    run("msgfmt", "--check-format", "-o", str(compiled), str(committed), cwd=copy)
    if texts(compiled) != texts(committed.with_suffix(".mo")):
        problems.append(f"{name} is not what was compiled. Run make messages.")
    return problems


def statistics(catalogue: Path) -> str:
    done = run("msgfmt", "--check-format", "--statistics", "-o", "/dev/null", str(catalogue), cwd=catalogue.parent)
    return done.stderr.strip()


def texts(compiled: Path) -> str:
    """What a compiled catalogue says, without the date it was made on."""
    if not compiled.exists():
        return ""
    said = run("msgunfmt", str(compiled), cwd=compiled.parent).stdout
    return re.sub(r'"(?:POT-Creation|PO-Revision)-Date:.*\n', "", said)


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return done


if __name__ == "__main__":
    sys.exit(main())
