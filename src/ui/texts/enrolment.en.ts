import type { EnrolmentTexts } from './enrolment.ts';

export const englishEnrolment: EnrolmentTexts = {
  title: 'Enrol this device',
  body: 'Enter the device code from the office. A code is valid for ten minutes and for one device only.',
  label: 'Device code',
  read: (code) => `Read as: ${code}`,
  send: 'Enrol',
  sending: 'Enrolling…',
  back: 'Back',
  nothingLost: (count) =>
    `The office has not received ${count} of the ratings on this device yet. All of them stay here and are still sent.`,
  problems: {
    incomplete:
      'The code is not complete. It is the number of the unit, then eight letters or digits, for example 1-7K3M-Q9PX.',
    wrong: 'This code is not known. Compare it with the office once more, letter by letter.',
    expired: 'This code is older than ten minutes. Ask the office for a new one.',
    used: 'This code has been used already. Ask the office for a new one.',
    'too-many': 'Too many tries from this network. Wait a few minutes, then try again.',
    offline: 'No signal yet. A connection is needed just this once; then try again with the same code.',
    foreign:
      'This network wants you to sign in first. Finish the sign-in page of the Wi-Fi or use mobile data, then try again.',
    busy: 'The service is busy. Try again in a moment with the same code.',
    outdated: 'The app on this device is too old. Close all tabs of the survey, open it again, then retry.',
  },
};
