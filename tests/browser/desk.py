"""What people do at the desk, by hand."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Locator, Page

from tests import make


def sign_in(page: Page, name: str) -> None:
    """As somebody who did so before: the page to come is the first."""
    client = Client()
    client.force_login(User.objects.get(username=name))
    page.goto("/static/favicon.svg")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": urljoin(page.url, "/")}])


def sign_in_by_hand(page: Page, name: str) -> None:
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", make.PASSWORD)
    page.click(".door-form button.default")
    page.wait_for_url("/admin/")


def editor(page: Page) -> Locator:
    """The rich-text editor, once it is there."""
    box = page.locator(".ProseMirror[contenteditable=true]")
    box.wait_for()
    return box


def add_tag(page: Page, name: str) -> None:
    field = page.locator(".field-tags .select2-search__field")
    field.click()
    field.type(name)
    page.locator(".select2-results__option--highlighted").get_by_text(name, exact=True).wait_for()
    field.press("Enter")


def add_related_link(page: Page, words: str, choice: str) -> None:
    """By the editor's own button and dialog."""
    page.locator(".prose-menubar button", has_text="Baca juga").click()
    page.fill("#related-link-search", words)
    page.locator(".related-link-results button", has_text=choice).first.click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.click(".save-bar button.default")
