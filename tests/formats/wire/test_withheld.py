"""Law 6: what an agency has not released never becomes public by itself, and the story says why."""

import pytest

from articles.formats import Rejection
from articles.formats.wire import newsml_1, newsml_g2, ninjs, nitf
from tests.formats.delivered import items_of, story_of
from tests.formats.wire import samples

FUTURE_USE = """<StatusWillChange><FutureStatus FormalName="Usable"/>
<DateAndTime>20241120T000000Z</DateAndTime></StatusWillChange>"""
UNTIL = "2024-11-20T00:00:00+00:00"


def stories(**of_each):
    """The story in each of the formats, with the parts that are given for it."""
    readers = {
        "ninjs": (ninjs, samples.ninjs),
        "nitf": (nitf, samples.nitf),
        "g2": (newsml_g2, samples.g2),
        "newsml": (newsml_1, lambda **parts: samples.newsml(samples.news_item(**parts))),
    }
    for name, parts in of_each.items():
        known, sample = readers[name]
        yield name, story_of(known, sample(**parts))


@pytest.mark.parametrize("status", ["usable", "Usable", "USABLE", "stat:usable", "stat:Usable", ""])
def test_publishes_what_is_usable_however_it_is_written(status):
    everywhere = {"ninjs": {"pubstatus": status}, "nitf": {"status": status}, "g2": {"status": status}}

    for name, record in stories(**everywhere, newsml={"status": status}):
        assert record.status == "published", name


@pytest.mark.parametrize(
    "status", ["withheld", "canceled", "cancelled", "stat:canceled", "replaced", "commissioned", "OPEN", "usable?"]
)
def test_holds_whatever_else_the_agency_says(status):
    everywhere = {"ninjs": {"pubstatus": status}, "nitf": {"status": status}, "g2": {"status": status}}

    for name, record in stories(**everywhere, newsml={"status": status}):
        assert record.status == "draft", name
        assert f"The agency says “{status}” of this story; it is a draft." in record.warnings, name


def test_knows_until_when_a_story_is_under_embargo():
    everywhere = {
        "ninjs": {"embargoed": "2024-11-20T00:00:00Z"},
        "g2": {"meta": "<embargoed>2024-11-20T00:00:00Z</embargoed><edNote>Embargo sampai 20 November</edNote>"},
        "nitf": {"status": "embargoed", "docdata": '<date.release norm="20241120T000000Z"/>'},
        "newsml": {"status": "Embargoed", "management": FUTURE_USE},
    }

    for name, record in stories(**everywhere):
        assert record.embargo_until.isoformat() == UNTIL, name
        assert record.status == "published", name


def test_holds_an_embargo_that_does_not_say_until_when():
    everywhere = {
        "ninjs": {"embargoed": "besok"},
        "g2": {"meta": "<embargoed/>"},
        "nitf": {"status": "embargoed"},
        "newsml": {"status": "Embargoed"},
    }

    for name, record in stories(**everywhere):
        assert (record.status, record.embargo_until) == ("draft", None), name


def test_takes_a_release_after_the_issue_for_an_embargo():
    released = '<date.release norm="{}"/>'
    [(_, later)] = stories(nitf={"docdata": released.format("20241120T000000Z")})
    [(_, same)] = stories(nitf={"docdata": released.format("20241116T093000+0800")})

    assert later.embargo_until.isoformat() == UNTIL
    assert same.embargo_until is None


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("MANDATORY KILL: nama korban keliru", "draft"),
        ("KILL berita ini", "draft"),
        ("Do not use this story", "draft"),
        ("Berita berjudul Panen dinyatakan dicabut", "draft"),
        ("Mohon jangan dimuat", "draft"),
        ("Embargo sampai pukul 10.00", "draft"),
        ("RALAT: alinea dua diperbaiki", "published"),
        ("UPDATES: with 3 killed, deletes last paragraph", "published"),
        ("Penerbangan dibatalkan, lihat alinea tiga", "published"),
    ],
)
def test_holds_a_story_whose_note_takes_it_back(note, status):
    everywhere = {
        "ninjs": {"ednote": note},
        "g2": {"meta": f"<edNote>{note}</edNote>"},
        "nitf": {"docdata": f'<ed-msg info="{note}"/>'},
        "newsml": {"lines": f"<NewsLine><NewsLineText>{note}</NewsLineText></NewsLine>"},
    }

    for name, record in stories(**everywhere):
        assert record.status == status, name
        assert f"The agency's note to editors: {note}" in record.warnings, name


def test_holds_a_story_that_is_taken_back_by_signal_instruction_or_headline():
    everywhere = {
        "ninjs": {"headline": "KILL: Subak Panen Raya"},
        "g2": {"meta": '<signal qcode="sig:kill"/>'},
        "nitf": {"headline": "MANDATORY KILL - Subak"},
        "newsml": {"management": '<Instruction FormalName="Delete"/>'},
    }

    for name, record in stories(**everywhere):
        assert record.status == "draft", name


def test_tells_of_a_cancellation_without_a_text():
    empty = {
        newsml_g2: samples.g2(status="stat:canceled", content="", headline=""),
        ninjs: samples.ninjs(pubstatus="canceled", body_xhtml=None),
        nitf: samples.nitf(status="canceled", content=""),
        newsml_1: samples.newsml(samples.news_item(status="Canceled", components="")),
    }

    for known, source in empty.items():
        [item] = items_of(known, source)
        assert isinstance(item, Rejection), known.NAME
        assert "No text came with it. If the story" in item.reason
