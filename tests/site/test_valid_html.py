"""Every page is valid HTML, as the W3C's own checker (Nu) has it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.pages import every_kind_of_page

CHECKER = Path(
    os.environ.get("VNU_JAR")
    or Path(__file__).resolve().parents[2] / ".tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
)


def is_there() -> bool:
    return CHECKER.exists() and shutil.which("java") is not None


@pytest.mark.skipif(
    not is_there() and os.environ.get("CI") != "true",
    reason="no HTML checker is here (make tools installs it; it needs Java).",
)
@pytest.mark.django_db
def test_every_kind_of_page_is_valid_html(client: Client, tmp_path: Path) -> None:
    pages = {address: client.get(address).content for address in every_kind_of_page()}
    pages |= {name: render_to_string(name).encode() for name in ("500.html", "503.html", "outage.html")}
    for number, content in enumerate(pages.values()):
        (tmp_path / f"{number}.html").write_bytes(content)

    checked = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--errors-only", *tmp_path.glob("*.html")],
        capture_output=True,
        text=True,
        check=False,
    )

    names = list(pages)
    found = [
        f"{names[int(Path(message['url']).stem)]}, line {message.get('lastLine')}: {message['message']}"
        for message in json.loads(checked.stderr)["messages"]
    ]
    assert found == []
