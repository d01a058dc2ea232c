"""Each hostile file, imported for real: exactly what it may become, and the same again a second time."""

import re
import socket
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client

from articles.body.sanitise import sanitise
from articles.models import Article, ImportBatch, ImportedSource, LegacyAddress, Tag
from tests.hostile.conftest import names_made, stored_texts
from tests.hostile.expected import EXPECTED
from tests.importing.running import run

pytestmark = pytest.mark.django_db

SUMMARY = re.compile(r"Import: ([\d,]+) created, ([\d,]+) updated, ([\d,]+) unchanged, .* ([\d,]+) rejected")
TAG = re.compile(r"<[^>]*>")
DANGEROUS = re.compile(
    r"(?i)javascript:|vbscript:|data:|\s(?:on\w+|style|class|id|name|srcset|formaction)\s*=|<(?!/?\w)"
)


def imported(path: Path, *, is_right: bool, **options: object) -> tuple[str, list[int]]:
    """What was printed, and how many were created, updated, left unchanged and rejected."""
    printed = run(path, exit_code=0 if is_right else 1, **options)
    found = SUMMARY.search(printed)
    assert found, printed
    return printed, [int(count.replace(",", "")) for count in found.groups()]


def test_expects_something_of_every_file(hostile):
    assert sorted(names_made()) == sorted(EXPECTED)
    assert len(EXPECTED) == 130


@pytest.mark.parametrize("name", EXPECTED, ids=ascii)
def test_becomes_what_it_may_and_the_same_a_second_time(hostile, name):
    expected = EXPECTED[name]

    printed, [created, _, _, rejected] = imported(hostile / name, is_right=not expected.rejected)

    by_status = Counter(Article.objects.values_list("status", flat=True))
    assert by_status == +Counter(published=expected.public, draft=expected.drafts)
    assert (created, rejected) == (by_status.total(), expected.rejected), printed
    assert expected.says in printed
    if batch := ImportBatch.objects.first():
        assert batch.left_out == expected.left_out
    before = list(Article.objects.order_by("pk").values())
    for story in before:
        assert sanitise(story["body"]) == story["body"]
        assert not [tag for tag in TAG.findall(story["body"]) if DANGEROUS.search(tag)]

    _, second = imported(hostile / name, is_right=not expected.rejected)

    assert second[:2] == [0, 0]
    assert second[3] == expected.rejected
    assert list(Article.objects.order_by("pk").values()) == before


def test_reads_the_whole_folder_and_prints_one_line_for_each_of_its_names(hostile):
    printed, counts = imported(hostile, is_right=False)

    assert counts[0] > 150
    assert "txt-symlink-to-etc-passwd.txt: rejected: This is a link that leads outside the folder" in printed
    assert not any("root:x:0" in text for text in stored_texts())
    for line in printed.splitlines():
        assert line.isprintable(), line
    named = set(ImportedSource.objects.values_list("source_id", flat=True))
    assert {r"txt-name-newline\x0ax", r"txt-name-\xff\xfe", "-rf --help", "txt-name-café", "txt-name-$(id)"} <= named
    assert {"txt-name-;touch PWNED;", "txt-name-..%2f..%2fx", "txt-name-" + "n" * 230} <= named
    assert not Path("PWNED").exists()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wxr-xxe-file.xml", socket.gethostname()),
        ("wxr-xxe-xinclude.xml", "root:x:0"),
        ("wxr-zip-slip-symlink.zip", "root:x:0"),
        ("wxr-truncated-mid-utf8.xml", "\ufffd"),
        ("wxr-cp1252-declared-utf8.xml", "\ufffd"),
        ("wxr-cp1252-declared-utf8.xml", "Ã©"),
        ("txt-cp1252.txt", "\ufffd"),
        ("txt-mixed-utf8-cp1252.txt", "\ufffd"),
        ("txt-mixed-utf8-cp1252.txt", "Ã©"),
        ("txt-overlong-utf8.txt", "<script"),
        ("txt-nul-bytes.txt", "\0"),
        ("txt-utf16le-nobom.txt", "\0"),
        ("wxr-comments-on-private.xml", "SECRETCANARY comment"),
    ],
)
def test_stores_nowhere(hostile, name, text):
    run(hostile / name, exit_code=1 if EXPECTED[name].rejected else 0)

    assert not [stored for stored in stored_texts() if text in stored]


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("wxr-latin1-declared.xml", "café"),
        ("wxr-utf16le-bom.xml", "café"),
        ("wxr-cp1252-declared-utf8.xml", "café “quoted”"),
        ("wxr-mojibake.xml", "cafÃ© â€™"),
        ("wxr-bidi-invisible.xml", "Mayor ton si guilty"),
        ("txt-rtl-trojan.txt", "Bank account 4321 safe"),
        ("txt-html-inside.txt", "<b>Title</b> & more"),
        ("txt-zwj-emoji.txt", "👩🏽\u200d🚒 crew saves 👨\u200d👩\u200d👧\u200d👦 🇫🇷"),
        ("txt-utf8-bom.txt", "Council backs river bridge"),
    ],
)
def test_reads_the_headline(hostile, name, headline):
    run(hostile / name)

    assert Article.objects.get().headline == headline


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("txt-crlf-cr-lf-nel-ls.txt", "<p>Para one</p>\n<p>Para two</p>\n<p>Para three</p>\n<p>End</p>"),
        (
            "txt-html-inside.txt",
            "<p>&lt;script&gt;window.__xss=1&lt;/script&gt; if a&lt;b then c&gt;d; 5 &lt; 6 &amp; 7 &amp; 8 "
            "&lt;i&gt;</p>",
        ),
        ("wxr-deep-html-40k-div.xml", "<p>deep</p>"),
        ("wxr-unmatched-end-p-200k.xml", "<p>text</p>"),
        ("wxr-gutenberg.xml", "<p>ok</p>"),
        ("html-css-exfil.html", "<p>Overlay</p>\n<p>x</p>"),
    ],
)
def test_reads_the_body(hostile, name, body):
    run(hostile / name)

    assert Article.objects.get().body == body


