"""The words by which a text tells of a child, of a crime, and of who is neither."""

NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            *("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"),
            *("sebelas", "dua belas", "tiga belas", "empat belas", "lima belas", "enam belas", "tujuh belas"),
        ),
        start=1,
    )
}
CHILD = ("anak", "bocah", "gadis", "remaja", "bayi", "balita", "siswa", "siswi", "pelajar", "murid", "abg", "cewek")
PUPIL = ("siswa", "siswi", "pelajar", "murid")
SCHOOL = (
    *("SD", "SDN", "SMP", "SMPN", "SMA", "SMAN", "SMK", "SMKN", "MTs", "MTsN", "TK", "PAUD", "SLB"),
    *("sekolah dasar", "sekolah menengah"),
)
ROLES = ("korban", "pelaku", "tersangka", "terdakwa", "saksi")

# What a story of a crime says: the beginnings of words, after such prefixes as di-, men-, pen-, ter-.
CRIME = (
    *(
        "tersangka",
        "dakwa(?!h)",
        "pidana",
        "vonis",
        "pelaku(?! (?:usaha|umkm|wisata|pariwisata|seni|ekonomi|industri))",
    ),
    *("cabul", "setubuh", "perkosa", "rudapaksa", "asusila", "sodomi", "lecehkan", "leceh", "zina", "prostitusi"),
    *(
        "aniaya",
        "keroyok",
        "(?<!anti )(?<!anti-)(?<!anti)kekerasan",
        "bacok",
        "bunuh",
        "ditusuk",
        "nusuk",
        "tawuran",
        "dirundung",
        "rundungan",
    ),
    *(
        "bully",
        "culik",
        "sekap",
        "nyekap",
        "(?<!anti )(?<!anti-)(?<!anti)narkoba",
        "narkotika",
        "sabu\\b",
        "curi(?!g)",
        "jambret",
        "begal\\b",
    ),
    *("rampok", "ditangkap", "nangkap(?!an)", "ringkus", "dibekuk", "diamankan", "ditahan", "penjara", "lapas"),
    *(
        "lpka",
        "diversi",
        "gantung diri",
        "perdagangan (?:orang|anak)",
        "dihamili",
        "nghamili",
        "berhadapan dengan hukum",
    ),
    *("rape", "abuse", "molest", "murder", "arrest", "suspect", "assault", "stabb"),
)
ACCIDENT = ("kecelakaan", "tabrak", "tenggelam", "hanyut", "gempa", "banjir", "longsor", "kebakaran", "laka")
PRIZE = (
    "juara",
    "lomba",
    "medali",
    "olimpiade",
    "prestasi",
    "turnamen",
    "kejuaraan",
    "beasiswa",
    "festival",
    "piala",
    "duta",
    "kampanye",
)

# Whoever stands beside these is grown up, or is nobody.
GROWN_UP = (
    *("oleh", "kepada", "pria", "lelaki", "paman", "ayah", "bapak", "kakek", "guru", "tetangga", "oknum", "ibu"),
    *("ustaz", "pelatih", "pacar", "pelaku", "tersangka", "terdakwa", "majikan", "suami", "istri", "kata", "ujar"),
)
RELATIVE = ("ayah", "ibu", "bapak", "orang tua", "orangtua", "kakek", "nenek", "paman", "bibi", "kakak", "adik")
BESIDE_THE_VICTIM = (
    *("keluarga", "kerabat", "pengacara", "kuasa hukum", "penasihat hukum", "pendamping", "teman", "rekan"),
    *("tetangga", "guru", "dokter", "majikan"),
)
PSEUDONYM = ("sebut saja", "panggil saja", "samaran", "disamarkan", "bukan nama sebenarnya", "bukan nama asli")
PSEUDONYMS = {"Bunga", "Mawar", "Melati", "Kembang", "Kumbang"}

