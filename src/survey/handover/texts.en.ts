import type { HandoverTexts } from './texts.ts';

export const english: HandoverTexts = {
  nothing: 'There is nothing to hand over: the office has received everything.',
  stranded: (count) =>
    `${count} answers cannot be handed over yet, because this tablet must be enrolled again first. They stay here.`,
  failed: 'That did not work. Please try once more.',
  file: {
    title: 'Hand over by file',
    explain:
      'Answers that the office has not received are saved to one file. Take it to the office; only your office can take it in, and nothing is counted twice.',
    save: 'Save the file',
    share: 'Share the file',
    working: 'Preparing the file…',
    saved: (count, names) => `${count} answers were saved to the file ${names}.`,
    shared: (count) => `${count} answers were shared.`,
    next: 'The answers stay on this tablet until their receipt has been read.',
  },
  qr: {
    title: 'Hand over by QR code',
    explain:
      'Point the camera of the office’s laptop at this screen. The codes change by themselves and come round again; whatever was missed appears again.',
    start: 'Show the codes',
    preparing: 'Preparing the codes…',
    place: (frame, frames) => `Code ${frame} of ${frames}`,
    round: (seconds) => `One round takes about ${seconds} seconds`,
    label: (frame) => `QR code number ${frame}`,
    hold: 'Pause',
    goOn: 'Go on',
    stop: 'Done',
    tooMany: (count) => `${count} answers are too many for QR codes. Use a file.`,
    unable: 'This browser cannot make QR codes for a hand-over. Use a file.',
  },
  receipt: {
    title: 'Read a receipt',
    explain: 'The office gives a receipt file. Once it is read here, the answers are noted as received.',
    choose: 'Choose the receipt file',
    reading: 'Reading the file…',
    taken: (count) => `${count} answers are now noted as received by the office.`,
    knownAlready: 'Everything in this file was noted before.',
    ignored: (count) =>
      `${count} parts of the file are not for this tablet or not signed by the office, and were not used.`,
    refused: {
      foreign: 'This is no receipt file. Nothing has changed.',
      'wrong-kind': 'This is a hand-over file of a tablet, not a receipt of the office. Nothing has changed.',
      'other-version':
        'This file comes from a newer version of the app. Update this tablet, then read it again.',
      damaged: 'This file is damaged or cut off. Copy it from the office once more. Nothing has changed.',
      empty: 'This file is empty. Nothing has changed.',
      'too-large': 'This file is too large for a receipt. Nothing has changed.',
      'other-agency': 'This receipt comes from another agency. Nothing has changed.',
    },
    failed: 'The file could not be read. Please try once more.',
  },
};
