"""A process that serves pages holds no more in memory than pages need."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import sys
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
get_wsgi_application()
assert get_resolver().url_patterns
print(*sys.modules)
"""
# What reads and writes archives. Commands do, in processes of their own.
FOR_COMMANDS = ("lxml", "articles.formats", "articles.importer", "articles.exporter", "articles.management")


def test_loads_nothing_that_only_commands_need() -> None:
    environment = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )

    loaded = told.stdout.split()
    assert "articles.views" in loaded
    assert [name for name in loaded if name.startswith(FOR_COMMANDS)] == []
