"""The shipped settings, with what tests must not share with a running site."""

import os
import tempfile
from pathlib import Path

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

# Hashing as slow as it ought to be would be most of the suite's time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

TEST_DATA_DIR = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
MEDIA_ROOT = TEST_DATA_DIR / "media"
IMPORT_REPORTS_ROOT = TEST_DATA_DIR / "imports"
STATIC_ROOT = TEST_DATA_DIR / "static"

# A real file: the in-memory database knows neither WAL nor two connections.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": TEST_DATA_DIR / "test.sqlite3"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Whoever has replicas has them elsewhere; tests/apart/ has some of its own.
DATABASES = {"default": DATABASES["default"]}
REPLICAS: dict[str, dict] = {}
DATABASE_ROUTERS: list[str] = []
SEARCH_SERVER: dict[str, str] | None = None  # tests/search/ has one of its own

# Playwright's synchronous interface runs an event loop in the thread that also asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# What is kept would hide from a test what it looks at; tests/pagecache/ turns it on.
PAGES_ARE_KEPT = False

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
