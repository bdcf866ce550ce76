/** What a page asks of the survey's worker, about the files that only kiosks need. */

/** Keep them from now on: this device is a kiosk. */
export const KEEP_KIOSK = 'KEEP_KIOSK';
/** Answered through the port that comes with it: how many files of the app, those of kiosks included, are not kept. */
export const COUNT_MISSING = 'COUNT_MISSING';

/** Holds the files that only kiosks need; that it is there says that this device is one. */
export const KIOSK_CACHE = 'skm-kiosk';
