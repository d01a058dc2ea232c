import io

import pytest

from articles.formats import FormatError
from articles.formats.xml import elements, root_of

NAMED = (
    b'<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">',
    b"<!DOCTYPE\nNewsML\tSYSTEM 'http://www.iptc.org/NewsML_1.2.dtd' >",
    b'<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.2:1" "NewsML_1.2.dtd">',
)
NOT_ONLY_NAMED = (
    b'<!DOCTYPE rss SYSTEM "nitf-3-4.dtd">',
    b'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/evil.dtd">',
    b'<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY x "y">]>',
    b'<!DOCTYPE nitf SYSTEM "nitf.dtd"[]>',
    b'<!DOCTYPE nitf SYSTEM "nitf.dtd><!ENTITY x SYSTEM "file:///etc/hostname">',
    b"<!DOCTYPE nitf>",
    b'<!DOCTYPE nitf SYSTEM "nitf.dtd"><!DOCTYPE nitf [<!ENTITY x "y">]>',
)


def names(content: bytes) -> list[str]:
    return [found.text for found in elements(io.BytesIO(content), name="berkas", tags=["hl1"])]


@pytest.mark.parametrize("doctype", NAMED)
@pytest.mark.parametrize(
    "before", [b"", b'<?xml version="1.0"?>\r\n', b"\xef\xbb\xbf<?xml version='1.0'?><!-- satu -->"]
)
def test_passes_over_a_doctype_that_only_names_the_dtd_of_its_format(before, doctype):
    assert names(before + doctype + b"\n<nitf><hl1>Panen</hl1></nitf>") == ["Panen"]


@pytest.mark.parametrize("doctype", NOT_ONLY_NAMED)
def test_refuses_a_doctype_that_says_more(doctype):
    with pytest.raises(FormatError, match=r"DOCTYPE|not well-formed"):
        names(doctype + b"<nitf><hl1>&x;</hl1></nitf>")


def test_keeps_the_numbers_of_lines():
    content = NAMED[1].replace(b"\t", b"\r\n") + b"\n<nitf><hl1>a</b></nitf>"

    with pytest.raises(
        FormatError, match="berkas, line 4: this is not well-formed XML: Opening and ending tag mismatch"
    ):
        names(content)


def test_says_where_a_fault_near_the_beginning_is():
    with pytest.raises(FormatError, match="berkas, line 2: this is not well-formed XML: Entity 'nbsp' not defined"):
        names(b"<nitf>\n<hl1>Panen&nbsp;Raya</hl1></nitf>")


def test_yields_only_the_outermost_of_elements_inside_one_another():
    content = b"<a><hl1>satu<b><hl1>dua</hl1></b>ekor</hl1><hl1>tiga</hl1></a>"

    found = ["".join(element.itertext()) for element in elements(io.BytesIO(content), name="berkas", tags=["hl1"])]

    assert found == ["satuduaekor", "tiga"]


@pytest.mark.parametrize(
    ("head", "root"),
    [
        (b"<rss>", "rss"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b --><rdf:RDF xmlns:rdf='x'>", "RDF"),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", "rss"),
        ("<feed>".encode("utf-16"), "feed"),
        (b"<newsItem", "newsItem"),
        (b"Teks <rss>", ""),
        (b'{"a": "<rss>"}', ""),
        (b"<!--" * 1000, ""),
        (b"", ""),
    ],
)
def test_knows_the_first_element_from_the_head(head, root):
    assert root_of(head) == root


def test_reads_a_file_whose_name_no_encoding_knows():
    found = list(elements(io.BytesIO(b"<nitf><hl1>Panen</hl1></nitf>"), name="berkas-\udcff", tags=["hl1"]))

    assert len(found) == 1
