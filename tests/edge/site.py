"""The settings of a public site, for one that runs behind nginx in a test."""

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

# Without collectstatic, which would take longer than the test.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# A test takes the file away: whoever had it open would not notice.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["CONN_MAX_AGE"] = 0
