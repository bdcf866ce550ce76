import type {
  AnswerOption,
  LocalizedText,
  ProfileField,
  ProfileOption,
  Question,
  QuestionnaireContent,
} from './questionnaire.ts';

/** Identity under which the default questionnaire is stored; its hash is that of `canonicalJson(content)`. */
export const DEFAULT_QUESTIONNAIRE_ID = 'layanan-keprotokolan';
export const DEFAULT_QUESTIONNAIRE_VERSION = 1;

/** The nine elements of PermenPANRB 14/2017 in questionnaire order: on paper and in files U1..U9. */
export const NINE_ELEMENTS = [
  'persyaratan',
  'prosedur',
  'waktu',
  'biaya',
  'produk',
  'kompetensi',
  'perilaku',
  'sarana',
  'pengaduan',
] as const;

function text(id: string, en: string): LocalizedText {
  return { id, en };
}

/** Four texts from worst (1) to best (4). */
function options(
  one: LocalizedText,
  two: LocalizedText,
  three: LocalizedText,
  four: LocalizedText,
): readonly AnswerOption[] {
  return [
    { value: 1, text: one },
    { value: 2, text: two },
    { value: 3, text: three },
    { value: 4, text: four },
  ];
}

/** "Tidak mudah" … "Sangat mudah". */
function degrees(indonesian: string, english: string): readonly AnswerOption[] {
  return options(
    text(`Tidak ${indonesian}`, `Not ${english}`),
    text(`Kurang ${indonesian}`, `Not very ${english}`),
    text(capitalised(indonesian), capitalised(english)),
    text(`Sangat ${indonesian}`, `Very ${english}`),
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function question(
  element: (typeof NINE_ELEMENTS)[number],
  wording: LocalizedText,
  choices: readonly AnswerOption[],
  allowCannotJudge = false,
): Question {
  return { key: element, element, text: wording, options: choices, allowCannotJudge };
}

/** "Cannot judge" is offered where an official may truly not know: an adjutant handles invitations, few ever complain. */
const QUESTIONS: readonly Question[] = [
  question(
    'persyaratan',
    text(
      'Seberapa sesuai ketentuan kehadiran yang Anda terima (undangan, konfirmasi, pakaian) dengan kegiatan ini?',
      'How well did the attendance instructions you received (invitation, confirmation, dress) suit this event?',
    ),
    options(
      text('Tidak sesuai', 'Not at all'),
      text('Kurang sesuai', 'Not very well'),
      text('Sesuai', 'Well'),
      text('Sangat sesuai', 'Very well'),
    ),
    true,
  ),
  question(
    'prosedur',
    text(
      'Seberapa mudah alur kehadiran Anda, mulai dari kedatangan, penerimaan tamu, hingga tempat duduk?',
      'How easy was it for you to arrive, be received and find your seat?',
    ),
    degrees('mudah', 'easy'),
  ),
  question(
    'waktu',
    text(
      'Seberapa tepat waktu acara berlangsung, termasuk pemberitahuan jika ada perubahan?',
      'How punctual was the event, including notice of any changes?',
    ),
    degrees('tepat waktu', 'punctual'),
  ),
  question(
    'biaya',
    text(
      'Layanan protokol tidak dipungut biaya. Apakah Anda pernah diminta membayar?',
      'Protocol service is free of charge. Were you ever asked to pay?',
    ),
    options(
      text('Ya, sangat mahal', 'Yes, a very high amount'),
      text('Ya, cukup mahal', 'Yes, a fairly high amount'),
      text('Ya, tetapi murah', 'Yes, but a small amount'),
      text('Tidak, gratis', 'No, it was free'),
    ),
    true,
  ),
  question(
    'produk',
    text(
      'Seberapa sesuai jalannya acara dengan susunan acara yang ditetapkan?',
      'How closely did the event follow its planned order?',
    ),
    options(
      text('Tidak sesuai', 'Not at all'),
      text('Kurang sesuai', 'Not very closely'),
      text('Sesuai', 'Closely'),
      text('Sangat sesuai', 'Very closely'),
    ),
  ),
  question(
    'kompetensi',
    text(
      'Seberapa mampu petugas protokol mengatur tata tempat, tata upacara, dan tata penghormatan?',
      'How capable were the protocol officers in arranging seating, ceremony and honours?',
    ),
    degrees('mampu', 'capable'),
  ),
  question(
    'perilaku',
    text(
      'Seberapa sopan petugas protokol melayani Anda?',
      'How courteous were the protocol officers to you?',
    ),
    degrees('sopan', 'courteous'),
  ),
  question(
    'sarana',
    text(
      'Bagaimana sarana acara, seperti kursi, tata suara, panggung, parkir, dan ruang tunggu?',
      'How were the facilities, such as seats, sound, stage, parking and waiting room?',
    ),
    options(
      text('Buruk', 'Poor'),
      text('Kurang baik', 'Not very good'),
      text('Baik', 'Good'),
      text('Sangat baik', 'Very good'),
    ),
  ),
  question(
    'pengaduan',
    text(
      'Bagaimana penanganan pengaduan, saran, dan masukan dari tamu?',
      'How were complaints, suggestions and feedback from guests handled?',
    ),
    options(
      text('Tidak ada', 'There was none'),
      text('Ada, tetapi tidak berfungsi', 'There was, but it did not work'),
      text('Berfungsi, tetapi kurang maksimal', 'It worked, but not fully'),
      text('Dikelola dengan baik', 'It was well managed'),
    ),
    true,
  ),
];

function choice(key: string, id: string, en: string): ProfileOption {
  return { key, text: text(id, en) };
}

/** Coarse on purpose: at an event with a handful of officials, finer traits together would name one. */
const PROFILE: readonly ProfileField[] = [
  {
    key: 'gender',
    label: text('Jenis kelamin', 'Gender'),
    options: [choice('l', 'Laki-laki', 'Male'), choice('p', 'Perempuan', 'Female')],
  },
  {
    key: 'age',
    label: text('Usia', 'Age'),
    options: [
      choice('sampai-30', '30 tahun atau kurang', '30 or younger'),
      choice('dari-31-sampai-40', '31–40 tahun', '31–40'),
      choice('dari-41-sampai-50', '41–50 tahun', '41–50'),
      choice('dari-51-sampai-60', '51–60 tahun', '51–60'),
      choice('di-atas-60', 'Di atas 60 tahun', 'Over 60'),
    ],
  },
  {
    key: 'education',
    label: text('Pendidikan terakhir', 'Highest education'),
    options: [
      choice('sd', 'SD', 'Primary school'),
      choice('smp', 'SMP', 'Lower secondary school'),
      choice('sma', 'SMA/SMK', 'Upper secondary school'),
      choice('diploma', 'Diploma (D1–D3)', 'Diploma (D1–D3)'),
      choice('s1', 'S1/D4', 'Bachelor (S1/D4)'),
      choice('s2', 'S2', 'Master (S2)'),
      choice('s3', 'S3', 'Doctorate (S3)'),
    ],
  },
  {
    key: 'position',
    label: text('Jabatan', 'Position'),
    options: [
      choice('pimpinan-tinggi', 'Pimpinan tinggi (eselon II)', 'Senior leadership (echelon II)'),
      choice('administrator', 'Administrator (eselon III)', 'Administrator (echelon III)'),
      choice('pengawas', 'Pengawas (eselon IV)', 'Supervisor (echelon IV)'),
      choice('fungsional-pelaksana', 'Fungsional atau pelaksana', 'Functional post or staff'),
      choice(
        'instansi-lain',
        'DPRD, TNI, Polri, atau instansi lain',
        'Council, military, police or other agency',
      ),
      choice('lainnya', 'Lainnya', 'Other'),
    ],
  },
];

/** The questionnaire a new office starts with: nine elements, one question each, for officials at an event. */
export const DEFAULT_QUESTIONNAIRE: QuestionnaireContent = {
  title: text('Survei Kepuasan Layanan Protokol', 'Protocol Service Satisfaction Survey'),
  service: text('Layanan Keprotokolan', 'Protocol service'),
  elements: [
    { key: 'persyaratan', name: text('Persyaratan', 'Requirements') },
    { key: 'prosedur', name: text('Sistem, Mekanisme, dan Prosedur', 'System, Mechanism and Procedure') },
    { key: 'waktu', name: text('Waktu Penyelesaian', 'Completion Time') },
    { key: 'biaya', name: text('Biaya/Tarif', 'Cost/Fee') },
    {
      key: 'produk',
      name: text('Produk Spesifikasi Jenis Pelayanan', 'Product Specification of the Service'),
    },
    { key: 'kompetensi', name: text('Kompetensi Pelaksana', 'Staff Competence') },
    { key: 'perilaku', name: text('Perilaku Pelaksana', 'Staff Conduct') },
    { key: 'sarana', name: text('Sarana dan Prasarana', 'Facilities and Infrastructure') },
    {
      key: 'pengaduan',
      name: text(
        'Penanganan Pengaduan, Saran, dan Masukan',
        'Handling of Complaints, Suggestions and Feedback',
      ),
    },
  ],
  questions: QUESTIONS,
  optionOrder: 'worst-first',
  profile: PROFILE,
  comment: text(
    'Adakah saran atau kesan untuk layanan protokol?',
    'Any suggestion or impression about the protocol service?',
  ),
};
