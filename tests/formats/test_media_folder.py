import unicodedata
from pathlib import Path

import pytest

from articles.formats.media import MediaFolder

FILES = (
    "2019/05/panen.jpg",
    "2019/05/panen-300x200.jpg",
    "2019/05/IMG_0001.jpg",
    "2020/06/subak.png",
    "2020/06/subak-scaled.png",
    "2020/07/IMG_0002.JPG",
    "pasar desa.jpg",
    "caf\u00e9.jpg",
    "kerta/gosa.jpg",
    "klungkung/gosa.jpg",
    "salinan/2021/01/tari.jpg",
    "2021/01/tari.jpg",
    "2021/01/Tari.jpg",
    "100%25.jpg",
    "peta.svg",
    ".htaccess",
)
SITE = "https://koran.example/wp-content/uploads"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rahasia.jpg").write_bytes(b"x")
    for name in FILES:
        path = tmp_path / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "media"


def found(folder: Path, address: str) -> str | None:
    path = MediaFolder(folder).find(address)
    return path.relative_to(folder).as_posix() if path else None


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{SITE}/2019/05/panen.jpg", "2019/05/panen.jpg"),
        (f"{SITE}/2019/05/panen.jpg?resize=600%2C400#x", "2019/05/panen.jpg"),
        ("/wp-content/uploads/2019/05/panen.jpg", "2019/05/panen.jpg"),
        ("2019/05/panen.jpg", "2019/05/panen.jpg"),
        ("panen.jpg", "2019/05/panen.jpg"),
        ("//koran.example/foto/panen.jpg", "2019/05/panen.jpg"),
        (f"{SITE}/2020/06/IMG_0002.jpg", None),  # of another month
        ("https://koran.example/foto/IMG_0002.jpg", "2020/07/IMG_0002.JPG"),
        (f"{SITE}/2020/07/img_0002.jpg", "2020/07/IMG_0002.JPG"),
        ("https://koran.example/kerta/gosa.jpg", "kerta/gosa.jpg"),
        ("https://koran.example/KLUNGKUNG/gosa.jpg", "klungkung/gosa.jpg"),
        ("https://koran.example/bangli/gosa.jpg", None),  # one as well as the other
        (f"{SITE}/2021/01/tari.jpg", "2021/01/tari.jpg"),
        (f"{SITE}/2021/01/Tari.jpg", "2021/01/Tari.jpg"),
    ],
)
def test_finds_a_file_by_the_end_of_its_path(folder, address, path):
    assert found(folder, address) == path


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{SITE}/2019/05/panen-300x200.jpg", "2019/05/panen.jpg"),
        (f"{SITE}/2019/05/panen-1024x683.jpg", "2019/05/panen.jpg"),
        (f"{SITE}/2020/06/subak-scaled.png", "2020/06/subak.png"),
        ("https://koran.example/foto/peta-10x10.png", None),
    ],
)
def test_finds_the_upload_where_a_smaller_copy_is_meant(folder, address, path):
    assert found(folder, address) == path


def test_finds_a_smaller_copy_where_there_is_no_upload(folder):
    (folder / "2019/05/panen.jpg").unlink()

    assert found(folder, f"{SITE}/2019/05/panen-300x200.jpg") == "2019/05/panen-300x200.jpg"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://koran.example/pasar%20desa.jpg", "pasar desa.jpg"),
        ("https://koran.example/caf%C3%A9.jpg", "caf\u00e9.jpg"),
        (unicodedata.normalize("NFD", "caf\u00e9.jpg"), "caf\u00e9.jpg"),
        ("100%25.jpg", "100%25.jpg"),
    ],
)
def test_finds_a_name_however_it_is_written(folder, address, path):
    assert found(folder, address) == path


@pytest.mark.parametrize(
    "address",
    [
        *("", "/", "..", "https://koran.example/", "https://koran.example"),
        *("../rahasia.jpg", "../../../../etc/passwd", "%2e%2e/rahasia.jpg", "2019/../../rahasia.jpg"),
        *("..%2f..%2frahasia.jpg", "2019/05/..%2f05/panen.jpg", "..\\rahasia.jpg", "2019\\05\\panen.jpg"),
        *("panen.jpg%00.py", "panen\0.jpg", "pan\nen.jpg", "/etc/passwd", "rahasia.jpg", "media/../rahasia.jpg"),
        *("file:///2019/05/panen.jpg", "data:image/png;base64,panen.jpg", "ftp://koran.example/panen.jpg"),
        *("gopher://127.0.0.1/panen.jpg", "C:/panen.jpg", "peta.svg", ".htaccess", "2019/05", "2019/05/"),
        *("a" * 300 + ".jpg", "x/" * 2000 + "panen.jpg", "panen.jpg.", "panen\u202e.jpg", "\udcff.jpg", "\ud800.jpg"),
    ],
)
def test_finds_nothing_under_an_address_that_leads_elsewhere(folder, address):
    assert found(folder, address) is None


def test_follows_no_link_out_of_the_folder(folder, tmp_path):
    (folder / "tautan.jpg").symlink_to(tmp_path / "rahasia.jpg")
    (folder / "tautan").symlink_to(tmp_path)
    (folder / "dalam.jpg").symlink_to(folder / "pasar desa.jpg")

    assert found(folder, "tautan.jpg") is None
    assert found(folder, "rahasia.jpg") is None
    assert found(folder, "dalam.jpg") == "dalam.jpg"


def test_looks_through_the_folder_once_and_only_when_asked(folder):
    media = MediaFolder(folder)
    (folder / "kemudian.jpg").write_bytes(b"x")

    assert media.find("kemudian.jpg") == folder / "kemudian.jpg"
    (folder / "terlambat.jpg").write_bytes(b"x")
    assert media.find("terlambat.jpg") is None


def test_finds_nothing_that_has_gone(folder):
    media = MediaFolder(folder)
    media.find("panen.jpg")
    (folder / "2019/05/panen.jpg").unlink()

    assert media.find("panen.jpg") is None