# As they stand before a name, with a capital.
TITLES = {
    *("Kapolres", "Kapolresta", "Kapolsek", "Kapolda", "Kasat", "Kanit", "Kasi", "Kasubag", "Kabid", "Kadis"),
    *("AKBP", "AKP", "Kompol", "Iptu", "Ipda", "IPTU", "IPDA", "Aiptu", "Aipda", "Bripka", "Brigadir", "Briptu"),
    *("Bripda", "Kombes", "Irjen", "Brigjen", "Jenderal", "Letkol", "Kolonel", "Mayor", "Kapten", "Serka", "Sertu"),
    *("Hakim", "Jaksa", "Advokat", "Bupati", "Wakil", "Wali", "Gubernur", "Camat", "Perbekel", "Lurah", "Kelian"),
    *("Kepala", "Ketua", "Sekretaris", "Direktur", "Humas", "Menteri", "Anggota", "Dr", "Dr.", "Prof", "Prof."),
    *("Pak", "Bu", "Bapak", "Ibu", "Guru", "Ustaz", "Ustadz", "Pendeta", "Kabag", "Kasubdit", "Dirreskrimum"),
}
NO_NAMES = {
    *("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu", "Januari", "Februari", "Maret", "April", "Mei"),
    *("Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember", "Pasal", "Ayat", "Huruf", "Bab"),
    *("Undang-Undang", "UU", "KUHP", "KUHAP", "Nomor", "No", "No.", "Jalan", "Jl", "Jl.", "Gang", "Gg", "Gg.", "Blok"),
    *("Desa", "Banjar", "Dusun", "Kelurahan", "Kecamatan", "Kabupaten", "Kota", "Provinsi", "Pulau", "RT", "RW"),
    *("Polres", "Polresta", "Polsek", "Polda", "Satreskrim", "Reskrim", "Unit", "PPA", "TKP", "BAP", "TNI", "Polri"),
    *("Pengadilan", "PN", "Kejaksaan", "Kejari", "Kejati", "Lapas", "LPKA", "Rutan", "Rumah", "RS", "RSUD", "RSUP"),
    *("Puskesmas", "Dinas", "Badan", "Komisi", "KPAI", "KPAD", "P2TP2A", "UPTD", "DPRD", "DPR", "Satpol", "SPPA"),
    *("SD", "SDN", "SMP", "SMPN", "SMA", "SMAN", "SMK", "SMKN", "MTs", "TK", "PAUD", "Sekolah", "Universitas"),
    *("WIB", "WITA", "WIT", "Rp", "HP", "ATM", "KTP", "CCTV", "WNA", "WNI", "Bali", "Denpasar", "Indonesia", "Badung"),
    *("Buleleng", "Singaraja", "Tabanan", "Gianyar", "Bangli", "Klungkung", "Karangasem", "Jembrana", "Negara"),
    *("PDIP", "PDI", "Golkar", "Gerindra", "NasDem", "PKB", "PKS", "PAN", "PPP", "Demokrat", "PSI", "Hanura"),
    *("Persib", "Persija", "Persebaya", "Arema", "PSS", "PSM", "OTK", "ABH", "LSM", "LBH", "Kemen", "Kementerian"),
    *("Jakarta", "Surabaya", "Bandung", "Lombok", "Mataram", "Jawa", "Sumatera", "Kalimantan", "Sulawesi", "Papua"),
}
# A capital at the head of a sentence: no part of the name that follows.
COMMON = {
    *("Korban", "Pelaku", "Tersangka", "Terdakwa", "Saksi", "Bocah", "Gadis", "Remaja", "Siswa", "Siswi", "Pelajar"),
    *("Murid", "Bayi", "Balita", "Seorang", "Sang", "Si", "Menurut", "Kemudian", "Namun", "Saat", "Ketika", "Kini"),
    *("Sedangkan", "Sementara", "Selain", "Ia", "Dia", "Mereka", "Bernama", "Berinisial", "Inisial", "Keduanya"),
    *("Perempuan", "Pria", "Wanita", "Awalnya", "Akibatnya", "Dari", "Di", "Pada", "Oleh", "Sebelumnya", "Setelah"),
    *("Karena", "Kasus", "Polisi", "Warga", "Keluarga", "Kakak", "Adik", "Ayah", "Nama", "ABG", "The", "Police"),
    *("Kata", "Ujar", "Tutur", "Ungkap", "Jelas", "Selanjutnya", "Sedang", "Bersama", "Dua", "Tiga", "Empat"),
}
# How names of people begin here: after a comma or a school they tell a person from a place.
BEGINS_A_NAME = {
    *("I", "Ni", "Ida", "Anak", "Cokorda", "Gusti", "Dewa", "Desak", "Putu", "Made", "Kadek", "Komang", "Nyoman"),
    *("Ketut", "Wayan", "Gede", "Luh", "Nengah", "Ngurah", "Pande", "Sang", "Si", "Agung", "Ayu", "Bagus", "Muhammad"),
    *("Mohammad", "Mohamad", "Moh", "Moh.", "M.", "Ahmad", "Abdul", "Siti", "Nur", "Dewi", "Agus", "Putri", "Putra"),
    *("Rizky", "Rizki", "Dimas", "Bayu", "Fitri", "Indah", "Maria", "Yohanes"),
}
