/**
 * The wire's version. A change of any schema in this room changes the digest that the guard test keeps; then add a line
 * to the history and, when an older peer could misread the new form, raise the version.
 */
export const PROTOCOL_VERSION = 1;

/** Every answer of the endpoint carries this; an answer without it (a captive portal's 200) is never success. */
export const PROTOCOL_MARKER = 'skm-protokol';

interface VersionEntry {
  readonly version: number;
  /** SHA-256 of the room's whole form, as the guard test works it out. */
  readonly digest: string;
  readonly change: string;
}

/** Every form the wire has had, oldest first. Lines are only ever added. */
export const HISTORY: readonly VersionEntry[] = [
  {
    version: 1,
    digest: 'fa614cc86ef8719c82c03745e6c903cb62e982dd47bf76d7b519fe3a1d607b7b',
    change: 'First form: survey links, kiosks, pushes with receipts, staff sessions, edits and pulls.',
  },
  {
    version: 1,
    digest: '69dd2f7db1d27cdbca8a69f8f6e909019aebf1016966b035faf87e90df062931',
    change:
      'Kiosks with a key of their own and one-time codes, signed batches and answers, hand-over files, personal codes.',
  },
  {
    version: 1,
    digest: '38a548e3969becd04e4c68a78c57881dbcceb4f5e24ce7ed421a5565206ad987',
    change: 'Pulled responses come as columns; an office app that does not know them refuses the page.',
  },
  {
    version: 1,
    digest: '05036a5747aa25c5a33e79c04a64f77628dba7c5869bd15e7f6048be89025a51',
    change: 'A page of changes may hold 4,000; a hand-over file has its own limit.',
  },
  {
    version: 1,
    digest: 'ec09c63677ecbb5b9ccd9fa1a271436d3116e8aab2ac35920da14ffcc3e7cadd',
    change: 'No kiosk by link any more (`POST enrol`): only one-time codes.',
  },
  {
    version: 1,
    digest: '53df248095c2615722efc4502114a6c3e8aa33d16e29be336bc5857ea6ba52ef',
    change: 'A kiosk tells how far its clock is off; an agency may set when waiting responses are a warning.',
  },
  {
    version: 1,
    digest: '34939df982239534475fa04d7a9600f837ed1b790360b972b12e06299dc1c399',
    change:
      'Documents that declare versions of questionnaires comparable; pulled documents of kinds a reader does not know.',
  },
  {
    version: 1,
    digest: '44e02a6136237b9c6da964bed0547441421c461c085161c0eb27fddd87b51086',
    change: 'Personal codes that were not used can be withdrawn.',
  },
];
