"""A newsroom's name, logo, colours and footer are settings."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.test import Client

from articles import checks

pytestmark = pytest.mark.django_db

TOKENS = (Path(ours.BASE_DIR) / "static" / "css" / "tokens.css").read_text()
OWN = {"paper": "#ffffff", "accent": "#0b4f8a", "paper-dark": "#101418", "accent-dark": "#7ab8f0"}


def test_the_pages_bear_the_name_tagline_and_footer(client: Client, settings: Any) -> None:
    settings.SITE_NAME, settings.SITE_TAGLINE = "Bali <Kini>", "Dari Bali & untuk Bali"
    settings.SITE_FOOTER = "© PT Bali Kini"

    page = client.get("/").content.decode()

    assert page.count("Bali &lt;Kini&gt;") > 4
    assert "Dari Bali &amp; untuk Bali" in page
    assert "© PT Bali Kini" in page
    assert "Tridatu" not in page


def test_a_logo_stands_in_the_place_of_the_name(client: Client, settings: Any) -> None:
    settings.SITE_LOGO = "favicon.svg"

    assert 'src="/static/favicon.svg" alt="Tridatu Pos"' in client.get("/").content.decode()
    assert checks.logo_is_there() == []
    settings.SITE_LOGO = "tiada.svg"
    assert [warning.id for warning in checks.logo_is_there()] == ["articles.W003"]


def test_own_colours_come_in_a_style_sheet_after_ours(client: Client, settings: Any) -> None:
    assert "identity.css" not in client.get("/").content.decode()
    settings.SITE_COLOURS = OWN

    page = client.get("/").content.decode()
    sheet = client.get("/identity.css")

    assert page.index("tokens.css") < page.index("identity.css")
    assert f'content="{OWN["paper-dark"]}"' in page
    assert sheet["Content-Type"] == "text/css"
    assert all(colour in sheet.content.decode() for colour in OWN.values())


def test_the_default_colours_are_those_of_the_tokens() -> None:
    light, dark = TOKENS.split("prefers-color-scheme: dark")

    for part, scheme, suffix in (("paper", light, ""), ("accent", light, ""), ("paper", dark, "-dark")):
        assert f"--{part}: {ours.TRIDATU[part + suffix]};" in scheme
    assert f"--accent: {ours.TRIDATU['accent-dark']};" in dark
    assert set(checks.INKS.values()) == set(re.findall(r"--ink: (#\w+)", TOKENS))
    assert set(checks.QUIET_INKS.values()) == set(re.findall(r"--ink-quiet: (#\w+)", TOKENS))


def test_a_check_warns_of_colours_that_cannot_be_read(settings: Any) -> None:
    assert checks.colours_can_be_read() == []

    settings.SITE_COLOURS = OWN | {"accent": "#f0c0c0"}

    (warning,) = checks.colours_can_be_read()
    assert warning.msg == "In the light scheme the accent #f0c0c0 stands 1.6:1 on the paper #ffffff."


@pytest.mark.parametrize(("pair", "ratio"), [(("#000000", "#ffffff"), 21), (("#767676", "#ffffff"), 4.54)])
def test_contrast_is_reckoned_as_wcag_does(pair: tuple[str, str], ratio: float) -> None:
    assert checks.contrast(*pair) == pytest.approx(ratio, abs=0.01)
