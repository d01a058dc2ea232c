"""The settings of a public site, for one that runs behind nginx in a test."""

from newsroom.settings import *  # noqa: F403
from newsroom.settings import STORAGES

# Without collectstatic, which would take longer than the test.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
