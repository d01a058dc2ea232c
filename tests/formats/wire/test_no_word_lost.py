"""Law 1: whatever marks a word of the text, it stays a word of the text."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from articles.formats.wire import nitf
from tests.formats.delivered import items_of
from tests.formats.wire import samples

WORDS = st.sampled_from(["padi", "merah", "5&lt;6", "R&amp;D", "“Luh”", "subak,", "naik.", "é"])
INLINE = st.sampled_from(["person", "org", "location", "em", "strong", "money", "num", "lang", "tidak.dikenal"])
BLOCKS = st.sampled_from(["p", "hl2", "block", "bq", "ul", "ol", "note", "pre", "fn", "table", "tidak.dikenal"])
PHRASES = st.lists(WORDS | st.tuples(INLINE, WORDS).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)), max_size=6)
PHRASE = PHRASES.map(" ".join)
BODIES = st.recursive(
    st.tuples(BLOCKS, PHRASE).map(lambda pair: "<{0}>{1}</{0}>".format(*pair)),
    lambda inner: st.tuples(BLOCKS, st.lists(inner, max_size=3)).map(
        lambda pair: "<{0}> {1} </{0}>".format(pair[0], " ".join(pair[1]))
    ),
    max_leaves=8,
)


def words_of(markup: str) -> list[str]:
    return html.unescape(re.sub(r"<[^>]*>", " ", markup)).split()


@given(st.lists(BODIES, max_size=4).map(" ".join))
def test_loses_no_word_of_a_body_whatever_marks_it(content):
    content = f"<p>Pembuka.</p> {content} <p>Penutup.</p>"

    [record] = items_of(nitf, samples.nitf(content=content))

    assert sorted(words_of(record.body)) == sorted(words_of(content))
