"""Wire stories in the style of an Indonesian agency, written for these tests; each part can be replaced."""

import json

NITF = """<?xml version="1.0" encoding="{encoding}"?>{doctype}
<nitf version="-//IPTC//DTD NITF 3.4//EN"><head><title>Judul kepala</title>
<docdata management-status="{status}"><doc-id regsrc="KBB" id-string="kbb-20241116-7"/>
<date.issue norm="20241116T093000+0800"/>{docdata}<doc.copyright holder="Kantor Berita Bali" year="2024"/></docdata>
</head>
<body><body.head><hedline><hl1>{headline}</hl1>{second}</hedline>
<byline>Oleh <person>Ni Luh Rina</person><byttl>Wartawan</byttl></byline>
<dateline><location>Tabanan</location><story.date norm="20241116">16 November 2024</story.date></dateline>{head}
</body.head><body.content>{content}</body.content></body></nitf>"""

G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}">
<rightsInfo><copyrightNotice>© 2024 Kantor Berita Bali</copyrightNotice>{rights}</rightsInfo>
<itemMeta><itemClass qcode="{item_class}"/><versionCreated>2024-11-16T12:00:00+08:00</versionCreated>
<firstCreated>2024-11-16T09:30:00+08:00</firstCreated>{meta}<pubStatus qcode="{status}"/></itemMeta>
<contentMeta>{content_meta}<headline>{headline}</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""

NEWSML = """<NewsItem><Identification><NewsIdentifier><ProviderId>kbb.example</ProviderId><DateId>20241116</DateId>
<NewsItemId>panen</NewsItemId><RevisionId PreviousRevision="1" Update="U">2</RevisionId>
<PublicIdentifier>urn:newsml:kbb.example:20241116:panen:2U</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="{kind}"/><FirstCreated>20241116T013000Z</FirstCreated>
<ThisRevisionCreated>20241116T040000Z</ThisRevisionCreated><Status FormalName="{status}"/>{management}</NewsManagement>
<NewsComponent><NewsLines><HeadLine>{headline}</HeadLine>{lines}</NewsLines>{components}</NewsComponent></NewsItem>"""

TEXT_COMPONENT = """<NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/>
<DataContent>{text}</DataContent></ContentItem></NewsComponent>"""
PARAGRAPHS = "<p>Petani memanen padi merah di subak.</p><p>Harga gabah naik seperlima.</p>"
READ = ["Petani memanen padi merah di subak.", "Harga gabah naik seperlima."]


def nitf(**parts: str) -> str:
    standard = {"encoding": "utf-8", "doctype": "", "status": "usable", "docdata": "", "headline": "Subak Panen Raya"}
    return NITF.format(**standard | {"second": "", "head": "", "content": PARAGRAPHS} | parts)


def g2(**parts: str) -> str:
    standard = {"guid": "urn:newsml:kbb.example:20241116:panen", "version": "1", "item_class": "ninat:text"}
    standard |= {"rights": "", "meta": "", "status": "stat:usable", "content_meta": "", "headline": "Subak Panen Raya"}
    content = f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{PARAGRAPHS}</body></html></inlineXML>'
    return G2.format(**standard | {"content": content} | parts)


def message(*items: str) -> str:
    return f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'


def newsml(*items: str) -> str:
    return f'<?xml version="1.0"?><NewsML><NewsEnvelope/>{"".join(items)}</NewsML>'


def news_item(**parts: str) -> str:
    standard = {"kind": "News", "status": "Usable", "management": "", "headline": "Subak Panen Raya", "lines": ""}
    return NEWSML.format(**standard | {"components": TEXT_COMPONENT.format(text=PARAGRAPHS)} | parts)


def ninjs(**parts: object) -> str:
    standard: dict[str, object] = {"uri": "tag:kbb.example,2024:7", "type": "text", "headline": "Subak Panen Raya"}
    standard |= {"versioncreated": "2024-11-16T09:30:00+08:00", "body_xhtml": PARAGRAPHS}
    return json.dumps({key: value for key, value in (standard | parts).items() if value is not None})
