"""The pictures that records name: found in the media folder, encoded anew, each kept once."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from articles import renditions
from articles.formats.media import MediaFolder
from articles.formats.record import ArticleRecord, PhotoReference
from articles.models import MadeByImport, Photo
from articles.models.fields import clean_line
from articles.remark import Remark, gettext_noop

IN_BODY = re.compile(r'<figure data-photo="([^"]*)">(.*?)</figure>', re.DOTALL)
LONGEST_CAPTION, LONGEST_ALTERNATIVE, LONGEST_CREDIT = 500, 250, 120


class Photos:
    """What had to be made is noted in `made`: (noun, number, name)."""

    def __init__(
        self, media: MediaFolder | None, made: list[tuple[str, int, str]], *, keeps_files: bool = True
    ) -> None:
        self.media = media
        self.made = made
        self.keeps_files = keeps_files

    def has_any(self, references: Iterable[PhotoReference]) -> bool:
        return self.media is not None and any(self.media.find(each.address) for each in references)

    def take(self, record: ArticleRecord) -> tuple[str, Photo | None, list[Remark]]:
        """The body with its pictures in place, the lead, and what a person should check.

        Where a picture is not found its caption stays, as a paragraph.
        """
        if not record.photos:
            return IN_BODY.sub(lambda match: _paragraph(match[2]), record.body), None, []
        found: dict[str, Photo] = {}
        missing: list[str] = []
        remarks: list[Remark] = []
        lead: Photo | None = None
        for reference in record.photos:
            photo = self._photo(reference, remarks)
            if photo is None:
                missing.append(reference.address)
            elif reference.key:
                found[reference.key] = photo
            else:
                lead = lead or photo
        if missing:
            remarks.append(
                Remark(
                    gettext_noop("Pictures that are not here: %(count)d, such as %(address)s."),
                    count=len(missing),
                    address=missing[0][:200],
                )
            )
        return IN_BODY.sub(lambda match: _figure(match, found), record.body), lead, remarks

    def _photo(self, reference: PhotoReference, remarks: list[Remark]) -> Photo | None:
        if reference.sha256 and (known := Photo.objects.filter(key=reference.sha256).first()):
            return known
        path = self.media.find(reference.address) if self.media else None
        if path is None:
            return None
        try:
            photo = self._from_file(path, reference)
        except (renditions.PhotoRefused, OSError) as refused:
            reason = refused.remark if isinstance(refused, renditions.PhotoRefused) else str(refused.strerror)
            remarks.append(
                Remark(
                    gettext_noop("The picture %(address)s was not taken: %(reason)s"),
                    address=reference.address[:200],
                    reason=reason,
                )
            )
            return None
        if len(reference.caption) > LONGEST_CAPTION and not reference.key:
            remarks.append(
                Remark(
                    gettext_noop("The caption of the photo is cut at %(most)d characters. It was: %(caption)s"),
                    most=LONGEST_CAPTION,
                    caption=reference.caption,
                )
            )
        return photo

    def _from_file(self, path: Path, reference: PhotoReference) -> Photo:
        with path.open("rb") as file:
            upload = file.read(renditions.MAX_BYTES + 1)
        # A picture from an export of ours bears the name that it had where it was uploaded first.
        key = reference.sha256 or hashlib.sha256(upload).hexdigest()
        if known := Photo.objects.filter(key=key).first():
            return known
        picture = renditions.accept(upload)
        if known := Photo.objects.filter(sha256=picture.sha256).first():
            return known
        photo = Photo(
            alternative_text=_cut(clean_line(reference.alternative_text), LONGEST_ALTERNATIVE),
            caption=_cut(reference.caption, LONGEST_CAPTION),
            credit=_cut(clean_line(reference.credit), LONGEST_CREDIT),
            focal_x_percent=reference.focus[0],
            focal_y_percent=reference.focus[1],
        )
        if self.keeps_files:
            photo.put(picture)
        else:
            photo.describe(picture)
        photo.key = key
        photo.save()
        self.made.append((MadeByImport.Noun.PHOTO, photo.pk, reference.address))
        return photo


def _cut(text: str, most: int) -> str:
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _figure(match: re.Match[str], found: dict[str, Photo]) -> str:
    photo = found.get(match[1])
    return f'<figure data-photo="{photo.key}">{match[2]}</figure>' if photo else _paragraph(match[2])


def _paragraph(caption: str) -> str:
    return f"<p>{caption}</p>" if caption.strip() else ""
