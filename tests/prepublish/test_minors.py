"""Names of children in stories of a crime are found; officials, grown-ups, prizes and accidents raise no alarm."""

import pytest

from articles.minors import named_children

CRIME = "Polisi menangkap pelaku pencabulan di Buleleng, Senin (23/2/2026).\n"

# text → names that are seen
NAMED = [
    ("Korban, Kadek Surya (15), melapor ke polisi.", ["Kadek Surya"]),
    ("Korban berinisial NKS (14) mengalami trauma.", ["NKS"]),
    ("Tiga pelaku, KA (15), NK (16), dan I M.S. (17), diamankan.", ["KA", "NK", "I M.S."]),
    ("Angeline (8 tahun) ditemukan tewas.", ["Angeline"]),
    ("Bayi bernama Putu Ayu (7 bulan) dianiaya.", ["Putu Ayu"]),
    ("Ni Luh Sari yang masih berusia 13 tahun dicabuli.", ["Ni Luh Sari"]),
    ("Ni Luh Sari, berumur empat belas tahun, dicabuli.", ["Ni Luh Sari"]),
    ("Rafael Silva, 15 tahun, dikeroyok teman sekolahnya.", ["Rafael Silva"]),
    ("Rafael Silva, 15, dikeroyok teman sekolahnya.", ["Rafael Silva"]),
    ("Ia dikeroyok DR, 14; G, 14; dan M, 15.", ["DR", "G", "M"]),
    ("Angeline, bocah 8 tahun itu, sering dipukul.", ["Angeline"]),
    ("Siswi SMP Negeri 2 Singaraja, Made Surya, dicabuli pamannya.", ["Made Surya"]),
    ("Siswi kelas VIII SMPN 1 Sukasada bernama Dian dirundung.", ["Dian"]),
    ("Made Surya, pelajar kelas 9 SMP, dibacok.", ["Made Surya"]),
    ("Bocah 7 tahun berinisial KA disekap.", ["KA"]),
    ("Gadis berusia 14 tahun asal Sawan berinisial NW itu hamil.", ["NW"]),
    ("Seorang pelajar berusia 14 tahun di Bangli, KS asal Kintamani, dibacok.", ["KS"]),
    ("Anak di bawah umur berinisial GA ikut mencuri.", ["GA"]),
    ("Pelaku yang masih siswa SMP berinisial KD mengaku.", ["KD"]),
    ("Korban (15) mengadu.\nKini korban Gusti Ayu dirawat.", ["Gusti Ayu"]),
    ("Korban masih di bawah umur.\nKorban bernama Rafael mengadu.", ["Rafael"]),
    ("Anak korban didampingi.\nSaat itu korban, Komang Ari, menangis.", ["Komang Ari"]),
    ("Korban (13) mengadu kepada ibunya.\nIbu korban, Ni Made Rai (40), melapor.", ["Ni Made Rai"]),
    ("Kata KA (15), ia dipaksa pelaku WK (45).", ["KA"]),
    ("The victim, Kadek Ari, aged 14, was abused.", ["Kadek Ari"]),
]

