"""What axe finds amiss on a page, in light and in dark."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Without "preload", for which axe would put style sheets into the page: its policy forbids that.
ALL = {"preload": False, "resultTypes": ["violations"]}
# Colours are all that differs in the dark (static/css); what a page says and does is the same.
OF_COLOURS = {**ALL, "runOnly": ["color-contrast", "link-in-text-block"]}
# A colour that is on its way from one scheme to the other is of neither.
ARRIVE = "() => document.getAnimations().forEach((each) => each instanceof CSSTransition && each.finish())"


def faults(page: Page, context: Any = None) -> list[str]:
    """Each by its rule, with the elements that have it. `context`: what of the page to look at, as axe has it."""
    found = _found(page, context, ALL)
    _turn(page, "dark")
    found += [f"dark: {fault}" for fault in _found(page, context, OF_COLOURS)]
    _turn(page, "light")
    return found


def _turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(ARRIVE)


def _found(page: Page, context: Any, options: dict[str, Any]) -> list[str]:
    violations = Axe().run(page, context, options).response["violations"]
    return [f"{fault['id']}: {node['html'][:150]}" for fault in violations for node in fault["nodes"]]