def test_keeps_what_stands_before_and_after_a_script(hostile):
    run(hostile / "wxr-xss-bodies.xml")

    bodies = Article.objects.values_list("body", flat=True)
    assert len(bodies) == 32
    assert all("before" in body and "after" in body for body in bodies)


def test_keeps_backslashes_and_the_ends_of_cdata(hostile):
    run(hostile / "wxr-cdata-edge.xml")

    first, second = Article.objects.order_by("pk").values_list("body", flat=True)
    assert first == "<p>x ]]&gt; y ]]]]&gt; z &lt;![CDATA[ w</p>"
    assert second == "<p>a</p>\n<p>b\\n \\' \\\\ c</p>"


def test_imports_twenty_one_stories_after_the_nineteen_of_a_cut_file(hostile):
    run(hostile / "wxr-truncated-mid-item.xml", exit_code=1)

    _, counts = imported(hostile / "wxr-good-40.xml", is_right=True)

    assert counts[:3] == [21, 0, 19]
    assert Article.objects.count() == 40


def test_shows_readers_only_what_was_public(hostile, client: Client):
    run(hostile / "wxr-statuses.xml")

    addresses = ["/", "/feed/", "/berita/", "/berita/feed/", "/archive/2019/05/04/", "/search/?q=SECRETCANARY"]
    addresses += [story.get_absolute_url() for story in Article.objects.all()]
    addresses += LegacyAddress.objects.values_list("path", flat=True)
    pages = [client.get(address, follow=True).content.decode() for address in addresses]
    others = ("draft", "pending", "private", "future", "trash", "auto-draft", "inherit", "publish-pw", "unknown-status")
    assert "SECRETCANARY publish" in pages[0]
    assert not [page for page in pages for other in others if f"SECRETCANARY {other}" in page]


def test_dates_nothing_today_and_publishes_nothing_to_come(hostile):
    run(hostile / "wxr-dates.xml")

    for story in Article.objects.all():
        assert story.published_at is None or story.published_at.year in (1970, 2016, 2019, 2026, 2030, 2038)
        assert story.status == "draft" or story.published_at.year < 2030


def test_gives_every_story_an_address_of_its_own(hostile, client: Client):
    run(hostile / "wxr-slug-collisions.xml")

    addresses = {story.get_absolute_url() for story in Article.objects.all()}
    assert len(addresses) == 19
    assert all(story.slug for story in Article.objects.all())
    assert {client.get(address).status_code for address in addresses} == {200}


def test_takes_names_of_one_key_for_one_tag(hostile):
    run(hostile / "wxr-tag-collisions.xml")

    tags = set(Tag.objects.values_list("name", flat=True))
    assert len([name for name in tags if name.casefold() == "élections"]) == 1
    assert {"C", "C++", "C#"} <= tags
    assert len([name for name in tags if name.casefold() == "rugby"]) == 1
    assert not [name for name in tags if not name.strip()]
    assert len(set(Tag.objects.values_list("slug", flat=True))) == len(tags)


def test_takes_no_right_from_a_table(hostile):
    run(hostile / "csv-duplicate-and-evil-headers.csv")

    story = Article.objects.get()
    assert (story.status, story.headline, story.body) == ("draft", "a", "<p>x</p>")


@pytest.mark.parametrize("name", ["wxr-ssrf-attachments.xml", "wxr-xxe-external-dtd.xml", "wxr-shortcodes.xml"])
def test_opens_no_connection(hostile, monkeypatch, tmp_path, name):
    def refuse(*arguments: object) -> None:
        pytest.fail(f"A connection to {arguments[1:]} was about to be opened.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "media").mkdir()

    run(hostile / name, "--media", tmp_path / "media", exit_code=1 if EXPECTED[name].rejected else 0)
