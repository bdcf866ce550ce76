import { NINE_ELEMENTS } from '#domain/default-questionnaire.ts';

export const GENERAL_HELP = `Pemakaian: npm run -s skm -- <perintah> [pilihan]

Perintah:
  index BERKAS    hitung Indeks Kepuasan Masyarakat dari tabel jawaban responden
  export          keluarkan jawaban dari folder data sebagai CSV untuk "index"
  recompute       hitung ulang kedua indikator langsung dari folder data
  backup BERKAS   salin seluruh basis data ke satu berkas, juga selagi endpoint berjalan
  restore BERKAS  pulihkan folder data dari cadangan

Pilihan:
  --help          tampilkan bantuan; "index --help" dan seterusnya untuk bantuan tiap perintah
`;

export const INDEX_HELP = `Pemakaian: npm run -s skm -- index BERKAS [--json] [--elements a,b,c] [--sheet NAMA]

Menghitung IKM dari BERKAS (.csv, .tsv, atau .xlsx), satu baris untuk satu responden, baris pertama berisi judul kolom.

Kolom unsur dikenali dengan salah satu cara; kolom lain diabaikan:
  1. kunci unsur, huruf besar dan kecil sama saja:
     ${NINE_ELEMENTS.join(', ')}
  2. u1 sampai uK berurutan, untuk jumlah unsur berapa pun. Jika K sama dengan jumlah unsur kuesioner (bawaan: 9),
     u1 sampai uK dibaca menurut urutan kuesioner di atas; jika tidak, kuncinya tetap u1 sampai uK.

Isi sel: 1, 2, 3, atau 4 (4,0 dan 4.00 sama dengan 4). Sel kosong berarti tidak dijawab dan tidak ikut dihitung untuk
unsur itu. Baris tanpa satu pun jawaban unsur bukan responden; jumlahnya disebut pada catatan. Nilai lain ditolak dengan
nama berkas, baris, kolom, dan nilainya. Jika ada unsur tanpa jawaban sama sekali, indeks keseluruhan belum ada hasilnya.

CSV: UTF-8; pemisah koma, titik koma, atau tab dikenali sendiri. XLSX: lembar pertama yang terlihat.

Pilihan:
  --json            cetak hasil sebagai satu baris JSON
  --elements a,b,c  kunci unsur kuesioner lain menurut urutannya
  --sheet NAMA      lembar yang dibaca dari berkas .xlsx
  --help            tampilkan bantuan ini

Pembanding "0.11" dan "0.111" pada JSON: 1/9 yang dipotong menjadi 2 dan 3 desimal; untuk jumlah unsur lain, 1/K yang
dipotong dengan cara yang sama. Keduanya bukan hasil.

Hasil ke stdout, catatan dan kemajuan ke stderr. Kode keluar: 0 berhasil, 2 masukan ditolak, 1 kesalahan program.
`;

const SELECTION_OPTIONS_HELP = `Pilihan:
  --data FOLDER           folder data endpoint (bawaan: DATA_DIR, atau data)
  --from TTTT-BB-HH       mulai tanggal ini
  --to TTTT-BB-HH         sampai dengan tanggal ini
  --activity ID           hanya satu kegiatan
  --questionnaire ID[:V]  kuesioner yang unsurnya dipakai, bila ada lebih dari satu susunan unsur
  --help                  tampilkan bantuan ini`;

const SELECTION_PERIOD_HELP = `Tanggal mulai kegiatan menentukan periode sebuah jawaban; waktu pengiriman hanya dipakai bila kegiatannya tidak dikenal.
`;

export const EXPORT_HELP = `Pemakaian: npm run -s skm -- export [--data FOLDER] [--from TGL] [--to TGL] > jawaban.csv

Mengeluarkan jawaban dari folder data sebagai CSV (pemisah koma), satu baris untuk satu responden, tanpa profil dan tanpa
saran. Berkasnya dapat langsung dihitung dengan "index" dan memberi angka yang sama dengan layar kantor.

${SELECTION_OPTIONS_HELP}

${SELECTION_PERIOD_HELP}`;

export const RECOMPUTE_HELP = `Pemakaian: npm run -s skm -- recompute [--data FOLDER] [--from TGL] [--to TGL] [--json]

Menghitung ulang kedua indikator langsung dari folder data, sebagai pembanding untuk layar kantor.

${SELECTION_OPTIONS_HELP}
  --json                  cetak hasil sebagai satu baris JSON

${SELECTION_PERIOD_HELP}`;

export const BACKUP_HELP = `Pemakaian: npm run -s skm -- backup BERKAS [--data FOLDER]

Menyalin seluruh basis data ke BERKAS yang belum ada, pada satu saat yang sama, juga selagi endpoint berjalan. Salinan
diperiksa utuh dan sudah di cakram sebelum diberi nama. Setelah itu perangkat tahu bahwa jawaban yang tercakup tidak perlu
disimpannya lebih lama.

BERKAS memuat semua jawaban, akun, dan kunci: simpan di tempat yang aman, di luar komputer ini. Simpan selalu yang terbaru;
perangkat hanya menyimpan apa yang belum ada di cadangan terbaru.

Pilihan:
  --data FOLDER   folder data endpoint (bawaan: DATA_DIR, atau data)
  --help          tampilkan bantuan ini
`;

export const RESTORE_HELP = `Pemakaian: npm run -s skm -- restore BERKAS [--data FOLDER] [--replace]

Memulihkan folder data dari cadangan. Hentikan endpoint dahulu. Cadangan diperiksa utuh sebelum apa pun diubah. Jawaban
yang diterima setelah cadangan dibuat dikirim lagi oleh perangkat, tanpa dihitung dua kali. Semua orang masuk kembali.

Pilihan:
  --data FOLDER   folder data endpoint (bawaan: DATA_DIR, atau data)
  --replace       ganti basis data yang ada; yang lama disimpan di sebelahnya
  --help          tampilkan bantuan ini
`;
