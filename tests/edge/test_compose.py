"""deploy/compose.yaml changes deploy/nginx.conf by words that stand there, and sets what the settings know."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "deploy/compose.yaml").read_text()


def test_changes_what_stands_in_the_configuration_of_nginx() -> None:
    nginx = (ROOT / "deploy/nginx.conf").read_text()
    replaced = re.findall(r"-e ['\"]s#([^#]+)#", COMPOSE)

    assert len(replaced) == 3
    assert [text for text in replaced if text not in nginx] == []


def test_sets_what_the_settings_read() -> None:
    settings = (ROOT / "newsroom/settings.py").read_text()
    block = COMPOSE.partition("&settings")[2].partition("volumes:")[0]
    names = re.findall(r"^ +([A-Z_]+):", block, re.MULTILINE)

    assert len(names) == 11
    assert [name for name in names if f'"{name}"' not in settings] == []
