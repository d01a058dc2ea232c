"""The scripts of a story's form find one another."""

import json
import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

IMPORTED = re.compile(r'from "(newsroom/[a-z-]+)"')
MAP = re.compile(r'<script type="importmap"[^>]*>(.*?)</script>', re.DOTALL)


def test_each_module_that_a_script_imports_is_in_the_map_of_the_form(desk: Client) -> None:
    page = desk.get("/admin/articles/article/add/").content.decode()

    scripts = (settings.BASE_DIR / "static" / "js").glob("*.js")
    imported = {name for script in scripts for name in IMPORTED.findall(script.read_text(encoding="utf-8"))}
    assert imported
    [mapped] = MAP.findall(page)
    assert imported <= json.loads(mapped)["imports"].keys()


def test_the_form_keeps_what_is_typed_and_not_saved(desk: Client) -> None:
    page = desk.get("/admin/articles/article/add/").content.decode()

    assert re.search(r'<script [^>]*src="[^"]*js/unsaved\.js"', page)
