"""The sections, authors and tags that records name: found, or made; each once, and many at a time."""

from collections.abc import Iterable

from articles.keys import tag_key
from articles.models import Author, MadeByImport, Section, Tag
from articles.models.section import BETWEEN_SECTIONS, RESERVED_SLUGS
from articles.models.slugs import distinct_slug, slug_of

Noun = MadeByImport.Noun

SECTION_LIMIT = 50  # characters of a section's address
MOST_KEPT = 100_000  # tags and authors remembered between chunks


class Names:
    """What was looked up is remembered; `forget` after anything was taken back.

    What had to be made is noted in `made`: (noun, number, name).
    """

    def __init__(self, made: list[tuple[str, int, str]]) -> None:
        self.made = made
        self._sections: dict[str, Section] = {}
        self._authors: dict[str, int] = {}
        self._tags: dict[str, int] = {}

    def forget(self) -> None:
        self._sections.clear()
        self._authors.clear()
        self._tags.clear()

    def section(self, path: str) -> Section:
        """The section of this name, made if there is none. Names that differ in case alone are one."""
        key = tag_key(path)
        if key not in self._sections:
            parent, _, name = path.rpartition(BETWEEN_SECTIONS)
            self._sections[key] = self._find_section(name, self.section(parent) if parent else None)
        return self._sections[key]

    def has_section(self, path: str) -> bool:
        name = tag_key(path.rpartition(BETWEEN_SECTIONS)[2])
        return tag_key(path) in self._sections or any(tag_key(each.name) == name for each in Section.objects.all())

    def authors(self, names: Iterable[str]) -> dict[str, int]:
        """tag_key → number. Of several people of one name the first is meant."""
        wanted: dict[str, str] = {}
        for name in names:
            wanted.setdefault(tag_key(name), name)
        self._bound(self._authors)
        if missing := wanted.keys() - self._authors.keys():
            found = Author.objects.filter(key__in=missing).order_by("-pk").values_list("key", "pk")
            self._authors.update(found)
        for key in sorted(wanted.keys() - self._authors.keys()):
            self._authors[key] = self._note(Noun.AUTHOR, Author.objects.create(name=wanted[key]))
        return {key: self._authors[key] for key in wanted}

    def tags(self, names: Iterable[str]) -> dict[str, int]:
        """tag_key → number, aliases followed."""
        wanted: dict[str, str] = {}
        for name in names:
            wanted.setdefault(tag_key(name), name)
        self._bound(self._tags)
        missing = {key: name for key, name in wanted.items() if key not in self._tags}
        if missing:
            self._tags.update({key: tag.pk for key, tag in Tag.objects.named(missing.values()).items()})
            self._make_tags({key: name for key, name in missing.items() if key not in self._tags})
        return {key: self._tags[key] for key in wanted}

    def _find_section(self, name: str, parent: Section | None) -> Section:
        key = tag_key(name)
        sections = Section.objects.order_by("pk")  # few
        if parent is not None:
            sections = sections.filter(parent=parent)
        found = next((section for section in sections if tag_key(section.name) == key), None)
        return found or self._make_section(name, parent)

    def _make_section(self, name: str, parent: Section | None) -> Section:
        slug = slug_of(name, otherwise="rubrik")[:SECTION_LIMIT]
        if slug in RESERVED_SLUGS:
            slug = f"rubrik-{slug}"
        if Section.objects.filter(slug=slug).exists():  # "Seni & Budaya" beside "Seni Budaya"
            slug = distinct_slug(slug, tag_key(name))
        # Sub-sections have none of their own.
        parent = None if parent is not None and parent.parent_id is not None else parent
        section = Section.objects.create(name=name, slug=slug, parent=parent, position=100)
        self._note(Noun.SECTION, section)
        return section

    def _make_tags(self, names: dict[str, str]) -> None:
        """All at once. A slug that another tag has is the key's own, as Tag.save has it."""
        tags = [Tag(name=" ".join(name.split())) for _key, name in sorted(names.items())]
        plain = [slug_of(tag.name, otherwise="tag") for tag in tags]
        taken = set(Tag.objects.filter(slug__in=plain).values_list("slug", flat=True))
        for tag, slug in zip(tags, plain, strict=True):
            tag.slug = distinct_slug(tag.name, tag_key(tag.name)) if slug in taken else slug
            taken.add(tag.slug)
        for tag in Tag.objects.bulk_create(tags):
            self._tags[tag.key] = self._note(Noun.TAG, tag)

    def _note(self, noun: Noun, thing: Author | Section | Tag) -> int:
        self.made.append((noun, thing.pk, thing.name))
        return thing.pk

    @staticmethod
    def _bound(remembered: dict[str, int]) -> None:
        if len(remembered) > MOST_KEPT:
            remembered.clear()
