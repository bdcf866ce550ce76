import type { SurveyTexts } from './survey.ts';

export const english: SurveyTexts = {
  appName: 'Protocol Service Survey',
  demo: 'Example — demo data',
  loadingForm: 'Preparing the questions…',
  switchTo: { name: 'Indonesia', language: 'id', label: 'Ganti ke bahasa Indonesia' },
  welcome: {
    duration: (minutes) => `± ${minutes} minute${minutes === 1 ? '' : 's'}`,
    privacy:
      'Anonymous, only to improve the service; without an identity, a sent answer cannot be found or deleted.',
    start: 'Start',
    resume: 'Continue',
  },
  question: {
    progress: (number, of) => `${number} of ${of}`,
    progressLabel: (number, of) => `Question ${number} of ${of}`,
    back: 'Back',
    next: 'Next',
    send: 'Send',
    cannotJudge: 'I cannot judge',
  },
};
