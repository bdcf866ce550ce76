import type { PageTexts } from './survey-pages.ts';

export const englishPages: PageTexts = {
  attract: { invitation: 'Touch to rate the protocol service', anonymous: 'anonymous' },
  device: {
    onDevice: (count) => `${count} on this device`,
    sent: (count) => `${count} sent`,
    received: (count) => `${count} received by the office`,
    screenMaySleep: 'The screen of this device may switch itself off.',
    codeNeeded: 'For staff: this device needs a new code from the office. Ratings are still stored.',
    enterCode: 'Enter a device code',
    haveCode: 'Have a device code?',
    staff: 'Staff corner',
    opensAt: (time) => `Opens again at ${time} WIB.`,
  },
  events: {
    title: 'Which event is taking place?',
    hint: 'For staff: ratings on this device are recorded for the event chosen here.',
    another: 'Choose another event',
    choose: 'Use this event',
  },
  profile: {
    title: 'A little about you',
    hint: 'Fill in as much as you like, or skip it.',
    skip: 'Skip',
    clear: 'Clear',
    clearLabel: (field) => `Clear the choice for ${field}`,
  },
  comment: {
    placeholder: 'Write here (may be left empty)',
    hint: 'Please do not write anyone’s name.',
    count: (used, most) => `${used} of ${most} characters`,
    sendEmpty: 'Send without a comment',
    send: 'Send',
  },
  sending: 'Storing…',
  notStored: {
    title: 'Your answers are not stored yet.',
    advice: 'They are still on this screen. Please try again; if it keeps failing, please tell the staff.',
    retry: 'Try again',
  },
  thanks: {
    title: 'Thank you',
    kiosk: 'Your rating has been stored.',
    kioskReturn: 'This screen goes back to the start by itself.',
    waiting: 'Stored, now being sent',
    waitingMore: 'The confirmation will come in a moment.',
    received: 'Received',
    receivedMore: 'The office has received your rating. You may close this page.',
    stored: 'Stored on this phone, not yet sent',
    storedMore: 'Open this page again when you have a signal; it sends itself.',
    receipt: 'Receipt number',
    done: 'Done',
  },
  answered: {
    title: 'You have already rated this event',
    body: 'Thank you, one rating from each person is enough.',
    share:
      'Is this phone shared? Somebody else may still answer; that rating is marked as coming from the same phone. We only recognise this browser, not you.',
    oneCard: 'One invitation card is good for one rating. Another guest uses a card of their own.',
    again: 'Answer for somebody else',
  },
  idle: {
    title: 'Are you still there?',
    body: (seconds) => `Answers that have not been sent will be deleted in ${seconds} seconds.`,
    stay: 'Yes, continue',
  },
  trying: 'Loading…',
  rescue: 'Save the answers that are on this device',
  retry: 'Try again',
  notices: {
    landing: {
      title: 'Scan the QR code of the event',
      body: 'The survey opens from the QR code or link on the invitation, the poster or the screen at the event.',
      advice: 'Point the camera of your phone at the QR code, or ask a protocol officer.',
    },
    closed: {
      title: 'This survey is closed',
      body: 'The time for rating this event is over. Thank you for your interest.',
      advice:
        'Is there something you would still like to say? Please contact the Public Relations and Protocol Division.',
    },
    'kiosk-closed': {
      title: 'The survey of this event is closed',
      body: 'Thank you for your interest.',
      advice: 'For staff: choose another event, or ask the office to add one for this device.',
    },
    'kiosk-empty': {
      title: 'There is no event for this device yet',
      body: 'The office has not given this device an event that can be rated.',
      advice: 'For staff: ask the office to add an event; the list renews itself when there is a signal.',
    },
    'kiosk-revoked': {
      title: 'The office has withdrawn this device',
      body: 'No new ratings are taken on this device. Answers that were stored are safe here and are still sent; the office looks at them first.',
      advice: 'For staff: to use this device again, ask the office for a new device code.',
    },
    'kiosk-hours': {
      title: 'Outside the opening hours',
      body: 'This device takes ratings during its opening hours. Thank you for your interest.',
      advice: 'For staff: the hours are set in the staff corner.',
    },
    'kiosk-off-duty': {
      title: 'This device is off duty',
      body: 'Ratings cannot be given here at the moment.',
      advice: 'For staff: begin its duty again in the staff corner, with the PIN.',
    },
    unknown: {
      title: 'Event not found',
      body: 'This link points to an event that no longer exists.',
      advice: 'Please ask a protocol officer for a new QR code or link.',
    },
    altered: {
      title: 'The link is incomplete',
      body: 'A part of the link is missing or was changed, so the survey cannot be opened.',
      advice: 'Scan the QR code again, or copy the whole link from the original message.',
    },
    expired: {
      title: 'The link is no longer valid',
      body: 'This link has expired or was withdrawn.',
      advice: 'Please ask a protocol officer for a new QR code or link.',
    },
    'code-unknown': {
      title: 'This invitation is no longer valid',
      body: 'This invitation code is not known, or the office has withdrawn it.',
      advice: 'Ask protocol staff for a new invitation card.',
    },
    'code-spent': {
      title: 'This invitation has been used',
      body: 'One card is good for one rating, and the rating made with this card was received. Who made it and what it says is not noted on the card.',
      advice: 'If it was not you who used it, ask protocol staff for a new card.',
    },
    'invited-only': {
      title: 'This survey is for invited guests',
      body: 'The rating of this event is opened from an invitation card, each of which is good for one rating.',
      advice: 'Scan the QR code on your card, or ask protocol staff for one.',
    },
    unreachable: {
      title: 'No connection yet',
      body: 'The survey of this event has never been opened on this device, so it needs a signal just once.',
      advice: 'This page tries again by itself as soon as there is a signal.',
    },
    foreign: {
      title: 'This network wants you to sign in first',
      body: 'The reply did not come from the survey service. Usually a Wi-Fi asks for consent or a password.',
      advice: 'Finish the sign-in page of the Wi-Fi, or use mobile data, then try again.',
    },
    busy: {
      title: 'The service is busy',
      body: 'The survey cannot be opened right now.',
      advice: 'This page tries again by itself. You may also try now.',
    },
    outdated: {
      title: 'The app needs an update',
      body: 'The page kept on this device is too old.',
      advice: 'Close all tabs of the survey, then open the link again when you have a signal.',
    },
    insecure: {
      title: 'This address is not secure',
      body: 'The browser only stores answers safely at an address that begins with https.',
      advice: 'Check the address, or ask a protocol officer for the right link.',
    },
    store: {
      title: 'The browser cannot store answers',
      body: 'The survey only opens when your answers can be stored safely.',
      advice:
        'Open this link in a normal window (not a private one), free some storage space, then try again.',
    },
    newer: {
      title: 'The data on this device belong to a newer version',
      body: 'So that no answer is damaged, this version writes nothing.',
      advice: 'Reload the page when you have a signal to get the newest version.',
    },
  },
};
