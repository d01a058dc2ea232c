"""The "Baca juga" blocks of a body: as stored, as the editor has them, as readers get them."""

from hypothesis import given
from hypothesis import strategies as st

from articles.body.blocks import Block, for_editor, from_editor, keys
from articles.body.render import render_body
from articles.body.sanitise import sanitise

BODY = '<p>a</p><aside data-related-link="r1"></aside><p>b</p>'


def test_a_block_goes_to_the_editor_and_comes_back() -> None:
    block = Block("r1", target_id=12, headline='Kata "siapa" & <apa> > itu')

    body, blocks = from_editor(for_editor(BODY, {"r1": block}))

    assert body == BODY
    assert blocks == [block]


def test_a_new_block_gets_a_key_of_its_own() -> None:
    body, blocks = from_editor('<aside data-related-link="" data-target="7" data-headline="A"></aside><p>a</p>')

    assert body == '<aside data-related-link="r1"></aside><p>a</p>'
    assert blocks == [Block("r1", target_id=7, headline="A")]


def test_a_copied_block_becomes_a_link_of_its_own() -> None:
    copied = '<aside data-related-link="r1" data-target="7" data-headline="A"></aside>'

    body, blocks = from_editor(copied + copied)

    assert keys(body) == ["r1", "r2"]
    assert [block.target_id for block in blocks] == [7, 7]


def test_a_block_that_points_to_nothing_goes() -> None:
    assert from_editor('<aside data-related-link="r1" data-target="x"></aside><p>a</p>') == ("<p>a</p>", [])


def test_readers_get_what_stands_for_a_block_and_no_trace_of_the_others() -> None:
    body = BODY + '<aside data-related-link="r2"></aside>'

    assert render_body(body, {"r1": "<p>Baca juga</p>"}) == "<p>a</p><p>Baca juga</p><p>b</p>"


def test_readers_get_a_body_cleaned_once_more() -> None:
    assert render_body("<p>a</p><script>alert(1)</script>", {}) == "<p>a</p>"


@given(
    st.lists(st.sampled_from(['<aside data-related-link="r1"', ' data-target="1"', '"', ">", "<p>", "</aside>", "x"]))
)
def test_whatever_is_posted_every_stored_block_has_its_link(parts: list[str]) -> None:
    body, blocks = from_editor("".join(parts))

    assert set(keys(sanitise(body))) <= {block.key for block in blocks} | {"r1"}
    assert len({block.key for block in blocks}) == len(blocks)
