"""The browser that the tests drive, or why there is none."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
HEADLESS = "chromium-headless-shell"  # the same engine without windows, for half the work
MISSING = "no Chromium is installed (Debian: apt-get install chromium; or set CHROMIUM to its path)."


def found() -> str | None:
    """The whole browser is driven over SQLite; over PostgreSQL, where all is looked at, the one without windows."""
    names = (HEADLESS, *NAMES) if "DATABASE_URL" in os.environ else NAMES
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def is_left_out() -> bool:
    """With CI=true a missing browser is a failure, and the tests run into it."""
    return found() is None and os.environ.get("CI") != "true"