# Stories of a crime that name no child.
NAMES_NO_CHILD = [
    "Kapolres Buleleng AKBP Made Surya mengatakan korban masih di bawah umur.",
    "Korban berusia 15 tahun, kata Kasat Reskrim AKP Made Surya.",
    "Menurut Made Surya, siswi SMP itu dicabuli tiga kali.",
    "Pelaku Wayan Kerta (45) divonis 15 tahun penjara. Kerta mencabuli siswi SMP.",
    "Siswi SMP dicabuli pamannya berinisial KW.",
    "Gadis 14 tahun itu dicabuli oleh tetangganya yang bernama Kerta.",
    "Siswi SMP (14) asal Sukasada, Buleleng, dicabuli.",
    "Seorang siswi SMP di Singaraja, Bali, menjadi korban.",
    "Sebut saja Bunga (15), ia dicabuli. Bunga trauma.",
    "Kadek (15), bukan nama sebenarnya, dicabuli. Korban (15) Kadek trauma.",
    "Mawar (13) melapor.",
    "Pencabulan menimpa Melati, (14), siswi kelas 1 SMP.",
    "Empat tersangka, yakni KN (18), RD (20), MA (32), dan REY (36), mencabuli anak di bawah umur.",
    "EN (26) melihat anaknya, murid SD, menangis.",
    "Pelaku yang berusia 12 dan 13 tahun tidak ditahan, kata Bayu, Selasa (8/10).",
    "Seorang pelajar SMP di Kabupaten Lebong, Bengkulu, ditangkap, ujar Kasat Reskrim Polres Lebong, Iptu Alex.",
    "Kasus menimpa anak 6 tahun. Kepala Dinas Sosial, Siti Nina, mendampingi korban yang masih siswi SMK.",
    "Pelaku dijerat Pasal 81 Ayat (2) UU Perlindungan Anak dan Pasal 76D Huruf A (1).",
    "Kasus terbanyak di Sleman (7), Bantul (5), dan Kulon Progo (3). Kerusuhan pecah saat Persib (1) kalah.",
    "Kejadian di Jalan Gajah Mada (12) dan Desa Sawan (9).",
    "Polisi memeriksa lima saksi di Polres Buleleng, Kamis (15/1/2026).",
    "Korban (15) didampingi. Pengacara korban, Made Rai, menuntut keadilan.",
    "Mantan siswa SMP, Made Surya, ditangkap.",
    "Mahasiswa Undiksha, Made Surya (21), dibacok. Surya dirawat.",
    "Made Surya, pengacara, mendampingi anak di bawah umur.",
    "Kadek Surya, duta pelajar antinarkoba, siswa SMPN 5 Kintamani, berbicara.",
    "Made Surya (17), siswa SMAN 1 Singaraja, juara lomba pidato.",
    "UU Nomor 35 Tahun 2014 melindungi anak di bawah umur. Ketua KPAD Bali Made Ariasa menegaskan itu.",
    "Para siswa SMP Made Surya dikumpulkan.",
    "Korban mengalami luka di usia 15 tahun perkawinannya.",
]

# Children who are named as they may be: there is no crime.
NO_CRIME = [
    "Made Surya (15), siswa SMP Negeri 1 Singaraja, meraih medali emas.",
    "Putu Ayu (9) menari legong di Pesta Kesenian Bali. Pelaku seni hadir.",
    "Korban kecelakaan, Kadek Surya (15), meninggal di RSUD Buleleng.",
    "Kadek Surya (9) tenggelam di Pantai Lovina. Korban ditemukan Tim SAR.",
    "Kapten tim, Rafael (16), mencetak gol. Warga curiga hujan turun.",
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_sees_who_is_named_beside_the_sign_of_a_child(text: str, names: list[str]) -> None:
    assert [sighting.name for sighting in named_children(CRIME + text)] == names


@pytest.mark.parametrize("text", NAMES_NO_CHILD)
def test_raises_no_alarm_for_who_is_no_child_or_not_named(text: str) -> None:
    assert named_children(CRIME + text) == []


@pytest.mark.parametrize("text", NO_CRIME)
def test_raises_no_alarm_where_there_is_no_crime(text: str) -> None:
    assert named_children(text) == []


def test_says_what_tells_it_and_whose_name_it_is() -> None:
    victim, mother = named_children(CRIME + "Korban NKS (14) melapor.\nIbu korban, Ni Made Rai (40), ikut.")

    assert (victim.sign, victim.is_initials, victim.is_relative) == ("14", True, False)
    assert (mother.is_initials, mother.is_relative) == (False, True)


@pytest.mark.parametrize(
    "piece", ["A", "A. ", "Korban ", "siswi SMP ", "(1", "(15) ", "Ni Luh (", "yang ", "Made, ", "\n", "Aa", "A'a-"]
)
def test_reads_any_text_to_its_end(piece: str) -> None:
    named_children(CRIME + piece * (100_000 // len(piece)))
