"""Each remark comes for its reason, and not without it."""

from dataclasses import replace
from datetime import date

import pytest

from articles.prepublish import Code, checks
from articles.prepublish.manuscript import Manuscript, Picture

SOUND = Manuscript(
    headline="Panen raya di Jatiluwih",
    standfirst="Padi merah dipanen serentak.",
    text="TABANAN – Warga memanen padi, Senin (23/2/2026).\nHarga naik 15 persen.",
    word_count=10,
    kind="news",
    has_section=True,
    on=date(2026, 2, 24),
    pictures=(Picture(1, "Sawah", is_lead=True, has_alternative_text=True, has_credit=True),),
)

CASES = [
    ({}, []),
    ({"has_section": False}, [Code.SECTION]),
    ({"text": "", "word_count": 0}, [Code.EMPTY]),
    ({"kind": "advertorial"}, [Code.SPONSOR]),
    ({"kind": "advertorial", "sponsor_name": "Bank BPD"}, []),
    ({"sponsor_name": "Bank BPD"}, [Code.PAID_FOR]),
    ({"text": "Bank dibuka. (ADV/Humas)"}, [Code.PAID_FOR]),
    ({"text": "PARIWARA – Bank dibuka."}, [Code.PAID_FOR]),
    ({"text": "Artikel ini dipersembahkan oleh Bank."}, [Code.PAID_FOR]),
    ({"text": "Iklan rokok dilarang di Denpasar. Advokat (Peradi) setuju."}, []),
    ({"text": "Warga resah. (Berita ini masih memerlukan verifikasi lebih lanjut.)"}, [Code.UNVERIFIED]),
    ({"text": "Warga resah. (Belum diverifikasi.)", "unverified_reason": "Narasumber tidak dapat dihubungi."}, []),
    ({"text": "KPU memulai verifikasi (faktual) partai."}, []),
    ({"standfirst": ""}, [Code.STANDFIRST]),
    ({"text": "Pelaku pencabulan ditangkap. Korban, Kadek Ari (15), melapor."}, [Code.CHILD]),
    ({"standfirst": "Pencuri ditangkap.", "captions": ("Pencuri itu, Kadek Ari (15).",)}, [Code.CHILD]),
    ({"headline": "a" * 100}, []),
    ({"headline": "a" * 101}, [Code.HEADLINE]),
    ({"pictures": (Picture(1, "Foto 1", True, False, False),)}, [Code.ALTERNATIVE_TEXT, Code.CREDIT]),
    ({"pictures": (Picture(1, "Sawah", False, True, False),)}, [Code.CREDIT]),
    ({"waiting": ("Panen kedua",)}, [Code.PENDING_LINK]),
    ({"own_tags": ("Subakk",)}, [Code.NEW_TAG]),
    ({"text": "Warga memanen, Senin (24/2/2026)."}, [Code.WEEKDAY]),  # a Tuesday
    ({"text": "Warga memanen, Jum'at, 20 Februari 2026."}, []),
    ({"text": "Warga memanen, Senin (23/2)."}, []),
    ({"text": "Warga memanen, Selasa (30/12)."}, [Code.DAY]),  # the December before: 56 days
    ({"text": "Warga memanen, Senin (23/2/2025)."}, [Code.WEEKDAY, Code.DAY]),  # last year's, a Sunday
    ({"text": "Warga memanen (23/1/2026)."}, [Code.DAY]),
    ({"text": "Perang usai (14/8/1945). Warga memanen, Senin (23/2/2026)."}, []),
    ({"text": "Ia lahir 17 Agustus 1945. Skor 36/2/2023 dan pasal (31/11/2023)."}, []),
]


@pytest.mark.parametrize(("fields", "codes"), CASES)
def test_finds_what_is_there_and_nothing_else(fields: dict[str, object], codes: list[Code]) -> None:
    manuscript = replace(SOUND, **fields)  # type: ignore[arg-type]

    found = [concern.code for check in (*checks.BLOCKERS, *checks.WARNINGS) for concern in check(manuscript)]

    assert found == codes


def test_who_may_be_a_child_is_published_only_with_a_reason_and_the_rest_without() -> None:
    crime = replace(
        SOUND, text="Pelaku ditangkap. Korban NKS (14) melapor. Ibu korban, Ni Made Rai, ikut.", standfirst=""
    )

    found = [concern for check in checks.WARNINGS for concern in check(crime)]

    assert [(concern.code, concern.needs_reason) for concern in found] == [
        *[(Code.CHILD, True)] * 2,
        (Code.STANDFIRST, False),
    ]


def test_a_day_without_its_year_is_the_nearest_at_the_turn_of_the_year() -> None:
    manuscript = replace(SOUND, text="Pesta kembang api, Rabu (31/12).", on=date(2026, 1, 1))

    assert list(checks.days(manuscript)) == []
