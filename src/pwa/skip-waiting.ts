/** The message with which a page tells a waiting worker to take over; the word is the one workbox-window sends. */
export const SKIP_WAITING = 'SKIP_WAITING';
