/** Names of the rows of the table `meta`. */
export const STAFF_PIN = 'staff-pin';
export const KIOSK_SETTINGS = 'kiosk-settings';
export const SPACE_PROOF = 'space-proof';
