"""Wire files and feeds that broke on the way: a FormatError or whole items, never anything else."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.formats import ArticleRecord, FormatError, LeftOut, Reading, Rejection, feed
from articles.formats.wire import newsml_1, newsml_g2, ninjs, nitf
from tests.formats.feed import test_atom, test_rss
from tests.formats.reading import MAKASSAR
from tests.formats.wire import samples

MEDIA = (
    '<media media-type="image"><media-reference source="a.jpg" width="9"/><media-caption>Sawah</media-caption></media>'
)
PICTURES = [{"type": "picture", "renditions": [{"href": "a.jpg", "width": 1, "height": 1}]}]
SAMPLES = {
    ninjs: f"[{samples.ninjs(subject=[{'name': 'a'}], associations=PICTURES, embargoed='x')}, {samples.ninjs()}]",
    nitf: samples.nitf(content=samples.PARAGRAPHS + MEDIA),
    newsml_g2: samples.message(samples.g2(meta="<edNote>x</edNote>"), samples.g2(item_class="ninat:picture")),
    newsml_1: samples.newsml(samples.news_item(), samples.news_item(kind="Photo")),
    feed: test_rss.CHANNEL.format(items=test_rss.item(more=test_rss.full()) + test_rss.item(description="Isi.")),
}
CONTENTS = [(known, source.encode()) for known, source in SAMPLES.items()]
CONTENTS.append((feed, test_atom.FEED.format(entries=test_atom.entry()).encode()))
CASES = st.sampled_from(CONTENTS)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["text", "main", "2024"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "headline",
                    "headlines",
                    "value",
                    "role",
                    "body_html",
                    "bodies",
                    "type",
                    "associations",
                    "renditions",
                    "href",
                    "width",
                    "height",
                    "subject",
                    "name",
                    "keywords",
                    "altids",
                    "uri",
                    "embargoed",
                    "versionCreated",
                    "service",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


def outcome(known, content):
    reading = Reading(zone=MAKASSAR)
    try:
        items = list(known.read(io.BytesIO(content), name="kiriman", source_id="kiriman", reading=reading))
    except FormatError as error:
        return str(error)
    assert all(isinstance(item, ArticleRecord | LeftOut | Rejection) for item in items)
    return items


@pytest.mark.parametrize(("known", "content"), CONTENTS)
def test_takes_a_file_cut_off_at_any_byte_for_damaged(known, content):
    whole = outcome(known, content)

    for length in range(0, len(content) - 1, 7):
        found = outcome(known, content[:length])
        if not isinstance(found, str):
            assert found == whole[: len(found)]
        else:
            assert found.startswith("kiriman")
            assert found.endswith(".")


@given(CASES, st.integers(0, 10_000), st.integers(0, 7))
def test_survives_a_flipped_bit(case, position, bit):
    known, content = case
    damaged = bytearray(content)
    damaged[position % len(content)] ^= 1 << bit

    assert outcome(known, bytes(damaged))


@given(
    CASES, st.integers(0, 10_000), st.binary(max_size=12) | st.sampled_from([b"<p>", b"]]>", b"&#0;", b"\xff", b"</a>"])
)
def test_survives_what_is_put_in_between(case, position, piece):
    known, content = case
    position %= len(content)

    assert outcome(known, content[:position] + piece + content[position:])


@given(st.binary(max_size=200), st.sampled_from([known for known, _ in CONTENTS]))
def test_survives_any_bytes(content, known):
    known.recognises(content)

    assert outcome(known, content)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "headline",
                "headlines",
                "body_html",
                "body_text",
                "bodies",
                "type",
                "associations",
                "subject",
                "keywords",
                "altids",
                "uri",
                "embargoed",
                "versioncreated",
                "service",
                "infosources",
                "pubstatus",
                "byline",
                "genre",
                "ednote",
                "located",
            ]
        ),
        JSON,
    )
)
def test_survives_any_value_in_any_field_of_ninjs(item):
    assert outcome(ninjs, samples.ninjs(**item).encode())
