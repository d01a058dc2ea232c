"""Two stories, and running the command on them, for the tests of this folder."""

from io import StringIO

from django.core.management import call_command

STORY = """16/11/2024

Panen Raya di Jatiluwih

 Panen Raya di Jatiluwih

Petani di Jatiluwih, Tabanan, mulai memanen padi, Sabtu (16/11/2024).

Baca Juga :\u00a0 Subak Diusulkan Jadi Mata Pelajaran

“Hasilnya baik,” kata pekaseh setempat.
"""
RELATED = """17/11/2024

Subak Diusulkan Jadi Mata Pelajaran

Dinas pendidikan mengusulkan subak diajarkan di sekolah, Minggu (17/11/2024).
"""


def run(*arguments: object, exit_code: int = 0, **options: object) -> str:
    """What the command prints, errors too."""
    printed = StringIO()
    ended_with = 0
    try:
        call_command("import_articles", *map(str, arguments), stdout=printed, stderr=printed, **options)
    except SystemExit as ended:
        ended_with = ended.code
    assert ended_with == exit_code, printed.getvalue()
    return printed.getvalue()
