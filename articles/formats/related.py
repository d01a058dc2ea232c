"""Related links: "Baca Juga : Judul" on a line of its own, and its cousins.

Law 1: only a label that stands on a line of its own becomes structure. A label inside a line has no end marker (16 % of
7,342 begin with a title known anywhere), so its words stay where they are and are only counted.
"""

import re

from articles.formats.characters import clean_name
from articles.formats.record import RelatedReference

# Measured on 3,199 printed titles: what is longer has the next paragraph glued on.
LONGEST_TITLE = 120
# Law 2: what ends like this is a sentence, not a title. Right for 31 of 31 titles, wrong for 9 of 393 paragraphs.
SENTENCE_ENDS = tuple('.!”")]')

READ_ALSO = r"(?: baca \s{1,3} juga | read \s also )"
# These words begin ordinary sentences too ("Saksikan pertandingan …"), so the colon is part of the label.
OTHER_LABEL = r"""
    (?: baca | baca \s (?: berita | selengkapnya | artikel (?: \s menarik )? (?: \s lainnya )? )
      | (?: simak | lihat | tonton | saksikan ) (?: \s (?: juga | video | foto ) ){1,2}
      | (?: berita | artikel ) \s terkait | pilihan \s editor )
    \s{0,3} (?= : )
"""
LABEL = re.compile(
    rf"(?: {READ_ALSO} (?! [a-z] ) | {OTHER_LABEL} ) \s{{0,3}} (?P<mark> [:;] | [-–—](?=\s) )?",
    re.IGNORECASE | re.VERBOSE,
)
BARE_READ = re.compile(r"(?i:baca (?:juga )?)(?=[A-Z0-9“\"‘'])")
INSIDE = re.compile(rf"{READ_ALSO} (?! [a-z] ) (?P<mark> \s{{0,3}} [:;] )?", re.IGNORECASE | re.VERBOSE)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def title_after_label(line: str) -> str | None:
    """What follows the label that begins the line: a title, or "" if the label stands alone. None: not a label's line.

    A title too long to be one gives None too, and so does a label without a colon that reads on as a sentence.
    """
    label, following = _parted(line)
    if label is None:
        return None
    has_mark = bool(label.groupdict().get("mark"))
    return following if not following or _is_title(following, after_mark=has_mark) else None


def after_label(line: str) -> str | None:
    """What follows the label that begins the line, whatever it is: for those whom a link tells where it ends."""
    label, following = _parted(line)
    return None if label is None else following


def is_title_line(line: str) -> bool:
    """Whether the line after a lonely label is its title (law 2). A swallowed paragraph is worse than a lost link."""
    return (
        0 < len(line) <= LONGEST_TITLE
        and not line.endswith(SENTENCE_ENDS)
        and not line.startswith("*")  # "*wid": a signature
        and ADDRESS.match(line) is None
        and LABEL.match(line) is None
    )


def reference(title: str, *, key: str) -> RelatedReference:
    """The printed title as a link to resolve later; an address printed after it becomes its url."""
    headline, url = _without_address(title)
    return RelatedReference(key, clean_name(headline) or url, url)


def unlinked_labels(paragraph: str) -> int:
    """How many labels stand in a paragraph that stays text. "Kalau iseng baca juga bukunya" is a sentence, not one."""
    lonely = LABEL.match(paragraph)
    is_other_label = lonely is not None and not INSIDE.match(paragraph)
    return _labels_inside(paragraph) + is_other_label


def _parted(line: str) -> tuple[re.Match[str] | None, str]:
    """The label that begins the line, and what follows it."""
    inner = _without_parentheses(line)
    label = LABEL.match(inner)
    if label is None:
        # kompas.com, 2016: "(Baca Judul)". Only parentheses make two such common words a label.
        label = BARE_READ.match(inner) if inner != line else None
    return label, inner[label.end() :].strip() if label else ""


def _without_parentheses(line: str) -> str:
    if len(line) <= LONGEST_TITLE * 2 and (line[:1], line[-1:]) in (("(", ")"), ("[", "]")):
        return line[1:-1].strip()
    return line


def _is_title(text: str, *, after_mark: bool) -> bool:
    title, address = _without_address(text)
    if len(title) > LONGEST_TITLE or not any(map(str.isalnum, title or address)):
        return False
    if _labels_inside(title):  # "Baca juga: JudulBaca juga: Judul lain": where the first one ends is a guess
        return False
    return after_mark or (_begins_title(title, 0) and not title.endswith(SENTENCE_ENDS))


def _without_address(title: str) -> tuple[str, str]:
    """The title, and the address printed after it or ""."""
    words, _, last = title.rpartition(" ")
    return (words.strip(), last) if ADDRESS.fullmatch(last) else (title, "")


def _begins_title(line: str, start: int) -> bool:
    """Whether a title can begin at the first character after the blanks: not in the middle of a sentence."""
    following = line[start : start + LONGEST_TITLE].lstrip()
    return following[:1].isupper() or following[:1].isdigit() or following.startswith(tuple("“\"‘'"))


def _labels_inside(line: str) -> int:
    folded = line.casefold()
    if "juga" not in folded and "also" not in folded:  # as in most: the expression would be tried at every letter
        return 0
    return sum(1 for match in INSIDE.finditer(line) if match["mark"] or _begins_title(line, match.end()))
