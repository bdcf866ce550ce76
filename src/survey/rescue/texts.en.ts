import type { RescueTexts } from './texts.ts';

export const english: RescueTexts = {
  title: 'Rescue of answers',
  language: 'Bahasa Indonesia',
  reading: 'Reading what is on this device…',
  purpose:
    'This page works on its own, also when the survey app cannot be opened. It only reads and copies; nothing is deleted or changed.',
  unsent: {
    none: 'No answer is waiting for the office',
    some: 'answers have not reached the office',
    oldest: (moment) => `The oldest is of ${moment}`,
  },
  rows: {
    received: 'Received by the office',
    total: 'Everything on this device',
    from: 'From',
  },
  save: {
    title: 'Save them now',
    save: 'Save to a file',
    share: 'Share the file',
    steps: [
      'Save or share the file below.',
      'Take the file to the office, for example on a USB stick or in a message.',
      'In the office app, open Devices, then Receive a file.',
    ],
    saved: (name) => `The file ${name} has been saved on this device.`,
    failed: 'The file could not be made. Try once more, or use the complete copy below.',
    nothing: 'There is nothing to save.',
  },
  stranded: (count) =>
    `${count} answers cannot be handed over in this file, because the key of their device is gone. They stay here: open the app and enrol this tablet again, or give the complete copy below to IT staff.`,
  trouble: {
    title: 'Good to know',
    databaseUnreadable:
      'The database of this device cannot be read. What is shown comes from the second copy.',
    databasePartly: 'A part of the database cannot be read. The rest, and the second copy, can.',
    databaseAbsent: 'This device has no database. What is shown comes from the second copy.',
    journalPartly: 'A part of the second copy is damaged. The rest can be read.',
    onlyJournal: (count) => `${count} answers are in the second copy only.`,
  },
  details: {
    title: 'For IT staff',
    database: 'Database',
    journal: 'Second copy',
    tables: 'Tables',
    states: { read: 'read', partly: 'partly read', absent: 'none', unreadable: 'not readable' },
    files: (count) => `${count} files`,
    copy: 'Save a complete copy',
    copyHint:
      'Every answer as it is, also those the office has received. The office app does not take this file.',
  },
  again: 'Read again',
  toApp: 'Back to the survey',
};
